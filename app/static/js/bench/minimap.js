// The whole transcript on a strip: where its codings lie. Pressing goes there; keys go from coding to coding.

import { byCode } from "./book.js";

export function minimap(canvas, transcript, codings, goto) {
  const first = transcript.turns[0]?.start ?? 0, span = Math.max(1, transcript.length - first);
  let asked = 0;
  function draw() {
    asked = 0;
    const { clientWidth: width, clientHeight: height } = canvas, scale = devicePixelRatio || 1;
    if (!width || !height) return;
    Object.assign(canvas, { width: width * scale, height: height * scale });
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    for (const coding of codings.shown) {
      const y = ((coding.start - first) / span) * height, tall = Math.max(2, ((coding.end - coding.start) / span) * height);
      const third = width / 3, lane = { mine: 0, other: 1, machine: 2 }[coding.kind];
      pen.fillStyle = byCode.get(coding.theme)?.colour ?? "#777";
      pen.fillRect(lane * third, y, third - 1, tall);
    }
    pen.strokeStyle = "#333";
    const seen = view(height);
    if (seen) pen.strokeRect(0.5, seen[0], width - 1, Math.max(6, seen[1] - seen[0]));
  }
  // Which part of the document is in the window, by its turns.
  function view(height) {
    const at = (y) => {
      const found = document.elementsFromPoint(innerWidth / 3, y).map((each) => transcript.byLine.get(each.closest?.(".doc-turn"))).find(Boolean);
      return found && ((found.start - first) / span) * height;
    };
    const top = at(120) ?? at(300), bottom = at(innerHeight - 20) ?? at(innerHeight / 2);
    return top === undefined || bottom === undefined ? null : [top, bottom];
  }
  const soon = () => { asked ||= requestAnimationFrame(draw); };
  canvas.addEventListener("click", ({ offsetY }) => goto(first + Math.round((offsetY / canvas.clientHeight) * span)));
  codings.addEventListener("changed", soon);
  addEventListener("scroll", soon, { passive: true });
  new ResizeObserver(soon).observe(canvas);
}
