// The transcript on the page: its turns and the places that can be coded, in code points of the whole document.

import { Points } from "./points.js";

export class Transcript {
  constructor(root) {
    this.root = root;
    this.turns = [...root.querySelectorAll(".doc-words")].map((element) => {
      if (element.childNodes.length > 1) element.normalize();
      const node = element.firstChild ?? element.appendChild(document.createTextNode("")), points = new Points(node.data);
      const start = Number(element.dataset.start);
      return { element, node, points, start, end: start + points.length, line: element.parentElement };
    });
    this.byElement = new Map(this.turns.map((turn) => [turn.element, turn]));
    this.byLine = new Map(this.turns.map((turn) => [turn.line, turn]));
    this.settle([]);
    this.length = this.turns.at(-1)?.end ?? 0;
  }

  // The places that can be coded, in order: segment, stretch, and the coder's newest judgment (`seen`).
  settle(places) {
    this.places = places;
    this.byId = new Map(places.map((place) => [place.id, place]));
  }

  turnAt(point) { return this.turns[lastAt(this.turns, (turn) => turn.start <= point)]; }

  placeAt(point) {
    const place = this.places[lastAt(this.places, (each) => each.start <= point)];
    return place && point < place.end ? place : null;
  }

  placesIn(start, end) {
    const first = Math.max(lastAt(this.places, (each) => each.start <= start), 0);
    const found = [];
    for (let n = first; n < this.places.length && this.places[n].start < end; n += 1) if (this.places[n].end > start) found.push(this.places[n]);
    return found;
  }

  // The parts of a stretch, turn by turn, in units of each turn's text.
  pieces(start, end) {
    const found = [];
    for (let n = Math.max(lastAt(this.turns, (turn) => turn.start <= start), 0); n < this.turns.length && this.turns[n].start < end; n += 1) {
      const turn = this.turns[n], from = Math.max(start, turn.start), to = Math.min(end, turn.end);
      if (from < to) found.push({ turn, from: turn.points.unit(from - turn.start), to: turn.points.unit(to - turn.start) });
    }
    return found;
  }

  text(start, end) { return this.pieces(start, end).map(({ turn, from, to }) => turn.node.data.slice(from, to)).join(" "); }

  // A place of the page in code points; outside of what was said the nearest beginning or end of its turn.
  point(node, offset) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node, turn = this.byLine.get(element.closest(".doc-turn"));
    if (!turn) return null;
    if (node === turn.node) return turn.start + turn.points.from(offset);
    if (node === turn.element) return offset ? turn.end : turn.start;
    return turn.element.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING ? turn.end : turn.start;
  }

  // What somebody selected, without its blanks; `start === end` is a place that was pressed.
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount) return null;
    const range = selection.getRangeAt(0), start = this.point(range.startContainer, range.startOffset);
    const end = this.point(range.endContainer, range.endOffset);
    if (start === null && end === null) return null;
    return this.trimmed(start ?? end, end ?? start);
  }

  trimmed(start, end) {
    const pieces = this.pieces(start, end);
    if (!pieces.length) return { start, end: start };
    const first = pieces[0], last = pieces.at(-1);
    const from = first.turn.node.data.slice(first.from, first.to), to = last.turn.node.data.slice(last.from, last.to);
    const lead = from.length - from.trimStart().length, tail = to.length - to.trimEnd().length;
    const begin = first.turn.start + first.turn.points.from(first.from + lead), stop = last.turn.start + last.turn.points.from(last.to - tail);
    return begin < stop ? { start: begin, end: stop } : { start, end: start };
  }

  // The words of a turn, as stretches of the document.
  words(turn) {
    turn.words ??= [...turn.node.data.matchAll(/\S+/g)].map((each) => ({
      start: turn.start + turn.points.from(each.index), end: turn.start + turn.points.from(each.index + each[0].length),
    }));
    return turn.words;
  }

  // The word after, or before, a stretch.
  word(from, step) {
    const point = step > 0 ? from.end : from.start, at = this.turns.indexOf(this.turnAt(Math.max(0, step > 0 ? point - 1 : point)) ?? this.turns[0]);
    for (let n = at; this.turns[n]; n += step) {
      const words = this.words(this.turns[n]), found = step > 0 ? words.find((each) => each.start >= point) : words.findLast((each) => each.end <= point);
      if (found) return found;
    }
    return null;
  }

  // The statement after, or before, a stretch.
  place(from, step) {
    if (step > 0) return this.places[lastAt(this.places, (each) => each.start < from.end) + 1] ?? null;
    return this.places[lastAt(this.places, (each) => each.end <= from.start)] ?? null;
  }

  // A range to measure with; painting wants none that the browser keeps up to date.
  range(start, end) {
    const pieces = this.pieces(start, end), range = document.createRange();
    if (!pieces.length) return null;
    range.setStart(pieces[0].turn.node, pieces[0].from);
    range.setEnd(pieces.at(-1).turn.node, pieces.at(-1).to);
    return range;
  }
}

// The last of a sorted list, from its beginning, that fulfils a condition; -1 for none.
export function lastAt(list, holds) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle])) low = middle + 1; else high = middle;
  }
  return low - 1;
}
