// The editor made quick: every field is saved as it is left, acts change the page in place, questions move by keys and by
// drag, and what could not be saved stays in this browser. Without this script every act is a plain form.

import * as journal from "./journal.js";
import { ordered } from "./ordering.js";

const work = () => document.querySelector("#work");
const DRAFT = work().dataset.draft;
let sending = Promise.resolve(), waiting = 0, behind = false;

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
    const form = behind && target.closest?.("[data-save]");
    if (form) { behind = false; queue(form); }
  });
  window.addEventListener("online", () => { if (waiting) flush(true); });
  window.addEventListener("popstate", () => show(fetch(location.href), "", "entry"));
  ordered(document, (form, to) => queue(form, null, { to }));
  offer();
}

// What is still being typed is saved before the page turns to another part.
function flush(always = false) {
  const form = work().querySelector("[data-save]");
  if (form && (always || journal.kept(DRAFT, form))) queue(form);
}

function queue(form, submitter = null, extra = {}) {
  const data = new FormData(form, submitter), typed = snapshot(form);
  for (const [name, value] of Object.entries(extra)) data.set(name, value);
  // A button pressed twice is one act; what was typed since the last save is another.
  if (!submitter?.name && form.matches("[data-save]")) data.set("act", crypto.randomUUID());
  waiting += 1;
  sending = sending.then(async () => {
    waiting -= 1;
    // The step this page showed may have been saved over by our own save before: what stands now is what we have seen.
    if (form.isConnected || form.matches("[data-save]")) data.set("seen", work().dataset.step);
    const focus = document.activeElement?.id;
    await show(fetch(form.action, { method: "POST", body: data }), null, focus, form, typed);
  });
}

async function show(asked, address, focus, form = null, typed = null) {
  let answer;
  try {
    answer = await asked;
  } catch {
    work().querySelector("[data-unsaved]").hidden = false;
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html"), fresh = page.querySelector("#work");
  if (!fresh) { document.open(); document.write(page.documentElement.outerHTML); document.close(); return; }
  if (form?.matches("[data-save]")) journal.drop(DRAFT, form);
  swap(fresh, form, typed);
  if (address !== "") history[address ? "pushState" : "replaceState"](null, "", address || answer.url);
  const there = document.getElementById(focus) ?? (focus === "entry" && work().querySelector(".entry textarea, .entry input[type=text]"));
  there?.focus?.({ preventScroll: focus !== "entry" });
}

// The new page in place of the old; what was typed meanwhile, and the phone, stay.
function swap(fresh, form, typed) {
  const old = work(), phone = old.querySelector(".phone"), changed = fresh.dataset.step !== old.dataset.step;
  const meanwhile = form && typed ? [...snapshot(form)].filter(([id, value]) => typed.get(id) !== value) : [];
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
  }
  if (meanwhile.length) { behind = true; journal.keep(DRAFT, old.querySelector("[data-save]")); }
  if (changed) phone.querySelector("iframe").contentWindow?.location.reload();
}

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
  if (!left) return;
  told.hidden = false;
  told.querySelector("[data-restore]").addEventListener("click", () => { journal.restore(form, left); told.hidden = true; queue(form); });
  told.querySelector("[data-forget]").addEventListener("click", () => { journal.drop(DRAFT, form); told.hidden = true; });
}
