// A resident registration number never leaves the browser: the field says so, and the form waits until it is gone.
// Only what is written in own words is looked at: no number, day or place on the map.

import { holdsResident } from "./resident_number.js";

const { resident } = document.body.dataset;

const OTHER = "[data-question]:not([data-type=text])";
const typed = (form) => [...form.querySelectorAll("textarea, input[type=text], input:not([type])")]
  .filter((field) => !field.closest(OTHER));

function tell(field) {
  const old = document.getElementById(`resident-${field.id}`);
  const wrong = holdsResident(field.value);
  if (!wrong) { old?.remove(); return false; }
  if (!old) {
    const words = document.createElement("p");
    Object.assign(words, { className: "wrong", id: `resident-${field.id}`, textContent: resident });
    words.setAttribute("role", "alert");
    (field.closest(".with-unit") ?? field).after(words);
  }
  return true;
}

// Told when the form is sent, not when the field is left: words that appear then move the button away from the press.
document.addEventListener("input", (event) => {
  if (document.getElementById(`resident-${event.target.id}`)) tell(event.target);
});
document.addEventListener("submit", (event) => {
  if (event.target.method === "get") return;
  const wrong = typed(event.target).filter(tell);
  if (!wrong.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  wrong[0].focus();
}, true);
