// From a draft to a record: sealed once as text, hashed, numbered, and read back. After that it never changes; what is
// to be changed becomes a new draft that names the record it revises.

import { sha256, toBytes } from "./bytes.js";
import { findDraft, newDraft } from "./drafts.js";

const place = (id) => `record ${id}`;

// The parts of each kind that go to the office, and nothing else of the draft.
const PARTS = {
  return: (d) => ({ survey: d.survey, version: d.version, area: d.area, firm: d.firm ?? null, name: d.name ?? "",
    industry: d.industry || null, size: d.size || null, visit: d.visit ?? null, answers: d.answers, started_at: d.started_at, lang: d.lang }),
  visit: (d) => ({ visit: d.visit, area: d.area, firm: d.firm ?? null, outcome: d.outcome, reason: d.reason || null,
    note: d.note ?? "", second_on: d.second_on || null, consent: d.consent ?? null, photos: d.photos ?? [] }),
};

// What a record is about, by ids that name nobody: for the lists to show what has been done today.
export const aboutOf = (draft) => `${draft.kind} ${draft.kind === "visit" ? draft.visit : `${draft.survey} ${draft.firm}`}`;

// Seal a draft that is on the disk. May be repeated: a draft that became a record before is that record.
export async function seal(desk, draft) {
  return navigator.locks.request(`seal ${desk.store.name}`, async () => {
    const known = await desk.store.get("records", draft.id);
    if (known || !(await findDraft(desk, draft.id))) return known;
    const sequence = ((await desk.store.get("meta", "sequence"))?.value ?? 0) + 1;
    const at = new Date().toISOString();
    const text = JSON.stringify({ v: 1, kind: draft.kind, device: desk.device, sequence, made_at: at,
      person: desk.person, base: draft.base, ...PARTS[draft.kind](draft), finished_at: at });
    const row = {
      id: draft.id, kind: draft.kind, sequence, made_at: at, base: draft.base, state: "sealed", tries: 0,
      about: aboutOf(draft),
      sha256: await sha256(toBytes(text)),
      sealed: await desk.vault.sealText(place(draft.id), text),
      label: await desk.vault.sealText(`label ${draft.id}`, draft.label ?? ""),
      draft: await desk.vault.seal(`${place(draft.id)} draft`, draft),
    };
    await desk.store.run(["drafts", "records", "meta"], "readwrite", async (t) => {
      await t.objectStore("records").put(row);
      await t.objectStore("meta").put({ id: "sequence", value: sequence });
      await t.objectStore("drafts").delete(draft.id);
    });
    const back = await desk.store.get("records", draft.id);
    if ((await textOf(desk, back)) !== text) throw new Error("not what was sealed");
    return back;
  });
}

// The very text that was sealed. Throws where the disk gives another than was hashed: that must not be sent.
export async function textOf(desk, row) {
  const text = await desk.vault.openText(place(row.id), row.sealed);
  if ((await sha256(toBytes(text))) !== row.sha256) throw new Error("the record on the disk is damaged");
  return text;
}

export const draftOf = (desk, row) => desk.vault.open(`${place(row.id)} draft`, row.draft);

// A new draft that starts from a record which has not left yet, with its files, and names it.
export async function revise(desk, row) {
  const { id: _id, base: _base, started_at: _at, ...told } = await draftOf(desk, row);
  const draft = { ...newDraft(row.kind, told), base: row.id };
  await desk.store.run(["files"], "readwrite", async (t) => {
    const files = t.objectStore("files");
    for (const each of await files.index("of").getAll(row.id)) await files.put({ ...each, of: draft.id });
  });
  return draft;
}

export const labelOf = (desk, row) => (row.label ? desk.vault.openText(`label ${row.id}`, row.label) : "");

export async function unsent(desk) {
  return (await desk.store.all("records")).sort((a, b) => a.sequence - b.sequence);
}
