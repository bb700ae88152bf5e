// The way out: sealed records in the order they were sealed, one after the other, by one page at a time. Sending again
// is always safe; what an answer means is decided here and nowhere else.

import { isReceipt, settle } from "./receipts.js";
import { textOf, unsent } from "./sealing.js";

// A connection that says nothing for so long is dead, however open it looks. A photo on a bad line takes this long.
const PATIENCE = 30_000;

// How a round ended: "done" (nothing left to send), "later" (network, server), "sign-in", "other-person", "busy".
export async function sendAll(desk, told = () => {}) {
  return navigator.locks.request(`send ${desk.store.name}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return "busy";
    for (const row of await unsent(desk)) {
      if (row.state === "refused" || (await waitsForBase(desk, row))) continue;
      const ended = await send(desk, row);
      told(row, ended);
      if (ended !== "done" && ended !== "refused") return ended;
    }
    return "done";
  });
}

// A revision goes only once what it revises has left, or was refused for good: else the older would count as newer.
async function waitsForBase(desk, row) {
  const base = row.base && (await desk.store.get("records", row.base));
  return Boolean(base) && base.state !== "refused";
}

async function send(desk, row) {
  await keep(desk, row, { state: "sending", tries: row.tries + 1 });
  const files = await filesOf(desk, row.id);
  for (const file of files) {
    const bytes = await desk.vault.openBytes(`file ${file.sha256}`, file);
    const answer = await put(`/field/files/${file.sha256}`, bytes, file.type);
    const ended = await understood(answer, (said) => said?.sha256 === file.sha256);
    if (ended.what === "refused") return refuse(desk, row, ended.why);
    if (ended.what !== "done") return ended.what;
  }
  const answer = await put(`/field/records/${row.id}`, await textOf(desk, row), "application/json");
  const ended = await understood(answer, (said) => isReceipt(said, row, desk.day.key), [200, 201, 409]);
  if (ended.what === "refused") return refuse(desk, row, ended.why);
  if (ended.what === "done") await settle(desk, row, { receipt: ended.said.receipt, signature: ended.said.signature });
  return ended.what;
}

async function filesOf(desk, id) {
  return desk.store.run(["files"], "readonly", (t) => t.objectStore("files").index("of").getAll(id));
}

// Status and text, or null where no whole answer came in time. The time holds for the body too.
async function put(path, body, type) {
  try {
    const answer = await fetch(path, { method: "PUT", body, headers: { "Content-Type": type }, redirect: "manual",
      cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return null;
  }
}

async function understood(answer, isGood, good = [200, 201]) {
  if (!answer) return { what: "later" };
  if (answer.status === 401) return { what: "sign-in" };
  let said = null;
  try { said = JSON.parse(answer.text); } catch { /* no answer of ours */ }
  if (good.includes(answer.status) && (await isGood(said))) return { what: "done", said };
  const why = Array.isArray(said?.refused) ? said.refused : said?.problems;
  if (answer.status === 403 && why) return { what: "other-person" };
  if ([400, 413, 422].includes(answer.status) && Array.isArray(why)) return { what: "refused", why };
  return { what: "later" };
}

async function refuse(desk, row, why) {
  const words = why.map((each) => [each.where, each.what, each.right].filter(Boolean).join(". "));
  await keep(desk, row, { state: "refused", tries: row.tries + 1, why: words });
  return "refused";
}

// Only while it is still there: another page may have had its receipt meanwhile.
async function keep(desk, row, change) {
  await desk.store.run(["records"], "readwrite", async (t) => {
    const there = await t.objectStore("records").get(row.id);
    if (there) await t.objectStore("records").put({ ...there, ...change });
  });
}

export async function sendAgain(desk, row) {
  await keep(desk, row, { state: "sealed", why: [] });
}
