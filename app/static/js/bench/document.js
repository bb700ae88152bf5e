// The document view: a whole transcript read and coded in one place. Keys, what is painted, what comes back.

import { newId } from "./acts.js";
import { person, word } from "./book.js";
import { Caret } from "./caret.js";
import * as coding from "./coding.js";
import { asShown, Codings } from "./codings.js";
import { filters } from "./filters.js";
import * as keys from "./keys.js";
import { minimap } from "./minimap.js";
import { Outbox, Token } from "./outbox.js";
import * as painting from "./painting.js";
import { keyedTheme } from "./palette.js";
import * as panel from "./panel.js";
import { say, watch } from "./saying.js";
import * as stale from "./stale.js";
import { stripes } from "./stripes.js";
import { Transcript } from "./transcript.js";

const doc = document.querySelector(".doc");
const transcript = new Transcript(doc.querySelector(".doc-talk")), codings = new Codings(doc.dataset.codings);
const caret = new Caret(transcript), outbox = new Outbox(person, new Token());
let painted = [];
coding.over(transcript, codings, caret, outbox);

const needs = (found, act, told) => (found ? act(found) : say(word(told)));

async function back(path, body, told) {
  const free = await outbox.idle(), { status, answer } = free ? await outbox.post(path, { ...body, act: newId() }) : { status: 0, answer: {} };
  if (status !== 200 && status !== 201) return say(answer.error ?? word(outbox.waiting ? "undo_waits" : "offline"), true);
  taken(answer);
  say(word(told, { what: (answer.undone ?? answer.redone ?? []).join(", ") }));
  const [segment] = Object.keys(answer.seen), place = transcript.byId.get(segment);
  if (place) caret.goto(place.start);
  return undefined;
}

const undo = () => back("acts/undo", { judgment: Number(document.querySelector("[data-undo] [name=judgment]").value) }, "undone");
const redo = () => back("acts/redo", {}, "redone");

// What the server says stands now on the segments an answer speaks of, unless more of them is on its way.
function taken(answer) {
  const onTheirWay = new Set([...outbox.left.values()].flatMap((act) => act.spans?.map((each) => each.segment) ?? [act.segment]));
  for (const [segment, seen] of Object.entries(answer.seen)) { outbox.seen.set(segment, seen); if (transcript.byId.has(segment)) transcript.byId.get(segment).seen = seen; }
  const told = Object.keys(answer.seen).filter((each) => !onTheirWay.has(each));
  codings.remove((each) => each.kind === "mine" && told.includes(each.segment));
  for (const each of answer.standing ?? []) if (told.includes(each.segment) && each.stance) codings.add(asShown({ ...each, ...stretch(each) }));
  const undoes = document.querySelector("[data-undo]");
  undoes.hidden = !answer.undo;
  if (answer.undo) { undoes.elements.namedItem("judgment").value = answer.undo.judgment; undoes.querySelector("button").title = answer.undo.words.join(", "); }
  document.querySelector("[data-redo]").hidden = !answer.redo;
  refresh();
}

function stretch({ segment, span }) {
  const place = transcript.byId.get(segment);
  return span ? { start: span[0], end: span[1] } : { start: place?.start ?? 0, end: place?.end ?? 0 };
}

function refresh() {
  const span = caret.span;
  panel.show(span ? transcript.text(span.start, span.end) : "", !caret.explicit, coding.here(), coding.acts);
}

function nextCoding(direction) {
  const at = caret.span ?? { start: -1, end: 0 }, list = codings.shown;
  const found = direction > 0 ? list.find((each) => each.start > at.start || (each.start === at.start && each.end > at.end)) : list.findLast((each) => each.start < at.start || (each.start === at.start && each.end < at.end));
  if (!found) return say(word("last_coding"));
  getSelection().removeAllRanges();
  caret.set({ start: found.start, end: found.end });
  return aloud();
}

const aloud = () => { const span = caret.span; if (span) say(transcript.text(span.start, span.end)); };
const moved = (unit, direction, extend) => { if (coding.isEditing() && !extend) coding.leave(); caret.step(unit, direction, extend); aloud(); };
const openItem = () => { const place = caret.span && transcript.placesIn(caret.span.start, caret.span.end)[0]; if (place) location.assign(`/review/${place.id}`); };
const jump = () => { const field = document.getElementById("jump"); field.focus(); field.select(); };
const openMemo = () => { const field = panel.form.elements.namedItem("memo"); field.closest("details").open = true; document.querySelector(".doc-panel").classList.add("is-open"); field.focus(); };

const MOVES = { ArrowDown: ["place", 1], ArrowUp: ["place", -1], ArrowRight: ["word", 1], ArrowLeft: ["word", -1], KeyJ: ["place", 1], KeyK: ["place", -1] };
const SHIFTED = { KeyZ: redo, BracketLeft: () => caret.edge("start", true), BracketRight: () => caret.edge("start", false) };
const BARE = {
  Slash: keys.showHelp, Enter: coding.pick, KeyV: coding.invivo, KeyZ: undo, KeyO: openItem, KeyG: jump, KeyM: openMemo,
  KeyS: () => say(keys.stance(panel.form)), KeyT: () => say(keys.statement(panel.form)),
  KeyQ: () => needs(coding.own(), coding.mark, "no_coding"),
  KeyE: () => needs(coding.own(), coding.edit, "no_coding"), KeyC: () => needs(coding.own(), coding.change, "no_coding"), KeyR: () => needs(coding.own() ?? coding.suggested(), coding.remove, "no_coding"),
  KeyA: () => needs(coding.suggested(), coding.accept, "no_suggestion"), Comma: () => nextCoding(-1), Period: () => nextCoding(1),
  BracketLeft: () => caret.edge("end", false), BracketRight: () => caret.edge("end", true), Escape: () => { coding.leave(); caret.clear(); },
};

function pressed(event) {
  if (keys.asking() || event.isComposing) return undefined;
  caret.follow();
  if (keys.typing(event.target)) {
    if (event.code === "Escape") event.target.blur();
    return event.code === "Enter" && event.ctrlKey && event.target.matches("[name=memo]") ? done(event, coding.pick) : undefined;
  }
  if ((event.ctrlKey || event.metaKey) && event.code === "KeyZ") return done(event, event.shiftKey ? redo : undo);
  if (event.ctrlKey && event.code in MOVES && event.code.startsWith("Arrow")) return done(event, () => { caret.turn(MOVES[event.code][1]); aloud(); });
  if (!keys.plain(event)) return undefined;
  // Where a control has its own use of a key it keeps it.
  if (event.target.matches("input[type=radio]") && event.code.startsWith("Arrow")) return undefined;
  if (event.target.matches("button, a, summary, input") && ["Enter", "Space"].includes(event.code)) return undefined;
  if (event.code in MOVES) return done(event, () => moved(...MOVES[event.code], event.shiftKey));
  const theme = keyedTheme(event);
  if (theme) return done(event, () => coding.code({ theme: theme.code }));
  const digit = keys.digitOf(event);
  if (digit && !event.shiftKey) return done(event, () => say(keys.severity(panel.form, digit)));
  const what = event.shiftKey ? SHIFTED[event.code] ?? (event.code === "Slash" ? keys.showHelp : null) : BARE[event.code];
  if (what) return done(event, what);
  const target = document.querySelector(`.doc-panel [data-key=${event.code}]`);
  return target ? done(event, () => target.click()) : undefined;
}

function done(event, what) {
  event.preventDefault();
  return what();
}

// What changed is painted, nothing else; a filter paints everything anew.
codings.addEventListener("changed", ({ added, removed }) => {
  if (added) {
    for (const each of removed) painting.wipe(each);
    for (const each of added) if (codings.shows(each)) painting.paint(transcript, each);
    painted = codings.shown;
  } else {
    for (const each of painted) painting.wipe(each);
    painted = codings.shown;
    for (const each of painted) painting.paint(transcript, each);
  }
});
caret.addEventListener("moved", refresh);
document.addEventListener("keydown", pressed);
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-undo]")) done(event, undo);
  else if (form.matches("[data-jump]")) done(event, () => { const turn = document.getElementById(`turn-${form.querySelector("input").value}`); if (turn) { caret.goto(transcript.byLine.get(turn)?.start ?? 0); document.activeElement.blur(); } });
  else if (form === panel.form) event.preventDefault();
});
document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-redo]")) redo();
  const step = target.closest?.("[data-step]");
  if (step) nextCoding(Number(step.dataset.step));
});
document.querySelector("[data-code]").addEventListener("click", coding.pick);
document.querySelector("[data-invivo]").addEventListener("click", coding.invivo);
document.querySelector("[data-machine]").addEventListener("change", ({ target }) => { codings.machine = target.checked; load(); });

outbox.addEventListener("stored", ({ act, answer }) => {
  taken(answer);
  if (answer.replaced?.length && act.action === "add" && !act.edits) say(word("replaced", { what: answer.replaced.join(", ") }), true);
});
outbox.addEventListener("stale", async ({ act, answer }) => {
  if ((await stale.ask(act, answer)) === "mine") { outbox.seen.set(answer.segment, answer.seen); return outbox.again(act); }
  outbox.drop(act.act);
  return load();
});
outbox.addEventListener("refused", ({ act, answer, status }) => {
  outbox.drop(act.act);
  load();
  const [problem] = answer.problems ?? [];
  if (!problem) return say(answer.error ?? word("refused", { n: status }), true);
  panel.fill(act);
  return panel.wrong(problem.field, [problem.what, problem.right].filter(Boolean).join(". ") + ".");
});

async function load() {
  try {
    transcript.settle(await codings.load());
    for (const act of outbox.left.values()) for (const each of act.spans ?? [act]) shownAgain(act, each);
    refresh();
  } catch { say(word("not_loaded"), true); }
}

// What waits to be sent stands on the page as if it had been.
function shownAgain(act, each) {
  const place = transcript.byId.get(each.segment);
  if (!place || act.action === "nothing" || act.action === "dismiss") return;
  codings.remove((known) => known.kind === "mine" && known.segment === each.segment && known.theme === act.theme);
  const [start, end] = each.span ?? [each.start ?? place.start, each.end ?? place.end];
  if (act.stance) codings.add({ ...act, id: act.act, segment: each.segment, kind: "mine", whose: "mine", start, end });
}

async function begin() {
  panel.open();
  panel.offer((theme) => coding.code({ theme: theme.code }));
  stripes(transcript, codings, (found) => caret.set({ start: found.start, end: found.end }, { scroll: false }));
  minimap(doc.querySelector(".doc-map"), transcript, codings, (point) => caret.goto(point));
  filters(document.querySelector("[data-filters]"), codings);
  for (const each of document.querySelectorAll("[data-tools], [data-opens=keys]")) each.hidden = false;
  watch(outbox);
  await load();
  if (doc.dataset.at) caret.goto(Number(doc.dataset.at));
  performance.mark("usable");
  document.documentElement.dataset.usable = "1";
  outbox.send();
}

begin();
// Others code meanwhile: coming back to the page shows what they may show.
document.addEventListener("visibilitychange", () => document.hidden || outbox.waiting || load());
