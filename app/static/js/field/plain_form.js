// The server's form on the laptop: its fields as answers by key, and back.

import { say } from "./words.js";

const named = (form) => [...form.elements].filter((field) => field.name && field.type !== "hidden");

export function mount(form, { answers = {}, onChange = () => {} }) {
  const heard = () => onChange();
  form.addEventListener("input", heard);
  const made = {
    answers: () => read(form),
    check: () => missing(form),
    show: (given) => fill(form, given),
    errors: (found) => tell(form, found),
    close: () => form.removeEventListener("input", heard),
  };
  made.show(answers);
  return made;
}

function read(form) {
  const found = {};
  for (const input of named(form)) {
    if (input.type === "checkbox" && input.closest("fieldset")) {
      if (input.checked) (found[input.name] ??= []).push(input.value);
    } else if (input.type === "checkbox") {
      if (input.checked) found[input.name] = true;
    } else if (input.type === "radio") {
      if (input.checked) found[input.name] = input.value;
    } else if (input.value.trim() !== "") {
      found[input.name] = input.value.normalize("NFC").trim();
    }
  }
  return found;
}

function fill(form, answers) {
  for (const input of named(form)) {
    const value = answers[input.name];
    if (input.type === "checkbox" && input.closest("fieldset")) input.checked = (value ?? []).includes(input.value);
    else if (input.type === "checkbox") input.checked = Boolean(value);
    else if (input.type === "radio") input.checked = input.value === value;
    else input.value = value ?? "";
  }
}

function missing(form) {
  const given = read(form);
  return [...form.querySelectorAll("[data-question]")].filter((question) => question.querySelector(".need"))
    .map((question) => question.querySelector("[name]")?.name)
    .filter((key) => key && !(key in given)).map((key) => ({ key, message: say("required") }));
}

function tell(form, found) {
  form.querySelectorAll(".wrong[data-told]").forEach((each) => each.remove());
  form.querySelectorAll(".is-wrong").forEach((each) => each.classList.remove("is-wrong"));
  for (const { key, message } of found) {
    const question = form.querySelector(`[name="${CSS.escape(key)}"]`)?.closest("[data-question]");
    if (!question) continue;
    const words = document.createElement("p");
    words.className = "wrong";
    words.dataset.told = "";
    words.append(Object.assign(document.createElement("span"), { textContent: message }));
    question.classList.add("is-wrong");
    question.append(words);
  }
  form.querySelector(".is-wrong")?.scrollIntoView({ block: "center" });
  form.querySelector(".is-wrong :is(input, select, textarea)")?.focus({ preventScroll: true });
}
