// Runs programs in JavaScript for the tests: the state as one text, to be compared with Python's to the byte.

import { evaluate, prepare } from "./logic/index.js";
import { textOf } from "./logic/figures.js";

function written(value) {
  if (typeof value === "number") return `#${textOf(value)}`;
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  if (value !== null && typeof value === "object") {
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${written(value[key])}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

// The parts of a state as Python tells them.
export function told({ answers, relevant, required, wrong, choices, counts }) {
  return written({ answers, relevant: [...new Set(relevant)].sort(), required: [...required].sort(), wrong, choices, counts });
}

// Answers given one after another to a form that is open must end where all of them at once do.
function grown(program, answers, now, lang) {
  const form = prepare(program, { now, lang }), keys = Object.keys(answers);
  let state = form.start(Object.fromEntries(keys.slice(0, keys.length >> 1).map((key) => [key, answers[key]])));
  for (const key of keys.slice(keys.length >> 1)) state = form.set(key, answers[key]);
  return told(state);
}

// Each case: {program, now, lang, answers: [answers…], grows}. For each answers one text.
export function run(cases) {
  return cases.flatMap(({ program, now, lang, answers, grows }) => answers.map((given) => {
    try {
      const all = told(evaluate(program, given, { now, lang }));
      if (!grows) return all;
      const slowly = grown(program, given, now, lang);
      return slowly === all ? all : `grown otherwise: ${slowly}`;
    } catch (fault) {
      return `fault: ${fault.stack}`;
    }
  }));
}
