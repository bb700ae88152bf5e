// =, !=, < and their like over values of any kind. Twin of forms/logic/comparing.py.

import { hasTime, isMoment } from "./dates.js";
import { floored } from "./figures.js";
import { every, Nodes, number, text, truth } from "./values.js";

// Closer than this two numbers are the same: 33.3 + 33.3 + 33.4 is to be 100.
const NEAR = 1e-12;
const same = (a, b) => a === b || Math.abs(a - b) < NEAR;

export const COMPARISONS = {
  __proto__: null,
  "=": same,
  "!=": (a, b) => !same(a, b),
  "<": (a, b) => a < b && !same(a, b),
  "<=": (a, b) => a < b || same(a, b),
  ">": (a, b) => a > b && !same(a, b),
  ">=": (a, b) => a > b || same(a, b),
};

// Of several values of a repeat one that fits is enough, as in XPath.
export function compared(sign, left, right) {
  if (left instanceof Nodes || right instanceof Nodes) {
    return every([left]).some((a) => every([right]).some((b) => pair(sign, a, b)));
  }
  return pair(sign, left, right);
}

function pair(sign, left, right) {
  const compare = COMPARISONS[sign], equality = sign === "=" || sign === "!=";
  if (equality && (typeof left === "boolean" || typeof right === "boolean")) {
    return (asTruth(left) === asTruth(right)) === (sign === "=");
  }
  if (typeof left === "string" && typeof right === "string" && isMoment(left) && isMoment(right)) {
    return compare(...days(left, right));
  }
  if (equality && typeof left !== "number" && typeof right !== "number") return (text(left) === text(right)) === (sign === "=");
  return compare(number(left), number(right));
}

// A truth stored as its word, as ODK stores it, means what it says.
function asTruth(value) {
  return value === "false" ? false : truth(value);
}

// Both as days; where one has no time, the other's does not count.
function days(left, right) {
  const both = [number(left), number(right)];
  return hasTime(left) && hasTime(right) ? both : both.map(floored);
}
