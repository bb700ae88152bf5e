// The first screen: nobody's name on it. Opens a store, or makes one for whoever has signed in.

import { whoIsIn } from "./day.js";
import { button, el, field, notice } from "./elements.js";
import { isPrepared, openWithOffice, openWithPin, prepare } from "./opening.js";
import { isFull } from "./store.js";
import { MustWait, SHORTEST_PIN, WrongPin } from "./vault.js";
import { lang, say, when } from "./words.js";

const home = lang === "en" ? "/field/en" : "/field/";
export const signInPath = (next = home) => `/sign-in?next=${encodeURIComponent(next)}`;

// Resolves to the open desk.
export function opened(main) {
  return new Promise((done) => {
    const show = (...what) => main.replaceChildren(el("div", { class: "narrow" }, ...what));
    const screens = { show, done, ask: () => ask(screens), make: () => make(screens), renew: () => renew(screens) };
    if (new URLSearchParams(location.search).has("prepare")) screens.make();
    else screens.ask();
  });
}

function form(title, fields, word, act) {
  const told = el("div", { "aria-live": "polite" });
  const made = el("form", { class: "card", novalidate: true }, el("h1", {}, title), ...fields, told,
    el("div", { class: "buttons" }, el("button", { class: "button primary", type: "submit" }, word)));
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    const send = made.querySelector("button[type=submit]");
    send.disabled = true;
    try {
      await act(Object.fromEntries(new FormData(made)));
    } catch (error) {
      told.replaceChildren(notice("wrong", el("p", {}, worded(error))));
    } finally {
      send.disabled = false;
    }
  });
  return made;
}

function worded(error) {
  if (error instanceof MustWait) return say("wait_until", { at: when(error.until) });
  if (error instanceof WrongPin) return say("wrong_pin");
  if (isFull(error)) return say("full");
  return error.words ?? say("not_now");
}

const failed = (words) => Object.assign(new Error(words), { words });
const pinField = (name, word, hint) =>
  field(word, { name, type: "password", inputmode: "numeric", autocomplete: "off", required: true }, hint);

function newPin(values) {
  if (values.pin.length < SHORTEST_PIN) throw failed(say("pin_short", { n: SHORTEST_PIN }));
  if (values.pin !== values.again) throw failed(say("pin_differs"));
  return values.pin;
}

function ask({ show, done, make, renew }) {
  const login = field(say("login"), { name: "login", autocapitalize: "off", spellcheck: "false", required: true });
  show(
    form(say("open_title"), [login, pinField("pin", say("pin"))], say("open"), async (values) => {
      if (!(await isPrepared(values.login))) throw failed(say("no_store"));
      done(await openWithPin(values.login, values.pin));
    }),
    el("div", { class: "card" }, el("h2", {}, say("first_title")), el("p", {}, say("first_text")),
      el("div", { class: "buttons" }, button(say("prepare"), make), button(say("forgot"), renew))),
  );
  document.querySelector("#login").focus();
}

async function signedIn({ show, ask: back }, next) {
  try {
    const who = await whoIsIn();
    if (who) return who;
    show(el("div", { class: "card" }, el("h1", {}, say("sign_in_title")), el("p", {}, say("sign_in_text")),
      el("div", { class: "buttons" },
        el("a", { class: "button primary", href: signInPath(next) }, say("sign_in")), button(say("back"), back))));
  } catch {
    show(notice("careful", el("p", {}, say("need_network"))), button(say("back"), back));
  }
  return null;
}

async function make(screens) {
  const who = await signedIn(screens, `${home}?prepare=1`);
  if (!who) return;
  if (await isPrepared(who.login)) { history.replaceState(null, "", home); return screens.ask(); }
  const fields = [el("p", {}, say("prepare_text")), pinField("pin", say("new_pin"), say("pin_hint")), pinField("again", say("pin_again"))];
  screens.show(form(say("prepare_title"), fields, say("prepare_do"), async (values) => {
    const desk = await prepare(newPin(values));
    history.replaceState(null, "", home);
    screens.done(desk);
  }));
}

async function renew(screens) {
  const who = await signedIn(screens, home);
  if (!who) return;
  if (!(await isPrepared(who.login))) return screens.make();
  const fields = [el("p", {}, say("renew_text")), pinField("pin", say("new_pin"), say("pin_hint")), pinField("again", say("pin_again"))];
  screens.show(form(say("renew_title"), fields, say("renew_do"), async (values) => {
    screens.done(await openWithOffice(who.login, newPin(values)));
  }));
}
