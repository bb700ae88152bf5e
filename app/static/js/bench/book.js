// The codebook and the words of the page, as the server wrote them into it.

const given = JSON.parse(document.getElementById("codebook").textContent);

export const { themes, person } = given;
export const byCode = new Map(themes.map((theme) => [theme.code, theme]));
// Themes have the keys of the row of digits, in their order; what follows is found by typing.
export const KEYS = ["Digit1", "Digit2", "Digit3", "Digit4", "Digit5", "Digit6", "Digit7", "Digit8", "Digit9", "Digit0", "Minus", "Equal"];
const CAPS = [..."1234567890-="];
export const capOf = (theme) => CAPS[themes.indexOf(theme)] ?? "";

// A theme and, where one was chosen, the code beneath it, by name.
export function nameOf(code, finer = null) {
  const theme = byCode.get(code);
  const beneath = finer && theme?.codes.find((each) => each.id === finer);
  return [theme?.name ?? code, beneath?.name].filter(Boolean).join(" › ");
}

// A word of the page, with its figures: {n}, {what}.
export function word(name, values = {}) {
  const shown = (value) => (typeof value === "number" ? value.toLocaleString("ko-KR") : value);
  return Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, () => shown(value)), given.words[name]);
}

// A judgment in one line, as the pages tell it.
export function told({ action, theme, code, stance, severity, statement }) {
  const parts = [action && given.labels.action[action], theme && nameOf(theme, code), stance && given.labels.stance[stance]];
  if (stance === "need" && severity) parts.push(word("severity", { n: severity }));
  if (statement) parts.push(given.labels.statement[statement]);
  return parts.filter(Boolean).join(" · ");
}

export const label = (kind, code) => given.labels[kind][code] ?? code;

// Whatever carries a theme is colored by a class of this sheet: the page itself may hold no styles.
export function colored(rules) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(themes.map((theme) => rules(theme)).join("\n"));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

colored(({ code, colour }) => `.mark-${code} { --theme: ${colour}; }`);

// The two letters of a theme in its color.
export function markOf(theme) {
  const mark = document.createElement("span");
  mark.className = `theme-mark mark-${theme.code}`;
  mark.textContent = theme.mark;
  return mark;
}
