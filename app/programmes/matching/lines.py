"""The round as a table: one line an area with its needs, the programmes that fit, and what was offered. Pure."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.areas.anonymity import told
from app.programmes.matching.gaps import needs
from app.programmes.matching.ground import Ground
from app.programmes.matching.reading import Held
from app.words.labels import LEVEL_SHAPES


@dataclass(frozen=True)
class AreaLine:
    """One area of the round.

    Attributes
    ----------
    place : int
        Its place among the areas held.
    needs, unanswered : int
        Themes and domains that count; those no programme answers.
    fits, offers : int
        Programmes that fit; picks of the round.
    """

    area: sqlite3.Row
    ground: Ground
    place: int
    needs: int
    unanswered: int
    fits: int
    offers: int


@dataclass(frozen=True)
class Wanted:
    """Which areas a table shows; empty means any. `state`: "open" has needs and no offer, "offered", "gap"."""

    q: str = ""
    level: str = ""
    state: str = ""


def lines(held: Held, areas: Sequence[sqlite3.Row], offered: Mapping[str, int]) -> list[AreaLine]:
    """A line an area, in the order of the areas held."""
    there = {area["id"]: area for area in areas}
    all_, open_ = dict.fromkeys(there, 0), dict.fromkeys(there, 0)
    for need in needs(held):
        all_[need.area_id] += 1
        open_[need.area_id] += not need.answers
    fits = held.fits.fits.sum(axis=1)
    return [
        AreaLine(there[p.area_id], p, n, all_[p.area_id], open_[p.area_id], int(fits[n]), offered.get(p.area_id, 0))
        for n, p in enumerate(held.places)
    ]


def narrow(found: Sequence[AreaLine], wanted: Wanted) -> list[AreaLine]:
    """The lines that fit everything asked for."""
    words = wanted.q.casefold().split()
    states = {
        "open": lambda line: line.fits and not line.offers,
        "offered": lambda line: line.offers,
        "gap": lambda line: line.unanswered,
    }
    return [
        line
        for line in found
        if (not wanted.level or (line.ground.level or "none") == wanted.level)
        and (wanted.state not in states or states[wanted.state](line))
        and all(word in _text(line.area) for word in words)
    ]


def _text(area: sqlite3.Row) -> str:
    return " ".join(str(area[key] or "") for key in ("code", "name_ko", "name_en", "district")).casefold()


def _level(line: AreaLine) -> int | None:
    order = list(LEVEL_SHAPES)
    return order.index(line.ground.level) if line.ground.level in order else None


KEYS: dict[str, Any] = {
    "code": lambda line: line.area["code"],
    "name": lambda line: line.area["name_ko"],
    "level": _level,
    # By what is shown: the order must not tell one firm from two.
    "spoke": lambda line: told(line.ground.spoke),
    "needs": lambda line: line.needs,
    "unanswered": lambda line: line.unanswered,
    "fits": lambda line: line.fits,
    "offers": lambda line: line.offers,
}
USUAL = "-level"


def ordered(found: Sequence[AreaLine], sort: str) -> list[AreaLine]:
    """The lines by one key, `-key` downwards; without a value last either way, equal ones by need, then by code."""
    key = KEYS.get(sort.removeprefix("-"), _level)
    usual = sorted(found, key=lambda line: (-line.needs, line.area["code"]))
    known = [line for line in usual if key(line) is not None]
    return sorted(known, key=key, reverse=sort.startswith("-")) + [line for line in usual if key(line) is None]
