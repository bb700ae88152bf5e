// The bench without page loads: acts go by the outbox, the next statement is there before it is wanted. Without this
// script every act is a form and leads to a page.

import { newId } from "./acts.js";
import { byCode, nameOf, person, word } from "./book.js";
import { actOf, answered, answeredAll, bench, card, current, missing, restore, sentence, wrong } from "./cards.js";
import * as keys from "./keys.js";
import { Outbox, Token } from "./outbox.js";
import * as pages from "./pages.js";
import { choose, keyedTheme } from "./palette.js";
import { say, watch } from "./saying.js";
import * as span from "./span.js";
import * as stale from "./stale.js";

const outbox = new Outbox(person, new Token());
// Segments of which something was said since this page was loaded: what was prefetched of them is old.
const touched = new Set();
// What an undo and a redo would do, as the server said last; pages fetched before do not know it.
let lately = null, moving = false, afterMemo = null;
// What was asked for while a statement opened, if it means none in particular: to take something back.
let afterwards = null;
const here = () => bench().dataset.segment;
const query = () => location.search;

function decide(form, action) {
  const act = actOf(form, action), lacks = missing(act);
  if (lacks) return wrong(form, lacks, sentence(lacks));
  give(act);
  if (answered(form, act)) return focus();
  return onward();
}

function give(act) {
  touched.add(act.segment);
  pages.dropSegment(act.segment);
  outbox.add(act);
  span.forget();
  say(word(`did_${act.action}`));
}

async function onward() {
  const address = pages.laterOf(document), segment = address && /\/review\/([^/?]+)/.exec(address)[1];
  if (address && !touched.has(segment)) return go(address);
  moving = true;
  await outbox.idle();
  moving = false;
  const left = (new URLSearchParams(query()).get("state") ?? "left") === "left";
  return go(left || !address ? `/review/next${query()}` : address, { anew: true });
}

async function go(address, { anew = false, push = true, said = "" } = {}) {
  if (moving) return false;
  moving = true;
  try {
    // What the server had to say of the act before is not talked over.
    if ((anew || !pages.has(address)) && !document.getElementById("said").hasAttribute("data-careful")) say(word("opening"));
    const found = await pages.ask(address, { anew });
    if (!found.bench) return location.assign(found.address);
    pages.show(found);
    if (push) history.pushState(null, "", found.address);
    settle(said);
    return true;
  } catch {
    say(word("offline"), true);
    return false;
  } finally { moving = false; const wanted = afterwards; afterwards = null; wanted?.(); }
}

// After a page took its place: what was said since it was made, the focus, and the next two.
function settle(said = "") {
  showHistory();
  document.querySelector("[data-opens=keys]").hidden = false;
  scrollTo(0, 0);
  if (said) say(said); else if (document.getElementById("said").textContent === word("opening")) say("");
  focus();
  setTimeout(() => pages.ahead(document, touched), 50);
}

function focus() {
  const alert = document.querySelector(".bench [role=alert]");
  const place = alert ? document.querySelector(".bench [aria-invalid]") ?? alert : document.querySelector("[data-current] h2");
  (place ?? document.getElementById("statement")).focus({ preventScroll: scrollY === 0 });
}

function showHistory() {
  if (!lately) return;
  const undo = document.querySelector("[data-undo]"), redo = document.querySelector("[data-redo]");
  undo.hidden = !lately.undo;
  if (lately.undo) { undo.elements.namedItem("judgment").value = lately.undo.judgment; undo.querySelector("button").title = lately.undo.words.join(", "); }
  redo.hidden = !lately.redo;
}

async function back(path, body, told) {
  if (moving) return;
  moving = true;
  const free = await outbox.idle(), { status, answer } = free ? await outbox.post(path, { ...body, act: newId() }) : { status: 0, answer: {} };
  moving = false;
  if (status !== 200 && status !== 201) return say(answer.error ?? word(outbox.waiting ? "undo_waits" : "offline"), true);
  lately = answer;
  for (const [segment, seen] of Object.entries(answer.seen)) { outbox.seen.set(segment, seen); pages.dropSegment(segment); touched.delete(segment); }
  const segment = Object.keys(answer.seen)[0];
  await go(`/review/${segment}${query()}`, { anew: true, push: segment !== here(), said: word(told, { what: answer.undone?.join(", ") ?? answer.redone?.join(", ") ?? "" }) });
}

const undo = () => back("acts/undo", { judgment: Number(document.querySelector("[data-undo] [name=judgment]").value) }, "undone");
const redo = () => back("acts/redo", {}, "redone");

// All that is unsure on the statement, rejected at once.
function dismiss(form) {
  const unsure = [...form.querySelectorAll("[name=suggestion]")].map((each) => each.value);
  give({ ...actOf(document.getElementById("nothing"), "dismiss"), suggestions: unsure });
  return answeredAll(unsure) ? focus() : onward();
}

// The same word on the statements nearly the same that were ticked.
function together(form, action) {
  const twins = [...form.querySelectorAll("[name=together]:checked")].map((each) => each.value);
  if (!twins.length) return say(word("no_twins"), true);
  const act = { ...actOf(form, action), twins }, lacks = missing(act);
  if (lacks) return wrong(form, lacks, sentence(lacks));
  give(act);
  for (const twin of twins) { touched.add(twin); pages.dropSegment(twin); }
  return answered(form, act) ? focus() : onward();
}

async function changeTheme(form) {
  if (!form?.dataset.theme) return addTheme();
  const taken = await choose(word("change"), { without: form.dataset.theme });
  if (taken) pick(form, taken, "change");
}

async function addTheme() {
  const taken = await choose(word("add"));
  if (taken) pick(adding(), taken, null);
}

function adding() {
  const form = document.querySelector(".judge-add form");
  form.closest("details").open = true;
  return form;
}

// The chosen theme on its form; an addition wants its stance and severity first.
function pick(form, { theme, code }, action) {
  form.elements.namedItem("theme").value = theme;
  form.dataset.code = code ?? "";
  if (action) return decide(form, action);
  say(nameOf(theme, code));
  return form.querySelector("[type=submit]").focus();
}

// The words themselves become a code beneath a theme, and the statement is coded with it.
async function invivo() {
  const name = span.words().trim(), form = document.querySelector(".judge-add form"), segment = here();
  if ([...name].length > 80) return say(word("invivo_long"), true);
  const taken = await choose(word("invivo", { what: name }), { codes: false });
  if (!taken) return undefined;
  const { status, answer } = await outbox.post("codes", { name, theme: taken.theme, parent: null, segment });
  if (status !== 200 && status !== 201) return say(answer.error ?? word("invivo_refused"), true);
  const known = byCode.get(taken.theme).codes;
  if (!known.some((each) => each.id === answer.id)) known.push({ id: answer.id, name: answer.name, parent: null });
  form.elements.namedItem("theme").value = taken.theme;
  form.dataset.code = answer.id;
  const act = actOf(form, "add");
  give({ ...act, act: newId() });
  return say(word("invivo_done", { what: nameOf(taken.theme, answer.id) }));
}

function memo(form, action) {
  const field = form?.querySelector("[name=memo]");
  if (!field) return;
  field.closest("details").open = true;
  field.focus();
  afterMemo = action;
  if (action === "reject") say(word("reason"));
}

function act(target) {
  if (target.matches("select[name=theme]")) return changeTheme(target.form);
  if (target.matches("summary")) return addTheme();
  return target.click();
}

const SHIFTED = { KeyZ: redo, KeyR: () => memo(card(), "reject"), BracketLeft: () => span.move("start", true), BracketRight: () => span.move("start", false) };
const BARE = {
  Slash: keys.showHelp, KeyS: () => say(keys.stance(card())), KeyT: () => say(keys.statement(card())), KeyV: invivo, KeyM: () => memo(card(), null),
  BracketLeft: () => span.move("end", false), BracketRight: () => span.move("end", true), Escape: () => span.forget(),
};

function pressed(event) {
  if (keys.asking()) return undefined;
  if (keys.typing(event.target)) return typed(event);
  if (event.isComposing) return undefined;
  const undoes = (event.ctrlKey || event.metaKey) && event.code === "KeyZ";
  if (moving) {
    if (undoes || (event.code === "KeyZ" && keys.plain(event))) done(event, () => { afterwards = event.shiftKey ? redo : undo; });
    return undefined;
  }
  span.follow();
  if (undoes) return done(event, event.shiftKey ? redo : undo);
  if (!keys.plain(event)) return undefined;
  const theme = keyedTheme(event);
  if (theme) return done(event, () => pick(current()?.dataset.theme ? card() : adding(), { theme: theme.code, code: null }, current()?.dataset.theme ? "change" : null));
  if (event.shiftKey && SHIFTED[event.code]) return done(event, SHIFTED[event.code]);
  const digit = keys.digitOf(event);
  if (digit) return done(event, () => say(keys.severity(card(), digit)));
  if (BARE[event.code]) return done(event, BARE[event.code]);
  // Inside a group of radio buttons the arrows choose, as everywhere; with Shift they select.
  if (event.code in keys.SAME && (event.shiftKey || event.target.matches("input[type=radio]"))) return undefined;
  const code = keys.SAME[event.code] ?? event.code, target = card()?.querySelector(`[data-key=${code}]`) ?? document.querySelector(`.wrap [data-key=${code}]`);
  return target && !target.hidden ? done(event, () => act(target)) : undefined;
}

function done(event, what) {
  event.preventDefault();
  return what();
}

function typed(event) {
  if (event.code === "Escape") { afterMemo = null; return event.target.blur(); }
  if (event.code !== "Enter" || event.isComposing) return undefined;
  if (event.target.matches(".judge-change select")) return done(event, () => decide(event.target.form, "change"));
  if (event.target.matches("[name=memo]") && (event.ctrlKey || event.metaKey)) {
    const form = event.target.form, action = afterMemo ?? (form.dataset.theme ? "accept" : "add");
    afterMemo = null;
    return done(event, () => decide(form, action));
  }
  return undefined;
}

document.addEventListener("keydown", pressed);
document.addEventListener("selectionchange", span.follow);
document.addEventListener("change", ({ target }) => target.matches?.("select[name=theme]") && (target.form.dataset.code = ""));
document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!form.closest(".bench, .bench-head") || form.method !== "post") return;
  event.preventDefault();
  if (form.matches("[data-undo]")) undo();
  else if (moving) return;
  else if (form.matches("[data-dismiss]")) dismiss(form);
  else if (submitter?.hasAttribute("formaction")) together(form, submitter.value);
  else decide(form, submitter?.value || form.elements.namedItem("action").value);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-key=KeyJ], a[data-key=KeyK]");
  if (event.target.closest?.("[data-redo]")) redo();
  if (event.target.closest?.("[data-whole]")) span.forget();
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link.getAttribute("href"));
});
addEventListener("popstate", () => go(location.pathname + location.search, { anew: true, push: false }));

outbox.addEventListener("stored", async ({ answer }) => {
  lately = answer;
  showHistory();
  progress(answer.progress);
  if (answer.replaced?.length) say(word("replaced", { what: answer.replaced.join(", ") }), true);
  if (!(here() in answer.seen)) return;
  bench().dataset.seen = answer.seen[here()];
  for (const field of document.querySelectorAll(".bench [name=seen]")) field.value = answer.seen[here()];
  if (outbox.waiting) return;
  const fresh = await pages.ask(location.pathname + location.search, { anew: true }).catch(() => null);
  if (fresh?.bench?.dataset.segment === here() && !moving) { pages.refresh(fresh); pages.drop(fresh.address); }
});
outbox.addEventListener("stale", async ({ act: sent, answer }) => {
  if ((await stale.ask(sent, answer)) === "mine") {
    for (const each of sent.spans ?? [sent]) outbox.seen.set(each.segment, answer.seen);
    return outbox.again({ ...sent, seen: answer.seen });
  }
  outbox.drop(sent.act);
  return sent.segment === here() && go(location.pathname + location.search, { anew: true, push: false });
});
outbox.addEventListener("refused", async ({ act: sent, answer, status }) => {
  outbox.drop(sent.act);
  const [problem] = answer.problems ?? [];
  if (!problem) return say(answer.error ?? word("refused", { n: status }), true);
  if (here() !== sent.segment) await go(`/review/${sent.segment}${query()}`, { anew: true });
  const form = restore(sent);
  return form && wrong(form, problem.field, [problem.what, problem.right].filter(Boolean).join(". ") + ".");
});

function progress(told) {
  const place = document.querySelector(".review-progress");
  if (!place || !told) return;
  const bare = told.bare ? ` · ${word("progress_bare", { total: told.bare, done: told.bare_done })}` : "";
  place.querySelector("span").textContent = word("progress", { total: told.total, done: told.done }) + bare;
  place.querySelector("progress").value = told.done + told.bare_done;
}

watch(outbox);
document.querySelector("[data-opens=keys]").hidden = false;
const told = document.getElementById("said"), careful = told.hasAttribute("data-careful");
if (told.textContent.trim()) say(told.textContent.trim(), careful);
focus();
outbox.send();
setTimeout(() => pages.ahead(document, touched), 50);
