// What is being written, kept as it is typed: within a second, and called kept only once it was read back from the disk.

import { holdsResident } from "../resident_number.js";
import { newId, sha256 } from "./bytes.js";
import { isFull } from "./store.js";

// From the first unsaved key to the writing. With encrypting and a slow disk still within the second that is promised.
const SOON = 300;
// After a writing that failed: again, until there is room or the browser has its database back.
const AGAIN = 3000;
const place = (id) => `draft ${id}`;

export function newDraft(kind, told) {
  const at = new Date().toISOString();
  return { id: newId(), kind, base: null, answers: {}, started_at: at, updated: at, ...told };
}

export async function listDrafts(desk) {
  const rows = await desk.store.all("drafts");
  const found = await Promise.all(rows.map((row) => desk.vault.open(place(row.id), row)));
  return found.sort((a, b) => (a.updated < b.updated ? 1 : -1));
}

export async function findDraft(desk, id) {
  const row = await desk.store.get("drafts", id);
  return row ? desk.vault.open(place(id), row) : null;
}

export async function dropDraft(desk, id) {
  await desk.store.run(["drafts", "files"], "readwrite", async (t) => {
    await t.objectStore("drafts").delete(id);
    for (const key of await t.objectStore("files").index("of").getAllKeys(id)) await t.objectStore("files").delete(key);
  });
}

// One open draft. `told(state)` hears "writing", "saved", "full", "failed", "resident".
export class Journal {
  #dirty = 0;
  #saved = 0;
  #timer = 0;
  #turn = Promise.resolve(true);
  #files = [];

  constructor(desk, draft, told) {
    Object.assign(this, { desk, draft, told });
  }

  change(what) {
    Object.assign(this.draft, what, { updated: new Date().toISOString() });
    this.#dirty += 1;
    this.told("writing");
    this.#timer ||= setTimeout(() => this.flush(), SOON);
  }

  // A photo or file: on the disk in the same transaction as the answer that names it.
  async attach(bytes, type) {
    const hash = await sha256(bytes);
    const sealed = await this.desk.vault.sealBytes(`file ${hash}`, bytes);
    this.#files.push({ of: this.draft.id, sha256: hash, type, size: bytes.byteLength, ...sealed });
    return hash;
  }

  get isSaved() { return this.#dirty === this.#saved && this.#files.length === 0; }

  // Write now. Resolves to whether everything typed until this call is on the disk.
  flush() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#turn = this.#turn.then(() => this.#write());
    return this.#turn;
  }

  async #write() {
    if (this.isSaved) return true;
    const upTo = this.#dirty, files = [...this.#files], draft = this.#clean();
    try {
      await this.#put(draft, files);
    } catch (error) {
      this.told(isFull(error) ? "full" : "failed");
      this.#timer ||= setTimeout(() => this.flush(), AGAIN);
      return false;
    }
    this.#saved = upTo;
    this.#files = this.#files.filter((each) => !files.includes(each));
    if (this.isSaved) this.told(draft.held ? "resident" : "saved");
    return !draft.held;
  }

  async #put(draft, files) {
    const { store, vault } = this.desk, { held, ...kept } = draft, words = JSON.stringify(kept);
    const row = { id: draft.id, updated: draft.updated, ...(await vault.sealText(place(draft.id), words)) };
    await store.run(["drafts", "files"], "readwrite", async (t) => {
      for (const each of files) await t.objectStore("files").put(each);
      await t.objectStore("drafts").put(row);
    });
    const back = await store.get("drafts", draft.id);
    if (!back || (await vault.openText(place(draft.id), back)) !== words) throw new Error("not what was written");
  }

  // A resident registration number is not kept on the laptop either; what else was typed is.
  #clean() {
    const entries = Object.entries(this.draft.answers ?? {});
    const rest = entries.filter(([, value]) => !holdsResident(value));
    const clean = { ...this.draft, answers: Object.fromEntries(rest), held: rest.length < entries.length };
    for (const name of ["name", "note"]) {
      if (holdsResident(clean[name])) Object.assign(clean, { [name]: "", held: true });
    }
    return clean;
  }

  close() { clearTimeout(this.#timer); this.#timer = 0; }
}
