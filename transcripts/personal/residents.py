"""Resident registration numbers in whatever form: one rule for what is found in a text and what is refused at the door."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transcripts.personal.checks import born_on, is_resident_check
from transcripts.personal.plain import plain

_SPOKEN = str.maketrans("공영일이삼사오육륙칠팔구一二三四五六七八九", "001234566789123456789")
_BETWEEN = r"([-.·ㆍ•/_~: ]{0,3}|, )"
# What is said or written between the two halves: 다시, 뒷자리는, 이고 with its 이 read as a digit; a line end as well.
_WORDS = "2고|에|의|다시|대시|하이픈|빼기|짝대기|작대기|뒷자리는?|뒤는?|뒤에"
_HALVES = rf"([-.·ㆍ•/_~:|*+, \n]{{0,4}}(?:(?:{_WORDS})[-:, \n]{{0,2}}){{0,3}})"
_NUMBER = re.compile(rf"(?=(\d{f'{_BETWEEN}[0-9]' * 5}{_HALVES}[1-8]{f'{_BETWEEN}[0-9]' * 6}))")
_LABEL = re.compile(
    r"(?P<resident>주민|외국인 ?(?:등록|번호)|등록증|(?i:resident|rrn))|(?P<corporate>법인 ?(?:등록|등기)? ?번호)"
    r"|(?P<other>계좌|입금|송금|이체|통장|은행|농협|바코드|주문|송장|운송장|품번)"
)
# As many letters of the same line as `numbers` looks back.
_AHEAD = 24
_COPULA = re.compile("이(?:에요|고|라고|라|구요|었|며|야|죠|지|거든|랑|나)|일 ?(?:겁|거)")
_UNIT = re.compile(" ?(?:원|명|개|톤|대|건|만|천|억|%|퍼|달러|엔|위안|kg|m|㎡)")


@dataclass(frozen=True)
class Resident:
    """Thirteen digits with a day of birth; `label` is the word nearest before them that says what a number is."""

    start: int
    end: int
    digits: str
    label: str


def resident_numbers(text: str) -> list[tuple[int, int]]:
    """Where resident registration numbers stand in any text, those of foreigners included.

    Parameters
    ----------
    text : str
        Any text, as it was typed. Hyphens, spaces, dots, full width, Hangul digits (구공공일공일 다시 일…), invisible
        characters and a line end between the halves hide nothing.

    Returns
    -------
    list of (int, int)
        Half-open stretches in code points of `text`, in order, apart from each other.

    Notes
    -----
    Thirteen digits whose first six are a day that was and whose seventh is 1 to 8. A wrong check digit refuses nothing
    (see `checks.is_resident_check`). Without the word 주민 or 외국인 near, the digits have to be grouped as such a number
    is: 6-7, 2-2-2-7, each apart, or in one run; else a phone number and what follows it would be taken for one.
    A corporation's number, told by its word, is none.
    """
    shown, places = plain(text)
    return [
        (each.start, each.end) if places is None else (places[each.start], places[each.end - 1] + 1)
        for each in residents_in(shown)
        if each.label != "corporate"
    ]


def residents_in(shown: str) -> Iterator[Resident]:
    """Numbers of that shape in a text made plain, corporations' included."""
    digits, past = shown.translate(_SPOKEN), 0
    for found in _NUMBER.finditer(digits):
        start, end = found.start(1), found.end(1)
        if start < past or not _edges(shown, digits, start, end):
            continue
        number = "".join(each for each in found[1] if each.isdigit())
        label = _label(shown, start)
        if born_on(number) and _grouped(found, label, number) and not _amount(digits, found):
            yield Resident(start, end, number, label)
            past = end


def _edges(shown: str, digits: str, start: int, end: int) -> bool:
    """No digit runs on at either side; 이 behind a number said in Hangul may be 이에요."""
    before, behind = digits[max(0, start - 2) : start], digits[end : end + 2]
    runs_in = before[-1:].isdigit() and shown[start - 1].isascii() == shown[start].isascii()
    runs_on = behind[:1].isdigit() and shown[end].isascii() == shown[end - 1].isascii()
    if runs_in or (runs_on and not _COPULA.match(shown, end)):
        return False
    return not re.fullmatch(r"\d[-.,]", before) and not re.fullmatch(r"[-.,]\d", behind)


def _grouped(found: re.Match[str], label: str, number: str) -> bool:
    if label == "resident":
        return True
    between = found.groups()[1:]
    apart = {n for n, each in enumerate(between, start=1) if each}
    if not apart:
        return label != "other" or is_resident_check(number)
    if len(apart) == 12:
        return True
    first, second = {n for n in apart if n < 6}, {n for n in apart if n > 6}
    later = all(n == 7 or between[n - 1] == " " for n in second)
    return 6 in apart and first in (set(), {2, 4}) and later and (not second - {7} or between[5].strip() != "")


def _amount(digits: str, found: re.Match[str]) -> bool:
    """120101 1234567원 are two amounts."""
    return found[7].isspace() and _UNIT.match(digits, found.end(1)) is not None


def _label(shown: str, start: int) -> str:
    ahead = shown[max(0, start - _AHEAD) : start].rpartition("\n")[2]
    last = ""
    for found in _LABEL.finditer(ahead):
        last = found.lastgroup or ""
    return last
