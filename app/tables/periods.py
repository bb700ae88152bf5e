"""The month, quarter, half-year or year that a text speaks of, as statistical offices write them. Pure.

The longer is looked for first: "2025.1Q" holds "2025.1", and is no January.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# What stands for the period in a column's name, so that next year's file has the same columns.
SIGNS = {"month": "○월", "quarter": "○분기", "half": "○반기", "year": "○년"}

# Titles of columns that say how often figures come, and the words for every month: KOSIS, R-ONE, ECOS and offices.
FREQUENCY = frozenset(
    {"prd_se", "수록주기", "주기", "조사주기", "dtacycle_cd", "dtacycle", "cycle", "frequency", "freq"}
)
MONTHLY = frozenset({"m", "mm", "월", "월간", "월별", "매월", "monthly", "month"})

_YEAR = r"(?<!\d)(?:(?:19|20)\d\d|['’‘`]\d\d|\d\d(?=\s*[년.\s_-]))"
_SHORT = r"(?:(?:19|20)\d\d|['’‘`]?\d\d)(?!\d)"
_GAP = r"\s*(?:년도?)?[\s.,_\-]*(?:제\s*)?"
_NUMBER = r"(?:[1-4]|[ⅠⅡⅢⅣ]|IV|I{1,3})"
_FOURTH = r"\s*(?:/\s*4(?!\d)(?:\s*분기)?|사?\s*분기)"
_WORD = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_QUARTERS = (
    rf"{_YEAR}{_GAP}{_NUMBER}{_FOURTH}",
    rf"{_YEAR}{_GAP}(?:[1-4]\s*Q(?![a-z])|Q\s*[1-4](?!\d)|[ⅠⅡⅢⅣ])",
    rf"(?<![\da-z])(?:[1-4]\s*Q|Q\s*[1-4])[\s./,_\-]*{_SHORT}",
    rf"(?<![\d./]){_NUMBER}{_FOURTH}",
)
_HALVES = (
    rf"{_YEAR}{_GAP}(?:[상하]\s*반기|[12]\s*H(?![a-z])|H\s*[12](?!\d))",
    rf"(?<![\da-z])(?:[12]\s*H|H\s*[12])[\s./,_\-]*{_SHORT}",
    r"[상하]반기",
)
# A mark behind a month is of it: 2025.3p) is provisional.
_MARK = r"(?:\s*\(?[per]\)?(?![A-Za-z가-힣]))?"
# A number behind a year that counts something else (2025년 1차 조사) is no month.
_MONTHS = (
    r"(?<!\d)(?:(?:\d{4}|['’‘`]\d{2}|\d{2}(?=\s*[년.]\s*\d{1,2}\s*월))\s*(?:년도?|[.\-/])\s*\d{1,2}(?:\s*월|\.)?"
    r"|\d{4}[01]\d|\d{4}\s*M\d{1,2})(?![\d/]|\s*[~∼～]|\s*(?:차|호|회|기|판)(?![가-힣]*월))" + _MARK,
    rf"(?<![\d.])(?:1[0-2]|0?[1-9])\s*월(?![가-힣\d]){_MARK}",
    rf"(?<![a-z]){_WORD}\.?[-\s,]+(?:19|20)\d\d(?!\d)",
)
_YEARS = (
    r"(?<!\d)(?:(?:19|20)\d\d\s*년(?:도|말)?|['’‘`]\d\d(?:\s*년도?)?)",
    r"^\s*(?:19|20)\d\d(?=\s*$|\s+\D)",
)
_KINDS = tuple(
    (kind, re.compile("|".join(f"(?:{each})" for each in patterns), re.I))
    for kind, patterns in (("quarter", _QUARTERS), ("half", _HALVES), ("month", _MONTHS), ("year", _YEARS))
)


@dataclass(frozen=True)
class Period:
    """What kind of time a text names ("month", "quarter", "half", "year"), and how it stands there."""

    kind: str
    text: str


def period_of(text: str) -> Period | None:
    """The first period a text names, the finest reading last.

    >>> [period_of(t).kind for t in ("2025 1/4", "25.1Q", "2025.Q1", "1Q25", "2025년 하반기", "2025.01 월", "2025년")]
    ['quarter', 'quarter', 'quarter', 'quarter', 'half', 'month', 'year']
    >>> period_of("2025.03 종사자수"), period_of("2025년 1차 조사").kind, period_of("행정구역별(1)")
    (Period(kind='month', text='2025.03'), 'year', None)
    >>> period_of("'25.3p").text, period_of("2025.03(p) 종사자").text, period_of("2025.03 export").text
    ("'25.3p", '2025.03(p)', '2025.03')
    """
    for kind, pattern in _KINDS:
        if found := pattern.search(text):
            return Period(kind, found[0].strip())
    return None


def is_yearless(text: str) -> bool:
    """Whether a period is a month whose year stands elsewhere.

    >>> is_yearless("3월"), is_yearless("2025년 3월")
    (True, False)
    """
    return re.match(r"\d{1,2}\s*월", text) is not None


def years_in(text: str) -> list[str]:
    """The years a caption names.

    >>> years_in("2025년 상반기 현황(2024년 대비)")
    ['2025', '2024']
    """
    return re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text)


def is_no_month(text: str) -> bool:
    """Whether a whole text names a quarter, a half-year or a year: 25.1/4 looks like a day, and is none."""
    return any(kind != "month" and pattern.fullmatch(text.strip()) for kind, pattern in _KINDS)
