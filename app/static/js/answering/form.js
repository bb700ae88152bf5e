// A questionnaire's form that answers as it is filled in: what is not asked is hidden, what follows is calculated, choices
// are filtered, instances added and taken away. The server renders it, and judges what is sent by the same program.
//
// mount(form, {answers, now, onChange, keepFile}) -> {answers, entries, check, show, restore, errors, jump, goesOn, close}
// answers: what was answered before (none: nobody has touched the form, defaults stand in it). now: Date or ISO text of the
// local clock. onChange({key, answers,
// entries}) after each change. keepFile(key, file) -> Promise of the hash under which the page keeps it; without it the
// file goes with the form.

import { prepare } from "../logic/index.js";
import * as faults from "./faults.js";
import { baseOf, keyAt, placeOf } from "./keys.js";
import { paged } from "./pages.js";
import { small } from "./photos.js";
import { read, said, write, fieldsOf } from "./reading.js";
import { countsOf, fit, instancesOf, take } from "./repeats.js";
import { sentence } from "./sentences.js";
import { equip, refresh } from "./widgets.js";

const json = (form, name) => JSON.parse(form.querySelector(`script[data-${name}]`).textContent);
const local = (at = new Date()) => new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().slice(0, 19);

export function mount(form, { answers = null, now, onChange, keepFile } = {}) {
  const program = json(form, "program"), words = json(form, "words"), parts = new Map(program.questions.map((each) => [each.id, each]));
  const depth = depths(program), engine = prepare(program, { now: typeof now === "string" ? now : local(now), lang: words.lang }), end = new AbortController();
  const list = form.parentElement?.querySelector("#wrong-list"), touched = new Set(), unread = new Map();
  let state, questions, sections, fills;
  const pages = paged(form, { check: (page) => told(wrong().filter(({ question }) => page.contains(question)), false), signal: end.signal });

  function look() {
    equip(form, words.lang);
    questions = new Map([...form.querySelectorAll("[data-question]")].map((each) => [each.dataset.question, each]));
    sections = [...form.querySelectorAll("[data-section]")];
    fills = [...form.querySelectorAll("[data-fill]")];
  }

  function valueOf(key, question) {
    const { value, fault } = read(question, words);
    if (fault) unread.set(key, fault); else unread.delete(key);
    return value;
  }

  // All anew. While nobody has touched the form, what is blank may still get its default.
  function begin(fresh) {
    look();
    const given = countsOf(form);
    touched.clear();
    for (const [key, question] of questions) {
      if (question.dataset.type === "note") continue;
      const value = valueOf(key, question);
      if (fresh && value === "" && !unread.has(key)) continue;
      given[key] = value;
      touched.add(key);
    }
    state = engine.start(given);
    apply();
  }

  function touch(question) {
    const key = question.dataset.question;
    touched.add(key);
    state = engine.set(key, valueOf(key, question));
    apply();
    onChange?.({ key, answers: answered, entries });
  }

  function apply() {
    if (counted()) { begin(!touched.size); return; }
    const relevant = new Set(state.relevant), required = new Set(state.required);
    for (const each of sections) toggle(each, !relevant.has(each.dataset.section));
    for (const [key, question] of questions) {
      toggle(question, !relevant.has(key));
      stand(key, question);
      const need = question.querySelector("[data-need]");
      if (need) need.hidden = !required.has(key);
      if (state.choices[key] && offer(question, new Set(state.choices[key]))) { touch(question); return; }
    }
    for (const each of fills) fill(each);
    bind();
    progress();
    pages.lay();
  }

  // Calculated values and the defaults of what came up later stand in their fields.
  function stand(key, question) {
    const part = parts.get(baseOf(key)), value = state.answers[key];
    const made = part?.calculation !== null && part?.calculation !== undefined;
    if (made || (!touched.has(key) && value !== undefined && part?.default !== null)) {
      write(question, value);
      refresh(question, words.lang);
    }
    if (made) for (const each of fieldsOf(question)) each.readOnly = true;
  }

  function counted() {
    let changed = false;
    for (const repeat of form.querySelectorAll("[data-counted]")) {
      changed = fit(repeat, state.counts[repeat.dataset.key] ?? 0) || changed;
    }
    return changed;
  }

  function fill(each) {
    const at = each.closest("[data-question], [data-section]"), text = named(each.dataset.fill, at?.dataset.question ?? at?.dataset.section ?? "");
    if (each.textContent !== text) each.textContent = text;
  }

  // The answer a label or a message names, as words; inside a repeat that of the same instance.
  function named(id, at) {
    const key = keyAt(id, placeOf(at).slice(0, depth.get(id)));
    return said(questions.get(key), state.answers[key], words.lang);
  }

  // As many as may be chosen: the count beside the question, and no further box to tick.
  function bind() {
    for (const question of form.querySelectorAll("[data-most]")) {
      const boxes = [...question.querySelectorAll("input[type=checkbox]")], most = Number(question.dataset.most);
      const chosen = boxes.filter((box) => box.checked).length, alone = JSON.parse(question.dataset.alone ?? "[]");
      question.querySelector("[data-picked]").textContent = `${chosen}/${most}`;
      for (const box of boxes) box.disabled = chosen >= most && !box.checked && !alone.includes(box.value);
    }
  }

  function progress() {
    const bar = form.querySelector("[data-bar]");
    if (!bar) return;
    const asked = [...questions].filter(([, each]) => !each.closest("[hidden]") && !["note", "began"].includes(each.dataset.type));
    const done = asked.filter(([key]) => state.answers[key] !== undefined || unread.has(key)).length;
    bar.querySelector("[data-answered]").textContent = String(done);
    bar.querySelector("[data-asked]").textContent = String(asked.length);
    Object.assign(bar.querySelector("progress"), { max: Math.max(asked.length, 1), value: done });
  }

  function wrong() {
    const found = [];
    for (const [key, question] of questions) {
      const why = question.closest("[hidden]") ? null : unread.get(key) ?? state.wrong[key] ?? offStep(question, state.answers[key]);
      if (!why) continue;
      const message = sentence(words, parts.get(baseOf(key)), why, state.answers[key]);
      found.push({ key, question, message: message.replace(/\$\{\s*([^\s{}]+)\s*\}/g, (_all, id) => named(id, key)) });
    }
    // as they stand on the page: what a firm says of itself stands beside the first questions
    return [...found, ...missing(form)].sort((a, b) =>
      a.question.compareDocumentPosition(b.question) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  }

  // Shows what is wrong and goes to the first of it; says whether nothing is.
  function told(found, listed = true) {
    faults.show(form, found, listed ? list : null);
    if (!listed && list) list.hidden = true;
    if (found.length) jump(found[0].question);
    return !found.length;
  }

  function jump(question) {
    pages.reveal(question);
    faults.focus(question);
  }

  const answered = () => ({ ...state.answers });
  const entries = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrf_token");

  function show(values) {
    const most = [...form.querySelectorAll("[data-repeat]")].length ? 9 : 0;
    for (let level = 0; level < most && grow((repeat) => values[repeat.dataset.key]); level += 1);
    look();
    for (const [key, question] of questions) { write(question, values[key]); refresh(question, words.lang); }
    begin(false);
  }

  // What was typed, as it was typed, sound or not.
  function restore(kept) {
    const count = (repeat) => kept.find(([name]) => name === repeat.dataset.key)?.[1];
    for (let level = 0; level < 9 && grow((repeat) => (count(repeat) ? Number(count(repeat)) : undefined)); level += 1);
    for (const input of form.elements) {
      if (!input.name || input.name === "csrf_token" || input.type === "file") continue;
      const values = kept.filter(([name]) => name === input.name).map(([, value]) => value);
      if (input.type === "radio" || input.type === "checkbox") input.checked = values.includes(input.value);
      else if (values.length) input.value = values.length > 1 ? values[[...form.elements[input.name]].indexOf(input)] ?? "" : values[0];
    }
    look();
    for (const question of questions.values()) refresh(question, words.lang);
    begin(false);
  }

  function grow(wanted) {
    let changed = false;
    for (const repeat of form.querySelectorAll("[data-repeat]")) {
      const many = wanted(repeat);
      if (many !== undefined) changed = fit(repeat, many) || changed;
    }
    return changed;
  }

  // Without script a few instances stand there to be filled in; with it those that hold something, at least one.
  function trim() {
    for (const repeat of [...form.querySelectorAll("[data-repeat]:not([data-counted])")].reverse()) {
      const full = instancesOf(repeat).findLastIndex((each) =>
        [...each.querySelectorAll("[data-question]")].some((question) => read(question, words).value !== "")) + 1;
      fit(repeat, Math.max(full, 1));
    }
  }

  async function picked(input) {
    const question = input.closest("[data-question]"), [file] = input.files;
    if (!file) { delete question.dataset.file; touch(question); return; }
    const kept = question.dataset.type === "image" ? await small(file) : file;
    if (keepFile) {
      question.querySelector("[data-hash]").value = await keepFile(question.dataset.question, kept);
      question.querySelector("[data-kept]").hidden = false;
    } else {
      question.dataset.file = "picked";
      const carried = new DataTransfer();
      carried.items.add(kept);
      input.files = carried.files;
    }
    touch(question);
  }

  form.addEventListener("input", ({ target }) => {
    const question = target.closest("[data-question]");
    if (!question || target.type === "file") return;
    alone(question, target);
    refresh(question, words.lang);
    touch(question);
  }, { signal: end.signal });
  form.addEventListener("change", ({ target }) => { if (target.type === "file") picked(target); }, { signal: end.signal });
  form.addEventListener("click", ({ target }) => {
    const more = target.closest("[data-more] button"), less = target.closest("[data-less]");
    if (more) {
      const repeat = more.closest("[data-repeat]");
      fit(repeat, instancesOf(repeat).length + 1);
      begin(false);
      const made = instancesOf(repeat).at(-1).querySelector("[data-question]");
      if (made) jump(made);
    } else if (less) {
      const repeat = take(less.closest("[data-instance]"));
      begin(false);
      repeat.querySelector("[data-more] button")?.focus();
    } else return;
    onChange?.({ key: null, answers: answered, entries });
  }, { signal: end.signal });

  trim();
  if (answers && Object.keys(answers).length) show(answers); else begin(true);
  return {
    answers: answered, entries, show, restore, goesOn: pages.goesOn,
    check: () => wrong().map(({ key, message }) => ({ key, message })),
    errors: (found) => told(found.map(({ key, message }) => ({ key, message, question: questions.get(key) ?? form.querySelector(`[id="field-${key}"]`) })).filter(({ question }) => question)),
    jump: (key) => { if (questions.has(key)) jump(questions.get(key)); },
    close: () => end.abort(),
  };
}

const toggle = (each, hidden) => { if (each.hidden !== hidden) each.hidden = hidden; };

// Repeats around each question and section: so much of a place belongs to it.
function depths(program) {
  const sections = new Map(program.sections.map((each) => [each.id, each]));
  const around = (id) => { let many = 0; for (let at = sections.get(id); at; at = sections.get(at.parent)) many += at.repeat ? 1 : 0; return many; };
  return new Map([...program.questions.map((each) => [each.id, around(each.section)]), ...program.sections.map((each) => [each.id, around(each.parent)])]);
}

// Shows the choices that are offered; one that was chosen and is no longer offered is given up. Says whether one was.
function offer(question, ids) {
  let lost = false;
  for (const each of question.querySelectorAll("input[value], option[value]")) {
    if (each.value === "" || each.value === "n/a") continue;
    const off = !ids.has(each.value), option = each.tagName === "OPTION";
    each.disabled = off;
    (option ? each : each.closest("label")).hidden = off;
    if (off && (option ? each.selected : each.checked)) {
      lost = true;
      if (option) each.closest("select").value = ""; else each.checked = false;
    }
  }
  refresh(question);
  return lost;
}

// 해당 없음 and its like stand alone: ticking one takes the others away, and the other way round.
function alone(question, box) {
  const ids = JSON.parse(question.dataset.alone ?? "[]");
  if (!ids.length || !box.checked) return;
  for (const each of question.querySelectorAll("input[type=checkbox]")) {
    if (each !== box && (ids.includes(box.value) || ids.includes(each.value))) each.checked = false;
  }
}

// What a firm on no list says of itself stands beside the questions.
function missing(form) {
  const empty = [...form.querySelectorAll("[data-missing]")].filter((each) => {
    const field = each.querySelector("select");
    return !each.closest("[hidden]") && field.options.length > 1 && !field.value;
  });
  return empty.map((each) => ({ key: each.querySelector("select").name, question: each, message: each.dataset.missing }));
}

function offStep(question, value) {
  const [least, , step] = question.querySelector("[data-slider]")?.dataset.slider.split(" ").map(Number) ?? [];
  if (step === undefined || value === undefined) return null;
  const steps = (value - least) / step;
  return Math.abs(steps - Math.round(steps)) > 1e-9 ? "step" : null;
}
