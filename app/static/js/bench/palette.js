// Choosing a theme, or a code beneath one: by its key, by its initials, in English, or by pointing. Its criteria stand beside.

import { byCode, capOf, KEYS, markOf, themes, word } from "./book.js";
import { found } from "./hangul.js";

const dialog = document.getElementById("palette");
const field = dialog.querySelector("input"), list = dialog.querySelector("[role=listbox]"), beside = dialog.querySelector("[data-criteria]");
const ENTRIES = () => themes.flatMap((theme) => [{ theme, code: null, names: theme.names }, ...theme.codes.map((code) => ({ theme, code, names: [code.name] }))]);
let shown = [], active = 0, settle = null;

// What was chosen, `{ theme, code }` by their ids, or null. `title` says what for; `codes` whether codes are offered too.
export function choose(title, { codes = true, without = null } = {}) {
  settle?.(null);
  dialog.querySelector("h2").textContent = title;
  field.value = "";
  dialog.dataset.codes = codes ? "1" : "";
  dialog.dataset.without = without ?? "";
  offer();
  dialog.showModal();
  // On a phone the keyboard would cover the themes before anybody asked for it.
  if (matchMedia("(pointer: coarse)").matches) list.focus(); else field.focus();
  return new Promise((resolve) => { settle = resolve; });
}

function offer() {
  const { codes, without } = dialog.dataset;
  const offered = ENTRIES().filter((entry) => entry.theme.code !== without && (codes || !entry.code));
  shown = found(offered, field.value, (entry) => entry.names);
  // Nothing is chosen before anything was typed: Enter would take the first theme unread.
  active = field.value.trim() ? 0 : -1;
  list.replaceChildren(...shown.map(line));
  dialog.querySelector("[data-none]").hidden = shown.length > 0;
  mark();
}

function line({ theme, code }, n) {
  const item = document.createElement("li"), cap = document.createElement("kbd"), name = document.createElement("span");
  item.id = `palette-${n}`;
  item.setAttribute("role", "option");
  item.dataset.n = n;
  cap.textContent = code ? "" : capOf(theme);
  cap.hidden = !cap.textContent;
  name.textContent = code ? code.name : theme.name;
  item.classList.toggle("is-code", Boolean(code));
  item.append(cap, markOf(theme), name);
  return item;
}

function mark() {
  for (const item of list.children) item.setAttribute("aria-selected", String(Number(item.dataset.n) === active));
  const item = list.children[active];
  if (item) field.setAttribute("aria-activedescendant", item.id); else field.removeAttribute("aria-activedescendant");
  item?.scrollIntoView({ block: "nearest" });
  criteria(beside, shown[active]);
}

// The criteria of a theme, or of a code that has its own.
export function criteria(place, entry) {
  place.replaceChildren();
  if (!entry) return;
  const { theme, code } = entry, from = code?.definition ? code : theme;
  const head = document.createElement("h3"), lead = document.createElement("p"), list = document.createElement("dl");
  head.textContent = code ? `${theme.name} › ${code.name}` : theme.name;
  lead.textContent = from.definition ?? "";
  for (const part of ["include", "exclude"]) {
    if (!from[part]) continue;
    const name = document.createElement("dt"), text = document.createElement("dd");
    name.textContent = word(part);
    text.textContent = from[part];
    list.append(name, text);
  }
  place.append(head, lead, list);
}

function end(entry) {
  const told = settle;
  settle = null;
  if (dialog.open) dialog.close();
  told?.(entry && { theme: entry.theme.code, code: entry.code?.id ?? null });
}

field.addEventListener("input", offer);
field.addEventListener("keydown", (event) => {
  const theme = themes[KEYS.indexOf(event.code)];
  if (theme && !event.ctrlKey && !event.altKey && !event.metaKey && theme.code !== dialog.dataset.without) {
    event.preventDefault();
    return end({ theme });
  }
  if (event.code === "Enter" && !event.isComposing) { event.preventDefault(); return shown[active] && end(shown[active]); }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
  if (!step || !shown.length) return;
  event.preventDefault();
  active = active < 0 ? (step > 0 ? 0 : shown.length - 1) : (active + step + shown.length) % shown.length;
  mark();
});
list.addEventListener("click", ({ target }) => {
  const item = target.closest("[data-n]");
  if (item) end(shown[item.dataset.n]);
});
list.addEventListener("pointermove", ({ target }) => {
  const item = target.closest("[data-n]");
  if (item && Number(item.dataset.n) !== active) { active = Number(item.dataset.n); mark(); }
});
dialog.addEventListener("close", () => end(null));

export const keyedTheme = (event) => (event.shiftKey ? themes[KEYS.indexOf(event.code)] : undefined);
export const entryOf = (theme, code) => ({ theme: byCode.get(theme), code: byCode.get(theme)?.codes.find((each) => each.id === code) ?? null });
