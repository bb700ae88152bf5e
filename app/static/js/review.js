// Keys of the bench. Physical keys (event.code), so that they work while the Hangul input method is on.
const dialog = document.getElementById("keys");
const help = document.querySelector("[data-opens=keys]");
const current = document.querySelector("[data-judge][data-current]") ?? document.querySelector("[data-judge]");
const SAME = { ArrowDown: "KeyJ", ArrowUp: "KeyK" };
let sent = false;

function typing(target) {
  return target.matches("textarea, select, input:not([type=radio]):not([type=checkbox]):not([type=hidden])") || target.isContentEditable;
}

// The card that has the focus, else the one to judge now.
function card() {
  return document.activeElement?.closest("form[data-judge]") ?? current;
}

function keyed(code) {
  const key = SAME[code] ?? code;
  return card()?.querySelector(`[data-key=${key}]`) ?? document.querySelector(`[data-key=${key}]`);
}

function severity(digit) {
  const choice = card()?.querySelector(`input[name=severity][value="${digit}"]`);
  if (!choice) return;
  const need = choice.form.querySelector("input[name=stance][value=need]");
  const said = [heard(choice)];
  // Severity belongs to this stance alone: where it was another, both changes are told.
  if (!need.checked) said.unshift(heard(need));
  need.checked = choice.checked = true;
  say(said.join(", "));
}

// A choice as it is told: the name of its group and its own word.
function heard(choice) {
  return `${choice.closest("fieldset").querySelector("legend").textContent} ${choice.nextElementSibling.textContent}`;
}

// The next stance of the card, round to the first.
function stance() {
  const choices = [...(card()?.querySelectorAll("input[name=stance]") ?? [])];
  if (!choices.length) return;
  const choice = choices[(choices.findIndex((each) => each.checked) + 1) % choices.length];
  choice.checked = true;
  say(heard(choice));
}

// The next kind of statement of the card, round to the first.
function statement() {
  const choice = card()?.querySelector("select[name=statement]");
  if (!choice) return;
  choice.selectedIndex = (choice.selectedIndex + 1) % choice.options.length;
  say(`${choice.labels[0].textContent} ${choice.selectedOptions[0].textContent}`);
}

function act(target) {
  if (target.matches("select")) target.focus();
  else if (target.matches("summary")) {
    target.parentElement.open = true;
    target.parentElement.querySelector("select").focus();
  } else target.click();
}

function say(text) {
  const place = document.getElementById("said");
  place.textContent = "";
  setTimeout(() => { place.textContent = text; }, 50);
}

function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || dialog.open) return;
  const inField = typing(event.target);
  if (inField && event.code === "Escape") return event.target.blur();
  if (inField && event.code === "Enter" && event.target.matches(".judge-change select")) {
    event.preventDefault();
    return event.target.form.querySelector("button[value=change]").click();
  }
  if (inField || event.isComposing) return;
  if (event.code === "Slash") {
    event.preventDefault();
    return dialog.showModal();
  }
  const digit = /^(?:Digit|Numpad)([1-5])$/.exec(event.code)?.[1];
  if (digit) {
    event.preventDefault();
    return severity(digit);
  }
  if (event.code === "KeyS") {
    event.preventDefault();
    return stance();
  }
  if (event.code === "KeyT") {
    event.preventDefault();
    return statement();
  }
  // Inside a group of radio buttons the arrows choose, as everywhere.
  if (event.code in SAME && event.target.matches("input[type=radio]")) return;
  const target = keyed(event.code);
  if (target) {
    event.preventDefault();
    act(target);
  }
}

// Pressed twice is sent once.
function once(event) {
  if (sent) event.preventDefault();
  sent = true;
}

document.addEventListener("keydown", pressed);
document.querySelectorAll("form[method=post]").forEach((form) => form.addEventListener("submit", once));
addEventListener("pageshow", () => { sent = false; });
help.hidden = false;
help.addEventListener("click", () => dialog.showModal());

const told = document.getElementById("said").textContent.trim();
if (told) say(told);
if (!document.querySelector("[role=alert]")) {
  (current?.querySelector("h2") ?? document.getElementById("statement")).focus({ preventScroll: true });
}
