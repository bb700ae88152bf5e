// A table or a list with boxes: how many are ticked, and where a button says so all of the page at one press. Without script
// each is ticked by hand.

for (const form of document.querySelectorAll("form[data-boxes]")) {
  const boxes = [...form.querySelectorAll("tbody input[type=checkbox], li input[type=checkbox]")];
  const told = form.querySelector("[data-picked]");
  const all = form.querySelector("[data-all]");

  function count() {
    told.textContent = told.dataset.word.replace("{n}", boxes.filter((box) => box.checked).length);
  }

  if (all) all.hidden = boxes.length === 0;
  all?.addEventListener("click", () => {
    const full = boxes.every((box) => box.checked);
    boxes.forEach((box) => { box.checked = !full; });
    count();
  });
  form.addEventListener("change", count);
  count();
}
