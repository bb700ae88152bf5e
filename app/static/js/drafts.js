// What is being answered is kept on this device: one draft a form, in this browser's own store.
// A draft: entries (name and value of every filled input), edited (since it was last sent), title, address.

const PREFIX = "moksori-draft:";
export const ID = "response-id";

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
  return draft.entries.find(([name]) => name === ID)?.[1] ?? "";
}

export function hasAnswers(draft) {
  return draft.entries.some(([name, value]) => name !== ID && value !== "");
}
