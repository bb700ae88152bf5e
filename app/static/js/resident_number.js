// Whether a text holds what looks like a resident registration number: thirteen digits, the first six a day, the seventh
// 1 to 8. The server looks again, and knows more ways of writing one.

const NUMBER = /(?<!\d)\d{2}[-.\s]?(\d{2})[-.\s]?(\d{2})[\s\-.·~_:/]{0,4}[1-8](?:[-.\s]?\d){6}(?!\d)/g;
// Two decimals side by side are a place on the map or two figures.
const DECIMALS = /(?<![\d.])[-+]?\d{1,3}\.\d{2,}[\s,;/]+[-+]?\d{1,3}\.\d{2,}(?![\d.])/g;

const isDay = ([, month, day]) => month >= 1 && month <= 12 && day >= 1 && day <= 31;

export const holdsResident = (value) => typeof value === "string"
  && [...value.normalize("NFKC").replace(/[\u2010-\u2015\u2212]/g, "-").replace(DECIMALS, " ").matchAll(NUMBER)].some(isDay);
