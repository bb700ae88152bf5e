"""Figures of series as offices write them and as pages tell them: 3.9조 원, 8,416명; kept in won, people or pieces."""

from __future__ import annotations

from flask_babel import gettext as _

from app.clusters.series import Value
from app.tables.figures import Figure, as_figure
from app.words.formats import day, number, won
from app.words.i18n import language
from app.words.labels import label

# A unit as it is written, without spaces, to the unit a series has and how many of those it is.
UNITS: dict[str, tuple[str, float]] = {
    **{"원": ("won", 1), "천원": ("won", 10**3), "만원": ("won", 10**4), "백만원": ("won", 10**6)},
    **{"억": ("won", 10**8), "억원": ("won", 10**8), "십억원": ("won", 10**9)},
    **{"조": ("won", 10**12), "조원": ("won", 10**12)},
    **{"명": ("people", 1), "천명": ("people", 1000), "개": ("count", 1), "건": ("count", 1), "곳": ("count", 1)},
    **{"%": ("percent", 1)},
}
TRILLION = 10**12


def as_amount(text: str) -> Figure:
    """A number with the unit that may stand behind it."""
    figure = as_figure("".join(text.split()))
    if figure.value is None:
        raise ValueError(_("모르는 값이면 행을 빼 주십시오. 값이 없는 것은 모르는 것으로 남습니다"))
    if figure.unit:
        as_unit(figure.unit)
    return figure


def as_unit(text: str) -> str:
    """A unit as it is known here."""
    unit = "".join(text.split())
    if unit not in UNITS:
        raise ValueError(_("아는 단위로 적어 주십시오: %(units)s", units=", ".join(UNITS)))
    return unit


def in_unit(figure: Figure, unit: str, wanted: str) -> float:
    """A figure in the unit of its series. Raises ValueError where it is in none or another."""
    kind, times = UNITS.get(figure.unit or unit, ("", 1))
    if kind != wanted:
        raise ValueError(_("%(unit)s 단위로 적어 주십시오", unit=label(wanted, "series_unit")))
    assert figure.value is not None
    # 2.2 times ten to the twelfth is not whole in the machine's numbers.
    return round(figure.value * times, 6)


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
