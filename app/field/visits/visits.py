"""Visits as nouns: how one stands on a day, which come first, and the districts they lie in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

PLANNED, CALLED_OFF = "planned", "called_off"
SHOWN = ("today", "week", "all")


@dataclass(frozen=True)
class Wanted:
    """Which visits somebody asks for; an empty word asks for nothing."""

    survey: str = ""
    area: str = ""
    district: str = ""
    researcher: str = ""
    state: str = ""
    since: str = ""
    until: str = ""
    q: str = ""


@dataclass(frozen=True)
class District:
    """The visits of one district, in the order of the way: by area, then by day."""

    district: str
    visits: tuple[sqlite3.Row, ...]


def is_overdue(visit: sqlite3.Row, day: str) -> bool:
    """Whether its day is over and nothing came of it."""
    return bool(visit["state"] == PLANNED and visit["planned_on"] < day)


def week_of(day: date) -> tuple[str, str]:
    """Monday and Sunday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()


def shown(visits: Iterable[sqlite3.Row], what: str, day: date) -> list[sqlite3.Row]:
    """Those of today, of this week, or all. What is overdue is always among them: it is still to be done."""
    today = day.isoformat()
    first, last = {"today": (today, today), "week": week_of(day)}.get(what, ("", "9999"))
    return [v for v in visits if first <= v["planned_on"] <= last or is_overdue(v, today)]


def by_district(visits: Sequence[sqlite3.Row], day: str) -> list[District]:
    """Districts in the order of the day: those with something overdue first; visits overdue first, done ones last."""
    found: dict[str, list[sqlite3.Row]] = {}
    for visit in sorted(visits, key=lambda v: _order(v, day)):
        found.setdefault(visit["district"], []).append(visit)
    return [District(name, tuple(inside)) for name, inside in found.items()]


def _order(visit: sqlite3.Row, day: str) -> tuple[bool, bool, str, str, str]:
    return (
        not is_overdue(visit, day),
        visit["state"] != PLANNED,
        visit["planned_on"],
        visit["area_code"],
        visit["firm_code"] or "",
    )
