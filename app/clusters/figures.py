"""Figures of series as offices write them and as pages tell them: 3.9조 원, 8,416명; kept in won, people or pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from flask_babel import gettext as _

from app.clusters.series import Value
from app.tables.figures import Figure, as_figure
from app.words.formats import day, number, won
from app.words.i18n import language
from app.words.labels import label

# A unit as it is written, without spaces, to the unit a series has and how many of those it is.
UNITS: dict[str, tuple[str, int]] = {
    **{"원": ("won", 1)},
    **{
        f"{tens}{scale}{won_}": ("won", n * times)
        for scale, times in (("", 1), ("만", 10**4), ("억", 10**8), ("조", 10**12))
        for tens, n in (("", 1), ("십", 10), ("백", 100), ("천", 1000))
        for won_ in (("원", "") if scale else ("원",))
    },
    **{"명": ("people", 1), "천명": ("people", 1000), "개": ("count", 1), "건": ("count", 1), "곳": ("count", 1)},
    **{"%": ("percent", 1)},
}
# Named to whom an unknown one is told.
NAMED = "원, 천원, 만원, 백만원, 억원, 십억원, 조원, 명, 천명, 개, 건, 곳, %"
TRILLION = 10**12
# The parts of an amount as it is read aloud, the greatest first: 5조 2,000억 원.
_PARTS = re.compile("[^만억조]+(?:[만억조]원?)?")


def as_amount(text: str) -> Figure:
    """A number with the unit that may stand behind it."""
    plain = "".join(text.split())
    parts = _PARTS.findall(plain)
    figure = _summed(parts) if len(parts) > 1 and "".join(parts) == plain else as_figure(plain)
    if figure.value is None:
        raise ValueError(_("모르는 값이면 행을 빼 주십시오. 값이 없는 것은 모르는 것으로 남습니다"))
    if figure.unit:
        as_unit(figure.unit)
    return figure


def _summed(parts: Sequence[str]) -> Figure:
    """An amount of several parts in won; each part has its unit, and a smaller one than the part before."""
    figures = [as_figure(part) for part in parts]
    sizes = [UNITS.get(figure.unit, ("", 0)) for figure in figures]
    falling = all(first[1] > then[1] for first, then in pairwise(sizes))
    if not falling or any(kind != "won" or f.mark for (kind, _times), f in zip(sizes, figures, strict=True)):
        raise ValueError(_("금액은 5조 2,000억 원처럼 큰 단위부터 적어 주십시오"))
    amounts = [_exact(f.value or 0, times) for f, (_kind, times) in zip(figures, sizes, strict=True)]
    if any(amount < 0 for amount in amounts[1:]):
        raise ValueError(_("금액은 5조 2,000억 원처럼 큰 단위부터 적어 주십시오"))
    return Figure(float(amounts[0] + (-1 if amounts[0] < 0 else 1) * sum(amounts[1:])), "", "원")


def _exact(value: float, times: int) -> Decimal:
    """So many times a number as it was written: 4.1 times ten to the twelfth is not whole in the machine's numbers."""
    return Decimal(repr(value)) * times


def as_unit(text: str) -> str:
    """A unit as it is known here."""
    unit = "".join(text.split())
    if unit not in UNITS:
        raise ValueError(_("아는 단위로 적어 주십시오: %(units)s", units=NAMED))
    return unit


def in_unit(figure: Figure, unit: str, wanted: str) -> float:
    """A figure in the unit of its series. Raises ValueError where it is in none or another."""
    kind, times = UNITS.get(figure.unit or unit, ("", 1))
    if kind != wanted:
        raise ValueError(_("%(unit)s 단위로 적어 주십시오", unit=label(wanted, "series_unit")))
    assert figure.value is not None
    amount = _exact(figure.value, times)
    return float(round(amount) if wanted == "won" else amount)


def figure_told(value: float, unit: str) -> str:
    """A figure in words: 2조 2,000억 원, 8,362명."""
    if unit == "won":
        return won(round(value))
    digits = 0 if value == int(value) else 1
    if unit == "percent":
        return f"{number(value, digits)} %"
    if language() == "en":
        return number(value, digits)
    return f"{number(value, digits)}{label(unit, 'series_unit')}"


def span_told(value: Value) -> str:
    """The span a figure is of; of a part of a year always that it is one."""
    if value.whole:
        return str(value.year) if language() == "en" else f"{value.year}년"
    if value.until_month:
        return _("%(year)s년 1–%(month)s월(한 해의 일부)", year=value.year, month=value.until_month)
    return f"{day(value.starts_on)}–{day(value.ends_on)}"
