// Where somebody stands in a transcript and what is chosen there: by keys word by word and statement by statement, or by
// selecting with mouse and finger. `start === end`: a place that was pressed, where the whole statement is meant.

import * as painting from "./painting.js";

export class Caret extends EventTarget {
  constructor(transcript) {
    super();
    this.transcript = transcript;
    this.at = null;
    document.addEventListener("selectionchange", () => this.follow());
  }

  // The words a coding would take: what is chosen, else the statement pressed.
  get span() {
    if (!this.at) return null;
    if (this.at.start < this.at.end) return this.at;
    const place = this.transcript.placeAt(this.at.start);
    return place && { start: place.start, end: place.end };
  }

  get explicit() { return Boolean(this.at && this.at.start < this.at.end); }

  set(stretch, { scroll = true, anchor = stretch } = {}) {
    this.at = stretch;
    this.anchor = anchor;
    this.focus = stretch;
    painting.single(this.transcript, "doc-chosen", this.explicit ? stretch : null);
    painting.single(this.transcript, "doc-place", this.explicit ? null : this.span);
    if (stretch && scroll) this.#reveal(stretch);
    this.dispatchEvent(new Event("moved"));
  }

  clear() {
    this.#unselect();
    this.set(null);
  }

  #unselect() {
    this.followed = null;
    getSelection().removeAllRanges();
  }

  // By word or by statement, or on to it while the other end stays.
  step(unit, direction, extend) {
    const from = this.focus ?? this.#inView();
    const to = this.focus ? this.transcript[unit](from, direction) : unit === "word" ? this.transcript.word(from, 1) : this.transcript.place({ end: from.start, start: from.start }, 1);
    if (!to) return;
    this.#unselect();
    const stretch = { start: to.start, end: to.end };
    if (!extend || !this.anchor) return this.set(stretch);
    const anchor = this.anchor.start < this.anchor.end ? this.anchor : stretch;
    this.set({ start: Math.min(anchor.start, to.start), end: Math.max(anchor.end, to.end) }, { anchor });
    this.focus = stretch;
  }

  turn(direction) {
    const turns = this.transcript.turns, now = this.transcript.turnAt((this.focus ?? this.#inView()).start);
    const next = turns[turns.indexOf(now) + direction];
    if (next) this.goto(next.start);
  }

  // To the statement at a place, or the next after it.
  goto(point) {
    this.#unselect();
    const place = this.transcript.placeAt(point) ?? this.transcript.place({ start: point, end: point }, 1);
    this.set(place ? { start: place.start, end: place.end } : { start: point, end: point });
  }

  // One word narrower or wider, at the end or at the beginning.
  edge(side, wider) {
    const now = this.span;
    if (!now) return;
    const words = this.transcript, at = { ...now };
    if (side === "end") {
      const to = wider ? words.word({ start: now.end, end: now.end }, 1)?.end : words.word({ start: now.end - 1, end: now.end - 1 }, -1)?.end;
      if (to > now.start) at.end = to;
    } else {
      const to = wider ? words.word({ start: now.start, end: now.start }, -1)?.start : words.word({ start: now.start + 1, end: now.start + 1 }, 1)?.start;
      if (to !== undefined && to < now.end) at.start = to;
    }
    this.#unselect();
    this.set(at);
  }

  // A browser tells of a selection a moment after it was made; who presses a key in that moment means it already.
  follow() {
    const { rangeCount, anchorNode, anchorOffset, focusNode, focusOffset } = getSelection();
    if (!rangeCount || !this.transcript.root.contains(anchorNode)) return;
    const selected = [anchorNode, anchorOffset, focusNode, focusOffset];
    if (this.followed?.every((each, n) => each === selected[n])) return;
    this.followed = selected;
    const found = this.transcript.selected();
    if (!found || (this.at && found.start === this.at.start && found.end === this.at.end)) return;
    this.set(found, { scroll: false });
  }

  // The first turn of the window, for whoever begins to read in the middle.
  #inView() {
    const turn = this.transcript.turns.find((each) => each.line.getBoundingClientRect().bottom > 140);
    return { start: turn?.start ?? 0, end: turn?.start ?? 0 };
  }

  #reveal(stretch) {
    const box = this.transcript.range(stretch.start, Math.max(stretch.end, stretch.start + 1))?.getBoundingClientRect();
    if (!box) return;
    const low = matchMedia("(max-width: 900px)").matches ? innerHeight * 0.55 : innerHeight - 80;
    if (box.top < 90) scrollBy(0, box.top - innerHeight / 4); else if (box.bottom > low) scrollBy(0, Math.min(box.bottom - low + 60, box.top - 90));
  }
}
