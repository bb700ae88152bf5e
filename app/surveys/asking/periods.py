"""The quarters a survey asks about, by name: a survey of 2026Q4 asks of 2026Q3 (past) and of 2027Q1 (next)."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from app.words.formats import quarter
from forms.asked.layout import Asked

_STEPS = {"past": -1, "next": 1}


def quarter_asked(wave: str, period: str) -> str:
    """The quarter that `period` ("past" or "next") means in a wave.

    >>> quarter_asked("2026Q4", "past"), quarter_asked("2026Q4", "next"), quarter_asked("2026Q1", "past")
    ('2026Q3', '2027Q1', '2025Q4')
    """
    year, _q, number = wave.partition("Q")
    count = int(year) * 4 + int(number) - 1 + _STEPS[period]
    return f"{count // 4}Q{count % 4 + 1}"


def quarters(waves: Iterable[str], period: str) -> str:
    """2026년 3분기: by name alone, for what is read when the quarter is no longer the last; empty without a wave."""
    return ", ".join(quarter(quarter_asked(wave, period)) for wave in sorted(set(waves)))


def period_word(waves: Iterable[str], period: str) -> str:
    """지난 분기(2026년 3분기); of several waves every quarter, without one (nobody asked yet) no name."""
    names = quarters(waves, period)
    word = _("지난 분기") if period == "past" else _("다음 분기")
    return f"{word}({names})" if names else word


def quarter_of_section(nodes: Iterable[object], wave: str) -> str:
    """The name of the quarter all measured questions of a section are about; empty where there is no one quarter."""
    periods = {each.question.bsi.period for each in nodes if isinstance(each, Asked) and each.question.bsi}
    return quarter(quarter_asked(wave, periods.pop())) if len(periods) == 1 else ""
