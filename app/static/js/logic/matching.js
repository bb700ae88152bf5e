// Running the steps of a pattern over a text, all ways at once. Twin of forms/logic/matching.py.

// A match that would take more is none, in both languages at the same step.
const BUDGET = 2_000_000;
const SPENT = Symbol("the budget is used up");

// Whether the whole text matches.
export function matches(text, steps) {
  const run = { codes: Array.from(text, (c) => c.codePointAt(0)), left: BUDGET };
  try {
    return ways(run, steps, 0, true);
  } catch (fault) {
    if (fault === SPENT) return false;
    throw fault;
  }
}

// Follows all ways from place `at`; `whole`: to the end of the text, else to anywhere.
function ways(run, steps, at, whole) {
  const end = steps.length, size = run.codes.length;
  let here = reached(run, steps, [0], at);
  for (;;) {
    if (here.has(end) && (!whole || at === size)) return true;
    if (at === size || here.size === 0) return false;
    const code = run.codes[at], next = [];
    for (const place of here) if (place < end && reads(steps[place], code)) next.push(place + 1);
    at += 1;
    here = reached(run, steps, next, at);
  }
}

// The places that wait for a character, or the end, from `places` on without reading any.
function reached(run, steps, places, at) {
  const found = new Set(), seen = new Set(), waiting = places.reverse();
  while (waiting.length) {
    const place = waiting.pop();
    if (seen.has(place)) continue;
    seen.add(place);
    run.left -= 1;
    if (run.left < 0) throw SPENT;
    if (place === steps.length || steps[place][0] === "in") found.add(place);
    else waiting.push(...onward(run, steps[place], place, at));
  }
  return found;
}

function onward(run, step, place, at) {
  if (step[0] === "or") return [step[2], step[1]];
  if (step[0] === "to") return [step[1]];
  return holds(run, step, at) ? [place + 1] : [];
}

function holds(run, step, at) {
  const { codes } = run, size = codes.length;
  switch (step[0]) {
    case "start": return at === 0;
    case "end": return at === size;
    case "edge": return (at > 0 && ofWord(codes[at - 1])) !== (at < size && ofWord(codes[at]));
    default: return ways(run, step.slice(2), at, false) !== step[1];
  }
}

function reads(step, code) {
  for (let place = 2; place < step.length; place += 2) {
    if (step[place] <= code && code <= step[place + 1]) return !step[1];
  }
  return step[1];
}

function ofWord(code) {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}
