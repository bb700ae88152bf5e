// The app: opens a desk, shows its pages, says at every moment what is saved and what has left.

import { asking } from "./asking.js";
import { refresh } from "./day.js";
import { listDrafts } from "./drafts.js";
import { button, el, notice } from "./elements.js";
import { opened, signInPath } from "./lock_screen.js";
import { persisted } from "./opening.js";
import { outbox } from "./outbox.js";
import { unsent } from "./sealing.js";
import { standing } from "./standing.js";
import { today, visitDraft } from "./today.js";
import { visiting } from "./visiting.js";
import { Waking } from "./waking.js";
import { say } from "./words.js";
import { install, ready } from "./worker.js";

// An open desk that nobody touches locks itself. Chosen, not measured: a talk between two questions lasts less.
const IDLE = 15 * 60_000;
// Between two tries for a laptop's first package. Chosen, not measured.
const FIRST_DAY = 5000;
const main = document.querySelector("#main"), bars = document.querySelector("#bars"), state = document.querySelector("#state");

// What nobody foresaw is said, never swallowed: whoever types must not believe that all is well.
addEventListener("unhandledrejection", (event) => { console.error(event.reason); warn("failed", say("unforeseen")); });
install(document.querySelector("#update"));
start();

async function start() {
  const desk = await opened(main);
  document.body.dataset.desk = "open";
  document.querySelector("#nav").hidden = false;
  desk.waking = new Waking(desk);
  desk.store.addEventListener("closed", () => warn("closed", say("store_closed")));
  desk.store.addEventListener("back", () => warn("closed", ""));
  desk.store.addEventListener("full", () => warn("full", say("full")));
  desk.waking.addEventListener("moved", () => {
    told(desk);
    if (desk.waking.state === "done" && desk.stale) bring(desk);
  });
  lockWhenIdle();
  navigator.serviceWorker?.ready.then(() => told(desk));
  let close = () => {};
  const pages = {
    "": () => today(desk, main, open),
    outbox: () => outbox(desk, main, open, (send) => (send ? desk.waking.wake().then(show) : show())),
  };
  async function show() {
    await close();
    close = () => {};
    const page = location.hash.slice(2);
    document.querySelectorAll("#nav a").forEach((link) => link.toggleAttribute("aria-current", link.hash.slice(2) === page));
    await (pages[page] ?? pages[""])();
    await told(desk);
  }
  async function open(draft) {
    await close();
    const leave = async (sealed) => {
      if (sealed && (await reported(draft))) return;
      await show();
      if (sealed) { main.prepend(notice("done", el("p", {}, say("sealed")))); desk.waking.wake().then(() => told(desk)); }
    };
    close = await (draft.kind === "visit" ? visiting : asking)(desk, main, draft, leave);
    window.scrollTo(0, 0);
  }
  // A firm of a visit has answered: what came of the visit is asked next, as good as filled in.
  async function reported(draft) {
    const visit = draft.kind === "return" && draft.visit && desk.day.visits.find((each) => each.id === draft.visit);
    if (!visit || !visit.outcomes?.some((each) => each.id === "done")) return false;
    desk.waking.wake();
    const area = desk.day.areas.find((each) => each.id === visit.area), firm = desk.day.firms.find((each) => each.id === visit.firm);
    const next = visitDraft(visit, area, firm, await listDrafts(desk));
    await open({ ...next, outcome: next.outcome ?? "done" });
    main.prepend(notice("done", el("p", {}, say("sealed_visit"))));
    return true;
  }
  document.querySelector("#lock").addEventListener("click", async () => { await close(); location.reload(); });
  document.querySelector("#renew").addEventListener("click", () => bring(desk).then(show));
  window.addEventListener("hashchange", show);
  desk.show = show;
  await show();
  persisted();
  desk.waking.start().then(() => bring(desk)).then((changed) => { if (changed && !document.querySelector("form")) show(); });
}

// The newest package, where there is network. Returns whether something came. One that did not come is asked for again
// when the network is back; a laptop that has none yet keeps asking.
async function bring(desk) {
  desk.stale = false;
  const had = desk.day, ended = await refresh(desk);
  desk.stale = ended === "later";
  if (desk.stale && !desk.day) setTimeout(() => bring(desk), FIRST_DAY);
  if (!had && desk.day) desk.show();
  warn("day", ended === "other-person" ? say("other_person") : "");
  if (ended === "sign-in") desk.waking.state = "sign-in";
  await told(desk);
  return ended === "done";
}

async function told(desk) {
  const rows = await unsent(desk), refused = rows.filter((row) => row.state === "refused").length;
  const waiting = rows.length - refused, how = desk.waking.state;
  const { state: [word, n], signIn } = standing({ waiting, refused, how });
  state.textContent = say(word, { n });
  state.dataset.unsent = String(rows.length);
  state.dataset.how = how;
  warn("refused", refused ? say("refused", { n: refused }) : "");
  warn("sign-in", signIn && say(signIn), el("a", { class: "button small", href: signInPath("/field/receipts?back=1"), target: "_blank" }, say("sign_in")));
  warn("person", how === "other-person" ? say("other_person") : "");
  warn("offline", how === "later" && waiting ? say("no_network", { n: waiting }) : "", button(say("send_now"), () => desk.waking.wake(), "small"));
  warn("app", (await ready()) ? "" : say("not_ready"));
}

// One line a matter; an empty text takes it away.
function warn(matter, words, ...more) {
  const there = bars.querySelector(`[data-matter="${matter}"]`);
  if (there && there.dataset.words === words) return;
  there?.remove();
  if (!words) return;
  const made = notice("careful", el("p", {}, words, " ", ...more));
  Object.assign(made.dataset, { matter, words });
  bars.append(made);
}

function lockWhenIdle() {
  let last = Date.now();
  for (const name of ["input", "pointerdown", "keydown"]) document.addEventListener(name, () => { last = Date.now(); }, true);
  setInterval(() => { if (Date.now() - last > IDLE) location.reload(); }, 30_000);
}
