// The words of the app in the page's language, as the server wrote them into the shell.

const told = JSON.parse(document.body.dataset.words);

export const lang = document.documentElement.lang;

export function say(key, values = {}) {
  return told[key].replace(/\{(\w+)\}/g, (_whole, name) => values[name]);
}

// An instant or a day as people here read it.
export function when(instant) {
  return new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Seoul" }).format(new Date(instant));
}
