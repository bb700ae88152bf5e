// What came of a visit: outcome, reason, note, another day, photos, and the words the firm agreed to.

import { held, bar, tellState } from "./asking.js";
import { Journal } from "./drafts.js";
import { button, el, notice } from "./elements.js";
import { redrawn } from "./photos.js";
import { seal } from "./sealing.js";
import { lang, say } from "./words.js";

// One report carries so many; each goes by itself. As many as the server takes of a visit.
const MOST_PHOTOS = 4;

export async function visiting(desk, main, draft, leave) {
  const free = await held(`draft ${desk.store.name} ${draft.id}`);
  const visit = desk.day.visits.find((each) => each.id === draft.visit) ?? { outcomes: [] };
  const status = el("span", { class: "saved", role: "status" }), told = el("div", { "aria-live": "assertive" });
  const journal = new Journal(desk, draft, (state) => tellState(status, state));
  const change = (what) => { if (free) journal.change(what); };
  const parts = [...outcomes(visit, draft, change), note(draft, change), consent(visit, draft, change), photos(journal, draft, change)];
  main.replaceChildren(el("div", { class: "column" }, el("h1", {}, draft.label), el("p", { class: "lead" }, draft.place),
    visit.note && notice("", el("p", {}, visit.note)), !free && notice("careful", el("p", {}, say("other_tab"))),
    el("form", { class: "card step" }, ...parts), told, bar(free, status, () => finish(), () => leave(false))));
  tellState(status, "fresh");
  const hidden = () => journal.flush();
  document.addEventListener("visibilitychange", hidden);

  async function finish() {
    const wrong = fault(visit, draft);
    if (wrong) { told.replaceChildren(notice("wrong", el("p", {}, wrong))); return; }
    change({});
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
    await journal.flush();
    journal.close();
    free?.();
  };
}

function fault(visit, draft) {
  const outcome = visit.outcomes.find((each) => each.id === draft.outcome);
  if (!outcome) return say("choose_outcome");
  if (outcome.reasons?.length && !draft.reason) return say("choose_reason");
  return (draft.note || draft.photos?.length) && visit.consent && draft.outcome === "done" && !draft.consent
    ? say("need_consent") : "";
}

function outcomes(visit, draft, change) {
  const reasons = el("select", { id: "reason", name: "reason" });
  const again = el("div", { class: "field" }, el("label", { for: "second_on" }, say("second_on")),
    el("input", { type: "date", id: "second_on", value: draft.second_on ?? "", onchange: (e) => change({ second_on: e.target.value || null }) }));
  const why = el("div", { class: "field" }, el("label", { for: "reason" }, say("reason")), reasons);
  reasons.addEventListener("change", () => change({ reason: reasons.value || null }));
  const follow = () => {
    const found = visit.outcomes.find((each) => each.id === draft.outcome);
    reasons.replaceChildren(el("option", { value: "" }, say("choose")),
      ...(found?.reasons ?? []).map((each) => el("option", { value: each.id, selected: each.id === draft.reason }, each.label)));
    why.hidden = !found?.reasons?.length;
    again.hidden = !found?.again;
  };
  const options = visit.outcomes.map((each) => el("label", { class: "check" }, el("input", {
    type: "radio", name: "outcome", value: each.id, checked: each.id === draft.outcome,
    onchange: () => { change({ outcome: each.id, reason: null }); follow(); } }), " ", el("span", {}, each.label)));
  follow();
  return [el("fieldset", { class: "field" }, el("legend", {}, say("outcome")), el("div", { class: "options" }, ...options)), why, again];
}

function note(draft, change) {
  const area = el("textarea", { id: "note", rows: 3, maxlength: 2000, oninput: (e) => change({ note: e.target.value.normalize("NFC") }) });
  area.value = draft.note ?? "";
  return el("div", { class: "field" }, el("label", { for: "note" }, say("note")), el("p", { class: "hint" }, say("note_hint")), area);
}

function consent(visit, draft, change) {
  if (!visit.consent) return el("div");
  const agree = (event) => change({
    consent: event.target.checked ? { words: visit.consent.sha256, at: new Date().toISOString() } : null });
  return el("div", { class: "field" }, el("div", { class: "consent" }, visit.consent[lang] ?? visit.consent.ko),
    el("label", { class: "check" }, el("input", { type: "checkbox", checked: Boolean(draft.consent), onchange: agree }), " ", el("span", {}, say("agreed"))));
}

function photos(journal, draft, change) {
  const shown = el("div", { class: "photos" });
  const show = () => shown.replaceChildren(...(draft.photos ?? []).map((hash, at) => el("figure", {},
    pictures.get(hash) ? el("img", { src: pictures.get(hash), alt: say("photo_n", { n: at + 1 }) }) : el("span", { class: "badge" }, say("photo_n", { n: at + 1 })),
    button(say("take_out"), () => { change({ photos: draft.photos.filter((each) => each !== hash) }); show(); }, "small"))));
  const pictures = new Map();
  const add = async (event) => {
    for (const file of event.target.files) {
      if ((draft.photos ?? []).length >= MOST_PHOTOS) break;
      const { bytes, shown: picture } = await redrawn(file);
      const hash = await journal.attach(bytes, "image/jpeg");
      pictures.set(hash, picture);
      change({ photos: [...new Set([...(draft.photos ?? []), hash])] });
    }
    event.target.value = "";
    show();
  };
  show();
  return el("div", { class: "field" }, el("label", { for: "photo" }, say("photos", { n: MOST_PHOTOS })), el("p", { class: "hint" }, say("photos_hint")),
    el("input", { type: "file", id: "photo", accept: "image/*", capture: "environment", multiple: true, onchange: add }), shown);
}
