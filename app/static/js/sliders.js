// Beside each number that may be tried a slider of the same value; letting go of it computes. Without this the fields do.
for (const field of document.querySelectorAll("input[data-step]")) {
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = field.min;
  slider.max = field.max;
  slider.step = field.dataset.step;
  slider.value = field.value;
  slider.setAttribute("aria-label", field.labels[0].textContent);
  slider.addEventListener("input", () => { field.value = slider.value; });
  slider.addEventListener("change", () => field.form.requestSubmit());
  field.addEventListener("input", () => { slider.value = field.value; });
  field.after(slider);
}
