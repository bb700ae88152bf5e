// Days, times and moments as ISO text and as numbers: days since 1970-01-01, the time as part of a day.
// What a clock showed counts: a zone behind a time is read and left out. Twin of forms/logic/dates.py.

import { floored } from "./figures.js";

const TIME = "([0-9]{2}):([0-9]{2})(?::([0-9]{2}(?:\\.[0-9]+)?))?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?";
const CLOCK = new RegExp(`^${TIME}$`);
const MOMENT = new RegExp(`^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T${TIME})?$`);
// The first and the last day that four digits of a year can name: 0001-01-01 and 9999-12-31.
const FIRST = -719162, LAST = 2932896;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const SHORT = {
  ko: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => `${n}월`), [..."일월화수목금토"]],
  en: [
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
  ],
};

// Days since 1970-01-01 of a day or a moment, the part of a day of a time, null of any other text.
export function dayNumber(text) {
  const moment = MOMENT.exec(text);
  if (moment) {
    const days = daysOf(Number(moment[1]), Number(moment[2]), Number(moment[3]));
    const part = moment[4] === undefined ? 0 : partOf(moment[4], moment[5], moment[6]);
    return days === null || part === null ? null : days + part;
  }
  const clock = CLOCK.exec(text);
  return clock ? partOf(clock[1], clock[2], clock[3]) : null;
}

export function isMoment(text) {
  return text.length >= 10 && text[4] === "-" && dayNumber(text) !== null;
}

export function hasTime(text) {
  return text.length > 10;
}

function partOf(hour, minute, second) {
  const h = Number(hour), m = Number(minute), s = Number(second ?? "0");
  return h < 24 && m < 60 && s < 60 ? (h * 3600 + m * 60 + s) / 86400 : null;
}

function daysOf(year, month, day) {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > lengthOf(year, month)) return null;
  const y = year - (month <= 2 ? 1 : 0);
  const era = Math.floor(y / 400), ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468;
}

function lengthOf(year, month) {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : LENGTHS[month - 1];
}

function civil(days) {
  const z = days + 719468, era = Math.floor(z / 146097), ofEra = z - era * 146097;
  const y = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365);
  const ofYear = ofEra - (365 * y + Math.floor(y / 4) - Math.floor(y / 100));
  const m = Math.floor((5 * ofYear + 2) / 153), month = m < 10 ? m + 3 : m - 9;
  return [y + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - Math.floor((153 * m + 2) / 5) + 1];
}

// The day and the second in it, to the nearest second.
function split(days) {
  if (!(days >= FIRST && days < LAST + 1)) return null;
  let day = floored(days), second = floored((days - day) * 86400 + 0.5);
  if (second >= 86400) [day, second] = [day + 1, 0];
  return day > LAST ? null : [day, second];
}

function padded(n, width = 2) {
  return String(n).padStart(width, "0");
}

// The day as text; blank where no calendar has it.
export function dateText(days) {
  if (!(days >= FIRST && days < LAST + 1)) return "";
  const [year, month, day] = civil(floored(days));
  return `${padded(year, 4)}-${padded(month)}-${padded(day)}`;
}

// The moment as text, with seconds only where there are some.
export function momentText(days) {
  const found = split(days);
  if (found === null) return "";
  const [day, second] = found, rest = second % 60;
  const clock = `${padded(Math.floor(second / 3600))}:${padded(Math.floor(second / 60) % 60)}`;
  return `${dateText(day)}T${clock}${rest ? `:${padded(rest)}` : ""}`;
}

// A moment by XForms' marks: %Y %y %m %n %b %d %e %H %h %M %S %3 %a %%.
export function formatted(days, pattern, lang) {
  const found = split(days);
  if (found === null) return "";
  const [day, second] = found, [year, month, ofMonth] = civil(day);
  const [months, weekdays] = SHORT[lang === "ko" ? "ko" : "en"];
  const hour = Math.floor(second / 3600), minute = Math.floor(second / 60) % 60;
  const marks = {
    Y: padded(year, 4), y: padded(year % 100), m: padded(month), n: String(month), b: months[month - 1],
    d: padded(ofMonth), e: String(ofMonth), H: padded(hour), h: String(hour), M: padded(minute),
    S: padded(second % 60), 3: "000", a: weekdays[(((day + 4) % 7) + 7) % 7], "%": "%",
  };
  return pattern.replace(/%([YymnbdeHhMS3a%])/g, (_all, mark) => marks[mark]);
}
