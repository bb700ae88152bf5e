// Keeps what is being answered on this device until it is sent: typed answers survive reload, back and sleep.
// The id of the return is kept with them, so that sending again after a lost receipt is still one response.

const PREFIX = "moksori-draft:";
const ID = "response-id";

for (const done of document.querySelectorAll("[data-clear-draft]")) forget(done.dataset.clearDraft);
const form = document.querySelector("form[data-draft]");
if (form) start(form);

function start(form) {
  const key = form.dataset.draft;
  form.querySelector("[data-bar]").hidden = false;
  if ("returned" in form.dataset) document.querySelector("#wrong-list")?.focus();
  else if (restore(form, key)) say(form, form.dataset.restored);
  count(form);
  let waiting;
  form.addEventListener("input", () => {
    count(form);
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(form, key), 300);
  });
  const now = () => { if (waiting) { clearTimeout(waiting); waiting = undefined; keep(form, key); } };
  document.addEventListener("visibilitychange", now);
  window.addEventListener("pagehide", now);
  form.addEventListener("submit", () => { keep(form, key); busy(form, true); });
  window.addEventListener("pageshow", () => busy(form, false));
  const again = form.querySelector("[data-forget]");
  again.hidden = false;
  again.addEventListener("click", () => { forget(key); window.location.assign(window.location.href); });
}

function keep(form, key) {
  const entries = [...new FormData(form)].filter(([name, value]) => name !== "csrf_token" && typeof value === "string");
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(entries));
    say(form, form.dataset.saved);
  } catch {
    say(form, form.dataset.unsaved);
  }
}

function restore(form, key) {
  let entries;
  try {
    entries = JSON.parse(localStorage.getItem(PREFIX + key) ?? "null");
  } catch {
    return false;
  }
  if (!Array.isArray(entries)) return false;
  for (const [name, value] of entries) fill(form, name, value);
  return entries.some(([name, value]) => name !== ID && value !== "");
}

function fill(form, name, value) {
  const named = form.elements.namedItem(name);
  for (const input of named instanceof RadioNodeList ? named : named ? [named] : []) {
    if (input.type === "radio" || input.type === "checkbox") { if (input.value === value) input.checked = true; }
    else input.value = value;
  }
}

function forget(key) {
  try { localStorage.removeItem(PREFIX + key); } catch { /* nothing was kept */ }
}

function count(form) {
  const answered = [...form.querySelectorAll("[data-question]")].filter((question) =>
    [...question.querySelectorAll("input, textarea, select")].some((input) =>
      input.type === "radio" || input.type === "checkbox" ? input.checked : input.value.trim() !== ""));
  form.querySelector("[data-answered]").textContent = String(answered.length);
  form.querySelector("[data-bar] progress").value = answered.length;
}

function busy(form, sending) {
  const button = form.querySelector("button[type=submit]");
  if (sending) { button.dataset.word = button.textContent; button.textContent = form.dataset.sending; }
  else if (button.dataset.word) button.textContent = button.dataset.word;
  // After the submission has been taken up, so that the press itself counts.
  setTimeout(() => { button.disabled = sending; }, 0);
}

function say(form, words) {
  form.querySelector("[data-status]").textContent = words;
}
