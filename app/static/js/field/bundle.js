// The second way out: everything unsent in one file for a stick. Only the office can read it, and it proves which laptop
// made it. Each record and each file is encrypted by itself and put on the disk's side of a Blob, so that forty photos do
// not stand in memory at once. Sending later all the same does no harm: the office takes each record once.

import { fromBase64, random, sha256, toBase64, toBytes } from "./bytes.js";
import { textOf, unsent } from "./sealing.js";

async function cipher(office) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const mine = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
  const theirs = await crypto.subtle.importKey("jwk", office, curve, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, mine.privateKey, 256);
  const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const salt = random(32);
  const way = { name: "HKDF", hash: "SHA-256", salt, info: toBytes("moksori field bundle") };
  const key = await crypto.subtle.deriveKey(way, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", mine.publicKey);
  return { key, salt: toBase64(salt), open: { kty, crv, x, y } };
}

// A Blob with everything unsent, and how many records it holds.
export async function bundle(desk) {
  const rows = await unsent(desk), { key, salt, open } = await cipher(desk.day.office);
  const head = { kind: "moksori-field", v: 1, person: desk.person, device: desk.device,
    made_at: new Date().toISOString(), key: open, salt };
  const parts = [`${JSON.stringify(head)}\n`];
  const add = async (value) => parts.push(new Blob([`${await line(key, parts.length, value)}\n`]));
  for (const row of rows) {
    for (const hash of await hashesOf(desk, row.id)) await add(await fileOf(desk, row.id, hash));
    await add({ id: row.id, record: await textOf(desk, row) });
  }
  const body = new Blob(parts);
  return { blob: new Blob([body, `${JSON.stringify({ signature: await signature(desk, body) })}\n`]), count: rows.length };
}

async function line(key, number, value) {
  const iv = random(12), way = { name: "AES-GCM", iv, additionalData: toBytes(String(number)) };
  const data = new Uint8Array(await crypto.subtle.encrypt(way, key, toBytes(JSON.stringify(value))));
  const all = new Uint8Array(iv.length + data.length);
  all.set(iv);
  all.set(data, iv.length);
  return toBase64(all);
}

async function hashesOf(desk, id) {
  const keys = await desk.store.run(["files"], "readonly", (t) => t.objectStore("files").index("of").getAllKeys(id));
  return keys.map(([, hash]) => hash);
}

async function fileOf(desk, id, hash) {
  const row = await desk.store.get("files", [id, hash]);
  return { file: hash, data: toBase64(await desk.vault.openBytes(`file ${hash}`, row)) };
}

async function signature(desk, body) {
  const way = { name: "ECDSA", namedCurve: "P-256" };
  const secret = await desk.vault.openText("pair", await desk.store.get("meta", "pair"));
  const key = await crypto.subtle.importKey("pkcs8", fromBase64(secret), way, false, ["sign"]);
  const hash = fromHex(await sha256(await body.arrayBuffer()));
  return toBase64(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, hash));
}

const fromHex = (words) => Uint8Array.from(words.match(/../g), (pair) => parseInt(pair, 16));

// Hand the file to the browser's own saving: it asks where, or puts it among the downloads.
export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
