// An act is one word of a coder. It has its id (UUIDv7) from the browser, so that sent twice it is one act.

let last = 0;

// Milliseconds and a counter that never goes back: acts sort in the order in which they were made.
export function newId() {
  last = Math.max(Date.now() * 4096, last + 1);
  const random = crypto.getRandomValues(new Uint8Array(8));
  const head = Math.floor(last / 4096).toString(16).padStart(12, "0") + "7" + (last % 4096).toString(16).padStart(3, "0");
  random[0] = (random[0] & 0x3f) | 0x80;
  const hex = head + [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// The segments an act speaks of.
export const segmentsOf = (act) => act.spans?.map((span) => span.segment) ?? [act.segment];

// The act with the newest judgments its coder has seen of its segments, where they are known.
export function having(act, seen) {
  const newest = (segment, old) => seen.get(segment) ?? old;
  if (act.spans) return { ...act, spans: act.spans.map((span) => ({ ...span, seen: newest(span.segment, span.seen) })) };
  return { ...act, seen: newest(act.segment, act.seen) };
}
