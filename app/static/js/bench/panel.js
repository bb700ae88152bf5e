// Beside the transcript: what is chosen, the codings there with what can be done, and the themes with their keys and criteria.

import { byCode, capOf, label, markOf, nameOf, themes, told, word } from "./book.js";
import { criteria, entryOf } from "./palette.js";

const panel = document.querySelector(".doc-panel");
export const form = panel.querySelector("[data-measures]");
const quote = panel.querySelector("[data-quote]"), list = panel.querySelector("[data-here]"), beside = panel.querySelector("[data-criteria]");
const save = panel.querySelector("[data-save]"), empty = quote.textContent;

export function open() {
  panel.hidden = false;
  const fold = panel.querySelector(".doc-fold");
  fold.addEventListener("click", () => fold.setAttribute("aria-expanded", String(panel.classList.toggle("is-open"))));
}

// The measures as they stand.
export function measures() {
  const field = (name) => form.elements.namedItem(name)?.value ?? "", stance = field("stance");
  return { stance, severity: stance === "need" ? Number(field("severity")) || null : null, statement: field("statement") || null, memo: field("memo") };
}

export function fill({ stance, severity, statement, memo }) {
  for (const [name, value] of [["stance", stance], ["severity", severity]]) {
    const choice = form.querySelector(`[name=${name}][value="${value}"]`);
    if (choice) choice.checked = true;
  }
  form.elements.namedItem("statement").value = statement ?? "";
  form.elements.namedItem("memo").value = memo ?? "";
  form.querySelector(".judge-memo").open = Boolean(memo);
}

// What is chosen, and the codings there. What was wrong of other words is past.
export function show(text, whole, codings, acts) {
  const told = text ? word(whole ? "place" : "span", { what: cut(text) }) : empty;
  if (told !== quote.textContent) forgetWrong();
  quote.textContent = told;
  list.replaceChildren(...codings.map((coding) => line(coding, acts)));
  const first = codings.find((each) => each.kind === "mine") ?? codings[0];
  if (first) about(first.theme, first.code);
}

const cut = (text) => ([...text].length > 140 ? `${[...text].slice(0, 90).join("")} … ${[...text].slice(-40).join("")}` : text);

function line(coding, acts) {
  const item = document.createElement("li"), text = document.createElement("span"), row = document.createElement("span");
  const who = coding.kind === "mine" ? word("mine") : coding.kind === "machine" ? word("machine") : coding.coder;
  text.className = "doc-coding-text";
  text.textContent = [`${who}: ${nameOf(coding.theme, coding.code)}`, told({ ...coding, theme: null, action: null })].filter(Boolean).join(" · ");
  if (coding.memo) text.textContent += ` “${coding.memo}”`;
  row.className = "doc-coding-acts";
  const can = { mine: [["edit", "E"], ["change", "C"], ["remove", "R"], ["mark", "Q"]], machine: [["accept", "A"], ["remove", "R"]], other: [] }[coding.kind];
  for (const [act, key] of can) {
    const made = button(coding.kind === "machine" ? label("action", act === "remove" ? "reject" : act) : word(`do_${act}`), key, () => acts[act](coding));
    if (act === "mark") made.setAttribute("aria-pressed", String(Boolean(coding.marked)));
    row.append(made);
  }
  item.append(coding.kind === "machine" ? dashed(coding.theme) : markOf(byCode.get(coding.theme) ?? { code: "", mark: "?" }), text, row);
  item.className = `is-${coding.kind}`;
  return item;
}

function dashed(theme) {
  const mark = markOf(byCode.get(theme) ?? { code: "", mark: "?" });
  mark.classList.add("is-dashed");
  return mark;
}

function button(text, key, press) {
  const made = document.createElement("button"), cap = document.createElement("kbd");
  Object.assign(made, { type: "button", className: "button small" });
  cap.textContent = key;
  made.append(`${text} `, cap);
  made.addEventListener("click", press);
  return made;
}

// The criteria of a theme, while it is chosen or stands where somebody is.
export function about(theme, code = null) {
  beside.hidden = false;
  criteria(beside, entryOf(theme, code));
}

// The themes with their keys: pressing one codes what is chosen.
export function offer(press) {
  panel.querySelector("[data-themes]").replaceChildren(...themes.map((theme) => {
    const made = document.createElement("button"), cap = document.createElement("kbd"), name = document.createElement("span");
    Object.assign(made, { type: "button", className: "doc-theme" });
    name.textContent = theme.name;
    cap.textContent = capOf(theme) && `⇧${capOf(theme)}`;
    made.append(markOf(theme), name, ...(cap.textContent ? [cap] : []));
    made.addEventListener("click", () => press(theme));
    made.addEventListener("pointerenter", () => about(theme.code));
    made.addEventListener("focus", () => about(theme.code));
    return made;
  }));
}

export function forgetWrong() {
  for (const old of panel.querySelectorAll(".wrong-text")) old.remove();
}

// Severity is said anew of each: what was chosen for one coding is no word on the next.
export function forgetSeverity() {
  const chosen = form.querySelector("[name=severity]:checked");
  if (chosen) chosen.checked = false;
}

// While a coding is being changed its own button stands first.
export function editing(coding, press) {
  save.hidden = !coding;
  save.onclick = press ?? null;
  panel.classList.toggle("is-editing", Boolean(coding));
}

export function wrong(field, what) {
  panel.classList.add("is-open");
  forgetWrong();
  const place = form.querySelector({ severity: ".severity", stance: "fieldset", memo: "[name=memo]", statement: ".statement-kind" }[field]) ?? quote;
  const said = document.createElement("p");
  Object.assign(said, { className: "wrong-text", id: "wrong-here", textContent: what });
  place.after(said);
  place.closest("details")?.setAttribute("open", "");
  const focus = place.matches("fieldset") ? place.querySelector("input:checked, input") : place.matches("[name]") ? place : place.querySelector("select") ?? panel.querySelector("[data-code]");
  focus.setAttribute("aria-describedby", said.id);
  focus.focus();
}
