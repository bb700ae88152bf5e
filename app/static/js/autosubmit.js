// A list of choices that decides what the page shows takes effect at once; by the keyboard, when Enter is pressed.

for (const select of document.querySelectorAll("form[data-autosubmit] select")) {
  let keyed = false;
  select.addEventListener("keydown", (event) => { keyed = event.key !== "Enter"; });
  select.addEventListener("pointerdown", () => { keyed = false; });
  select.addEventListener("change", () => { if (!keyed) select.form.requestSubmit(); });
}
