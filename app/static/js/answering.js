// Keeps what is being answered on this device until it is sent: typed answers survive reload, back, sleep and a
// lost network. The id of the return is kept with them, so that sending twice is still one response.

import * as drafts from "./drafts.js";

const form = document.querySelector("form[data-draft]");
if (form) start(form, form.dataset.draft);

function start(form, key) {
  const status = form.querySelector("[data-status]");
  const offline = form.querySelector("[data-offline]");
  const page = form.elements.namedItem(drafts.ID).value;
  let waiting, sending = false, stopped = false;
  form.querySelector("[data-bar]").hidden = false;
  if (restore()) status.textContent = form.dataset.restored;
  if ("returned" in form.dataset) document.querySelector("#wrong-list")?.focus();
  count(form);

  form.addEventListener("input", () => {
    count(form);
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(true), 300);
  });
  const now = () => { if (waiting) keep(true); };
  document.addEventListener("visibilitychange", now);
  window.addEventListener("pagehide", now);
  window.addEventListener("pageshow", () => { sending = false; busy(form, false); });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending || !sure(form)) return;
    sending = true;
    keep(true);
    busy(form, true);
    offline.hidden = await reachable();
    if (offline.hidden) { keep(false); form.submit(); return; }
    sending = false;
    busy(form, false);
    offline.focus();
  });
  const again = form.querySelector("[data-forget]");
  again.hidden = false;
  again.addEventListener("click", () => {
    if (!window.confirm(again.dataset.sure.replace("{n}", count(form)))) return;
    clearTimeout(waiting);
    stopped = true;
    drafts.drop(key);
    window.location.replace(window.location.href.split("#")[0]);
  });

  function keep(edited) {
    clearTimeout(waiting);
    waiting = undefined;
    if (stopped) return;
    // What the server would refuse is not kept on the device either: a resident registration number.
    const entries = [...new FormData(form)].filter(([name, value]) =>
      name !== "csrf_token" && typeof value === "string" && !/\d{6}[\s\-.–—]{0,3}[1-8]\d{6}/.test(value.normalize("NFKC")));
    const address = window.location.pathname + window.location.search;
    const kept = drafts.write(key, { entries, edited, address, title: document.querySelector("h1")?.textContent.trim() });
    status.textContent = kept ? form.dataset.saved : form.dataset.unsaved;
  }

  // A page that came back with errors shows what was sent; only what was typed after that is newer.
  function restore() {
    const draft = drafts.read(key);
    if (!draft || !drafts.hasAnswers(draft)) return false;
    if ("returned" in form.dataset && !(draft.edited && drafts.idOf(draft) === page)) return false;
    fill(form, draft.entries);
    return true;
  }
}

function fill(form, entries) {
  for (const input of form.elements) {
    if (!input.name || input.name === "csrf_token") continue;
    const values = entries.filter(([name]) => name === input.name).map(([, value]) => value);
    if (input.type === "radio" || input.type === "checkbox") input.checked = values.includes(input.value);
    else if (values.length) input.value = values[0];
  }
}

function count(form) {
  const answered = [...form.querySelectorAll("[data-question]")].filter((question) =>
    [...question.querySelectorAll("input, textarea, select")].some((input) =>
      input.type === "radio" || input.type === "checkbox" ? input.checked : input.value.trim() !== "")).length;
  form.querySelector("[data-answered]").textContent = String(answered);
  form.querySelector("[data-bar] progress").value = answered;
  form.querySelectorAll("[data-most]").forEach(bound);
  return answered;
}

// As many as may be chosen: the count beside the question, and no further box to tick.
function bound(question) {
  const boxes = [...question.querySelectorAll("input[type=checkbox]")], most = Number(question.dataset.most);
  const chosen = boxes.filter((box) => box.checked).length;
  question.querySelector("[data-picked]").textContent = `${chosen}/${most}`;
  for (const box of boxes) box.disabled = chosen >= most && !box.checked;
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
  const button = form.querySelector("button[type=submit]");
  if (sending) { button.dataset.word = button.textContent; button.textContent = form.dataset.sending; }
  else if (button.dataset.word) button.textContent = button.dataset.word;
  button.disabled = sending;
}
