// A form to try: its rules live, nothing kept on the device.
import { mount } from "../answering/form.js";

const form = document.querySelector("[data-preview] form");
if (form) {
  form.querySelector("[data-bar]").hidden = false;
  const filled = mount(form);
  form.addEventListener("submit", (event) => {
    if (filled.goesOn() || !filled.errors(filled.check())) event.preventDefault();
  });
}
