// After sending: the draft is no longer needed, and this device remembers that it has used an open link.

import * as drafts from "./drafts.js";

const SENT = "moksori-sent:";

for (const done of document.querySelectorAll("[data-clear-draft]")) drafts.drop(done.dataset.clearDraft);
for (const sent of document.querySelectorAll("[data-sent]")) {
  const { sent: link, at, receipt } = sent.dataset;
  try { localStorage.setItem(SENT + link, JSON.stringify({ at, receipt })); } catch { /* not remembered */ }
}
window.addEventListener("pageshow", () => document.querySelectorAll("[data-sent-before]").forEach(remind));
for (const page of document.querySelectorAll("[data-used-draft]")) lookAtDraft(page);

function remind(notice) {
  try {
    const before = JSON.parse(localStorage.getItem(SENT + notice.dataset.sentBefore) ?? "null");
    if (!before) return;
    notice.textContent = notice.dataset.words.replace("{at}", before.at).replace("{receipt}", before.receipt);
    notice.hidden = false;
  } catch { /* nothing to remind of */ }
}

// A used link opened again: one's own return leads to its receipt. What was kept on the server was there for the device that
// sent it, and is forgotten here; what was written on this device alone stays until the person drops it.
async function lookAtDraft(page) {
  const draft = drafts.read(page.dataset.usedDraft);
  if (!draft || !drafts.hasAnswers(draft)) return;
  const address = page.dataset.receipt.replace("__", encodeURIComponent(drafts.idOf(draft)));
  try {
    if ((await fetch(address, { method: "HEAD" })).ok) window.location.replace(address);
    else if (draft.begun?.base && draft.begun.clean) { drafts.drop(page.dataset.usedDraft); page.querySelector("[data-elsewhere]").hidden = false; }
    else unsent(page);
  } catch { /* without a network there is nothing to look up */ }
}

function unsent(page) {
  const words = page.querySelector("[data-unsent]"), button = words.querySelector("button");
  words.hidden = false;
  button.addEventListener("click", () => { drafts.drop(page.dataset.usedDraft); words.hidden = true; });
}
