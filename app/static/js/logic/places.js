// Keys of answers: a question's id, and inside repeats the place of its instance, from 1: grade[2], member[1.2].
// Twin of forms/logic/places.py.

const KEY = /^([^[\]]+)(?:\[([1-9][0-9]{0,5}(?:\.[1-9][0-9]{0,5})*)\])?$/;

export function keyOf(id, place) {
  return place.length ? `${id}[${place.join(".")}]` : id;
}

// Id and place of a key; null of what is no key.
export function readKey(key) {
  const match = KEY.exec(key);
  return match && [match[1], match[2] ? match[2].split(".").map(Number) : []];
}

// Whether `place` lies in the first `depth` numbers of `other`.
export function sharing(place, other, depth) {
  for (let at = 0; at < depth; at += 1) if (place[at] !== other[at]) return false;
  return true;
}
