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

// A used link opened again: one's own return leads to its receipt, another's leaves the draft where it is.
async function lookAtDraft(page) {
  const draft = drafts.read(page.dataset.usedDraft);
  if (!draft || !drafts.hasAnswers(draft)) return;
  const address = page.dataset.receipt.replace("__", encodeURIComponent(drafts.idOf(draft)));
  try {
    if ((await fetch(address, { method: "HEAD" })).ok) window.location.replace(address);
    else page.querySelector("[data-unsent]").hidden = false;
  } catch { /* without a network there is nothing to look up */ }
}
