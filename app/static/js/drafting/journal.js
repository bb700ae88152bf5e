// What is typed into a part of a draft and not yet saved, in this browser: gone as soon as the server has it.

const name = (draft, form) => `draft:${draft}:${form.elements.namedItem("part").value}`;

export function keep(draft, form) {
  const fields = [...new FormData(form)].filter(([field, value]) => typeof value === "string" && !["csrf_token", "act", "seen"].includes(field));
  try { localStorage.setItem(name(draft, form), JSON.stringify(fields)); } catch { /* a full or closed store: saving goes on */ }
}

export function kept(draft, form) {
  try { return JSON.parse(localStorage.getItem(name(draft, form))); } catch { return null; }
}

export function drop(draft, form) {
  try { localStorage.removeItem(name(draft, form)); } catch { /* nothing was kept there */ }
}

// Fields of one name in their order: a list of options has many.
export function restore(form, fields) {
  const seen = new Map();
  for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = false;
  for (const [field, value] of fields) {
    const place = seen.get(field) ?? 0, all = [...form.elements].filter((each) => each.name === field);
    seen.set(field, place + 1);
    const box = all.find((each) => each.type === "checkbox" && (each.value === value || all.length === 1));
    if (box) box.checked = true; else if (all[place] && all[place].type !== "hidden") all[place].value = value;
  }
}
