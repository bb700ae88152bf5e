// What script adds to a field that works without it: a slider, items to put in order, the device's place, a day in words.

export function equip(root, lang) {
  root.querySelectorAll("[data-slider]:not([data-equipped])").forEach(slide);
  root.querySelectorAll("[data-rank]:not([data-equipped])").forEach(order);
  root.querySelectorAll("[data-locate][hidden]").forEach(locate);
  root.querySelectorAll("[data-unfile][hidden]").forEach(unfile);
  root.querySelectorAll("[data-echo]").forEach((echo) => tell(echo, lang));
  root.querySelectorAll("[data-hash]").forEach((hash) => { hash.closest("[data-question]").querySelector("[data-kept]").hidden = !hash.value; });
}

export function refresh(question, lang) {
  question.querySelectorAll("[data-slider]").forEach((box) => box.follow?.());
  question.querySelectorAll("[data-rank]").forEach((list) => list.follow?.());
  question.querySelectorAll("[data-echo]").forEach((echo) => tell(echo, lang));
}

const changed = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));

function slide(box) {
  box.dataset.equipped = "";
  const [least, most, step] = box.dataset.slider.split(" "), field = box.querySelector("input"), slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: least, max: most, step });
  slider.setAttribute("aria-labelledby", "");
  slider.setAttribute("aria-label", field.labels[0]?.firstChild?.textContent ?? "");
  slider.removeAttribute("aria-labelledby");
  const ends = document.createElement("span");
  ends.className = "slider-ends small soft tabular";
  ends.append(Object.assign(document.createElement("span"), { textContent: least }), Object.assign(document.createElement("span"), { textContent: most }));
  box.follow = () => {
    const given = field.value.trim() !== "" && !Number.isNaN(Number(field.value));
    slider.value = given ? field.value : String((Number(least) + Number(most)) / 2);
    slider.classList.toggle("untouched", !given);
  };
  slider.addEventListener("input", (event) => { event.stopPropagation(); field.value = slider.value; changed(field); });
  slider.addEventListener("click", () => { if (!field.value) { field.value = slider.value; changed(field); } });
  box.before(slider, ends);
  box.follow();
}

// The lists of choices stay and hold the answer; what is seen are the items, moved by buttons, which keys press as well.
function order(list) {
  list.dataset.equipped = "";
  const selects = [...list.querySelectorAll("select")], { up, down, out, now } = list.dataset;
  const items = [...selects[0].options].filter((each) => each.value).map((each) => ({ id: each.value, words: each.textContent }));
  const shown = document.createElement("ol"), status = document.createElement("p");
  shown.className = "ranking";
  Object.assign(status, { className: "sr-only" });
  status.setAttribute("role", "status");
  list.hidden = true;
  list.after(shown, status);
  const offered = () => items.filter((each) => !selects[0].querySelector(`option[value="${CSS.escape(each.id)}"]`)?.disabled);
  const ranked = () => selects.map((each) => each.value).filter(Boolean);
  const keep = (ids, focus) => {
    const rest = offered().filter((each) => !ids.includes(each.id));
    const all = rest.length === 1 && focus?.act === "in" ? [...ids, rest[0].id] : ids;
    selects.forEach((each, at) => { each.value = all[at] ?? ""; });
    changed(selects[0]);
    list.follow(focus);
  };
  list.follow = (focus) => {
    const ids = ranked().filter((id) => items.some((each) => each.id === id)), known = offered();
    const rows = [...ids.map((id) => items.find((each) => each.id === id)), ...known.filter((each) => !ids.includes(each.id))];
    shown.replaceChildren(...rows.map((each) => row(each, ids.indexOf(each.id), ids)));
    selects.forEach((each, at) => { each.closest("li").hidden = at >= Math.max(known.length, ids.length); });
    if (!focus) return;
    const at = ranked().indexOf(focus.id);
    status.textContent = at < 0 ? "" : `${rows[at].words}: ${now.replace("{n}", at + 1)}`;
    const line = [...shown.children].find((each) => each.dataset.id === focus.id);
    (line?.querySelector(`[data-act=${focus.act}]:not(:disabled)`) ?? line?.querySelector("button:not(:disabled)"))?.focus();
  };
  const row = (item, at, ids) => {
    const line = document.createElement("li"), place = document.createElement("span"), words = document.createElement("span");
    line.dataset.id = item.id;
    place.className = "place tabular";
    place.textContent = at < 0 ? "–" : now.replace("{n}", at + 1);
    words.className = "words";
    words.textContent = item.words;
    line.classList.toggle("ranked", at >= 0);
    const button = (act, sign, name, off, ids2) => {
      const made = document.createElement("button");
      Object.assign(made, { type: "button", className: "button small", textContent: sign, disabled: off });
      made.dataset.act = act;
      made.setAttribute("aria-label", `${item.words}: ${name}`);
      made.addEventListener("click", () => keep(ids2(), { id: item.id, act }));
      return made;
    };
    const swapped = (other) => () => { const all = [...ids]; [all[at], all[other]] = [all[other], all[at]]; return all; };
    const buttons = at < 0
      ? [button("in", list.dataset.in, list.dataset.in, false, () => [...ids, item.id])]
      : [button("up", "▲", up, at === 0, swapped(at - 1)), button("down", "▼", down, at === ids.length - 1, swapped(at + 1)),
         button("out", "✕", out, false, () => ids.filter((id) => id !== item.id))];
    line.append(place, words, ...buttons);
    return line;
  };
  list.follow();
}

function locate(button) {
  if (!navigator.geolocation || !window.isSecureContext) return;
  button.hidden = false;
  const field = button.parentElement.querySelector("input"), status = button.closest("[data-question]").querySelector("[data-located]");
  button.addEventListener("click", () => {
    status.textContent = button.dataset.looking;
    navigator.geolocation.getCurrentPosition(({ coords: c }) => {
      field.value = [c.latitude, c.longitude, c.altitude ?? 0, c.accuracy ?? 0].map((each) => String(Number(each.toFixed(7)))).join(" ");
      status.textContent = `± ${Math.round(c.accuracy)} m`;
      changed(field);
    }, () => { status.textContent = button.dataset.failed; field.focus(); }, { enableHighAccuracy: true, timeout: 20000 });
  });
}

// A file that was picked or kept can be taken back.
function unfile(button) {
  const question = button.closest("[data-question]"), picked = question.querySelector("input[type=file]");
  button.hidden = false;
  button.addEventListener("click", () => {
    question.querySelector("[data-hash]").value = "";
    picked.value = "";
    delete question.dataset.file;
    question.querySelector("[data-kept]").hidden = true;
    changed(picked);
    picked.focus();
  });
}

// A browser shows days as its own language has them; beneath stands the day as the page's language says it.
function tell(echo, lang) {
  const field = echo.parentElement.querySelector("input"), value = field.value, long = { year: "numeric", month: "long" };
  const day = value && new Date(field.type === "time" ? `2000-01-01T${value}` : field.type === "month" ? `${value}-01T00:00` : value.includes("T") ? value : `${value}T00:00`);
  const known = day && !Number.isNaN(day.getTime()) && field.type !== "text";
  const shape = { month: long, date: { ...long, day: "numeric", weekday: "short" }, time: { hour: "numeric", minute: "2-digit" } }[field.type]
    ?? { ...long, day: "numeric", weekday: "short", hour: "numeric", minute: "2-digit" };
  echo.textContent = known ? new Intl.DateTimeFormat(lang, shape).format(day) : "";
}
