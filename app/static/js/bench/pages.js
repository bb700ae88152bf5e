// The bench's pages, asked for before they are wanted, and put in place of one another without loading anything anew.

const kept = new Map(), ready = new Map();
const AHEAD = 2;

async function load(address) {
  const response = await fetch(address, { headers: { "X-Bench": "1" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return { address: response.url, status: response.status, page, bench: page.querySelector(".bench") };
}

// A page of the bench, from what is kept or from the server; `bench` is null where it is another page.
export function ask(address, { anew = false } = {}) {
  if (anew) drop(address);
  if (!kept.has(address)) {
    const asked = load(address);
    kept.set(address, asked);
    asked.then(
      (found) => kept.get(address) === asked && ready.set(address, found),
      () => kept.get(address) === asked && kept.delete(address),
    );
  }
  return kept.get(address);
}

export const has = (address) => ready.has(address);

export function drop(address) {
  kept.delete(address);
  ready.delete(address);
}

// What is kept of a segment is not true any more once something was said of it.
export function dropSegment(segment) {
  for (const address of kept.keys()) if (address.includes(`/review/${segment}`)) drop(address);
}

// The pages that come next, one after the other; `skip` are segments that will not be asked for again.
export async function ahead(from, skip) {
  for (let n = 0, address = laterOf(from); n < AHEAD && address; n += 1) {
    const segment = /\/review\/([^/?]+)/.exec(address)?.[1];
    if (skip.has(segment)) return;
    const found = await ask(address).catch(() => null);
    address = found?.bench && laterOf(found.page);
  }
}

export const laterOf = (page) => page.querySelector("a[data-key=KeyJ]")?.getAttribute("href");
export const earlierOf = (page) => page.querySelector("a[data-key=KeyK]")?.getAttribute("href");

// Its parts take the place of those that are shown; the line that is read aloud and the dialogs stay. Once shown a page
// is used up: coming back asks the server.
export function show({ page, address }) {
  for (const part of [".bench-head", ".bench"]) document.querySelector(part).replaceWith(document.adoptNode(page.querySelector(part)));
  document.title = page.title;
  drop(address);
}

// Of the page that is shown only what tells; fields somebody may be filling in stay.
export function refresh({ page }) {
  const open = ["[data-opens=keys]", "[data-redo]"].map((each) => [each, document.querySelector(each).hidden]);
  document.querySelector(".bench-head").replaceWith(document.adoptNode(page.querySelector(".bench-head")));
  for (const [each, hidden] of open) document.querySelector(each).hidden = hidden;
  for (const old of document.querySelectorAll(".bench-mine")) old.remove();
  document.querySelector(".bench-cards").append(...[...page.querySelectorAll(".bench-mine")].map((each) => document.adoptNode(each)));
}
