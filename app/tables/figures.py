"""Numbers as Korean offices and statistics write them, with the marks that say how sure, withheld or missing they are."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from flask_babel import gettext as _

# Marks behind a number and alone in a cell, as the statistical offices of Korea use them in their tables.
BEHIND = {"p": "provisional", "e": "estimated", "r": "revised", "*": "noted"}
BEHIND |= {
    "잠정": "provisional",
    "추정": "estimated",
    "정정": "revised",
    "잠정치": "provisional",
    "추정치": "estimated",
}
ALONE = {"x": "suppressed", "*": "suppressed", "비공개": "suppressed", "비밀": "suppressed"}
ALONE |= dict.fromkeys(("...", "..", "....", "n/a", "na", "n.a.", "미상", "자료없음"), "unknown")
ALONE |= dict.fromkeys(("-", "–", "—", "―", "해당없음"), "nil")

_GROUPS = re.compile("(?<=\\d)[\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")  # spaces that only ever part thousands
_MARK = re.compile(r"\s*(?:\(\s*([a-z*]|[가-힣]{2,3})\s*\)|(?<![a-z])([per])\)?|(\*+)|(잠정치?|추정치?|정정))$", re.I)
_NUMBER = re.compile(
    r"(?P<sign>[-+−△]?)\s?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)?(?P<part>\.\d+)?\s*(?P<unit>[%‰]|[A-Za-z가-힣]+)?"
)
# What Excel, Google Sheets and LibreOffice leave where a formula fails, and the bars of a column too narrow for its number.
_FAILED = re.compile(r"#[A-Z_/0]+[!?]?|#+|Err:\d{3}", re.I)
_UNIT = re.compile("명|인|개|개사|곳|건|년|년도")


@dataclass(frozen=True)
class Figure:
    """What a cell says: a value or none, the mark beside or instead of it ("" for none), and a unit written behind."""

    value: float | None
    mark: str = ""
    unit: str = ""


def split_mark(text: str) -> tuple[str, str]:
    """A text without the mark behind it, and the mark's word ("" for none).

    >>> split_mark("1,204p)"), split_mark("2026년 2월 p)"), split_mark("1204명")
    (('1,204', 'provisional'), ('2026년 2월', 'provisional'), ('1204명', ''))
    """
    found = _MARK.search(text)
    word = next((group for group in found.groups() if group), "").casefold() if found else ""
    mark = BEHIND.get("*" if word.startswith("*") else word, "")
    return (text[: found.start()], mark) if found and mark else (text, "")


def as_figure(text: str) -> Figure:
    """A number with its mark and unit, or the mark that stands instead of one."""
    plain = unicodedata.normalize("NFKC", _GROUPS.sub("", text)).strip()
    if alone := ALONE.get("".join(plain.split()).casefold()):
        return Figure(None, alone)
    body, mark = split_mark(plain)
    found = _NUMBER.fullmatch(body.strip())
    if found is None or not (found["digits"] or found["part"]):
        raise ValueError(_why(plain))
    value = float((found["digits"] or "0").replace(",", "") + (found["part"] or ""))
    return Figure(-value if found["sign"] in ("-", "−", "△") else value, mark, found["unit"] or "")


def _why(text: str) -> str:
    """What would be right, by what is wrong."""
    if _FAILED.fullmatch(text):
        return _("표 프로그램의 오류값입니다. 수식을 고치거나, 모르는 값이면 칸을 비워 두십시오")
    if re.fullmatch(r"[-+]?[\d,.\s]*,[\d,.\s]*", text):
        return _("쉼표는 세 자리마다만 찍고 소수점은 마침표로 적은 숫자여야 합니다(예: 1,234.5)")
    if re.fullmatch(r"\(\s*[\d,.]+\s*\)|▲\s*[\d,.]+", text):
        return _("줄어든 값이면 -5처럼 빼기표를 붙인 숫자로 적어 주십시오")
    if re.fullmatch(r"[\d.]+e[-+]?\d+", text, re.I):
        return _("줄여 적은 숫자(1.2E+05)는 끝자리를 알 수 없습니다. 모든 자리를 적어 주십시오")
    return _("숫자로 적어 주십시오(예: 1,234.5)")


def as_number(text: str) -> float:
    """A number without mark or unit, with or without commas between thousands."""
    figure = as_figure(text)
    if figure.value is None or figure.mark or figure.unit:
        raise ValueError(_("숫자로 적어 주십시오(예: 1,234.5)"))
    return figure.value


def as_count(text: str) -> int:
    """A whole number of 0 or more; a unit behind it (27명, 2009년) does not count."""
    figure = as_figure(text)
    value = figure.value
    if value is None or figure.mark or (figure.unit and not _UNIT.fullmatch(figure.unit)):
        raise ValueError(_("숫자로 적어 주십시오(예: 1,234.5)"))
    if value < 0 or value != int(value):
        raise ValueError(_("0 이상의 정수로 적어 주십시오"))
    return int(value)
