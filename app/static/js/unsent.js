// Returns that were filled in on this device and not sent: how many, where to go on, and throwing one away.

import * as drafts from "./drafts.js";

for (const box of document.querySelectorAll("[data-unsent]")) show(box);

function show(box) {
  const kept = drafts.keysOf(box.dataset.unsent).map((key) => [key, drafts.read(key)]);
  const found = kept.filter(([, draft]) => draft?.address && drafts.hasAnswers(draft));
  const list = box.querySelector("ul");
  list.replaceChildren(...found.map(([key, draft]) => line(box, key, draft)));
  box.querySelector("[data-words]").textContent = box.dataset.words.replace("{n}", found.length);
  box.hidden = !found.length;
}

function line(box, key, draft) {
  const item = document.createElement("li"), link = document.createElement("a"), drop = document.createElement("button");
  link.href = draft.address;
  link.textContent = draft.title || draft.address;
  drop.type = "button";
  drop.className = "link-button";
  drop.textContent = box.dataset.drop;
  drop.addEventListener("click", () => {
    if (!window.confirm(box.dataset.sure.replace("{title}", link.textContent))) return;
    drafts.drop(key);
    show(box);
  });
  item.append(link, " ", drop);
  return item;
}
