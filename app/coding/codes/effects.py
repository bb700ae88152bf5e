"""What carrying codings over changes: whose words, of which areas, and how many name a theme before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.anonymity import told
from app.areas.store import list_areas
from app.coding.codes import carry_store, settled_store
from app.coding.codes.carry_store import Carry
from app.coding.statements.voices import SETTLED, ProblemCoding, problem_codings
from app.db import rows


@dataclass(frozen=True)
class Shift:
    """How many respondents of an area name a theme as a problem, before and after; None: fewer than three."""

    area_id: str
    theme_code: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Effects:
    """What a change does.

    Attributes
    ----------
    codings, coders : int
        Coders' words that are carried over, and whose.
    respondents : int or None
        Who said what is coded, counted once; None: fewer than three.
    joined : int
        Words that become one with a word the same coder has, or that is settled, on the new theme of the same segment.
    area_ids : frozenset
        Areas of the scope that are spoken of; `outside` is how many others.
    themes : tuple
        Themes whose codings come or go; empty where only codes change.
    shifts : tuple
        In the round shown, by area and theme, within the scope.
    rounds : int
        Rounds the words are of.
    settled : int
        Statements of which what was settled or is proposed is carried along, with the same reason.
    """

    codings: int
    coders: int
    respondents: int | None
    joined: int
    area_ids: frozenset[str]
    outside: int
    themes: tuple[str, ...]
    shifts: tuple[Shift, ...]
    rounds: int
    settled: int


def effects(db: Database, carries: Collection[Carry], *, scope: Scope, round_id: str | None) -> Effects:
    """What these codings' carrying changes, told within a person's scope."""
    was = {c.judgment_id: c.was for c in carries}
    stand = carry_store.standing(db, list(was))
    found = {each["id"]: each for each in stand if each["id"] > 0 or each["theme_code"] == was[each["id"]]}
    to = {c.judgment_id: c.theme_code for c in carries}
    crossing = {n: theme for n, theme in to.items() if n in found and found[n]["theme_code"] != theme}
    words = [r for r in found.values() if r["coder_id"] != SETTLED]
    areas = _areas(db, {r["respondent_id"] for r in found.values() if r["respondent_id"]})
    seen = frozenset(a["id"] for a in list_areas(db, scope)) & areas
    themes = dict.fromkeys([*(found[n]["theme_code"] for n in crossing), *crossing.values()])
    return Effects(
        codings=len(words),
        coders=len({r["coder_id"] for r in words}),
        respondents=told(len({r["respondent_id"] for r in found.values() if r["respondent_id"]})),
        joined=sum(_beside(db, n, theme) for n, theme in crossing.items()),
        area_ids=seen,
        outside=len(areas - seen),
        themes=tuple(themes),
        shifts=tuple(s for s in _shifts(db, round_id, crossing, found) if s.area_id in seen) if round_id else (),
        rounds=len({r["round_id"] for r in found.values()}),
        settled=len({r["segment_id"] for r in found.values() if r["coder_id"] == SETTLED}),
    )


def _areas(db: Database, respondents: Collection[str]) -> frozenset[str]:
    found = rows(db, "select respondent_id, area_id from respondent_area") if respondents else []
    return frozenset(r["area_id"] for r in found if r["respondent_id"] in respondents)


def _beside(db: Database, number: int, theme: str) -> bool:
    if number < 0:
        return settled_store.beside(db, -number, theme)
    return carry_store.beside(db, number, theme) is not None


def _shifts(db: Database, round_id: str, crossing: dict[int, str], found: Mapping[int, Any]) -> list[Shift]:
    """Areas and themes where the number of those who name it changes."""
    problems = problem_codings(db, round_id)
    moved = [
        p._replace(theme_code=crossing[p.judgment_id])
        if p.judgment_id in crossing and found[p.judgment_id]["theme_code"] == p.theme_code
        else p
        for p in problems
    ]
    before, after = _named(problems), _named(moved)
    touched = [key for key in sorted(before.keys() | after.keys()) if before[key] != after[key]]
    return [Shift(*key, told(len(before[key])), told(len(after[key]))) for key in touched]


def _named(problems: Iterable[ProblemCoding]) -> defaultdict[tuple[str, str], set[str]]:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for each in problems:
        for area in each.area_ids:
            found[area, each.theme_code].add(each.respondent_id)
    return found
