"""Lists told within a sentence: items that are whole requests or points are statements of their own.

The words before the first item stay with it and those behind the last with that, so that the reporting word is read:
"기업들은 △진입도로 확장", "△전기요금 보조 등을 건의했다".
"""

from __future__ import annotations

import re
from itertools import pairwise

# A sign before each item; ○○정밀 and △△시 are masked names. A dash counts where the list begins with one.
_SIGN = re.compile(r"(?:(?<=\s)|^)(?:([△▷◇▲◆■□●▶※▪])(?!\1)|([○◦ㅇ·])(?=\s)|(-)(?=\s)|([①-⑳]))\s*(?=\S)")
# A quick look: nearly no sentence has any of these.
_MAY_BE_SIGNED = re.compile(r"[△▷◇▲◆■□●▶※▪○◦ㅇ·①-⑳-]")
_MAY_BE_NUMBERED = re.compile(r"\d[.)]")
_NUMBER = re.compile(r"(?:(?<=\s)|^)\(?(\d{1,2})[.)]\s*(?=[^\s\d])")
# Signs that newspapers put before mere values, too: 업종별로는 △섬유 58 △1차금속 66 순이었다.
_PRESS = frozenset("△▷◇▲◆")
_ASKS = re.compile(
    r"건의|요청|요구|촉구|호소|제안|바라|바람|부탁|당부|희망|필요|\b(?:ask|request|urge|propose|call)", re.I
)
_VALUE = re.compile(r"\d[\d.,]*\s*[%％건명개곳원점]?\W*$")
# An item of fewer letters names a thing: 1. 인력 2. 자금.
LEAST = 4


def items(text: str) -> list[int]:
    """Where the second and later items of a statement begin; none where it is no list of whole points.

    >>> items("1. 주차장 확보 2. 전기료 인하"), items("1. 인력 2. 자금")
    ([9], [])
    """
    signed = _signed(text) if _MAY_BE_SIGNED.search(text) else []
    return signed or (_numbered(text) if _MAY_BE_NUMBERED.search(text) else [])


def _signed(text: str) -> list[int]:
    found = list(_SIGN.finditer(text))
    signs = [next(filter(None, each.groups())) for each in found]
    if len(found) < 2 or (len(set(signs)) > 1 and not all("①" <= sign <= "⑳" for sign in signs)):
        return []
    if signs[0] in "-·" and found[0].start():
        return []
    said = _between(text, [each.start() for each in found], [each.end() for each in found])
    if signs[0] in _PRESS and not (_ASKS.search(text) and all(" " in e and not _VALUE.search(e) for e in said)):
        return []
    return _whole([each.start() for each in found], said)


def _numbered(text: str) -> list[int]:
    found: list[re.Match[str]] = []
    for each in _NUMBER.finditer(text):
        if int(each[1]) == len(found) + 1:
            found.append(each)
    return _whole([e.start() for e in found], _between(text, [e.start() for e in found], [e.end() for e in found]))


def _between(text: str, begins: list[int], ends: list[int]) -> list[str]:
    """The words of each item, without its sign."""
    return [text[end:begin].strip() for end, (_, begin) in zip(ends, pairwise([*begins, len(text)]), strict=True)]


def _whole(begins: list[int], said: list[str]) -> list[int]:
    short = any(sum(map(str.isalnum, each)) < LEAST for each in said)
    return [] if len(said) < 2 or short else begins[1:]
