// What is said to whoever works here: in the line that is read aloud, and how many acts wait.

import { word } from "./book.js";

export function say(text, careful = false) {
  const place = document.getElementById("said");
  place.textContent = "";
  place.toggleAttribute("data-careful", careful);
  setTimeout(() => { place.textContent = text; }, 30);
}

// Acts that are not at the server yet are told of once they have waited for a moment: most are gone before.
export function watch(outbox) {
  const box = document.getElementById("waiting"), text = box.querySelector("[data-text]"), entry = box.querySelector("a");
  let soon = 0, signedOut = false;
  const show = () => {
    text.textContent = word(signedOut ? "signed_out" : "waiting", { n: outbox.waiting });
    entry.hidden = !signedOut;
    box.hidden = !outbox.waiting;
  };
  outbox.addEventListener("changed", (event) => {
    if (event.signedOut !== undefined) signedOut = event.signedOut;
    clearTimeout(soon);
    if (!outbox.waiting) signedOut = false;
    if (!outbox.waiting || !box.hidden) show(); else soon = setTimeout(show, 1500);
  });
  box.querySelector("button").addEventListener("click", () => outbox.send());
}
