// Acts on their way: each is in this browser's journal before it is sent and until the server has it. A lost network, a
// closed lid or an ended session leaves it there; it goes out again under the same id.

import { having } from "./acts.js";

// How long between two tries, at most. Chosen, not measured.
const SOON = 1000, LATE = 30_000;

export class Outbox extends EventTarget {
  constructor(person, token) {
    super();
    this.prefix = `bench:${person}:`;
    this.token = token;
    // The newest judgment of each segment that the server told of, for acts made before its answer came.
    this.seen = new Map();
    // Acts somebody has to decide on; they wait without being sent.
    this.held = new Set();
    this.left = new Map(this.#stored());
    this.wait = SOON;
    for (const name of ["online", "pageshow"]) addEventListener(name, () => this.send());
    addEventListener("storage", ({ key }) => key?.startsWith(this.prefix) && this.#reread());
    document.addEventListener("visibilitychange", () => document.hidden || this.send());
  }

  get waiting() { return this.left.size; }

  #stored() {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix)).sort();
      return keys.map((key) => [key.slice(this.prefix.length), JSON.parse(localStorage.getItem(key))]);
    } catch { return []; /* a browser that keeps nothing: acts are sent all the same */ }
  }

  // Another tab has taken or sent some: theirs are theirs, but what is no longer kept need not be sent from here.
  #reread() {
    const kept = new Map(this.#stored());
    for (const id of this.left.keys()) if (!kept.has(id) && !this.sending) this.left.delete(id);
    this.#tell("changed", {});
  }

  // Into the journal and on its way.
  add(act) {
    this.left.set(act.act, act);
    try { localStorage.setItem(this.prefix + act.act, JSON.stringify(act)); } catch { /* a full store: it is sent all the same */ }
    this.#tell("changed", {});
    this.send();
  }

  drop(id) {
    this.left.delete(id);
    this.held.delete(id);
    try { localStorage.removeItem(this.prefix + id); } catch { /* nothing was kept there */ }
    this.#tell("changed", {});
  }

  // A decision on an act that was held: sent once more as newest, with what is seen now.
  again(act) {
    this.held.delete(act.act);
    this.add(act);
  }

  // Resolves when nothing is left that can be sent now.
  async idle() {
    await this.send();
    return [...this.left.keys()].every((id) => this.held.has(id));
  }

  // One after the other, in their order: an act may stand on the one before it.
  send() {
    this.sending ??= this.#sendAll().finally(() => { this.sending = null; });
    return this.sending;
  }

  async #sendAll() {
    clearTimeout(this.later);
    for (let act; (act = [...this.left.values()].find((each) => !this.held.has(each.act)));) {
      if (!(await this.#sendOne(act))) {
        this.later = setTimeout(() => this.send(), this.wait);
        this.wait = Math.min(this.wait * 2, LATE);
        return;
      }
      this.wait = SOON;
    }
  }

  // Whether it is settled: stored, or in somebody's hands.
  async #sendOne(act) {
    const { status, answer } = await this.post("acts", having(act, this.seen));
    if (status === 200 || status === 201) {
      for (const [segment, seen] of Object.entries(answer.seen)) this.seen.set(segment, seen);
      this.drop(act.act);
      this.#tell("stored", { act, answer });
      return true;
    }
    if (status === 0 || status === 401 || status === 429 || status >= 500) {
      this.#tell("changed", { signedOut: status === 401 });
      return false;
    }
    this.held.add(act.act);
    this.#tell(status === 409 ? "stale" : "refused", { act, answer, status });
    return true;
  }

  // Status 0: no answer at all. A token that has expired is fetched anew, once.
  async post(path, body, renewed = false) {
    let response;
    try {
      response = await fetch(path.startsWith("/") ? path : `/review/${path}`, {
        method: "POST", redirect: "error", headers: { "Content-Type": "application/json", "X-CSRFToken": this.token.value, Accept: "application/json" },
        body: JSON.stringify(body),
      });
    } catch { return { status: 0, answer: {} }; }
    const answer = await response.json().catch(() => ({}));
    if (response.status === 400 && !answer.problems && !renewed && (await this.token.renew())) return this.post(path, body, true);
    return { status: response.status, answer };
  }

  #tell(type, detail) { this.dispatchEvent(Object.assign(new Event(type), detail)); }
}

// The page's token, and how to get a fresh one.
export class Token {
  constructor() { this.value = document.querySelector("[name=csrf_token]").value; }

  async renew() {
    try {
      const page = new DOMParser().parseFromString(await (await fetch("/account")).text(), "text/html");
      const fresh = page.querySelector("[name=csrf_token]")?.value;
      if (!fresh || fresh === this.value) return false;
      this.value = fresh;
      return true;
    } catch { return false; }
  }
}
