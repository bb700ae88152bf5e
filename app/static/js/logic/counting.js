// How many instances a repeat has. Twin of forms/logic/counting.py.

import { truncated } from "./figures.js";
import { sharing } from "./places.js";
import { atom, number } from "./values.js";

// A repeat whose definition names no bound.
const MOST = 50;

// By its expression; else as it was given; else as many as there are answers in it, and one to begin with.
export function counted(scope, repeat, given) {
  const most = Math.trunc(repeat.most || MOST);
  if (repeat.count !== null && repeat.count !== undefined) return bounded(number(scope.value(repeat.count)), most);
  const said = number(atom(given.get(scope.id)?.get(scope.place.join("."))?.value));
  return bounded(Number.isNaN(said) ? answered(scope, given) : said, most);
}

// The last instance of a repeat that has an answer, at least 1.
function answered(scope, given) {
  const { model } = scope.table, depth = scope.place.length;
  let last = 1;
  for (const [id, cells] of given) {
    if (!model.around.get(id)?.includes(scope.id)) continue;
    for (const { place } of cells.values()) {
      if (place.length > depth && sharing(place, scope.place, depth)) last = Math.max(last, place[depth]);
    }
  }
  return last;
}

function bounded(asked, most) {
  return Number.isNaN(asked) ? 0 : Math.max(0, Math.min(most, truncated(asked)));
}
