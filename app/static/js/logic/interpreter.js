// A tree's value at a place of a questionnaire. Twin of forms/logic/interpreter.py.

import { compared, COMPARISONS } from "./comparing.js";
import { FUNCTIONS } from "./functions.js";
import { matches } from "./matching.js";
import { sharing } from "./places.js";
import { blank, Nodes, number, text, truth } from "./values.js";

// Where a tree is evaluated: in which question or section, at which place, with which own value and which choice.
// `table` holds model, now, lang, values (id to Map of place to {place, value}) and instances (id to places).
export class Scope {
  constructor(table, id, place, own = "", choice = null) {
    Object.assign(this, { table, id, place, own, choice, now: table.now, lang: table.lang });
  }

  value(tree) {
    if (!Array.isArray(tree)) return tree;
    const name = tree[0];
    if (name in SPECIAL) return SPECIAL[name](this, tree);
    if (name in COMPARISONS) return compared(name, this.value(tree[1]), this.value(tree[2]));
    return FUNCTIONS[name](tree.slice(1).map((argument) => this.value(argument)), this);
  }

  true(tree) {
    return truth(this.value(tree));
  }

  // A question's value: of the same instance where it shares the repeats, else of all instances.
  get(id) {
    const { model, values, instances } = this.table;
    if (model.sections.has(id)) {
      const depth = this.shared(model.repeats.get(id)), places = model.repeating(id) ? instances.get(id) ?? [] : [];
      return new Nodes(places.filter((place) => sharing(place, this.place, depth)).map(() => ""));
    }
    const around = model.repeats.get(id) ?? [], cells = values.get(id), depth = this.shared(around);
    if (depth === around.length) return cells?.get(this.place.slice(0, depth).join("."))?.value ?? "";
    return new Nodes([...cells?.values() ?? []].filter((c) => sharing(c.place, this.place, depth)).map((c) => c.value));
  }

  // How many repeats, from the outermost, stand around here as well.
  shared(around) {
    const own = this.table.model.repeats.get(this.id);
    let count = 0;
    while (count < own.length && count < around.length && own[count] === around[count]) count += 1;
    return count;
  }

  // Words of a question's choices in the language of the form, else in the first that has some.
  labels(id) {
    const { model } = this.table, tongues = [this.lang, ...model.languages];
    return new Map((model.questions.get(id)?.choices ?? []).map((choice) => {
      const tongue = tongues.find((each) => choice.label?.[each]);
      return [choice.id, tongue ? choice.label[tongue] : choice.id];
    }));
  }

  // One column of a question's choices, by their ids.
  column(id, name) {
    const choices = this.table.model.questions.get(id)?.choices ?? [];
    return new Map(choices.map(({ id: each, attributes }) => [each, Object.hasOwn(attributes ?? {}, name) ? attributes[name] : ""]));
  }
}

function coalesce(scope, tree) {
  for (let at = 1; at < tree.length; at += 1) {
    const found = scope.value(tree[at]);
    if (!blank(found)) return found;
  }
  return "";
}

function attribute(scope, tree) {
  const attributes = scope.choice?.attributes ?? {}, name = tree[1];
  if (Object.hasOwn(attributes, name)) return attributes[name];
  return name === "name" ? scope.choice?.id ?? "" : "";
}

function position(scope, tree) {
  const { model } = scope.table, own = model.repeats.get(scope.id), [kind, asked] = tree[1];
  if (kind === "get") return own.includes(asked) ? scope.place[own.indexOf(asked)] : "";
  if (!own.length) return 1;
  const above = model.around.get(scope.id).slice(asked - 1).find((each) => own.includes(each));
  return above === undefined ? scope.place[0] : scope.place[own.indexOf(above)];
}

// The value at the given places of repeats; a repeat that is not named is the own one where it is shared.
function indexed(scope, tree) {
  const id = tree[1][1], around = scope.table.model.repeats.get(id) ?? [], depth = scope.shared(around), asked = new Map();
  for (let at = 2; at < tree.length - 1; at += 2) asked.set(tree[at][1], number(scope.value(tree[at + 1])));
  const wanted = around.map((name, at) => asked.get(name) ?? (at < depth ? scope.place[at] : null));
  if (wanted.some((each) => each !== null && !(each >= 1))) return "";
  const fits = ({ place }) => wanted.every((want, at) => want === null || want === place[at]);
  const found = [...scope.table.values.get(id)?.values() ?? []].filter(fits).map((cell) => cell.value);
  return wanted.includes(null) ? new Nodes(found) : found[0] ?? "";
}

const SPECIAL = {
  __proto__: null,
  "get": (scope, tree) => scope.get(tree[1]),
  "self": (scope) => scope.own,
  "attribute": attribute,
  "if": (scope, tree) => scope.value(scope.true(tree[1]) ? tree[2] : tree[3]),
  "coalesce": coalesce,
  "once": (scope, tree) => blank(scope.own) ? scope.value(tree[1]) : scope.own,
  "position": position,
  "indexed-repeat": indexed,
  "or": (scope, tree) => tree.some((argument, at) => at > 0 && scope.true(argument)),
  "and": (scope, tree) => tree.every((argument, at) => at === 0 || scope.true(argument)),
  "regex": (scope, tree) => matches(text(scope.value(tree[1])), tree[3].slice(1)),
};
