// The one place where code points, in which everything stored counts, become UTF-16 units, in which browsers count.

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

// Both ways for one text; a text without emoji or rare characters counts alike in both and keeps nothing.
export class Points {
  constructor(text) {
    // The unit at which each pair begins.
    this.pairs = [...text.matchAll(PAIR)].map((found) => found.index);
    this.length = text.length - this.pairs.length;
  }

  // From units to code points; a unit inside a pair counts as the pair's beginning.
  from(unit) {
    if (!this.pairs.length) return unit;
    return unit - count(this.pairs, (pair) => pair < unit);
  }

  // From code points to units.
  unit(point) {
    if (!this.pairs.length) return point;
    return point + count(this.pairs, (pair, n) => pair - n < point);
  }
}

// How many of a sorted list, from its beginning, fulfil a condition.
function count(list, holds) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle], middle)) low = middle + 1; else high = middle;
  }
  return low;
}

// Where a place of the page stands in the text of an element, in code points; null outside of it.
export function pointIn(element, node, offset) {
  if (!element.contains(node)) return null;
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(node, offset);
  return new Points(element.textContent).from(before.toString().length);
}

// A stretch of an element's text, in code points, as a range of the page.
export function rangeIn(element, start, end) {
  const points = new Points(element.textContent), range = document.createRange();
  range.setStart(...placeIn(element, points.unit(start), false));
  range.setEnd(...placeIn(element, points.unit(end), true));
  return range;
}

// The text node and offset at a unit; at a border between nodes an end stays in the earlier one.
function placeIn(element, unit, ends) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = unit, node = walker.nextNode(), last = node;
  for (; node; last = node, node = walker.nextNode()) {
    if (left < node.length || (ends && left === node.length)) return [node, left];
    left -= node.length;
  }
  return last ? [last, last.length] : [element, 0];
}
