// Going on with answers on another device: once the consent is ticked, what stands in the form is kept on the server too,
// under the link (an open link: under a code), and taken up where the link is opened next. Where two devices wrote, the
// person chooses; what was not chosen stays on this device until the answers are sent. What another device has sent is told:
// a device that has nothing of its own is led to the receipt, one where more was typed says that this was not sent.
//
// goingOn(panel, {form, draft, filled, returned, keep}): draft() reads this device's own, keep(edited) writes it.
// -> {mark() what the draft remembers of the server, changed(), pause(on) while the answers are sent, forget()}

import { idOf, typed, withoutOwn } from "../drafts.js";
import { holdsResident } from "../resident_number.js";

// No more often than this while somebody types. Chosen, not measured.
const EVERY = 5000;
// A page that is being left can send so much (the browsers' limit is 64 KiB).
const LEAVING = 60_000;
const DEVICE = "begun-device";

export function goingOn(panel, { form, draft, filled, returned, keep }) {
  const words = panel.dataset, field = form.elements.namedItem("begun-code"), personal = "personal" in words;
  const asked = bare(new URL(window.location.href).searchParams.get("begun")), before = draft()?.begun ?? {};
  let { base = 0, device = name(), clean = false, aside = null } = before, code = asked || before.code || field.value;
  let ready = false, going = false, stopped = false, sent = 0, timer = null, choice = null;
  if (asked && asked !== before.code) [base, clean] = [0, false];
  field.value = code;

  const mark = () => ({ base, device, clean, aside, code });
  const entries = () => [...safe(filled.entries()).filter(([each]) => each !== "begun-code"), [DEVICE, device]];

  async function open() {
    if (personal || code) {
      try {
        const answer = await fetch(address(code, idOf(draft())), { cache: "no-store" });
        if (!answer.ok) return;
        const told = await answer.json();
        if (told.sent) { gone(told.sent); tidy(); return; }
        if (told.begun === false) none(); else found(told);
      } catch { /* without a network: what is found later is told when it is kept */ }
    }
    ready = true;
    tidy();
    if (draft()?.edited && !clean && !choice) later();
  }

  // The server has something: ours, as we have it or older; or another device's.
  function found(begun) {
    const own = begun.entries.some(([each, value]) => each === DEVICE && value === device), current = draft();
    if (own || base === begun.revision) { base = begun.revision; shown(begun); return; }
    if (!returned && (clean || !current || !typed(current.entries))) { take(begun); return; }
    if (same(begun.entries, entries())) { base = begun.revision; shown(begun); return; }
    choose(begun);
  }

  // Sent from another device. The receipt's page forgets what this one kept.
  function gone(done) {
    stopped = true;
    if (clean && !returned) { window.location.replace(done.page); return; }
    const notice = panel.ownerDocument.querySelector("[data-sent-elsewhere]"), link = notice.querySelector("a");
    notice.querySelector("span").textContent = notice.dataset.words.replace("{at}", moment(done.at)).replace("{receipt}", done.receipt);
    link.href = done.page;
    notice.hidden = panel.hidden = false;
    panel.querySelector("[data-kept]").textContent = words.unkept;
    panel.querySelector("[data-code]")?.setAttribute("hidden", "");
    notice.focus();
  }

  function none() {
    if (asked) {
      code = before.code || "";
      field.value = code;
      panel.querySelector("[data-no-code]").hidden = false;
      panel.querySelector("details")?.setAttribute("open", "");
    }
    base = 0;
  }

  function take(begun) {
    // Of an open link it is one return on both devices; a personal one takes one return anyway, and shows what it refused.
    filled.restore(whole(begun.entries, personal ? [] : ["response-id"]));
    [base, clean] = [begun.revision, true];
    keep(false, words.taken.replace("{at}", moment(begun.saved_at)));
    shown(begun);
  }

  // Both are told with the moment each was saved and how much is in it; nothing is sent to the server until one is taken.
  function choose(begun) {
    const mine = draft(), box = panel.ownerDocument.querySelector("[data-choice]");
    choice = begun;
    box.querySelector("[data-here]").textContent = told(mine?.at, filled.entries());
    box.querySelector("[data-there]").textContent = told(begun.saved_at, begun.entries);
    const list = box.querySelector("[data-differing]");
    list.replaceChildren(...differing(form, filled.entries(), begun.entries).map((each) => line(panel.ownerDocument, each, words)));
    list.parentElement.hidden = !list.children.length;
    const shut = (kept) => {
      [aside, choice, base, box.hidden] = [kept, null, begun.revision, true];
      swapping();
    };
    box.querySelector("[data-take-here]").onclick = () => { shut({ entries: begun.entries, at: begun.saved_at }); keep(true); later(0); form.querySelector("[data-status]").scrollIntoView({ block: "center" }); };
    box.querySelector("[data-take-there]").onclick = () => { shut({ entries: safe(filled.entries()), at: mine?.at }); take(begun); };
    box.hidden = false;
    box.focus();
  }

  // A field the other device left empty is emptied here as well.
  function whole(given, but = []) {
    const kept = withoutOwn(given, but), names = new Set(given.map(([each]) => each));
    const fields = [...form.elements].filter((each) => each.name && !["hidden", "radio", "checkbox", "file"].includes(each.type));
    return [...kept, ...fields.filter((each) => !names.has(each.name)).map((each) => [each.name, ""])];
  }

  function swapping() {
    const button = panel.querySelector("[data-swap]");
    button.parentElement.hidden = !aside;
    button.onclick = () => {
      const other = aside;
      aside = { entries: safe(filled.entries()), at: draft()?.at };
      filled.restore(whole(other.entries));
      keep(true, words.swapped);
      later(0);
    };
  }

  const told = (at, list) => words.told.replace("{at}", at ? moment(at) : words.now).replace("{n}", typed(list));
  const moment = (at) => new Intl.DateTimeFormat(form.lang, { month: "long", day: "numeric", hour: "numeric", minute: "2-digit" }).format(new Date(at));
  const address = (given, id) => `${words.begun}?${new URLSearchParams({ ...(given && { code: given }), ...(id && { return: id }) })}`;

  function later(after = Math.max(0, sent + EVERY - Date.now())) {
    if (timer === null && ready && !stopped) timer = setTimeout(put, after);
  }

  async function put(leaving = false) {
    clearTimeout(timer);
    timer = null;
    if (!ready || stopped || choice || clean || (going && !leaving)) return;
    // Nothing leaves the device before the consent; one taken back takes along what was kept.
    const agreed = [...form.querySelectorAll("[data-type=consent] input[type=checkbox]")].every((each) => each.checked);
    if (!agreed && !base) return;
    const body = JSON.stringify({ entries: agreed ? entries() : [], base, code: code || null });
    if (leaving && body.length > LEAVING) return;
    [sent, going, clean] = [Date.now(), true, true];
    try {
      const answer = await fetch(words.begun, { method: "PUT", headers: { "Content-Type": "application/json" }, body, keepalive: leaving });
      await heard(answer);
    } catch {
      clean = false;
    }
    going = false;
    keep(null);
    if (!clean && !choice) later(EVERY);
  }

  async function heard(answer) {
    if (answer.status === 200) {
      const begun = await answer.json();
      base = begun.revision;
      if (begun.code) code = field.value = begun.code;
      shown(begun);
    } else if (answer.status === 202) {
      base = 0;
      panel.querySelector("[data-kept]").textContent = words.unkept;
    } else if (answer.status === 409) {
      const begun = await answer.json();
      clean = false;
      if (begun.sent) gone(begun.sent);
      else if (begun.entries.some(([each, value]) => each === DEVICE && value === device)) base = begun.revision;
      else choose(begun);
    } else if (answer.status >= 500 || answer.status === 429) {
      clean = false;
    } else {
      [stopped, clean] = [true, false];
      panel.querySelector("[data-kept]").textContent = (await answer.json()).error ?? words.unkept;
    }
  }

  // When it was kept; of an open link also the code and where it is typed in.
  function shown(begun) {
    panel.querySelector("[data-kept]").textContent = words.kept.replace("{at}", moment(begun.saved_at));
    if (personal || !code) return;
    const there = new URL(words.page);
    there.searchParams.set("begun", code);
    panel.querySelector("[data-number]").textContent = `${code.slice(0, 5)}-${code.slice(5)}`;
    panel.querySelector("[data-address]").textContent = there.href;
    panel.querySelector("[data-code]").hidden = false;
  }

  // The code does not stay in the address bar: others use this browser after us.
  function tidy() {
    if (!asked) return;
    const there = new URL(window.location.href);
    there.searchParams.delete("begun");
    window.history.replaceState(null, "", there);
  }

  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") put(true); });
  window.addEventListener("pagehide", () => put(true));
  window.addEventListener("online", () => later(0));
  panel.hidden = false;
  swapping();
  open();
  return {
    mark,
    changed() { clean = false; later(); },
    pause(on) { stopped = on; },
    // Begun anew: what the server keeps goes as well.
    forget() {
      stopped = true;
      const body = JSON.stringify({ entries: [], base, code: code || null });
      return base ? fetch(words.begun, { method: "PUT", headers: { "Content-Type": "application/json" }, body, keepalive: true }).catch(() => null) : null;
    },
  };
}

// What differs between two devices: the question's words, and what is answered here and there.
function differing(form, here, there) {
  const [mine, theirs] = [byName(here), byName(there)];
  return [...new Set([...mine.keys(), ...theirs.keys()])]
    .filter((each) => (mine.get(each) ?? []).join("\n") !== (theirs.get(each) ?? []).join("\n"))
    .map((each) => ({ question: asked(form, each), here: said(form, each, mine), there: said(form, each, theirs) }));
}

function byName(entries) {
  const found = new Map();
  for (const [each, value] of withoutOwn(entries)) found.set(each, [...(found.get(each) ?? []), value].sort());
  return found;
}

function asked(form, each) {
  const place = form.querySelector(`[data-question="${CSS.escape(each)}"]`) ?? form.elements.namedItem(each)?.closest?.(".field");
  return place?.querySelector("legend, label")?.textContent.trim().replace(/\s+/g, " ") ?? each;
}

// The words of what was chosen, else what was written.
function said(form, each, answers) {
  return (answers.get(each) ?? []).map((value) => {
    const field = [...form.querySelectorAll(`[name="${CSS.escape(each)}"]`)].find((one) => one.value === value && one.labels?.length);
    const chosen = field && ["radio", "checkbox"].includes(field.type) ? field.labels[0].textContent.trim() : null;
    return chosen ?? field?.selectedOptions?.[0]?.textContent.trim() ?? value;
  }).join(", ");
}

function line(page, { question, here, there }, words) {
  const made = page.createElement("li"), title = page.createElement("strong"), text = page.createElement("span");
  title.textContent = question;
  text.textContent = ` ${words.differs.replace("{here}", here || words.blank).replace("{there}", there || words.blank)}`;
  made.append(title, text);
  return made;
}

const name = () => [...crypto.getRandomValues(new Uint8Array(8))].map((each) => each.toString(16).padStart(2, "0")).join("");
const bare = (code) => (code ?? "").normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "");
const same = (one, other) => JSON.stringify(withoutOwn(one)) === JSON.stringify(withoutOwn(other));

// What the server would refuse is not kept anywhere: a resident registration number.
export const safe = (entries) => entries.filter(([, value]) => !holdsResident(value));
