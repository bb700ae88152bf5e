// Which codings are shown: themes and people that occur, each with how many.

import { byCode, markOf, nameOf, word } from "./book.js";

export function filters(place, codings) {
  codings.addEventListener("changed", ({ added }) => { if (!added) draw(); });

  function draw() {
    const themes = tally(codings.all, (each) => each.theme), coders = tally(codings.all, (each) => each.whose);
    const people = [...coders].map(([whose, n]) => box(codings.hidden.coders, whose, { mine: word("mine"), machine: word("machine") }[whose] ?? whose, n, null));
    const topics = [...themes].map(([theme, n]) => box(codings.hidden.themes, theme, nameOf(theme), n, byCode.get(theme)));
    place.replaceChildren(...people, ...topics);
  }

  function box(hidden, key, text, n, theme) {
    const made = document.createElement("label"), input = document.createElement("input"), name = document.createElement("span");
    made.className = "check";
    Object.assign(input, { type: "checkbox", checked: !hidden.has(key) });
    input.addEventListener("change", () => { if (input.checked) hidden.delete(key); else hidden.add(key); codings.filtered(); });
    name.textContent = `${text} ${n}`;
    made.append(input, ...(theme ? [markOf(theme)] : []), name);
    return made;
  }
}

function tally(list, key) {
  const found = new Map();
  for (const each of list) found.set(key(each), (found.get(key(each)) ?? 0) + 1);
  return new Map([...found].sort((a, b) => b[1] - a[1]));
}
