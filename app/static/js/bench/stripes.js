// Stripes in the margin: each coding beside its lines in a lane of its own, in its theme's color with its two letters.
// Only of turns near the window: a long transcript has thousands. Only these are painted too (`is-near`): a browser works
// out the style of every highlight for every element a rule names, 38 of them for each turn.

import { byCode, nameOf, told } from "./book.js";

// More lanes than these say no more. Chosen by looking: what a margin of 9.6 rem holds.
const LANES = 3;

export function stripes(transcript, codings, opened) {
  const near = new Set();
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const turn = transcript.byLine.get(target);
      target.classList.toggle("is-near", isIntersecting);
      if (isIntersecting) { near.add(turn); draw(turn); } else { near.delete(turn); turn.margin?.remove(); turn.margin = null; }
    }
  }, { rootMargin: "800px" });
  for (const turn of transcript.turns) watcher.observe(turn.line);
  new ResizeObserver(() => near.forEach(draw)).observe(transcript.root);

  function draw(turn) {
    const own = codings.over(turn.start, turn.end).sort((a, b) => a.start - b.start || b.end - a.end);
    const top = own.length ? turn.line.getBoundingClientRect().top : 0, ends = [];
    if (own.length) margin(turn).replaceChildren(...own.map((coding) => {
      const box = transcript.range(Math.max(coding.start, turn.start), Math.min(coding.end, turn.end)).getBoundingClientRect();
      let lane = ends.findIndex((end) => end <= box.top + 1);
      if (lane < 0) lane = ends.length;
      ends[lane] = box.bottom;
      return stripe(coding, box, top, Math.min(lane, LANES - 1));
    }));
    else turn.margin?.replaceChildren();
  }

  function margin(turn) {
    if (turn.margin) return turn.margin;
    turn.margin = document.createElement("div");
    turn.margin.className = "doc-margin";
    turn.margin.setAttribute("aria-hidden", "true");
    turn.line.append(turn.margin);
    return turn.margin;
  }

  function stripe(coding, box, top, lane) {
    const made = document.createElement("button"), theme = byCode.get(coding.theme);
    made.type = "button";
    made.tabIndex = -1;
    made.className = `stripe is-${coding.kind} lane-${lane} mark-${coding.theme}`;
    made.title = [told({ ...coding, action: null }), coding.kind === "other" ? coding.coder : ""].filter(Boolean).join(" · ");
    made.style.top = `${box.top - top}px`;
    made.style.height = `${Math.max(box.height, 14)}px`;
    made.textContent = theme?.mark ?? nameOf(coding.theme).slice(0, 2);
    made.addEventListener("click", () => opened(coding));
    return made;
  }

  codings.addEventListener("changed", ({ added, removed }) => {
    if (!added) return near.forEach(draw);
    for (const each of [...added, ...removed]) for (const turn of near) if (each.start < turn.end && each.end > turn.start) draw(turn);
  });
}
