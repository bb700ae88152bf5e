// What is being answered is kept on this device: one draft a form, in this browser's own store.
// A draft: entries (name and value of every filled input), edited (since it was last sent), title, address.

const PREFIX = "moksori-draft:";
export const ID = "response-id";
// Fields of the form itself: no answers.
const OWN = new Set([ID, "form-lang", "begun-code", "begun-device"]);

export function read(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(PREFIX + key) ?? "null");
    return Array.isArray(draft?.entries) ? draft : null;
  } catch {
    return null;
  }
}

export function write(key, draft) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function drop(key) {
  try { localStorage.removeItem(PREFIX + key); } catch { /* nothing was kept */ }
}

export function keysOf(start) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + start)).map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

export function idOf(draft) {
  return draft?.entries.find(([name]) => name === ID)?.[1] ?? "";
}

export function hasAnswers(draft) {
  return typed(draft.entries) > 0;
}

export function typed(entries) {
  return new Set(entries.filter(([name, value]) => !OWN.has(name) && value !== "").map(([name]) => name)).size;
}

// The answers alone, in the order of their names; `but` are fields that stay.
export function withoutOwn(entries, but = []) {
  const kept = entries.filter(([name, value]) => (!OWN.has(name) && value !== "") || but.includes(name));
  return kept.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
}
