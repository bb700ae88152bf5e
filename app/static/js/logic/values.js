// Values of expressions and how one kind is read as another. A blank is the empty text; an array is what was chosen
// in one question; Nodes are the values of one question over a repeat. Twin of forms/logic/values.py.

import { dayNumber } from "./dates.js";
import { textOf } from "./figures.js";

const NUMBER = /^[ \t\r\n]*(-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))[ \t\r\n]*$/;
const SPACE = /[ \t\r\n]+/;

// Stands for 해당 없음: an answer that no rule judges, and no choice.
export const NOT_APPLICABLE = "n/a";

export class Nodes {
  constructor(values) {
    this.values = values;
  }
}

// An answer as it is stored, as a value; what no answer can be is blank.
export function atom(given) {
  if (typeof given === "boolean") return given;
  if (typeof given === "number") return Math.abs(given) <= 1.7e308 ? given : "";
  if (typeof given === "string") return given.normalize("NFC");
  if (Array.isArray(given)) return given.filter((each) => typeof each === "string").map((each) => each.normalize("NFC"));
  return "";
}

// The first of several values; blank where there is none.
export function one(value) {
  return value instanceof Nodes ? value.values[0] ?? "" : value;
}

// All single values of some arguments.
export function every(values) {
  return values.flatMap((value) => value instanceof Nodes ? value.values : [value]);
}

export function text(value) {
  const read = one(value);
  if (typeof read === "boolean") return read ? "true" : "false";
  if (typeof read === "number") return textOf(read);
  return Array.isArray(read) ? read.join(" ") : read;
}

// A day counts from 1970-01-01, a time is its part of a day; NaN where there is no number.
export function number(value) {
  const single = one(value);
  if (typeof single === "number") return single;
  if (typeof single === "boolean") return single ? 1 : 0;
  const read = text(single), match = NUMBER.exec(read);
  return match ? Number(match[1]) : dayNumber(read) ?? NaN;
}

export function truth(value) {
  if (value instanceof Nodes) return value.values.length > 0;
  if (typeof value === "number") return !(value === 0 || Number.isNaN(value));
  return typeof value === "boolean" ? value : value.length > 0;
}

// Nothing is there: an empty text, an empty choice, NaN.
export function blank(value) {
  const read = one(value);
  return typeof read === "number" ? Number.isNaN(read) : typeof read !== "boolean" && read.length === 0;
}

// What was chosen: of a text, its words.
export function words(value) {
  const read = one(value);
  return Array.isArray(read) ? read : text(read).split(SPACE).filter((word) => word !== "");
}

export function trimmed(read) {
  return read.split(SPACE).filter((word) => word !== "").join(" ");
}
