// Texts, bytes, hashes and ids.

const utf8 = new TextEncoder();
const text = new TextDecoder("utf-8", { fatal: true });

export const toBytes = (words) => utf8.encode(words);
export const toText = (bytes) => text.decode(bytes);

export function toBase64(bytes) {
  let raw = "";
  const all = new Uint8Array(bytes);
  for (let at = 0; at < all.length; at += 8192) raw += String.fromCharCode(...all.subarray(at, at + 8192));
  return btoa(raw).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function fromBase64(words) {
  const raw = atob(words.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(raw, (each) => each.charCodeAt(0));
}

export const random = (length) => crypto.getRandomValues(new Uint8Array(length));

export async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((each) => each.toString(16).padStart(2, "0")).join("");
}

// UUIDv7 (RFC 9562): sorts by the laptop's clock; that it is unique does not depend on the clock being right.
export function newId() {
  const bytes = random(16);
  let at = Date.now();
  for (let place = 5; place >= 0; place -= 1) { bytes[place] = at % 256; at = Math.floor(at / 256); }
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
