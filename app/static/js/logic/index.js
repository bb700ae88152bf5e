// The logic of a questionnaire in the browser: the same trees and the same results as forms/logic on the server.
// tests/forms/logic/vectors.json is run by both; bench/logic_differential.py compares them over random programs.

import { Model } from "./model.js";
import { Run } from "./running.js";

// Everything a program says of some answers: {answers, relevant, required, wrong, choices, counts}.
// `now` is the ISO text of the local clock, which today() and now() tell.
export function evaluate(program, answers, { now, lang = "ko" }) {
  return new Run(new Model(program), answers, now, lang).state();
}

// For a form that is being filled in: start(answers) once, then set(key, value) for each change, which reckons only what
// the change reaches. Both return the whole state; set adds `changed`, the ids of questions and sections to look at again.
// set(key, undefined) forgets an answer as if nobody had touched it; set(key, "") leaves it blank.
export function prepare(program, { now, lang = "ko" }) {
  const model = new Model(program);
  let run = null;
  return {
    start(answers) {
      run = new Run(model, answers, now, lang);
      return run.state();
    },
    set(key, value) {
      const changed = run.set(key, value);
      return { ...run.state(), changed };
    },
  };
}
