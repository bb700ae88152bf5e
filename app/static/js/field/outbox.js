// What is on this laptop and what has left it: unsent records, receipts, the file for a stick, the room that is left.

import { bundle, download } from "./bundle.js";
import { button, el, notice } from "./elements.js";
import { persisted } from "./opening.js";
import { ledger } from "./receipts.js";
import { labelOf, revise, unsent } from "./sealing.js";
import { sendAgain } from "./sending.js";
import { say, when } from "./words.js";

export async function outbox(desk, main, open, again) {
  const rows = await unsent(desk), sent = await ledger(desk);
  const labels = new Map(await Promise.all([...rows, ...sent].map(async (row) => [row.id, await labelOf(desk, row)])));
  main.replaceChildren(el("h1", {}, say("outbox_title")),
    el("section", { class: "card" }, el("h2", {}, say("unsent_title", { n: rows.length })),
      rows.length ? el("ul", { class: "rows" }, ...rows.map((row) => unsentRow(desk, row, labels, open, again))) : el("p", { class: "soft" }, say("nothing_unsent")),
      el("div", { class: "buttons" }, button(say("send_now"), () => again(true), "primary"), rows.length > 0 && button(say("to_stick"), () => toStick(desk, main)))),
    el("section", { class: "card" }, el("h2", {}, say("sent_title", { n: sent.length })), el("p", { class: "small soft" }, say("sent_text")),
      sent.length > 0 && sentTable(sent, labels), el("p", {}, el("a", { href: "/field/receipts" }, say("at_office")))),
    await room(desk, sent, again));
}

function unsentRow(desk, row, labels, open, again) {
  const change = async () => open(await revise(desk, row));
  const retry = async () => { await sendAgain(desk, row); again(true); };
  return el("li", {}, el("span", { class: "row-name" }, el("strong", {}, labels.get(row.id)), " ", el("span", { class: "badge" }, say(`record_${row.state}`)),
    el("span", { class: "small soft line" }, say(`kind_${row.kind}`), " · ", when(row.made_at), row.tries ? ` · ${say("tries", { n: row.tries })}` : ""),
    ...(row.why ?? []).map((why) => el("span", { class: "wrong-text line" }, why))),
  el("span", { class: "buttons" }, row.state === "refused" && button(say("try_again"), retry, "small"), button(say("change"), change, "small")));
}

function sentTable(sent, labels) {
  return el("div", { class: "table-wrap", tabindex: 0, role: "region", "aria-label": say("sent_title", { n: sent.length }) }, el("table", { class: "data" },
    el("thead", {}, el("tr", {}, ...["col_what", "col_number", "col_state", "col_received"].map((key) => el("th", { scope: "col" }, say(key))))),
    el("tbody", {}, ...sent.map((row) => el("tr", {}, el("td", {}, labels.get(row.id), " ", el("span", { class: "small soft" }, say(`kind_${row.kind}`))),
      el("td", { class: "tabular" }, row.number), el("td", {}, say(`state_at_office_${row.state}`)), el("td", {}, when(row.received_at)))))));
}

async function toStick(desk, main) {
  const { blob, count } = await bundle(desk);
  const day = new Date().toISOString().slice(0, 16).replaceAll(/[-:T]/g, "");
  download(blob, `moksori-${day}.field`);
  main.prepend(notice("done", el("p", {}, say("stick_done", { n: count }))));
}

// What the browser promised, how much room there is, and what may go to make more: nothing unsent ever.
async function room(desk, sent, again) {
  const estimate = (await navigator.storage?.estimate?.()) ?? {};
  const megabytes = (bytes) => Math.max(0, bytes / 1048576).toLocaleString(undefined, { maximumFractionDigits: 1 });
  const promise = await persisted();
  const clear = async () => {
    const oldest = sent.slice(KEPT_ENTRIES);
    await desk.store.run(["ledger"], "readwrite", async (t) => { for (const row of oldest) await t.objectStore("ledger").delete(row.id); });
    again(false);
  };
  return el("section", { class: "card" }, el("h2", {}, say("room_title")), el("p", {}, say(promise ? "persist_yes" : "persist_no")),
    estimate.quota && el("p", { class: "small soft" }, say("room", { used: megabytes(estimate.usage), all: megabytes(estimate.quota) })),
    el("p", { class: "small soft" }, say("room_text")),
    sent.length > KEPT_ENTRIES && el("div", { class: "buttons" }, button(say("clear_ledger", { n: sent.length - KEPT_ENTRIES }), clear)));
}

// Receipts of about two weeks of full days; the office has all of them anyway. Chosen, not measured.
const KEPT_ENTRIES = 200;
