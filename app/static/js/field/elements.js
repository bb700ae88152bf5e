// Building what is shown. Text is always text: nothing that was typed or sent is ever read as markup.

export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export function button(word, act, kind = "") {
  return el("button", { type: "button", class: `button ${kind}`.trim(), onclick: act }, word);
}

export function notice(kind, ...children) {
  return el("div", { class: `notice ${kind}`, role: kind === "wrong" ? "alert" : "status" }, ...children);
}

// One field with its label; `attributes` go to the input.
export function field(word, attributes, hint = "") {
  const id = attributes.id ?? attributes.name;
  return el("div", { class: "field" }, el("label", { for: id }, word), hint && el("p", { class: "hint" }, hint),
    el("input", { type: "text", autocomplete: "off", ...attributes, id }));
}
