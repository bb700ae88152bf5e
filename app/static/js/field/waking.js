// When sending is tried: at the start, when the network or the page comes back, by the clock, by the button, and by the
// browser's background sync where there is one. None of them is relied on alone.

import { sendAll } from "./sending.js";

// First pause after a failure, doubled up to the longest, and anywhere between half and one and a half of it, so that
// thirty laptops in one hall do not all come back at once. Chosen, not measured.
const FIRST = 5000, LONGEST = 15 * 60_000;

export class Waking extends EventTarget {
  #desk;
  #timer = 0;
  #failures = 0;
  #running = null;

  state = "done";

  constructor(desk) {
    super();
    this.#desk = desk;
  }

  start() {
    window.addEventListener("online", () => this.wake());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.wake(); });
    navigator.serviceWorker?.addEventListener("message", (event) => { if (event.data === "wake") this.wake(); });
    return this.wake();
  }

  // Try now. Calls that come while one runs get that one's end.
  wake() {
    clearTimeout(this.#timer);
    this.#running ??= this.#go().finally(() => { this.#running = null; });
    return this.#running;
  }

  async #go() {
    this.#tell("sending");
    let ended = "later";
    try {
      ended = await sendAll(this.#desk, () => this.dispatchEvent(new Event("moved")));
    } finally {
      this.#failures = ended === "later" ? this.#failures + 1 : 0;
      this.#tell(ended);
      if (ended === "later" || ended === "busy") this.#again();
    }
    return ended;
  }

  #tell(state) {
    this.state = state;
    this.dispatchEvent(new Event("moved"));
  }

  #again() {
    const pause = Math.min(LONGEST, FIRST * 2 ** Math.min(this.#failures, 12));
    this.#timer = setTimeout(() => this.wake(), pause * (0.5 + Math.random()));
    navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("moksori-field")).catch(() => {});
  }
}
