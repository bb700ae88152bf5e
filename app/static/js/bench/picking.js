// Statements coded from where they stand: search results, words in context, groups of like answers; those ticked, or all.
// One act a statement. Where a word of one's own stands already on the theme, or "none here", it is left as it is.

import { newId } from "./acts.js";
import { byCode, markOf, nameOf, person, word } from "./book.js";
import { Outbox, Token } from "./outbox.js";
import { choose } from "./palette.js";
import { say } from "./saying.js";

const bar = document.querySelector("[data-picking]"), form = bar.querySelector("form"), boxes = new Map();
const server = new Outbox(person, new Token());
// Acts that got no answer: asked for again they are the same acts.
const unsure = new Map();
let given = [], working = false;

for (const link of document.querySelectorAll("main a[href^='/segments/']")) {
  const segment = link.getAttribute("href").split(/[/?#]/)[2];
  if (boxes.has(segment)) continue;
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", className: "pick-box" });
  box.setAttribute("aria-label", word("pick_one", { what: link.textContent.trim().slice(0, 60) }));
  box.addEventListener("change", count);
  link.before(box);
  boxes.set(segment, box);
}

// A group of like statements has a button of its own.
for (const group of document.querySelectorAll("main .card")) {
  const own = [...group.querySelectorAll(".pick-box")];
  if (own.length < 2) continue;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button small", textContent: word("pick_group") });
  button.addEventListener("click", () => { const on = own.some((box) => !box.checked); for (const box of own) box.checked = on; count(); });
  (group.querySelector("h2, h3") ?? group.firstElementChild).after(button);
}

const ticked = () => [...boxes].filter(([, box]) => box.checked).map(([segment]) => segment);

function count() {
  bar.querySelector("[data-count]").textContent = word("picked", { n: ticked().length, total: boxes.size });
  bar.querySelector("[data-code]").disabled = !ticked().length;
}

function tickAll(on) {
  for (const box of boxes.values()) box.checked = on;
  count();
}

async function code() {
  const segments = ticked(), stance = form.elements.namedItem("stance").value;
  const severity = stance === "need" ? Number(form.elements.namedItem("severity").value) || null : null;
  if (working || !segments.length) return;
  if (stance === "need" && !severity) {
    form.closest("details").open = true;
    form.querySelector("[name=severity]").focus();
    say(word("missing_severity"), true);
    return;
  }
  const taken = await choose(word("pick_theme", { n: segments.length }));
  if (!taken) return;
  working = true;
  const rest = { action: "add", ...taken, suggestion: null, stance, severity, statement: form.elements.namedItem("statement").value || null, memo: "", span: null };
  const told = { done: 0, left: 0 };
  given = [];
  for (const segment of segments) {
    const became = await one({ act: unsure.get(segment) ?? newId(), segment, seen: 0, ...rest });
    if (!became) { say(word("pick_stopped", { n: segments.length - told.done - told.left }), true); break; }
    told[became] += 1;
    boxes.get(segment).checked = false;
    if (became === "done") boxes.get(segment).after(markOf(byCode.get(taken.theme)));
  }
  working = false;
  bar.querySelector("[data-back]").hidden = !given.length;
  if (told.done + told.left === segments.length) say([word("pick_done", { n: told.done, what: nameOf(taken.theme, taken.code) }), told.left ? word("pick_left", { n: told.left }) : ""].join(" ").trim());
  count();
}

// What became of one act: done, left as it was, or null where there was no answer.
async function one(act) {
  unsure.set(act.segment, act.act);
  const { status, answer } = await server.post("acts", act);
  if (status === 200 || status === 201) { unsure.delete(act.segment); given.push(answer.judgments[0].id); return "done"; }
  if (status !== 409) return null;
  unsure.delete(act.segment);
  const same = answer.stands.some((each) => each.action === "nothing" || each.theme === act.theme);
  return same || act.seen === answer.seen ? "left" : one({ ...act, seen: answer.seen });
}

async function back() {
  let n = 0;
  for (const judgment of given.reverse()) {
    const { status } = await server.post("acts/undo", { judgment, act: newId() });
    if (status !== 200 && status !== 201) break;
    n += 1;
  }
  say(word("pick_back", { n }), n < given.length);
  given = [];
  bar.querySelector("[data-back]").hidden = true;
  for (const mark of document.querySelectorAll(".pick-box + .theme-mark")) mark.remove();
}

bar.querySelector("[data-all]").addEventListener("click", () => tickAll(true));
bar.querySelector("[data-none]").addEventListener("click", () => tickAll(false));
bar.querySelector("[data-code]").addEventListener("click", code);
bar.querySelector("[data-back]").addEventListener("click", back);
form.addEventListener("submit", (event) => event.preventDefault());
bar.hidden = !boxes.size;
count();
