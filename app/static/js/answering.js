// Keeps what is being answered on this device until it is sent: typed answers survive reload, back, sleep, another language
// and a lost network. The id of the return is kept with them, so that sending twice is still one response.

import * as drafts from "./drafts.js";
import { mount } from "./answering/form.js";
import { goingOn, safe } from "./answering/going_on.js";

const form = document.querySelector("form[data-draft]");
if (form) start(form, form.dataset.draft);

function start(form, key) {
  const status = form.querySelector("[data-status]");
  const offline = form.querySelector("[data-offline]");
  const page = form.elements.namedItem(drafts.ID).value;
  const panel = document.querySelector("[data-begun]");
  let waiting, elsewhere, sending = false, stopped = false;
  form.querySelector("[data-bar]").hidden = false;
  began(form);
  const filled = mount(form);
  if (restore()) status.textContent = form.dataset.restored;
  if ("returned" in form.dataset) first(form);

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(true), 300);
  });
  form.addEventListener("click", ({ target }) => { if (target.closest("[data-more], [data-less]")) keep(true); });
  const now = () => { if (waiting) keep(true); };
  document.addEventListener("visibilitychange", now);
  window.addEventListener("pagehide", now);
  window.addEventListener("pageshow", () => { sending = false; elsewhere?.pause(false); busy(form, false); });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (event.submitter?.name === "switch-to") { speak(event.submitter.value); return; }
    if (sending || filled.goesOn() || !filled.errors(filled.check()) || !sure(form)) return;
    sending = true;
    keep(true);
    elsewhere?.pause(true);
    busy(form, true);
    offline.hidden = await reachable();
    if (offline.hidden) { keep(false); form.submit(); return; }
    sending = false;
    elsewhere?.pause(false);
    busy(form, false);
    offline.focus();
  });
  const again = form.querySelector("[data-forget]");
  again.hidden = false;
  again.addEventListener("click", async () => {
    if (!window.confirm(again.dataset.sure.replace("{n}", form.querySelector("[data-answered]").textContent))) return;
    clearTimeout(waiting);
    stopped = true;
    await elsewhere?.forget();
    drafts.drop(key);
    window.location.replace(window.location.href.split("#")[0]);
  });

  // After the listeners above: what a page being left keeps here goes along to the server.
  if (panel) elsewhere = goingOn(panel, { form, filled, keep, draft: () => drafts.read(key), returned: "returned" in form.dataset });

  function speak(lang) {
    keep(true);
    const there = new URL(window.location.href);
    there.searchParams.set("lang", lang);
    window.location.assign(there);
  }

  // `edited`: whether it was since it was last sent; null: only what the draft remembers of the server is written anew.
  function keep(edited, words) {
    if (stopped) return;
    const before = drafts.read(key);
    if (edited === null) { if (before) drafts.write(key, { ...before, begun: elsewhere.mark() }); return; }
    clearTimeout(waiting);
    waiting = undefined;
    if (edited) elsewhere?.changed();
    // What the server would refuse is not kept on the device either: a resident registration number.
    const draft = { entries: safe(filled.entries()), edited, at: new Date().toISOString(), begun: elsewhere?.mark() };
    const address = window.location.pathname + window.location.search;
    const kept = drafts.write(key, { ...draft, address, title: document.querySelector("h1")?.textContent.trim() });
    status.textContent = kept ? words ?? form.dataset.saved : form.dataset.unsaved;
  }

  // A page that came back with errors shows what was sent; only what was typed after that is newer.
  function restore() {
    const draft = drafts.read(key);
    if (!draft || !drafts.hasAnswers(draft)) return false;
    if ("returned" in form.dataset && !(draft.edited && drafts.idOf(draft) === page)) return false;
    filled.restore(draft.entries.filter(([name]) => name !== "form-lang"));
    return true;
  }
}

// When answering began, where the questionnaire asks for it; a page that came back says what it said before.
function began(form) {
  for (const field of form.querySelectorAll("[data-type=began] input")) {
    field.value ||= new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  }
}

function first(form) {
  const wrong = form.querySelector("[aria-invalid=true]");
  const field = wrong?.matches("fieldset") ? wrong.querySelector("input, select, button") : wrong;
  (field ?? document.querySelector("#wrong-list"))?.focus();
}

async function reachable() {
  if (!navigator.onLine) return false;
  try {
    await fetch(import.meta.url, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout?.(15000) });
    return true;
  } catch {
    return false;
  }
}

// An open link used from this device before: a second response is meant, not pressed by mistake.
function sure(form) {
  const before = document.querySelector("[data-sent-before]:not([hidden])");
  return !before || window.confirm(before.textContent.trim().replace(/\s+/g, " "));
}

function busy(form, sending) {
  const button = form.querySelector(".send [type=submit]");
  if (sending) { button.dataset.word = button.textContent; button.textContent = form.dataset.sending; }
  else if (button.dataset.word) button.textContent = button.dataset.word;
  button.disabled = sending;
}
