// A program running over answers: all of it once, then only what a changed answer reaches. Twin of forms/logic/evaluating.py.

import { counted } from "./counting.js";
import { dayNumber, isMoment, momentText } from "./dates.js";
import { Scope } from "./interpreter.js";
import { needed } from "./model.js";
import { keyOf, readKey } from "./places.js";
import { empty, stored } from "./storing.js";
import { atom } from "./values.js";
import { offered, required, wrong } from "./verdicts.js";

export class Run {
  constructor(model, answers, now, lang) {
    this.model = model;
    this.table = { model, now: clock(now), lang, values: new Map(), instances: new Map() };
    this.given = new Map();
    for (const [key, value] of Object.entries(answers)) this.give(key, value);
    this.present = new Map();   // id to the places at which it is relevant
    this.answers = new Map();   // question to what is stored at each of these
    this.counts = new Map();    // repeat to its number of instances at each of these
    this.verdicts = new Map();  // question to {must, ids, fault} at each of these
    for (const id of model.order) this.reckon(id);
    for (const id of model.questions.keys()) this.judge(id);
  }

  // Notes an answer and returns its id, or null where the key is none.
  give(key, value) {
    const [id, place] = readKey(key) ?? [null, []];
    if (id === null) return null;
    if (!this.given.has(id)) this.given.set(id, new Map());
    this.given.get(id).set(place.join("."), { place, value });
    return id;
  }

  // Changes one answer (undefined: as if it had never been touched); returns the ids that are otherwise than before.
  set(key, value) {
    const id = this.give(key, value);
    if (value === undefined && id !== null) this.given.get(id).delete(readKey(key)[1].join("."));
    if (!this.model.part(id)) return [];
    const { users, judges, rank } = reach(this.model), { order, around } = this.model;
    const open = new Set([id, ...around.get(id).filter((each) => this.model.repeating(each))].map((each) => rank.get(each)));
    const changed = new Set(), unjudged = new Set();
    for (let at = Math.min(...open); at < order.length; at += 1) {
      if (!open.has(at) || !this.reckon(order[at])) continue;
      changed.add(order[at]);
      for (const user of users.get(order[at])) open.add(rank.get(user));
      for (const judge of judges.get(order[at])) unjudged.add(judge);
    }
    for (const each of unjudged) if (this.judge(each)) changed.add(each);
    return [...changed];
  }

  // Reckons a section or question anew at all its places; says whether anything is otherwise than before.
  reckon(id) {
    const above = this.model.above(id), outside = above === null ? [[]] : this.table.instances.get(above) ?? [];
    const was = this.picture(id);
    if (this.model.sections.has(id)) this.section(id, outside);
    else this.question(id, outside);
    return this.picture(id) !== was;
  }

  picture(id) {
    if (this.model.sections.has(id)) return JSON.stringify([this.present.get(id), this.table.instances.get(id)]);
    return JSON.stringify([this.present.get(id), this.answers.get(id)]);
  }

  isPresent(id, place) {
    const tree = this.model.part(id).relevant;
    return tree === null || tree === undefined || new Scope(this.table, id, place).true(tree);
  }

  section(id, outside) {
    const { repeat } = this.model.sections.get(id), instances = [], counts = [];
    this.table.instances.set(id, instances);
    const places = outside.filter((place) => this.isPresent(id, place));
    for (const place of places) {
      if (!this.model.repeating(id)) {
        instances.push(place);
        continue;
      }
      const count = counted(new Scope(this.table, id, place), repeat, this.given);
      counts.push(count);
      for (let each = 1; each <= count; each += 1) instances.push([...place, each]);
    }
    this.present.set(id, places);
    this.counts.set(id, counts);
  }

  question(id, outside) {
    const cells = new Map(), places = [], answers = [];
    this.table.values.set(id, cells);
    for (const place of outside) {
      if (!this.isPresent(id, place)) continue;
      const answer = this.answer(id, place);
      places.push(place);
      answers.push(answer);
      cells.set(place.join("."), { place, value: atom(answer) });
    }
    this.present.set(id, places);
    this.answers.set(id, answers);
  }

  // What is stored at a place: reckoned, else given, else the default.
  answer(id, place) {
    const part = this.model.questions.get(id), given = this.given.get(id)?.get(place.join("."));
    const scope = new Scope(this.table, id, place, atom(given?.value)), usual = part.default;
    if (part.calculation !== null && part.calculation !== undefined) return stored(part.type, scope.value(part.calculation));
    let answer = given ? given.value : usual;
    if (!given && usual !== null && typeof usual === "object" && !Array.isArray(usual)) {
      answer = stored(part.type, scope.value(usual.tree));
    }
    if (empty(part.type, atom(answer))) return null;
    return typeof answer === "string" || Array.isArray(answer) ? atom(answer) : answer;
  }

  // Judges a question's answers anew; says whether anything is otherwise than before.
  judge(id) {
    const part = this.model.questions.get(id), cells = this.table.values.get(id), was = JSON.stringify(this.verdicts.get(id));
    const verdicts = this.present.get(id).map((place) => {
      const scope = new Scope(this.table, id, place, cells.get(place.join(".")).value);
      const must = required(part, scope), ids = offered(part, scope);
      return { must, ids, fault: wrong(part, scope, must, ids) };
    });
    this.verdicts.set(id, verdicts);
    return JSON.stringify(verdicts) !== was;
  }

  // The state as plain objects, in the order of the page.
  state() {
    const found = { answers: {}, relevant: [], required: [], wrong: {}, choices: {}, counts: {} };
    for (const id of this.model.sections.keys()) this.tellSection(id, found);
    for (const [id, part] of this.model.questions) this.tellQuestion(id, part, found);
    return found;
  }

  tellSection(id, found) {
    this.present.get(id).forEach((place, at) => {
      const key = keyOf(id, place);
      found.relevant.push(key);
      if (this.model.repeating(id)) found.answers[key] = found.counts[key] = this.counts.get(id)[at];
    });
    if (this.model.repeating(id)) found.relevant.push(...this.table.instances.get(id).map((place) => keyOf(id, place)));
  }

  tellQuestion(id, part, found) {
    this.present.get(id).forEach((place, at) => {
      const key = keyOf(id, place), answer = this.answers.get(id)[at], { must, ids, fault } = this.verdicts.get(id)[at];
      found.relevant.push(key);
      if (answer !== null) found.answers[key] = answer;
      if (must) found.required.push(key);
      if (fault !== null) found.wrong[key] = fault;
      if (ids !== null && part.filter !== null && part.filter !== undefined) found.choices[key] = ids;
    });
  }
}

// For each id: whose value it reaches, whose verdict, and its rank in the order. Made once per model.
function reach(model) {
  if (model.reach) return model.reach;
  const users = new Map(model.ids.map((id) => [id, []])), judges = new Map(model.ids.map((id) => [id, new Set()]));
  for (const [id, names] of model.needs) for (const name of names) users.get(name).push(id);
  for (const [id, part] of model.questions) {
    for (const tree of [part.required, part.constraint, part.filter]) {
      for (const name of needed(tree, null)) judges.get(name)?.add(id);
    }
    judges.get(id).add(id);
  }
  model.reach = { users, judges, rank: new Map(model.order.map((id, at) => [id, at])) };
  return model.reach;
}

function clock(now) {
  if (typeof now !== "string" || !isMoment(now)) throw new TypeError(`not a moment: ${now}`);
  const moment = momentText(dayNumber(now));
  return moment.length > 16 ? moment : `${moment}:00`;
}
