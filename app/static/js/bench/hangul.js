// Finding a name while it is typed: by syllables as far as they are typed, by initials alone (ㅅㅊ finds 수출), or in English.

const FIRST = ["ㄱ", "ㄲ", "ㄴ", "ㄷ", "ㄸ", "ㄹ", "ㅁ", "ㅂ", "ㅃ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅉ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ"];
const MIDDLE = [..."ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"];
const LAST = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];
// What an input method joins of two keys. Typed on, 수ㅊ is 숯: names and what is typed are compared key by key.
const KEYS = {
  ㄳ: "ㄱㅅ", ㄵ: "ㄴㅈ", ㄶ: "ㄴㅎ", ㄺ: "ㄹㄱ", ㄻ: "ㄹㅁ", ㄼ: "ㄹㅂ", ㄽ: "ㄹㅅ", ㄾ: "ㄹㅌ", ㄿ: "ㄹㅍ", ㅀ: "ㄹㅎ", ㅄ: "ㅂㅅ",
  ㅘ: "ㅗㅏ", ㅙ: "ㅗㅐ", ㅚ: "ㅗㅣ", ㅝ: "ㅜㅓ", ㅞ: "ㅜㅔ", ㅟ: "ㅜㅣ", ㅢ: "ㅡㅣ",
};
const keyed = (letter) => KEYS[letter] ?? letter;
const place = (letter) => letter.charCodeAt(0) - 0xac00;
const isSyllable = (letter) => place(letter) >= 0 && place(letter) < 11172;

// The keys of each letter of a text, spaces and signs left out.
function letters(text) {
  return [...text.normalize("NFC").toLowerCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).map((letter) => {
    if (!isSyllable(letter)) return keyed(letter);
    const at = place(letter);
    return [FIRST[Math.floor(at / 588)], MIDDLE[Math.floor(at / 28) % 21], LAST[at % 28]].map(keyed).join("");
  });
}

// How well a name fits what was typed: 0 from its beginning, 1 from a later letter, -1 not at all.
export function fit(name, typed) {
  const wanted = letters(typed).join(""), own = letters(name);
  if (!wanted) return 0;
  const initials = own.map((keys) => keys[0]);
  for (let from = 0; from < own.length; from += 1) {
    if (own.slice(from).join("").startsWith(wanted) || (/^[ㄱ-ㅎ]+$/.test(wanted) && initials.slice(from).join("").startsWith(wanted))) {
      return from ? 1 : 0;
    }
  }
  return -1;
}

// The entries whose names fit, the best first, else in their order. `names` gives every name of an entry.
export function found(entries, typed, names) {
  const ranked = entries.map((entry) => {
    const fits = names(entry).map((name) => fit(name, typed)).filter((each) => each >= 0);
    return { entry, rank: fits.length ? Math.min(...fits) : -1 };
  });
  return ranked.filter((each) => each.rank >= 0).sort((a, b) => a.rank - b.rank).map((each) => each.entry);
}
