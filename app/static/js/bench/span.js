// Which words of the statement exactly: by selecting them, or by keys that move its edges. Without any it is the whole.

import { word } from "./book.js";
import { say } from "./saying.js";
import { pointIn, Points, rangeIn } from "./points.js";

let taken = null;
const statement = () => document.querySelector("[data-said]");
const text = () => statement().textContent;
const painted = globalThis.Highlight ? new Highlight() : null;
if (painted) CSS.highlights.set("bench-span", painted);

// As the server keeps it: code points of the whole text; null for the whole statement.
export function chosen() {
  const from = Number(statement().dataset.start);
  return taken && [from + taken[0], from + taken[1]];
}

export const words = () => [...text()].slice(...(taken ?? [0])).join("");

export function forget() {
  if (!taken) return;
  set(null);
  const selection = getSelection();
  if (statement().contains(selection.anchorNode)) selection.removeAllRanges();
}

function set(stretch) {
  const whole = [...text()].length;
  taken = stretch && (stretch[0] > 0 || stretch[1] < whole) ? stretch : null;
  painted?.clear();
  if (taken) painted?.add(rangeIn(statement(), ...taken));
  const told = document.getElementById("span-told");
  if (!told) return;
  told.hidden = !taken;
  told.querySelector("[data-words]").textContent = taken ? word("span", { what: words() }) : "";
}

// Selected by mouse, touch or Shift and arrows: the part of the selection that lies in the statement, without its blanks.
export function follow() {
  const selection = getSelection(), place = statement();
  if (!place || selection.isCollapsed || !selection.rangeCount || !selection.containsNode(place, true)) return;
  const range = selection.getRangeAt(0), letters = [...text()];
  let start = pointIn(place, range.startContainer, range.startOffset) ?? 0;
  let end = pointIn(place, range.endContainer, range.endOffset) ?? letters.length;
  while (start < end && !letters[start].trim()) start += 1;
  while (end > start && !letters[end - 1].trim()) end -= 1;
  if (end > start) set([start, end]);
}

// Where words begin and end, in code points.
export function edges(said) {
  const points = new Points(said), found = [...said.matchAll(/\S+/g)];
  return { starts: found.map((each) => points.from(each.index)), ends: found.map((each) => points.from(each.index + each[0].length)) };
}

// One word narrower or wider at the end, or at the beginning.
export function move(side, wider) {
  const whole = [...text()].length, [start, end] = taken ?? [0, whole], { starts, ends } = edges(text());
  const to = side === "end"
    ? wider ? ends.find((each) => each > end) : ends.findLast((each) => each < end && each > start)
    : wider ? starts.findLast((each) => each < start) : starts.find((each) => each > start && each < end);
  if (to === undefined) return;
  set(side === "end" ? [start, to] : [to, end]);
  getSelection().removeAllRanges();
  say(taken ? word("span", { what: words() }) : word("whole"));
}
