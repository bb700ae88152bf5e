// Two words on one place: what was sent and what is stored, side by side, and the person chooses.

import { told } from "./book.js";

const dialog = document.getElementById("stale");
let queue = Promise.resolve();
// Escape would decide without saying so.
dialog.addEventListener("cancel", (event) => event.preventDefault());

// "mine" or "stored"; asked one after the other.
export function ask(act, answer) {
  queue = queue.then(() => new Promise((resolve) => {
    dialog.querySelector("[data-error]").textContent = answer.error ?? "";
    fill("[data-yours]", [answer.yours ?? act]);
    fill("[data-stands]", answer.stands ?? []);
    dialog.returnValue = "";
    dialog.showModal();
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "mine" ? "mine" : "stored"), { once: true });
  }));
  return queue;
}

function fill(place, words) {
  const lines = words.map((each) => {
    const line = document.createElement("li");
    line.textContent = [told(each), each.memo && `“${each.memo}”`].filter(Boolean).join(" ");
    return line;
  });
  dialog.querySelector(place).replaceChildren(...lines);
  dialog.querySelector(`${place} ~ [data-nothing]`).hidden = lines.length > 0;
}
