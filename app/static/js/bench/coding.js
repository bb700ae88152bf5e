// Coding what is chosen in a transcript: adding, changing, taking away. On the page at once, by the outbox to the server.

import { newId } from "./acts.js";
import { byCode, nameOf, word } from "./book.js";
import { choose } from "./palette.js";
import * as panel from "./panel.js";
import { say } from "./saying.js";

let transcript, codings, caret, outbox, edited = null;

export function over(...parts) { [transcript, codings, caret, outbox] = parts; }

export const here = () => (caret.span ? codings.over(caret.span.start, caret.span.end) : []);
export const own = () => here().find((each) => each.kind === "mine");
export const suggested = () => here().find((each) => each.kind === "machine");

// What is chosen, as the server wants it: a place of one statement, or the parts of several.
function chosen(span) {
  const places = transcript.placesIn(span.start, span.end);
  const parts = places.map((place) => ({ segment: place.id, seen: place.seen, ...transcript.trimmed(Math.max(span.start, place.start), Math.min(span.end, place.end)) }));
  return parts.filter((each) => each.start < each.end).map((each) => ({ ...each, quote: transcript.text(each.start, each.end) }));
}

export function code({ theme, code: finer = null }, { span = caret.span, measures = panel.measures(), edits = false } = {}) {
  const parts = span ? chosen(span) : [];
  if (!parts.length) return say(word("nothing_here"), true);
  if (measures.stance === "need" && !measures.severity) return panel.wrong("severity", word("missing_severity"));
  give({ action: "add", theme, code: finer, suggestion: null, ...measures, edits }, parts);
  panel.forgetSeverity();
  panel.forgetWrong();
  const covered = parts.reduce((sum, each) => sum + each.end - each.start, 0), left = span.end - span.start - covered > parts.length * 2;
  return say([word(kept() ? "coded_waits" : "coded", { what: nameOf(theme, finer) }), left ? word("left_out") : ""].join(" ").trim(), left);
}

// Whether what is said now will be sent later: an earlier act waits, or the network is known to be lost.
const kept = () => outbox.waiting > 1 || !navigator.onLine;

// An act on its way, and on the page at once.
function give(what, parts) {
  const [only] = parts, act = { act: newId(), ...what };
  if (parts.length > 1) act.spans = parts;
  else Object.assign(act, { segment: only.segment, seen: only.seen, quote: what.action === "add" || what.action === "accept" ? only.quote : null, span: only.span === null ? null : [only.start, only.end] });
  for (const part of parts) {
    codings.remove((each) => each.segment === part.segment && each.theme === what.theme && each.kind !== "other");
    if (what.action !== "reject") codings.add({ ...what, id: act.act, segment: part.segment, kind: "mine", whose: "mine", start: part.start, end: part.end });
  }
  leave();
  outbox.add(act);
  caret.dispatchEvent(new Event("moved"));
}

export function leave() {
  edited = null;
  panel.editing(null);
  if (panel.form.elements.namedItem("memo").value) panel.fill({ ...panel.measures(), memo: "" });
}

const partOf = (coding, span = "own") => {
  const place = transcript.byId.get(coding.segment);
  return { segment: coding.segment, seen: place.seen, start: coding.start, end: coding.end, quote: transcript.text(coding.start, coding.end), ...(span === null ? { span: null } : {}) };
};
const measuresOf = ({ stance, severity, statement, memo }) => ({ stance, severity, statement, memo: memo ?? "" });

export function remove(coding) {
  const suggestion = coding.kind === "machine" ? coding.id : coding.suggestion ?? null;
  give({ action: "reject", theme: coding.theme, code: null, suggestion, stance: null, severity: null, statement: null, memo: "" }, [partOf(coding, null)]);
  say(word("removed", { what: nameOf(coding.theme, coding.code) }));
}

export function accept(coding) {
  give({ action: "accept", theme: coding.theme, code: null, suggestion: coding.id, ...measuresOf(coding) }, [partOf(coding, null)]);
  say(word("coded", { what: nameOf(coding.theme) }));
}

export function edit(coding) {
  edited = coding;
  panel.fill(coding);
  caret.set({ start: coding.start, end: coding.end });
  edited = coding;
  panel.editing(coding, keep);
  panel.about(coding.theme, coding.code);
}

// The changed coding as it is now: its own part of what is chosen, the measures beside it.
function keep() {
  const place = transcript.byId.get(edited.segment), now = caret.span ?? edited;
  const span = { start: Math.max(now.start, place.start), end: Math.min(now.end, place.end) };
  code({ theme: edited.theme, code: edited.code }, { span: span.start < span.end ? span : edited, edits: true });
}

export async function change(coding) {
  const taken = await choose(word("change"), { without: coding.code ? null : coding.theme });
  if (!taken) return;
  const part = partOf(coding), rest = measuresOf(coding);
  if (coding.suggestion && taken.theme !== coding.theme) return give({ action: "change", theme: taken.theme, code: taken.code, suggestion: coding.suggestion, ...rest }, [part]);
  if (taken.theme !== coding.theme) remove(coding);
  give({ action: "add", theme: taken.theme, code: taken.code, suggestion: null, ...rest }, [partOf(coding)]);
  say(word("coded", { what: nameOf(taken.theme, taken.code) }));
}

export async function pick() {
  if (edited) return keep();
  if (!caret.span || !chosen(caret.span).length) return say(word("nothing_here"), true);
  const taken = await choose(word("pick"));
  return taken && code(taken);
}

export async function invivo() {
  const span = caret.span, parts = span ? chosen(span) : [];
  if (!parts.length) return say(word("nothing_here"), true);
  const name = transcript.text(span.start, span.end).replace(/\s+/g, " ").trim();
  if ([...name].length > 80) return say(word("invivo_long"), true);
  const taken = await choose(word("invivo", { what: name }), { codes: false });
  if (!taken) return undefined;
  const { status, answer } = await outbox.post("codes", { name, theme: taken.theme, parent: null, segment: parts[0].segment });
  if (status !== 200 && status !== 201) return say(answer.error ?? word("invivo_refused"), true);
  const known = byCode.get(taken.theme).codes;
  if (!known.some((each) => each.id === answer.id)) known.push({ id: answer.id, name: answer.name, parent: null });
  code({ theme: taken.theme, code: answer.id }, { span });
  return say(word("invivo_done", { what: nameOf(taken.theme, answer.id) }));
}

// A coding of one's own as a key quote of its theme, or no longer; the coding itself has to be stored by then.
export async function mark(coding) {
  const free = await outbox.idle(), marked = !coding.marked;
  const { status, answer } = free ? await outbox.post(`/segments/${coding.segment}/key-quote.json`, { theme: coding.theme, marked }) : { status: 0, answer: {} };
  if (status !== 200) return say(answer.error ?? word(outbox.waiting ? "undo_waits" : "offline"), true);
  for (const each of codings.all) if (each.kind === "mine" && each.segment === coding.segment && each.theme === coding.theme) each.marked = marked;
  caret.dispatchEvent(new Event("moved"));
  return say(word(marked ? "marked" : "unmarked", { what: nameOf(coding.theme, coding.code) }));
}

export const acts = { edit, change, remove, accept, mark };
export const isEditing = () => Boolean(edited);
