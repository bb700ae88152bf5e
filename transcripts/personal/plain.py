"""A text as it is searched: plain digits, dashes and spaces, nothing invisible; and where each character stood."""

from __future__ import annotations

import re
import unicodedata

_DASHES = "‐‑‒–—―−－﹣"
_PLAIN = str.maketrans({**dict.fromkeys(_DASHES, "-")} | {
    "\u00a0": " ", "\u3000": " ", "\u2009": " ", "\t": " ", "＠": "@", "（": "(", "）": ")", "＋": "+",
    "．": ".", "／": "/", "：": ":", "〇": "0", "＊": "*",
})  # fmt: skip
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_ODD_DIGIT = re.compile(r"[^\x00-\x7f가-힣ㄱ-ㅣ]")
SPOKEN = str.maketrans("공영일이삼사오육륙칠팔구", "001234566789")
_SAID = "[공영일이삼사오육륙칠팔구]"
_BETWEEN = r"(?:[-. ]{0,2}|, )(?:(?:에|국에|의|다시|대시)(?=[-, ]{0,2}[공영일이삼사오육륙칠팔구\d])[-, ]{0,2})?"
_ANY = r"[공영일이삼사오육륙칠팔구\d]"
# Digits said one by one, with others typed among them: eight in all, and no 십, 백, 천 behind.
_SAID_NUMBER = re.compile(rf"(?<![가-힣\d]){_ANY}(?:{_BETWEEN}{_ANY}){{7,19}}(?![십백천만억])")
_TOGETHER = re.compile(f"{_SAID}{{3}}")
_APART = re.compile(f"[공영](?:[ -]{_SAID}){{9}}|{_SAID}(?:[ -]{_SAID}){{12}}")
_LETTER_O = re.compile(r"(?<![A-Za-z0-9])(?=.?.?[Oo])[0Oo]1[0Oo](?=[-. ]?\d{3,4}[-. ]?\d{4})")
# The last 이 of a row is no two where the sentence ends with it: … 육칠이에요.
_COPULA = re.compile("이(?=(?:에요|예요|고|라고|라|구요|요|었|며|야|죠|지|거든|랑|나)(?![공영일이삼사오육륙칠팔구]))")


def plain(text: str) -> tuple[str, list[int] | None]:
    """The text with plain digits and dashes and without invisible characters, and where each character stood.

    Digits of every script, full width and circled ones included, become ASCII ones. So do numbers said digit by digit:
    공일공에 일이삼사에 오육칠팔 reads 010-1234-5678.
    """
    shown = _ODD_DIGIT.sub(_digit, text.translate(_PLAIN))
    if "O1" in shown or "o1" in shown or "1O" in shown or "1o" in shown:
        shown = _LETTER_O.sub("010", shown)
    said = _said(shown)
    if not said and not _INVISIBLE.search(shown):
        return shown, None
    places = [n for n, each in enumerate(shown) if not _INVISIBLE.match(each)]
    bare = "".join(shown[n] for n in places)
    return _heard(bare, places, _said(bare) if len(bare) < len(shown) else said)


def _said(shown: str) -> list[re.Match[str]]:
    """Numbers of which three digits are said together, or one by one ten from 공 on, or thirteen."""
    return [each for each in _SAID_NUMBER.finditer(shown) if _TOGETHER.search(each[0]) or _APART.match(each[0])]


def _digit(found: re.Match[str]) -> str:
    value = unicodedata.digit(found[0], None)
    return found[0] if value is None else str(value)


def _heard(shown: str, places: list[int], said: list[re.Match[str]]) -> tuple[str, list[int]]:
    """Said numbers as digits; what stands between their groups becomes one hyphen."""
    pieces, kept, at = [], [], 0
    for found in said:
        end = found.end() - bool(_COPULA.match(shown, found.end() - 1))
        apart = _APART.match(found[0])
        pieces.append(shown[at : found.start()])
        kept += places[at : found.start()]
        for group in re.finditer(rf"({_SAID}|\d)|[^공영일이삼사오육륙칠팔구\d]+", shown[found.start() : end]):
            if group[1] or not apart:
                pieces.append(group[0].translate(SPOKEN) if group[1] else "-")
                kept.append(places[found.start() + group.start()])
        at = end
    return "".join((*pieces, shown[at:])), [*kept, *places[at:]]
