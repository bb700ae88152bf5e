// A record leaves the laptop only against a receipt of the office: about this record, about these bytes, signed by the
// key that came with the day's package. Anything else, a captive portal's friendly 200 too, is no receipt.

import { fromBase64, toBytes } from "./bytes.js";

export async function isReceipt(told, row, jwk) {
  try {
    const said = JSON.parse(told.receipt);
    if (said.record !== row.id || said.sha256 !== row.sha256) return false;
    const key = await crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    const way = { name: "ECDSA", hash: "SHA-256" };
    return await crypto.subtle.verify(way, key, fromBase64(told.signature), toBytes(told.receipt));
  } catch {
    return false;
  }
}

// In one transaction: the payload and its files go, the receipt is in the ledger.
export async function settle(desk, row, told) {
  const said = JSON.parse(told.receipt);
  const entry = { id: row.id, kind: row.kind, sequence: row.sequence, made_at: row.made_at, sha256: row.sha256,
    number: said.number, state: said.state, received_at: said.received_at, label: row.label, about: row.about, ...told };
  await desk.store.run(["records", "ledger", "files"], "readwrite", async (t) => {
    await t.objectStore("ledger").put(entry);
    await t.objectStore("records").delete(row.id);
    const files = t.objectStore("files");
    for (const key of await files.index("of").getAllKeys(row.id)) await files.delete(key);
  });
}

export async function ledger(desk) {
  return (await desk.store.all("ledger")).sort((a, b) => b.sequence - a.sequence);
}
