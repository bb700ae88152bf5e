// One questionnaire with one firm: journalled while it is typed, sealed when it is done.

import { mount } from "../answering/form.js";
import { Journal } from "./drafts.js";
import { button, el, notice } from "./elements.js";
import { seal } from "./sealing.js";
import { say } from "./words.js";

// Shows a draft. `leave(sealed)` is called when the person goes on. Resolves to what closes the screen.
export async function asking(desk, main, draft, leave) {
  const free = await held(`draft ${desk.store.name} ${draft.id}`);
  const kept = await desk.store.get("forms", draft.form);
  if (!kept) { main.replaceChildren(notice("wrong", el("p", {}, say("no_form")))); return () => free?.(); }
  const form = formOf(kept.html);
  const status = el("span", { class: "saved", role: "status" });
  const told = el("div", { "aria-live": "assertive" });
  main.replaceChildren(el("div", { class: "column" }, el("h1", {}, draft.label), el("p", { class: "lead" }, draft.place),
    !free && notice("careful", el("p", {}, say("other_tab"))), draft.base && notice("careful", el("p", {}, say("revision"))),
    form, told, bar(free, status, () => finish(), () => leave(false))));
  const journal = new Journal(desk, draft, (state) => tellState(status, state));
  const keepFile = async (_key, file) => journal.attach(new Uint8Array(await file.arrayBuffer()), file.type);
  const mounted = mount(form, { answers: draft.answers, now: new Date(), onChange: () => changed(), keepFile });
  const name = form.querySelector("#firm-name");
  const said = ["industry", "size"].map((each) => [each, form.querySelector(`#firm-${each}`)]).filter(([, field]) => field);
  name?.closest("[data-aside]").toggleAttribute("hidden", Boolean(draft.firm));
  if (name) name.value = draft.name ?? "";
  for (const [each, field] of said) field.value = draft[each] ?? "";
  if (!free) form.querySelectorAll("input, select, textarea, button").forEach((each) => { each.disabled = true; });
  else tellState(status, "fresh");
  form.addEventListener("submit", (event) => { event.preventDefault(); finish(); });
  const hidden = () => journal.flush();
  document.addEventListener("visibilitychange", hidden);
  window.addEventListener("pagehide", hidden);

  function changed() {
    if (!free) return;
    const { "firm-name": _name, ...answers } = mounted.answers();
    const firm = Object.fromEntries(said.map(([each, field]) => [each, draft.firm ? "" : field.value]));
    journal.change({ answers, ...firm, name: draft.firm ? "" : (name?.value ?? "").normalize("NFC").trim() });
  }

  async function finish() {
    const wrong = mounted.check();
    mounted.errors(wrong);
    if (wrong.length) { told.replaceChildren(notice("wrong", el("p", {}, say("not_whole", { n: wrong.length })))); return; }
    changed();
    if (!(await journal.flush())) { told.replaceChildren(notice("wrong", el("p", {}, say("not_saved")))); return; }
    try {
      await seal(desk, draft);
      leave(true);
    } catch {
      told.replaceChildren(notice("wrong", el("p", {}, say("not_sealed"))));
    }
  }

  return async () => {
    document.removeEventListener("visibilitychange", hidden);
    window.removeEventListener("pagehide", hidden);
    await journal.flush();
    journal.close();
    mounted.close();
    free?.();
  };
}

function formOf(html) {
  const form = document.importNode(new DOMParser().parseFromString(html, "text/html").querySelector("form"), true);
  form.querySelectorAll(".send, .forget, [data-offline]").forEach((each) => each.remove());
  return form;
}

export function bar(free, status, finish, stop) {
  return el("div", { class: "field-bar" }, status,
    el("span", { class: "buttons" }, button(say("later"), stop), free && button(say("finish"), finish, "primary")));
}

// Hold what only one page may write in; resolves to what lets go, or to null where another page holds it.
export function held(name) {
  return new Promise((got) => {
    navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) { got(null); return undefined; }
      return new Promise((free) => got(free));
    });
  });
}

export function tellState(status, state) {
  status.dataset.state = state;
  status.textContent = say(`state_${state}`);
}
