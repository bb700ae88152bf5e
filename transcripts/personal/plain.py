"""A text as it is searched: plain digits, dashes and spaces, nothing invisible; and where each character stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

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
_SAID_NUMBER = re.compile(rf"(?<![가-힣\d]){_ANY}(?:{_BETWEEN}{_ANY}){{5,19}}(?![십백천만억])")
_TOGETHER = re.compile(f"{_SAID}{{3}}")
_APART = re.compile(f"[공영](?:[ -]{_SAID}){{9}}|{_SAID}(?:[ -]{_SAID}){{12}}")
_LETTER_O = re.compile(r"(?<![A-Za-z0-9])(?=.?.?[Oo])[0Oo]1[0Oo](?=[-. ]?\d{3,4}[-. ]?\d{4})")
# The last 이 of a row is no two where the sentence ends with it: … 육칠이에요.
_COPULA = re.compile("이(?=(?:에요|예요|고|라고|라|구요|요|었|며|야|죠|지|거든|랑|나)(?![공영일이삼사오육륙칠팔구]))")
# Nor is what begins the next words: …, 이래 돼 있네요.
_NEXT_WORDS = re.compile(rf"(?:[.,] ?| ){_SAID}\Z")
_HANGUL = re.compile("[가-힣]")
_TENS = {"십": 10, "백": 100, "천": 1000}
# Four digits or more said as one word: 끝번호 칠칠공삼.
_ROW = re.compile(
    rf"(?<![가-힣\d]){_SAID}{{4,20}}(?![공영일이삼사오육륙칠팔구십백천만억조가-힣])|(?<![가-힣\d]){_SAID}{{4,20}}"
    "(?=[은는이가을를로의도인]|입니|번|에요|예요|라고|에 |이고|이요)"
)
_NO_ROWS = frozenset({"삼삼오오", "일일이이"})
_COUNT = "[일이삼사오육륙칠팔구십백천]"
_BEHIND = "(?=[은는이가에도로의인과와생이입쯤]|까지|부터|[^가-힣]|$)"
# Amounts of an address or a date: 십팔층, 삼백이호, 팔팔 년 십이월 칠일; behind a street without a unit too.
_UNITS = re.compile(
    rf"(?<![가-힣])(?:(?P<n>{_COUNT}{{1,4}}) ?(?=(?:년|층|번지|번길|번가){_BEHIND}|년생)|"
    rf"(?P<m>{_COUNT}{{1,2}}|[유시])(?=월{_BEHIND})"
    rf"|(?P<d>{_COUNT}{{1,4}})(?=일{_BEHIND})|(?P<h>{_COUNT}{{2,6}}) ?(?=[호동]{_BEHIND}))"
    rf"|(?<=[로길동리가] )(?P<lot>{_COUNT}{{2,7}})(?:(?P<dash> ?(?:에|다시|대시) ?)(?P<sub>{_COUNT}{{1,4}}))?"
    "(?=번지|번|호|이?[고에예요며]|입니|[^가-힣]|$)(?! ?(?:원|명|개|만|억|프로|퍼|톤|대|시간))"
)
_REGIONS = "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주"
_PLATE = re.compile(
    rf"(?:(?<![가-힣])|(?<={_REGIONS}))({_SAID}{{2,3}}|[일이삼사오육칠팔구]?십[일이삼사오육칠팔구]?) ?"
    rf"(?=[가-힣]에?[ ,]{{0,2}}(?:{_SAID}{{4}}|\d{{4}}))"
)
_LATIN = re.compile("[A-Za-z]{3}")
_ENGLISH = {
    "zero": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_IN_ENGLISH = re.compile(
    rf"(?i)(?<![a-z])(?:{'|'.join(_ENGLISH)})(?:[ ,.-]{{1,3}}(?:double |triple )?"
    rf"(?:{'|'.join(_ENGLISH)})){{6,20}}(?![a-z])"
)
_ENGLISH_PART = re.compile(r"(?i)(double |triple )?([a-z]+)|[ ]?[,.-][ ]?")
# Without two such syllables together, or one before a unit, no number is said.
_SPOKEN = re.compile(
    r"[공영일이삼사오육륙칠팔구십백천](?:[ -]?[공영일이삼사오육륙칠팔구십백천]|[-. ]?\d)"
    r"|\d[공영일이삼사오육륙칠팔구]|[일이삼사오육칠팔구십] ?년|[일이삼사오육칠팔구십유시]월"
    r"|[일이삼사오육칠팔구십]층"
)
# A stretch and what is read in its place.
_Edit = tuple[int, int, str]


def plain(text: str) -> tuple[str, list[int] | None]:
    """The text with plain digits and dashes and without invisible characters, and where each character stood.

    Digits of every script, full width and circled ones included, become ASCII ones. So do numbers said digit by digit,
    in English as well, and the amounts of an address or a date: 공일공에 일이삼사에 오육칠팔 reads
    010-1234-5678, 삼백이호 302호.
    """
    shown = _ODD_DIGIT.sub(_digit, text.translate(_PLAIN))
    if "O1" in shown or "o1" in shown or "1O" in shown or "1o" in shown:
        shown = _LETTER_O.sub("010", shown)
    places = None
    if _INVISIBLE.search(shown):
        places = [n for n, each in enumerate(shown) if not _INVISIBLE.match(each)]
        shown = "".join(shown[n] for n in places)
    edits = _edits(shown)
    return _edited(shown, places, edits) if edits else (shown, places)


def _digit(found: re.Match[str]) -> str:
    value = unicodedata.digit(found[0], None)
    return found[0] if value is None else str(value)


def _edits(shown: str) -> list[_Edit]:
    """Every number that is said, each digit apart where each was said by itself; in order, none over another."""
    found = _in_korean(shown) if _SPOKEN.search(shown) else []
    if _LATIN.search(shown):
        found += [edit for each in _IN_ENGLISH.finditer(shown) for edit in _in_english(each)]
    apart: list[_Edit] = []
    for edit in sorted(found):
        if not apart or edit[0] >= apart[-1][1]:
            apart.append(edit)
    return apart


def _in_korean(shown: str) -> list[_Edit]:
    found = [edit for each in _SAID_NUMBER.finditer(shown) if _is_number(each[0]) for edit in _said(shown, each)]
    found += [
        (at, at + 1, shown[at].translate(SPOKEN))
        for each in _ROW.finditer(shown)
        if each[0] not in _NO_ROWS
        for at in range(each.start(), each.end() - bool(_COPULA.match(shown, each.end() - 1)))
    ]
    found += [(*each.span(1), _value(each[1])) for each in _PLATE.finditer(shown)]
    for each in _UNITS.finditer(shown):
        found += [(*each.span(name), _value(each[name])) for name in ("n", "m", "d", "h", "lot", "sub") if each[name]]
        if each["dash"]:
            found.append((*each.span("dash"), "-"))
    return found


def _is_number(said: str) -> bool:
    """Three digits said together, or one by one ten from 공 on, or thirteen; of a phone's number some are enough."""
    digits = re.sub(f"[^{_SAID[1:-1]}0-9]", "", said)
    mixed = digits[0] in "공영0" and len(digits) > 8 and not digits.isdigit()
    if len(digits) < 8 and len(digits) != 7 and (digits[0] not in "공영0" or len(digits) < 6):
        return False
    return bool(_TOGETHER.search(said) or _APART.match(said) or mixed)


def _said(shown: str, found: re.Match[str]) -> Iterator[_Edit]:
    """Said digits as digits; what stands between their groups becomes one hyphen."""
    end = found.end() - bool(_COPULA.match(shown, found.end() - 1))
    apart = _APART.match(found[0])
    following = None if apart else _NEXT_WORDS.search(found[0])
    if following and end == found.end() and _HANGUL.match(shown, end):
        end = found.start() + following.start()
    for group in re.finditer(rf"({_SAID}|\d)|[^공영일이삼사오육륙칠팔구\d]+", shown[found.start() : end]):
        at = found.start() + group.start()
        yield (at, at + len(group[0]), group[0].translate(SPOKEN) if group[1] else "" if apart else "-")


def _in_english(found: re.Match[str]) -> Iterator[_Edit]:
    """zero one zero, five five two one reads 010-5521; double five reads 55."""
    end = found.start()
    for part in _ENGLISH_PART.finditer(found[0]):
        edge = found.start() + part.end()
        times = {"d": 2, "t": 3}.get((part[1] or " ")[0].lower(), 1)
        yield (end, edge, _ENGLISH[part[2].lower()] * times if part[2] else "-")
        end = edge


def _value(said: str) -> str:
    """팔팔 is 88, 천팔백삼 is 1803; 유월 and 시월 are the sixth and the tenth month."""
    if said in "유시":
        return "6" if said == "유" else "10"
    if not re.search("[십백천]", said):
        return said.translate(SPOKEN)
    total = digit = 0
    for each in said:
        unit = _TENS.get(each)
        total, digit = (total + max(1, digit) * unit, 0) if unit else (total, int(each.translate(SPOKEN)))
    return str(total + digit)


def _edited(shown: str, places: list[int] | None, edits: list[_Edit]) -> tuple[str, list[int]]:
    """The text with its edits; of each the letters stand where the first and the last of what they replace stood."""
    pieces: list[str] = []
    kept: list[int] = []
    at = 0
    for start, end, new in edits:
        pieces += shown[at:start], new
        kept += range(at, start)
        kept += [start + n * (end - start - 1) // max(1, len(new) - 1) for n in range(len(new))]
        at = end
    pieces.append(shown[at:])
    kept += range(at, len(shown))
    return "".join(pieces), kept if places is None else [places[n] for n in kept]
