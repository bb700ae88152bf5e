// Codings as painted stretches: a Highlight for each theme and kind (mine, another's, the machine's), over the text itself.

import { colored, themes } from "./book.js";

colored(({ code, colour }) => `
  .is-near > .doc-words::highlight(mine-${code}) { background-color: ${colour}2e; text-decoration: underline 2px ${colour}; text-underline-offset: 0.3em; }
  .is-near > .doc-words::highlight(other-${code}) { background-color: ${colour}14; text-decoration: underline dotted 2px ${colour}; text-underline-offset: 0.3em; }
  .is-near > .doc-words::highlight(machine-${code}) { text-decoration: underline dashed 1px ${colour}; text-underline-offset: 0.3em; }`);

const highlights = new Map(), ranges = new Map();
const able = Boolean(globalThis.Highlight);
const known = new Set(themes.map((theme) => theme.code));

function highlight(name, priority = 0) {
  if (!highlights.has(name)) {
    const made = new Highlight();
    made.priority = priority;
    highlights.set(name, made);
    CSS.highlights.set(name, made);
  }
  return highlights.get(name);
}

function staticRanges(transcript, start, end) {
  return transcript.pieces(start, end).map(({ turn, from, to }) => new StaticRange({ startContainer: turn.node, startOffset: from, endContainer: turn.node, endOffset: to }));
}

export function paint(transcript, coding) {
  if (!able || !known.has(coding.theme)) return;
  const name = `${coding.kind}-${coding.theme}`, made = staticRanges(transcript, coding.start, coding.end);
  for (const range of made) highlight(name).add(range);
  ranges.set(coding, { name, made });
}

export function wipe(coding) {
  const painted = ranges.get(coding);
  for (const range of painted?.made ?? []) highlights.get(painted.name).delete(range);
  ranges.delete(coding);
}

// One stretch of its own: what is chosen, or the statement a press would code.
export function single(transcript, name, stretch) {
  if (!able) return;
  const own = highlight(name, 10);
  own.clear();
  if (stretch) for (const range of staticRanges(transcript, stretch.start, stretch.end)) own.add(range);
}
