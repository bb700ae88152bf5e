// Instances of a repeat: made from its pattern, taken away, counted. Keys of those behind one taken away move up.

import { placeOf, renumber } from "./keys.js";

const inside = (repeat) => [...repeat.children].filter((each) => each.matches("[data-instance]"));

export const instancesOf = inside;
export const countsOf = (form) => Object.fromEntries(
  [...form.querySelectorAll("[data-repeat]")].map((repeat) => [repeat.dataset.key, inside(repeat).length]));

// As many instances as wanted: further ones from the pattern, superfluous ones from the end. Says whether anything changed.
export function fit(repeat, wanted) {
  const bound = Number(repeat.dataset.bound), want = Math.max(0, Math.min(wanted, bound));
  const before = inside(repeat).length;
  while (inside(repeat).length < want) add(repeat);
  while (inside(repeat).length > want) inside(repeat).at(-1).remove();
  tell(repeat);
  return before !== want;
}

function add(repeat) {
  const pattern = repeat.querySelector(":scope > template"), depth = placeOf(repeat.dataset.key).length;
  const made = pattern.content.firstElementChild.cloneNode(true);
  renumber(made, depth, "~", String(inside(repeat).length + 1));
  made.querySelector("[data-number]")?.replaceChildren(String(inside(repeat).length + 1));
  pattern.before(made);
}

// Takes one away; those behind it move up one place, with what is in them.
export function take(instance) {
  const repeat = instance.closest("[data-repeat]"), depth = placeOf(repeat.dataset.key).length;
  const all = inside(repeat), at = all.indexOf(instance);
  instance.remove();
  all.slice(at + 1).forEach((each, place) => {
    renumber(each, depth, String(at + place + 2), String(at + place + 1));
    each.querySelector("[data-number]")?.replaceChildren(String(at + place + 1));
  });
  tell(repeat);
  return repeat;
}

// How many there are goes with the form; a button that can do nothing more is not there.
function tell(repeat) {
  const many = inside(repeat).length;
  repeat.querySelector(":scope > [data-count]").value = String(many);
  const more = repeat.querySelector(":scope > [data-more]");
  if (more) more.hidden = many >= Number(repeat.dataset.bound);
  for (const each of inside(repeat)) {
    const less = each.querySelector("[data-less]");
    if (less) less.hidden = !more;
  }
}
