// Keys of answers as forms/keys.py has them: grade, grade[2], nested member[1.2]; ~ stands for a number yet to come.

export const placeOf = (key) => key.match(/\[([^\]]+)\]$/)?.[1].split(".") ?? [];
export const baseOf = (key) => key.replace(/\[[^\]]*\]$/, "");
export const keyAt = (id, place) => (place.length ? `${id}[${place.join(".")}]` : id);

const MARKED = ["id", "name", "for", "data-question", "data-section", "data-key", "aria-describedby", "aria-labelledby"];

// Gives everything under a node another number at one depth of its place, in patterns of inner repeats as well.
export function renumber(node, depth, from, to) {
  const found = new RegExp(`(\\[(?:[^.\\]]+\\.){${depth}})${from === "~" ? "~" : from}(?=[.\\]])`, "g");
  for (const each of [node, ...node.querySelectorAll("*")]) {
    for (const name of MARKED) {
      const value = each.getAttribute?.(name);
      if (value) each.setAttribute(name, value.replace(found, `$1${to}`));
    }
    if (each.tagName === "TEMPLATE") renumber(each.content, depth, from, to);
  }
}
