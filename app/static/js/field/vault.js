// The lock of one person's store. A random key encrypts everything; it lies here wrapped twice: by the PIN, and by a
// secret the office tells that person after signing in, so that a forgotten PIN can be set anew. Neither the PIN nor the
// secret nor the key itself is ever stored. docs/decisions/0029 says what this holds against and what not.

import { fromBase64, random, toBase64, toBytes, toText } from "./bytes.js";

// As OWASP asks for PBKDF2 with SHA-256 (2023); kept with what it wrapped, so that a higher number changes nothing old.
const ROUNDS = 600_000;
export const SHORTEST_PIN = 6;
// Wrong PINs that cost nothing, and the longest wait after more. Chosen, not measured.
const FREE_TRIES = 3, LONGEST_WAIT = 15 * 60_000;

export class WrongPin extends Error {}
export class MustWait extends Error {
  constructor(until) { super("wait"); this.until = until; }
}

const aes = (raw, uses) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, uses);

async function byPin(pin, salt, rounds) {
  const typed = await crypto.subtle.importKey("raw", toBytes(pin.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(way, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function bySecret(secret, salt) {
  const known = await crypto.subtle.importKey("raw", fromBase64(secret), "HKDF", false, ["deriveKey"]);
  const way = { name: "HKDF", hash: "SHA-256", salt, info: toBytes("moksori field store") };
  return crypto.subtle.deriveKey(way, known, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function wrap(raw, key) {
  const iv = random(12);
  return { iv, data: new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, raw)) };
}

const unwrap = async (kept, key) =>
  new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, key, kept.data));

async function wrappings(raw, pin, secret) {
  const pinSalt = random(16), officeSalt = random(16);
  return {
    rounds: ROUNDS, pinSalt, officeSalt, tries: 0, until: 0,
    pin: await wrap(raw, await byPin(pin, pinSalt, ROUNDS)),
    office: await wrap(raw, await bySecret(secret, officeSalt)),
  };
}

// A new store's lock: what is to be kept of it, and the open vault.
export async function create(pin, secret) {
  const raw = random(32);
  return { kept: await wrappings(raw, pin, secret), vault: await Vault.of(raw) };
}

// Open by the PIN. Each wrong one is counted before it is tried, so that ending the browser in between gains nothing.
export async function unlock(kept, pin, keep) {
  if (Date.now() < kept.until && kept.until - Date.now() <= LONGEST_WAIT) throw new MustWait(kept.until);
  kept.tries += 1;
  kept.until = kept.tries > FREE_TRIES ? Date.now() + Math.min(LONGEST_WAIT, 5000 * 2 ** (kept.tries - FREE_TRIES)) : 0;
  await keep(kept);
  let raw;
  try {
    raw = await unwrap(kept.pin, await byPin(pin, kept.pinSalt, kept.rounds));
  } catch {
    throw new WrongPin();
  }
  Object.assign(kept, { tries: 0, until: 0 });
  await keep(kept);
  return Vault.of(raw);
}

// Open by the office's secret and lock anew with another PIN.
export async function relock(kept, secret, pin) {
  const raw = await unwrap(kept.office, await bySecret(secret, kept.officeSalt));
  return { kept: await wrappings(raw, pin, secret), vault: await Vault.of(raw) };
}

export class Vault {
  #key;

  static async of(raw) {
    const made = new Vault();
    made.#key = await aes(raw, ["encrypt", "decrypt"]);
    return made;
  }

  // `place` is bound to what is encrypted: a row put elsewhere in the database does not open.
  async sealBytes(place, bytes) {
    const iv = random(12);
    const way = { name: "AES-GCM", iv, additionalData: toBytes(place) };
    return { iv, data: new Uint8Array(await crypto.subtle.encrypt(way, this.#key, bytes)) };
  }

  async openBytes(place, sealed) {
    const way = { name: "AES-GCM", iv: sealed.iv, additionalData: toBytes(place) };
    return new Uint8Array(await crypto.subtle.decrypt(way, this.#key, sealed.data));
  }

  sealText(place, words) { return this.sealBytes(place, toBytes(words)); }
  async openText(place, sealed) { return toText(await this.openBytes(place, sealed)); }
  seal(place, value) { return this.sealText(place, JSON.stringify(value)); }
  async open(place, sealed) { return JSON.parse(await this.openText(place, sealed)); }
}

// The laptop's own pair of keys: the public half goes to the office, the private one into the vault.
export async function newPair() {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const secret = toBase64(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  return { open: { kty, crv, x, y }, secret };
}
