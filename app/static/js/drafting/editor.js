// The editor made quick: every field is saved as it is left, acts change the page in place, questions move by keys and by
// drag, and what could not be saved stays in this browser. Without this script every act is a plain form.

import * as journal from "./journal.js";
import { ordered } from "./ordering.js";

const work = () => document.querySelector("#work");
const DRAFT = work().dataset.draft;
let sending = Promise.resolve(), waiting = null, behind = false, swapping = false;

start();

function start() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-act], [data-save]")) return;
    event.preventDefault();
    queue(form, event.submitter);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-open]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    flush();
    sending = sending.then(() => show(fetch(link.href), link.href, "entry"));
  });
  document.addEventListener("input", ({ target }) => {
    const form = target.closest("[data-save]");
    if (form) journal.keep(DRAFT, form);
  });
  document.addEventListener("change", ({ target }) => {
    const form = target.closest("[data-save]");
    // A condition is saved with its value, not before: half of one would hide the question.
    if (target.matches("[data-rule-question]") && target.value) values(target);
    else if (form) queue(form);
  });
  // What was typed while a save was under way is no change to the browser any more.
  document.addEventListener("focusout", ({ target }) => {
    const form = behind && !swapping && target.closest?.("[data-save]");
    if (form) { behind = false; queue(form); }
  });
  window.addEventListener("online", () => flush());
  window.addEventListener("popstate", () => show(fetch(location.href), "", "entry"));
  work().querySelector(".phone iframe").addEventListener("load", follow);
  ordered(document, (form, to) => queue(form, null, { to }));
  offer();
}

// What is still being typed is saved before the page turns to another part.
function flush() {
  const form = work()?.querySelector("[data-save]");
  if (form && journal.kept(DRAFT, form)) queue(form);
}

// One after the other, so that no answer overtakes another. A part is read when its turn comes, not when it was left: what
// was typed meanwhile goes along, and two saves that wait are one.
function queue(form, submitter = null, extra = {}) {
  const saves = form.matches("[data-save]"), name = part(form), sent = new FormData(form, submitter);
  if (saves && !submitter?.name) {
    if (waiting === name) return;
    waiting = name;
    sent.set("act", crypto.randomUUID());  // a button pressed twice is one act; what was typed since is another
  }
  for (const [field, value] of Object.entries(extra)) sent.set(field, value);
  sending = sending.then(async () => {
    if (!work()) return;
    if (waiting === name) waiting = null;
    const shown = saves && work().querySelector("[data-save]"), here = shown && part(shown) === name;
    const data = here ? new FormData(shown) : sent, typed = here ? snapshot(shown) : null;
    if (here) for (const field of ["act", submitter?.name].filter(Boolean)) data.set(field, sent.get(field));
    if (here && unfinished(shown)) {  // not sent, and kept in the page
      for (const field of ["join", "question", "how", "value"]) data.delete(`rule-${field}`);
      for (const id of [...typed.keys()].filter((each) => each.startsWith("rule-"))) typed.delete(id);
    }
    data.set("seen", work().dataset.step);
    await show(fetch(form.action, { method: "POST", body: data }), null, null, here ? shown : null, typed);
  });
}

async function show(asked, address, focus, form = null, typed = null) {
  if (!work()) return;
  let answer;
  try {
    answer = await asked;
  } catch {
    work().querySelector("[data-unsaved]").hidden = false;
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html"), fresh = page.querySelector("#work");
  // Somebody was quicker, or it cannot be: that page in place of this one; its forms are plain ones.
  if (!fresh) { document.querySelector("main").replaceWith(page.querySelector("main")); return; }
  if (form) journal.drop(DRAFT, form);
  focus ??= document.activeElement?.id;
  swapping = true;
  swap(fresh, form, typed);
  swapping = false;
  if (address !== "") history[address ? "pushState" : "replaceState"](null, "", address || answer.url);
  const there = document.getElementById(focus) ?? (focus === "entry" && work().querySelector(".entry textarea, .entry input[type=text]"));
  there?.focus?.({ preventScroll: focus !== "entry" });
  if (address) offer();
}

// The new page in place of the old; what was typed meanwhile, and the phone, stay.
function swap(fresh, form, typed) {
  const old = work(), phone = old.querySelector(".phone"), changed = fresh.dataset.step !== old.dataset.step;
  const meanwhile = form ? [...snapshot(form)].filter(([id, value]) => typed.get(id) !== value) : [];
  const open = [...old.querySelectorAll("details[open]")].length;
  const scrolled = old.querySelector(".outline").scrollTop;
  for (const name of [".page-head", ".outline", ".entry", ".steps", "[data-options]"]) old.querySelector(name).replaceWith(fresh.querySelector(name));
  old.dataset.step = fresh.dataset.step;
  old.querySelector("[data-unsaved]").hidden = true;
  old.querySelector(".outline").scrollTop = scrolled;
  if (open) for (const each of old.querySelectorAll(".rules details")) each.open = true;
  for (const [id, value] of meanwhile) {
    const field = document.getElementById(id);
    if (field?.type === "checkbox") field.checked = value; else if (field) field.value = value;
    if (field?.matches("[data-rule-question]") && value) values(field);
  }
  if (meanwhile.length) { behind = true; journal.keep(DRAFT, old.querySelector("[data-save]")); }
  if (changed) phone.querySelector("iframe").contentWindow?.location.reload(); else follow();
}

// A condition that still wants its value: saved like this it would ask for any answer.
function unfinished(form) {
  return [...form.querySelectorAll(".conditions li")].some((line) => {
    const [question, how, value] = ["question", "how", "value"].map((name) => line.querySelector(`[name=rule-${name}]`).value);
    return question && !["answered", "blank"].includes(how) && !value;
  });
}

// The phone shows the question that is open.
function follow() {
  const id = work().querySelector("[data-question-id]")?.dataset.questionId, frame = work().querySelector(".phone iframe");
  const there = id && frame.contentDocument?.querySelector(`[data-question="${id}"]`);
  if (there) frame.contentWindow.scrollTo({ top: there.getBoundingClientRect().top + frame.contentWindow.scrollY - 120 });
}

const part = (form) => form.elements.namedItem("part")?.value;

function snapshot(form) {
  const fields = [...form.elements].filter((each) => each.id && each.type !== "hidden" && each.tagName !== "BUTTON");
  return new Map(fields.map((each) => [each.id, each.type === "checkbox" ? each.checked : each.value]));
}

// The values of the question that was picked: its choices, or a number to type.
function values(question) {
  const line = question.closest("li"), old = line.querySelector("[name=rule-value]"), how = line.querySelector("[name=rule-how]");
  const listed = JSON.parse(work().querySelector("[data-options]").textContent)[question.value] ?? [];
  const fresh = document.createElement(listed.length ? "select" : "input");
  if (listed.length) fresh.append(new Option("", ""), ...listed.map(([value, word]) => new Option(word, value)));
  else Object.assign(fresh, { type: "text", size: 8 });
  Object.assign(fresh, { name: "rule-value", id: old.id });
  fresh.setAttribute("aria-label", old.getAttribute("aria-label"));
  old.replaceWith(fresh);
  if (how.value === "answered") how.value = listed.length ? "is" : ">=";
  fresh.focus();
}

// What a closed lid or a lost network left unsaved.
function offer() {
  const form = work().querySelector("[data-save]"), left = form && journal.kept(DRAFT, form);
  const told = work().querySelector("[data-restored]");
  told.hidden = !left;
  told.querySelector("[data-restore]").onclick = () => { journal.restore(form, left); told.hidden = true; queue(form); };
  told.querySelector("[data-forget]").onclick = () => { journal.drop(DRAFT, form); told.hidden = true; };
}
