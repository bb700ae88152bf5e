// A program laid out for running: who stands in which repeat, who waits for whom, in which order all can be reckoned.
// Twin of forms/logic/model.py.

export class Model {
  constructor(program) {
    this.languages = program.languages?.length ? program.languages : ["ko", "en"];
    this.sections = new Map((program.sections ?? []).map((each) => [each.id, each]));
    this.questions = new Map((program.questions ?? []).map((each) => [each.id, each]));
    this.ids = [...this.sections.keys(), ...this.questions.keys()];
    this.around = new Map(this.ids.map((id) => [id, this.upwards(id)]));
    this.repeats = new Map(this.ids.map((id) => [id, this.around.get(id).filter((each) => this.repeating(each)).reverse()]));
    this.needs = new Map(this.ids.map((id) => [id, this.needsOf(id)]));
    this.order = this.ordered();
  }

  part(id) {
    return this.sections.get(id) ?? this.questions.get(id);
  }

  // The section a question or section stands in.
  above(id) {
    const found = this.sections.has(id) ? this.sections.get(id).parent : this.questions.get(id).section;
    return this.sections.has(found) ? found : null;
  }

  // The sections around, innermost first.
  upwards(id) {
    const found = [];
    for (let above = this.above(id); above !== null && !found.includes(above) && above !== id; above = this.above(above)) {
      found.push(above);
    }
    return found;
  }

  repeating(id) {
    return (this.sections.get(id)?.repeat ?? null) !== null;
  }

  needsOf(id) {
    const above = this.above(id), named = reckoned(this.part(id)).flatMap((tree) => needed(tree, id));
    return [...new Set([...(above === null ? [] : [above]), ...named])].filter((name) => this.part(name));
  }

  // Depth first, without recursion: chains of hundreds are usual. An arrow that closes a circle is left out.
  ordered() {
    const met = new Set(), order = [];
    for (const first of this.ids) {
      const waiting = met.has(first) ? [] : [[first, this.needs.get(first).values()]];
      met.add(first);
      while (waiting.length) {
        const [id, rest] = waiting.at(-1);
        let step = rest.next();
        while (!step.done && met.has(step.value)) step = rest.next();
        if (step.done) {
          waiting.pop();
          order.push(id);
        } else {
          met.add(step.value);
          waiting.push([step.value, this.needs.get(step.value).values()]);
        }
      }
    }
    return order;
  }
}

// Trees on which a part's presence and value stand.
function reckoned(part) {
  return [part.relevant, part.calculation, part.default?.tree, part.repeat?.count];
}

// Names a tree reads, in their order; indexed-repeat may read the own question in another instance.
export function needed(tree, id) {
  const found = [], waiting = [[tree, false]];
  while (waiting.length) {
    const [each, earlier] = waiting.pop();
    if (!Array.isArray(each) || !each.length || each[0] === "matcher") continue;
    if (each[0] === "get" && !(earlier && each[1] === id)) found.push(each[1]);
    each.slice(1).forEach((argument, place) => waiting.push([argument, each[0] === "indexed-repeat" && place === 0]));
  }
  return found;
}
