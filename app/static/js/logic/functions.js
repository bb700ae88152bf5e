// What each function of expressions gives, by name. Twin of forms/logic/functions.py.

import { dateText, dayNumber, formatted, isMoment, momentText } from "./dates.js";
import { floored, power, remainder, rounded, truncated } from "./figures.js";
import { blank, every, NOT_APPLICABLE, number, one, text, trimmed, truth, words } from "./values.js";

// Numbers among the values: blanks, 해당 없음 and other texts are left out.
const figures = (values) => every(values).map(number).filter((n) => !Number.isNaN(n));

const summed = (values) => figures(values).reduce((total, each) => total + each, 0);

// Checklists: -1 for no bound.
const within = (count, least, most) => (least < 0 || count >= least) && (most < 0 || count <= most);

function checklist(values) {
  return within(every(values.slice(2)).filter(truth).length, number(values[0]), number(values[1]));
}

function weighted(values) {
  const pairs = every(values.slice(2));
  let weight = 0;
  for (let place = 0; place < pairs.length - 1; place += 2) weight += truth(pairs[place]) ? number(pairs[place + 1]) : 0;
  return within(weight, number(values[0]), number(values[1]));
}

// A part of a sentence: nobody should read NaN where a figure is still missing. string() says it, for who asks.
const shown = (value) => blank(value) ? "" : text(value);

// Texts that are put together end here, counted in code points.
const LONGEST_TEXT = 10_000;
const bounded = (read) => read.length > LONGEST_TEXT ? [...read].slice(0, LONGEST_TEXT).join("") : read;

const ends = (read) => read.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");

// From `start` up to before `end`, from 0 and in code points; a negative place counts from the end.
function substr(values) {
  const whole = [...text(values[0])];
  const places = values.slice(1).map((each) => truncated(number(each)));
  while (places.length < 2) places.push(whole.length);
  if (places.some(Number.isNaN)) return "";
  const [start, end] = places.map((p) => Math.max(0, Math.min(whole.length, p < 0 ? p + whole.length : p)));
  return whole.slice(start, end).join("");
}

function translate(values) {
  const [whole, old, put] = values.map((each) => [...text(each)]), table = new Map();
  old.forEach((sign, place) => {
    if (!table.has(sign)) table.set(sign, put[place] ?? "");
  });
  return whole.map((sign) => table.get(sign) ?? sign).join("");
}

function before(values) {
  const whole = text(values[0]), mark = text(values[1]), place = mark ? whole.indexOf(mark) : -1;
  return place < 0 ? "" : whole.slice(0, place);
}

function after(values) {
  const whole = text(values[0]), mark = text(values[1]), place = whole.indexOf(mark);
  return place < 0 ? "" : whole.slice(place + mark.length);
}

// Days of a number or of a day's text; NaN of any other text, of times too.
function dayOf(value) {
  const read = one(value);
  if (typeof read === "number" || typeof read === "boolean") return number(read);
  return isMoment(text(read)) ? number(read) : NaN;
}

function decimalTime(values) {
  const read = one(values[0]), days = typeof read === "number" ? read : dayNumber(text(read)) ?? NaN;
  return Number.isFinite(days) ? days - floored(days) : NaN;
}

function choiceName(values, scope) {
  const labels = scope.labels(text(values[1])), asked = one(values[0]);
  return (Array.isArray(asked) ? asked : [text(asked)]).map((id) => labels.get(id) ?? "").join(", ");
}

export const FUNCTIONS = {
  __proto__: null,
  "true": () => true,
  "false": () => false,
  "not": (v) => !truth(v[0]),
  "boolean": (v) => truth(v[0]),
  "boolean-from-string": (v) => ["1", "true"].includes(text(v[0])),
  "checklist": checklist,
  "weighted-checklist": weighted,
  "selected": (v) => words(v[0]).includes(ends(text(v[1]))),
  "selected-at": (v) => words(v[0])[truncated(number(v[1]))] ?? "",
  "count-selected": (v) => one(v[0]) === NOT_APPLICABLE ? 0 : words(v[0]).length,
  "jr:choice-name": choiceName,
  "choice-column": (v, scope) => scope.column(text(v[1]), text(v[2])).get(text(v[0])) ?? "",
  "count": (v) => every(v).length,
  "count-non-empty": (v) => every(v).filter((each) => !blank(each)).length,
  "sum": summed,
  "min": (v) => figures(v).reduce((least, each) => least <= each ? least : each, NaN),
  "max": (v) => figures(v).reduce((most, each) => most >= each ? most : each, NaN),
  "string": (v) => text(v[0]),
  "string-length": (v) => [...text(v[0])].length,
  "concat": (v) => bounded(every(v).map(shown).join("")),
  "join": (v) => bounded(every(v.slice(1)).map(shown).join(text(v[0]))),
  "contains": (v) => text(v[0]).includes(text(v[1])),
  "starts-with": (v) => text(v[0]).startsWith(text(v[1])),
  "ends-with": (v) => text(v[0]).endsWith(text(v[1])),
  "substr": substr,
  "substring-before": before,
  "substring-after": after,
  "translate": translate,
  "normalize-space": (v) => trimmed(text(v[0])),
  "number": (v) => number(v[0]),
  "int": (v) => truncated(number(v[0])),
  "round": (v) => rounded(number(v[0]), v.length > 1 ? number(v[1]) : 0),
  "pow": (v) => power(number(v[0]), number(v[1])),
  "abs": (v) => Math.abs(number(v[0])),
  "sqrt": (v) => Math.sqrt(number(v[0])),
  "floor": (v) => floored(number(v[0])),
  "ceiling": (v) => -floored(-number(v[0])),
  "date": (v) => dateText(dayOf(v[0])),
  "date-time": (v) => momentText(dayOf(v[0])),
  "today": (v, scope) => scope.now.slice(0, 10),
  "now": (v, scope) => scope.now,
  "format-date": (v, scope) => formatted(number(v[0]), text(v[1]), scope.lang),
  "format-date-time": (v, scope) => formatted(number(v[0]), text(v[1]), scope.lang),
  "decimal-date-time": (v) => dayOf(v[0]),
  "decimal-time": decimalTime,
  "+": (v) => v.map(number).reduce((total, each) => total + each),
  "-": (v) => number(v[0]) - number(v[1]),
  "*": (v) => number(v[0]) * number(v[1]),
  "div": (v) => number(v[0]) / number(v[1]),
  "mod": (v) => remainder(number(v[0]), number(v[1])),
  "neg": (v) => -number(v[0]),
};
