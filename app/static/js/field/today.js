// The first page of an open desk: today's visits by district, what is being written, and any firm of one's areas.

import { formOf } from "./day.js";
import { listDrafts, newDraft } from "./drafts.js";
import { button, el, notice } from "./elements.js";
import { ledger } from "./receipts.js";
import { aboutOf, unsent } from "./sealing.js";
import { lang, say, when } from "./words.js";

// As many firms as a person reads through; the search narrows them.
const MOST = 30;

export async function today(desk, main, open) {
  if (!desk.day) { main.replaceChildren(notice("careful", el("p", {}, say("no_day")))); return; }
  const drafts = await listDrafts(desk), done = await finished(desk);
  main.replaceChildren(el("h1", {}, say("today_title")), el("p", { class: "lead" }, say("taken_at", { at: when(desk.day.made_at) })),
    writing(drafts, open), visits(desk, drafts, done, open), firms(desk, drafts, done, open));
}

// What was finished on this laptop, sent or not.
async function finished(desk) {
  return new Set([...(await unsent(desk)), ...(await ledger(desk))].map((row) => row.about));
}

const mark = (done, key, draft) => done.has(draft) && el("span", { class: "badge good" }, say(key));

function writing(drafts, open) {
  if (!drafts.length) return el("div");
  return el("section", { class: "card" }, el("h2", {}, say("writing_title", { n: drafts.length })), el("ul", { class: "rows" },
    ...drafts.map((draft) => el("li", {}, el("span", { class: "row-name" }, el("strong", {}, draft.label), " ",
      el("span", { class: "small soft" }, say(`kind_${draft.kind}`), " · ", when(draft.updated))), button(say("go_on"), () => open(draft), "small")))));
}

function visits(desk, drafts, done, open) {
  const title = el("h2", {}, say("visits_title", { n: desk.day.visits.length }));
  if (!desk.day.visits.length) return el("section", { class: "card" }, title, el("p", { class: "soft" }, say("no_visits")));
  const areas = new Map(desk.day.areas.map((area) => [area.id, area]));
  const districts = new Map();
  for (const visit of desk.day.visits) {
    const district = areas.get(visit.area)?.district ?? "";
    districts.set(district, [...(districts.get(district) ?? []), visit]);
  }
  return el("section", { class: "card" }, title, ...[...districts].map(([district, those]) => el("div", {}, el("h3", {}, district),
    el("ul", { class: "rows" }, ...those.map((visit) => visitRow(desk, visit, areas.get(visit.area), drafts, done, open))))));
}

function visitRow(desk, visit, area, drafts, done, open) {
  const firm = desk.day.firms.find((each) => each.id === visit.firm);
  const survey = desk.day.surveys.find((each) => each.id === visit.survey) ?? openOnes(desk)[0];
  const told = [area?.name, visit.address, visit.contact].filter(Boolean).join(" · ");
  return el("li", {}, el("span", { class: "row-name" }, el("strong", {}, firm?.name ?? say("unlisted")), " ",
    visit.overdue && el("span", { class: "badge caution" }, say("overdue")), " ", mark(done, "visited", aboutOf({ kind: "visit", visit: visit.id })),
    " ", survey && mark(done, "answered", aboutOf({ kind: "return", survey: survey.id, firm: visit.firm })), el("span", { class: "small soft line" }, told),
    visit.note && el("span", { class: "small line" }, visit.note), last(visit.last ?? firm?.last)),
  el("span", { class: "buttons" },
    survey && button(say("ask"), () => open(draftOf(desk, survey, area, firm, visit, drafts)), "small primary"),
    button(say("visit_result"), () => open(visitDraft(visit, area, firm, drafts)), "small")));
}

function last(said) {
  if (!said) return null;
  const answers = said.answers ?? [];
  return el("details", {}, el("summary", { class: "small" }, say("said_last", { wave: said.wave ?? "" })),
    el("dl", { class: "given small" }, ...answers.flatMap(([question, words]) => [el("dt", {}, question), el("dd", {}, words)])));
}

function firms(desk, drafts, done, open) {
  const list = el("ul", { class: "rows" }), survey = el("select", { id: "survey" },
    ...openOnes(desk).map((each) => el("option", { value: each.id }, each.title)));
  survey.addEventListener("change", () => show());
  const search = el("input", { type: "search", id: "search", autocomplete: "off", oninput: () => show() });
  const areas = new Map(desk.day.areas.map((area) => [area.id, area]));
  const chosen = () => desk.day.surveys.find((each) => each.id === survey.value);
  function show() {
    const typed = search.value.trim().toLowerCase();
    const out = new Set(chosen()?.left_out);
    const found = desk.day.firms.filter((each) => !out.has(each.id) && `${each.name} ${each.code}`.toLowerCase().includes(typed));
    list.replaceChildren(...found.slice(0, MOST).map((firm) => el("li", {},
      el("span", { class: "row-name" }, firm.name, " ", mark(done, "answered", aboutOf({ kind: "return", survey: survey.value, firm: firm.id })), " ", el("span", { class: "small soft" }, firm.code, " · ", areas.get(firm.area)?.name ?? "")),
      button(say("ask"), () => open(draftOf(desk, chosen(), areas.get(firm.area), firm, null, drafts)), "small"))),
    found.length > MOST ? el("li", { class: "soft small" }, say("more_firms", { n: found.length - MOST })) : "",
    ...desk.day.areas.filter((each) => !out.has(each.id)).slice(0, MOST).map((area) => el("li", {}, el("span", { class: "row-name soft" }, say("unlisted"), " ", el("span", { class: "small" }, area.name)),
      button(say("ask"), () => open(draftOf(desk, chosen(), area, null, null, drafts)), "small"))));
  }
  if (!openOnes(desk).length) return el("section", { class: "card" }, el("p", { class: "soft" }, say("no_survey")));
  show();
  return el("section", { class: "card" }, el("h2", {}, say("firms_title")), el("div", { class: "filters" },
    el("div", { class: "field wide" }, el("label", { for: "survey" }, say("survey")), survey),
    el("div", { class: "field wide" }, el("label", { for: "search" }, say("search")), search)), list);
}

const openOnes = (desk) => desk.day.surveys;

// The draft that is open for this firm already, or a new one. The firm's and the form's versions are fixed now.
function draftOf(desk, survey, area, firm, visit, drafts) {
  const known = firm && drafts.find((d) => d.kind === "return" && d.survey === survey.id && d.firm === firm.id);
  if (known) return known;
  const form = formOf(desk, survey, lang);
  return newDraft("return", { survey: survey.id, version: form.version, form: form.sha256, lang: form.lang, area: area.id,
    firm: firm?.id ?? null, visit: visit?.id ?? null, name: "", label: firm?.name ?? say("unlisted"), place: `${area.name} · ${survey.title}` });
}

export function visitDraft(visit, area, firm, drafts) {
  return drafts.find((d) => d.kind === "visit" && d.visit === visit.id) ?? newDraft("visit", {
    visit: visit.id, area: visit.area, firm: visit.firm, outcome: null, reason: null, note: "", photos: [], consent: null,
    label: firm?.name ?? say("unlisted"), place: area?.name ?? "" });
}
