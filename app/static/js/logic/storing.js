// What of a reckoned value is stored, by the question's type; null of a blank. Twin of forms/logic/storing.py.

import { dateText, momentText } from "./dates.js";
import { atom, blank, number, one, text, truth, words } from "./values.js";

const FIGURES = new Set(["number", "range", "likert"]), LISTS = new Set(["multiple", "rank"]);
const TICKS = new Set(["consent", "acknowledge"]), MOMENTS = { __proto__: null, date: dateText, datetime: momentText };

export function stored(kind, value) {
  const read = one(value);
  if (blank(read)) return null;
  if (FIGURES.has(kind)) return figure(number(read));
  if (LISTS.has(kind)) return words(read).length ? words(read) : null;
  if (TICKS.has(kind)) return truth(read) || null;
  if (kind in MOMENTS && typeof read === "number") return MOMENTS[kind](read) || null;
  if (kind === "calculate" && typeof read === "boolean") return read;
  if (kind === "calculate" && typeof read === "number") return figure(read);
  return atom(text(read)) || null;
}

function figure(x) {
  return Number.isFinite(x) ? x + 0 : null;
}

// Nothing was answered: a consent that is not given is no answer.
export function empty(kind, value) {
  return TICKS.has(kind) ? value !== true : blank(value);
}
