// The codings of a document as they stand: fetched, added to, taken away; whoever shows them is told.

import { lastAt } from "./transcript.js";

export class Codings extends EventTarget {
  constructor(address) {
    super();
    this.address = address;
    this.all = [];
    this.machine = false;
    // What is not to be shown: themes, and people by their id ("mine", "machine").
    this.hidden = { themes: new Set(), coders: new Set() };
  }

  // Anew from the server: all of them. Gives the places that can be coded.
  async load() {
    const query = this.machine ? "?machine=1" : "";
    const response = await fetch(this.address + query, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(String(response.status));
    const { codings, machine, segments } = await response.json();
    const answered = new Set(codings.filter((each) => each.mine).map((each) => `${each.segment} ${each.theme}`));
    const waiting = machine.filter((each) => !answered.has(`${each.segment} ${each.theme}`)).map((each) => ({ ...each, machine: true }));
    this.replace([...codings, ...waiting].map(asShown));
    return segments;
  }

  replace(codings) {
    this.all = codings.sort((a, b) => a.start - b.start || a.end - b.end);
    this.longest = Math.max(0, ...this.all.map((each) => each.end - each.start));
    this.#tell();
  }

  add(coding) {
    this.all.splice(lastAt(this.all, (each) => each.start <= coding.start) + 1, 0, coding);
    this.longest = Math.max(this.longest ?? 0, coding.end - coding.start);
    this.#tell([coding], []);
  }

  remove(which) {
    const gone = this.all.filter(which);
    if (!gone.length) return;
    this.all = this.all.filter((each) => !gone.includes(each));
    this.#tell([], gone);
  }

  shows(coding) { return !this.hidden.themes.has(coding.theme) && !this.hidden.coders.has(coding.whose); }

  get shown() { return this.all.filter((each) => this.shows(each)); }

  // Those that touch a stretch, the shortest first: of what lies in one another the innermost is meant.
  over(start, end = start + 1) {
    const found = [];
    for (let n = lastAt(this.all, (each) => each.start < end); n >= 0 && this.all[n].start > start - this.longest - 1; n -= 1) {
      if (this.all[n].end > start && this.shows(this.all[n])) found.push(this.all[n]);
    }
    return found.sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start);
  }

  filtered() { this.#tell(); }

  // Without lists: everything changed.
  #tell(added = null, removed = null) { this.dispatchEvent(Object.assign(new Event("changed"), { added, removed })); }
}

// A coding as the server tells it, as the page wants it.
export function asShown(given) {
  const kind = given.machine ? "machine" : given.mine ? "mine" : "other";
  return { ...given, kind, whose: kind === "other" ? given.coder : kind };
}
