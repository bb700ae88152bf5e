// The cards of a statement: what is filled in on them becomes an act, and what became of an act is shown on them.

import { label, nameOf, word } from "./book.js";
import { newId } from "./acts.js";
import * as span from "./span.js";

export const bench = () => document.querySelector(".bench");
const cards = () => [...document.querySelectorAll("form[data-judge][data-theme]")];
export const current = () => document.querySelector("[data-judge][data-current]") ?? document.querySelector("[data-judge][data-theme]") ?? document.querySelector("form[data-judge]");

// The card that has the focus, else the one to judge now.
export const card = () => document.activeElement?.closest("form[data-judge]") ?? current();

// The act a form would be, if this button were pressed.
export function actOf(form, action) {
  const field = (name) => form.elements.namedItem(name)?.value ?? "";
  const codes = ["accept", "change", "add"].includes(action), stance = codes ? field("stance") : null;
  const picks = action === "change" || action === "add";
  return {
    act: newId(),
    segment: bench().dataset.segment,
    seen: Number(bench().dataset.seen),
    action,
    theme: (picks ? field("theme") : form.dataset.theme) || null,
    code: (picks && form.dataset.code) || null,
    suggestion: action === "nothing" || action === "add" ? null : field("suggestion") || null,
    stance,
    severity: stance === "need" ? Number(field("severity")) || null : null,
    statement: (codes && field("statement")) || null,
    memo: field("memo"),
    span: codes ? span.chosen() : null,
  };
}

// What is missing on a card before anything is sent: the field's name, or null.
export function missing(act) {
  if ((act.action === "change" || act.action === "add") && !act.theme) return "theme";
  if (act.stance === "need" && !act.severity) return "severity";
  return null;
}

// The card shows its answer at once, and the next that waits is the one to judge. False where none waits any more.
export function answered(form, act) {
  const waits = (each) => each.hasAttribute("data-waits");
  for (const each of cards()) if (each === form || each.dataset.theme === act.theme) each.removeAttribute("data-waits");
  if (act.action === "nothing") return false;
  if (form.dataset.theme) badge(form, act);
  const next = cards().find(waits);
  turn(next ?? null);
  return Boolean(next);
}

// Several suggestions rejected together.
export function answeredAll(suggestions) {
  for (const each of cards()) {
    if (!suggestions.includes(each.elements.namedItem("suggestion").value)) continue;
    each.removeAttribute("data-waits");
    badge(each, { action: "reject" });
  }
  document.querySelector("[data-dismiss]")?.remove();
  const next = cards().find((each) => each.hasAttribute("data-waits"));
  turn(next ?? null);
  return Boolean(next);
}

function badge(form, act) {
  const old = form.querySelector(".judge-head .badge"), fresh = document.createElement("span");
  const coded = act.stance && (act.stance === "need" ? act.severity : label("stance", act.stance));
  fresh.className = act.stance ? "badge good" : "badge";
  fresh.textContent = [label("action", act.action), act.action === "change" ? `→ ${nameOf(act.theme, act.code)}` : "", coded].filter(Boolean).join(" ");
  if (old) old.replaceWith(fresh); else form.querySelector("h2").after(fresh);
  form.classList.add("is-answered");
}

function turn(next) {
  for (const each of cards()) {
    const now = each === next;
    each.toggleAttribute("data-current", now);
    each.classList.toggle("is-current", now);
    each.querySelector("[value=accept]").classList.toggle("primary", now);
  }
  if (!next) return;
  next.querySelector(".judge-more")?.setAttribute("open", "");
  for (const each of document.querySelectorAll(".criteria")) each.open = each.dataset.theme === next.dataset.theme;
  const bar = document.querySelector(".judge .only-narrow");
  if (bar) next.querySelector(".buttons").append(bar);
}

// What was refused stands at its field with its sentence, and the focus there.
export function wrong(form, field, what) {
  clear(form);
  const names = { theme: "[name=theme]", severity: ".severity", stance: "fieldset.choices:not(.severity)", statement: "[name=statement]", memo: "[name=memo]" };
  const place = form.querySelector(names[field] ?? "h2, button") ?? form, said = document.createElement("p");
  for (let box = place.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  Object.assign(said, { className: "wrong-text", id: `wrong-${form.dataset.theme ?? "add"}`, textContent: what });
  (place.closest(".judge-change, .statement-kind, .field") ?? place).after(said);
  const focus = place.matches("fieldset") ? place.querySelector("input:checked, input") : place;
  focus.setAttribute("aria-describedby", said.id);
  focus.setAttribute("aria-invalid", "true");
  focus.focus();
}

function clear(form) {
  for (const each of form.querySelectorAll("[aria-invalid]")) { each.removeAttribute("aria-invalid"); each.removeAttribute("aria-describedby"); }
  for (const each of form.querySelectorAll(".wrong-text")) each.remove();
}

// What was sent, back on its card: after an error nothing is typed twice.
export function restore(act) {
  const form = cards().find((each) => each.elements.namedItem("suggestion")?.value === act.suggestion) ?? document.querySelector(".judge-add form");
  if (!form || act.action === "nothing") return form;
  for (const name of ["stance", "severity"]) {
    const choice = form.querySelector(`[name=${name}][value="${act[name]}"]`);
    if (choice) choice.checked = true;
  }
  for (const name of ["statement", "memo", "theme"]) if (act[name] && form.elements.namedItem(name)) form.elements.namedItem(name).value = act[name];
  if (act.memo) form.querySelector(".judge-memo").open = true;
  const box = form.closest("details");
  if (box) box.open = true;
  return form;
}

export const sentence = (field) => word(`missing_${field}`);
