// Beside the statement: memos and key quotes, sent without leaving it. Their forms work as they are without this script.

import * as keys from "./keys.js";
import * as pages from "./pages.js";
import { say } from "./saying.js";
import { word } from "./book.js";

const here = () => document.querySelector(".bench")?.dataset.segment;
const kept = (form) => `memo:${form.getAttribute("action")}`;

// The form's answer is the page it stands on, with what it changed; anything else says what is wrong.
async function send(form) {
  const segment = here(), body = new URLSearchParams(new FormData(form)), button = form.querySelector("[type=submit]");
  button.disabled = true;
  try {
    const response = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { "X-Bench": "1" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    // What would be masked is asked on a page of its own: sent again as a form, which leads there.
    if (page.querySelector("[name=masking_seen]")) return form.submit();
    if (!response.ok || page.querySelector(".bench")?.dataset.segment !== segment) return refused(form, page);
    sessionStorage.removeItem(kept(form));
    if (here() === segment) shown(page, form);
    pages.dropSegment(segment);
    return say(page.getElementById("said").textContent.trim());
  } catch {
    return say(word("offline"), true);
  } finally { button.disabled = false; }
}

function shown(page, form) {
  const key = form.dataset.mark && form.querySelector("button").closest("li") && form.elements.namedItem("theme").value;
  if (form.matches("[data-memo]")) document.querySelector(".bench-aside").replaceWith(document.adoptNode(page.querySelector(".bench-aside")));
  pages.refresh({ page });
  const again = key && [...document.querySelectorAll("[data-mark]")].find((each) => each.elements.namedItem("theme").value === key);
  (again ? again.querySelector("button") : document.querySelector(".bench-aside summary")).focus({ preventScroll: true });
}

function refused(form, page) {
  const told = page.querySelector(".wrong span, .notice.wrong, h1")?.textContent.trim().replace(/\s+/g, " ") ?? word("offline");
  const field = form.elements.namedItem("text");
  if (!field) return say(told, true);
  form.querySelector(".wrong-text")?.remove();
  const said = Object.assign(document.createElement("p"), { className: "wrong-text", id: "wrong-memo", textContent: told });
  field.after(said);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", said.id);
  return field.focus();
}

// Before the bench takes every form of its own for a judgment.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".bench [data-memo], .bench [data-mark]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  send(form);
}, true);

// What is typed stays with its statement until it is sent, in this tab alone.
document.addEventListener("input", ({ target }) => {
  if (target.matches?.("[data-memo] textarea")) sessionStorage.setItem(kept(target.form), target.value);
});
document.addEventListener("toggle", ({ target }) => {
  const field = target.matches?.(".memo-new[open]") && target.querySelector("textarea");
  if (field && !field.value) field.value = sessionStorage.getItem(kept(field.form)) ?? "";
}, true);

document.addEventListener("keydown", (event) => {
  const box = document.querySelector(".bench .memo-new");
  if (!box || event.code !== "KeyL" || !keys.plain(event) || event.shiftKey || event.isComposing || keys.asking() || keys.typing(event.target)) return;
  event.preventDefault();
  box.open = true;
  box.querySelector("textarea").focus();
});
