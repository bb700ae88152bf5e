// What is asked of an answer and whether it holds. Twin of forms/logic/verdicts.py.

import { rounded } from "./figures.js";
import { Scope } from "./interpreter.js";
import { empty } from "./storing.js";
import { NOT_APPLICABLE, text } from "./values.js";

const UNJUDGED = new Set(["calculate", "note"]);
const given = (entry) => entry !== null && entry !== undefined;

// Ids of the choices that the filter lets through; null where there are no choices.
export function offered(part, scope) {
  if (!given(part.choices)) return null;
  const fits = (choice) => new Scope(scope.table, scope.id, scope.place, scope.own, choice).true(part.filter);
  return part.choices.filter((choice) => !given(part.filter) || fits(choice)).map((choice) => choice.id);
}

export function required(part, scope) {
  if (UNJUDGED.has(part.type) || !given(part.required)) return false;
  return typeof part.required === "boolean" ? part.required : scope.true(part.required);
}

// The first thing wrong with an answer: required, choice, range or constraint; null where nothing is.
export function wrong(part, scope, must, ids) {
  if (UNJUDGED.has(part.type)) return null;
  if (empty(part.type, scope.own)) return must ? "required" : null;
  if (scope.own === NOT_APPLICABLE) return null;
  if (ids !== null && !chosen(part, scope.own, ids)) return "choice";
  if (!inRange(part, scope.own)) return "range";
  return given(part.constraint) && !scope.true(part.constraint) ? "constraint" : null;
}

// All that was chosen is offered, nothing twice, what excludes others alone, and a ranking complete.
function chosen(part, value, ids) {
  const all = Array.isArray(value) ? value : [text(value)];
  const alone = part.choices.filter((each) => each.exclusive).map((each) => each.id);
  return all.every((id) => ids.includes(id)) && new Set(all).size === all.length
    && (part.type !== "rank" || all.length === ids.length)
    && (all.length === 1 || !all.some((id) => alone.includes(id)));
}

function inRange(part, value) {
  if (!(part.type in MEASURES)) return true;
  const size = MEASURES[part.type](value), { min, max, decimals } = part;
  return !(Number.isNaN(size) || (given(min) && size < min) || (given(max) && size > max)
    || (part.type === "number" && given(decimals) && rounded(size, decimals) !== size));
}

// What min and max bound: the figure, how many are chosen, how many characters there are.
const MEASURES = {
  __proto__: null,
  number: (value) => typeof value === "number" ? value : NaN,
  range: (value) => typeof value === "number" ? value : NaN,
  multiple: (value) => Array.isArray(value) ? value.length : NaN,
  text: (value) => [...text(value)].length,
};
