// Keys by their place on the keyboard (event.code): they work while the Hangul input method is on, and never in a field.

export const SAME = { ArrowDown: "KeyJ", ArrowUp: "KeyK" };

export function typing(target) {
  return target.matches("textarea, select, input:not([type=radio]):not([type=checkbox]):not([type=hidden])") || target.isContentEditable;
}

export const digitOf = (event) => /^(?:Digit|Numpad)([1-5])$/.exec(event.code)?.[1];
export const plain = (event) => !event.ctrlKey && !event.altKey && !event.metaKey;

// Severity 1 to 5, the next stance, the next kind of statement: on the form that is judged; gives what is to be said.
export function severity(form, digit) {
  const choice = form?.querySelector(`input[name=severity][value="${digit}"]`);
  if (!choice) return "";
  const need = form.querySelector("input[name=stance][value=need]"), said = [heard(choice)];
  // Severity belongs to this stance alone: where it was another, both changes are told.
  if (!need.checked) said.unshift(heard(need));
  need.checked = choice.checked = true;
  return said.join(", ");
}

export function stance(form) {
  const choices = [...(form?.querySelectorAll("input[name=stance]") ?? [])];
  if (!choices.length) return "";
  const choice = choices[(choices.findIndex((each) => each.checked) + 1) % choices.length];
  choice.checked = true;
  return heard(choice);
}

export function statement(form) {
  const choice = form?.querySelector("select[name=statement]");
  if (!choice) return "";
  choice.selectedIndex = (choice.selectedIndex + 1) % choice.options.length;
  return `${choice.labels[0].textContent} ${choice.selectedOptions[0].textContent}`;
}

// A choice as it is told: the name of its group and its own word.
function heard(choice) {
  return `${choice.closest("fieldset").querySelector("legend").textContent} ${choice.nextElementSibling.textContent}`;
}

const help = document.getElementById("keys");
export const asking = () => Boolean(document.querySelector("dialog[open]"));

export function showHelp() { help.showModal(); }

document.addEventListener("click", ({ target }) => target.closest?.("[data-opens=keys]") && showHelp());
