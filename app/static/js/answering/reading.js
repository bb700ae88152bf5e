// What stands in a question's fields as the value that is stored, and back: the twin of forms/questions/*.py.
// read(question) gives {value, fault}: a fault names what no value can be made of.

const NUMBER = /^[+-]?\d{1,12}(?:\.\d{1,12})?$/;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g;

export const fieldsOf = (question) => [...question.querySelectorAll("input, textarea, select")].filter(
  (each) => each.name && !each.name.endsWith("-file"));
const typed = (question) => fieldsOf(question)[0]?.value ?? "";
const checked = (question) => fieldsOf(question).filter((each) => each.checked).map((each) => each.value);
const blank = { value: "", fault: null };
const fault = (name) => ({ value: "", fault: name });
const sound = (value) => ({ value, fault: null });

export function numberOf(text, unit = "") {
  const wide = text.trim().slice(0, 60).normalize("NFKC"), word = unit.normalize("NFKC");
  const bare = (word && wide.endsWith(word) ? wide.slice(0, -word.length) : wide).replace(/[,\s]/g, "");
  if (!wide) return blank;
  return NUMBER.test(bare) ? sound(Number(bare)) : fault("unread");
}

export function pointOf(text) {
  const parts = text.trim().split(/\s*[,\s]\s*/).filter(Boolean);
  if (!parts.length) return blank;
  if (parts.length < 2 || parts.length > 4 || !parts.every((part) => /^[+-]?\d{1,7}(?:\.\d{1,17})?$/.test(part))) return fault("unread");
  const [latitude, longitude, altitude = 0, accuracy = 0] = parts.map(Number);
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180 || accuracy < 0) return fault("unread");
  return sound([latitude, longitude, altitude, accuracy].map((each) => String(Number(each.toFixed(7)))).join(" "));
}

const moment = (pattern, pad) => (question) => {
  const text = typed(question).trim();
  if (!text) return question.querySelector("input")?.validity.badInput ? fault("unread") : blank;
  const found = text.match(pattern);
  return found ? sound(pad(found)) : fault("unread");
};

const READERS = {
  likert: (question) => { const [id] = checked(question); return id ? sound(/^\d+$/.test(id) ? Number(id) : id) : blank; },
  single: (question) => sound(question.querySelector("select") ? typed(question) : checked(question)[0] ?? ""),
  multiple: (question) => { const ids = checked(question); return ids.length ? sound(ids) : blank; },
  consent: (question) => (checked(question).length ? sound(true) : blank),
  rank: (question) => {
    const ids = fieldsOf(question).map((each) => each.value), given = ids.filter(Boolean);
    if (!given.length) return blank;
    if (new Set(given).size < given.length) return fault("twice");
    return given.length < fieldsOf(question).filter((each) => !each.closest("[hidden]:not([data-question])")).length
      ? fault("unread") : sound(given);
  },
  date: moment(/^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/, ([, y, m = "01", d = "01"]) => `${y}-${m}-${d}`),
  time: moment(/^(\d\d:\d\d)/, ([, clock]) => clock),
  datetime: moment(/^(\d{4}-\d\d-\d\dT\d\d:\d\d)/, ([, both]) => both),
  geopoint: (question) => pointOf(typed(question)),
  text: (question) => sound(typed(question).replace(/\r\n?/g, "\n").replace(CONTROLS, "").normalize("NFC").trim()),
  began: (question) => sound(typed(question)),
  note: () => blank,
};
READERS.acknowledge = READERS.consent;
for (const kind of ["image", "file", "audio", "video"]) READERS[kind] = (question) => sound(question.dataset.file || typed(question));

export function read(question, words) {
  const kind = question.dataset.type;
  if (kind === "number" || kind === "range") return numberOf(typed(question), words.units[question.dataset.question.replace(/\[.*/, "")]);
  return READERS[kind](question);
}

// Puts a stored value into the fields; undefined and "" empty them.
export function write(question, value) {
  const many = Array.isArray(value) ? value : value === undefined || value === null || value === "" ? [] : [value];
  const fields = fieldsOf(question);
  if (question.dataset.type === "rank") {
    fields.forEach((each, at) => { each.value = many[at] ?? ""; });
    return;
  }
  for (const each of fields) {
    if (each.type === "radio" || each.type === "checkbox") {
      each.checked = value === true || many.map(String).includes(each.value);
    } else if (each.type === "month") each.value = String(many[0] ?? "").slice(0, 7);
    else each.value = many.length ? String(many[0]) : "";
  }
}

// A stored value as words in a label: the words of its choices, a figure with its commas.
export function said(question, value, lang) {
  if (value === undefined || value === null || value === "") return "…";
  if (typeof value === "number" && question?.dataset.type !== "likert") return value.toLocaleString(lang, { maximumFractionDigits: 6 });
  const words = (id) => {
    const field = question && [...question.querySelectorAll("input[type=radio], input[type=checkbox], option")].find((each) => each.value === String(id));
    return field ? (field.tagName === "OPTION" ? field.textContent : field.closest("label")?.textContent ?? "").trim() : String(id);
  };
  return Array.isArray(value) ? value.map(words).join(", ") : words(value);
}
