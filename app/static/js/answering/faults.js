// What is wrong, at the field and in the list above the form, with a way to the first of it.

const MOST_LISTED = 5;

export function clear(question) {
  question.classList.remove("is-wrong");
  question.querySelectorAll(".wrong:not([role=alert])").forEach((each) => each.remove());
  for (const each of [question, ...question.querySelectorAll("[aria-invalid]")]) {
    each.removeAttribute("aria-invalid");
    if (each.getAttribute("aria-describedby")?.startsWith("wrong-")) each.removeAttribute("aria-describedby");
  }
}

function mark(question, message) {
  clear(question);
  const id = `wrong-${question.id.replace(/^field-/, "")}`, told = document.createElement("p"), words = document.createElement("span");
  question.classList.add("is-wrong");
  Object.assign(told, { className: "wrong", id });
  words.textContent = message;
  told.append(words);
  question.append(told);
  const named = question.tagName === "FIELDSET" ? [question] : [...question.querySelectorAll("input:not([type=hidden]), select, textarea")];
  for (const each of named) {
    each.setAttribute("aria-invalid", "true");
    each.setAttribute("aria-describedby", id);
  }
}

export const nameOf = (question) => {
  const label = question.querySelector("legend, label, p"), copy = label.cloneNode(true);
  copy.querySelectorAll(".need, .badge").forEach((each) => each.remove());
  return copy.textContent.trim().replace(/\s+/g, " ");
};

// Marks every fault, lists the first of them, and forgets those that were marked before.
export function show(form, found, list) {
  form.querySelectorAll(".is-wrong").forEach(clear);
  for (const { question, message } of found) mark(question, message);
  if (!list) return;
  list.hidden = !found.length;
  const before = list.dataset.unsent ?? list.querySelector("[data-unsent]")?.textContent ?? "";
  list.dataset.unsent = before;
  list.querySelector("strong").textContent = `${before} ${list.dataset.many.replace("{n}", found.length)}`;
  const lines = found.slice(0, MOST_LISTED).map(({ question, message }) => {
    const line = document.createElement("li"), link = document.createElement("a");
    link.href = `#${question.id}`;
    link.textContent = nameOf(question);
    line.append(link, " ", message);
    return line;
  });
  if (found.length > MOST_LISTED) {
    lines.push(Object.assign(document.createElement("li"), { textContent: list.dataset.more.replace("{n}", found.length - MOST_LISTED) }));
  }
  list.querySelector("ul").replaceChildren(...lines);
}

export function focus(question) {
  const field = question.querySelector(
    "input:not([type=hidden], [type=range], [disabled], [hidden] *), select:not([hidden] *), textarea, button:not([hidden])");
  question.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
}
