// The boxes of areas: how many are chosen, in all and in each district, and all of a district at one press.

for (const field of document.querySelectorAll("[data-districts]")) {
  const total = field.querySelector("[data-total]");
  const boxesIn = (place) => [...place.querySelectorAll("input[type=checkbox]")];
  const chosenIn = (place) => boxesIn(place).filter((box) => box.checked).length;

  function count() {
    total.textContent = total.dataset.word.replace("{n}", chosenIn(field));
    for (const district of field.querySelectorAll("details")) {
      district.querySelector("[data-count]").textContent = `${chosenIn(district)}/${boxesIn(district).length}`;
    }
  }

  for (const button of field.querySelectorAll("[data-all]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const boxes = boxesIn(button.parentElement);
      const all = boxes.every((box) => box.checked);
      boxes.forEach((box) => { box.checked = !all; });
      count();
    });
  }
  field.addEventListener("change", count);
  count();
}
