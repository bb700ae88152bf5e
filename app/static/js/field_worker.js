// Keeps the laptop's app: it starts without network, after a power-off too. SHELL (pages and files with their hashes)
// stands above these lines, written by the server. Answers are never its business: it passes every request that is not
// a GET, and every one outside its list, to the network as if it were not there.

const CACHE = `moksori-field-${SHELL.version}`;
const PAGES = new Set(Object.keys(SHELL.pages));
const FILES = new Set(Object.keys(SHELL.files));

// What is kept is what the list says, or nothing is: a file that changed meanwhile ends this try, the browser makes another.
self.addEventListener("install", (event) => event.waitUntil(keepAll()));

async function keepAll() {
  const cache = await caches.open(CACHE);
  for (const [path, sha256] of Object.entries({ ...SHELL.pages, ...SHELL.files })) {
    const answer = await fetch(path, { cache: "reload", credentials: "omit", redirect: "error" });
    const bytes = await answer.clone().arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const hex = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (!answer.ok || hex !== sha256) throw new Error(`${path} is not what the list says`);
    await cache.put(path, answer);
  }
}

// Only once no page of an older version is open does the browser come here, so nothing an open page needs is taken away.
// Forms of questionnaires are not in these caches; each stays in its person's store as long as a record needs it.
self.addEventListener("activate", (event) => event.waitUntil(forgetOlder()));

async function forgetOlder() {
  for (const name of await caches.keys()) {
    if (name.startsWith("moksori-field-") && name !== CACHE) await caches.delete(name);
  }
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" ? PAGES.has(url.pathname) : FILES.has(url.pathname)) {
    event.respondWith(kept(event, url.pathname));
  }
});

async function kept(event, path) {
  if (event.request.mode !== "navigate") {
    // Other pages below /field/ are the server's and want its newest files.
    const page = await self.clients.get(event.clientId);
    if (page && !PAGES.has(new URL(page.url).pathname)) return fetch(event.request);
  }
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) || fetch(event.request);
}

// The network came back: whoever has a page open and unlocked sends. This worker has no key and sends nothing itself.
self.addEventListener("sync", (event) => event.waitUntil(wake()));

async function wake() {
  for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage("wake");
}

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});
