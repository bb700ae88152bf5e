"""What carrying codings over changes: whose words, of which areas, and how many name a theme before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.anonymity import told
from app.areas.store import list_areas
from app.coding.codes import carry_store
from app.coding.codes.carry_store import Carry
from app.coding.statements.voices import ProblemCoding, problem_codings
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
        Words that are carried over, and whose.
    respondents : int or None
        Who said what is coded, counted once; None: fewer than three.
    joined : int
        Words that become one with a word the same coder has on the new theme of the same segment.
    area_ids : frozenset
        Areas of the scope that are spoken of; `outside` is how many others.
    themes : tuple
        Themes whose codings come or go; empty where only codes change.
    shifts : tuple
        In the round shown, by area and theme, within the scope.
    rounds : int
        Rounds the words are of.
    settled : int
        Statements among them whose disagreement was settled with a theme that changes: the settled word stays.
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
    found = {each["id"]: each for each in carry_store.standing(db, [c.judgment_id for c in carries])}
    to = {c.judgment_id: c.theme_code for c in carries}
    crossing = {n: theme for n, theme in to.items() if n in found and found[n]["theme_code"] != theme}
    areas = _areas(db, {r["respondent_id"] for r in found.values() if r["respondent_id"]})
    seen = frozenset(a["id"] for a in list_areas(db, scope)) & areas
    themes = dict.fromkeys([*(found[n]["theme_code"] for n in crossing), *crossing.values()])
    return Effects(
        codings=len(found),
        coders=len({r["coder_id"] for r in found.values()}),
        respondents=told(len({r["respondent_id"] for r in found.values() if r["respondent_id"]})),
        joined=sum(carry_store.beside(db, n, theme) is not None for n, theme in crossing.items()),
        area_ids=seen,
        outside=len(areas - seen),
        themes=tuple(themes),
        shifts=tuple(s for s in _shifts(db, round_id, crossing) if s.area_id in seen) if round_id else (),
        rounds=len({r["round_id"] for r in found.values()}),
        settled=carry_store.settled_on(db, [(found[n]["segment_id"], found[n]["theme_code"]) for n in crossing]),
    )


def _areas(db: Database, respondents: Collection[str]) -> frozenset[str]:
    found = rows(db, "select respondent_id, area_id from respondent_area") if respondents else []
    return frozenset(r["area_id"] for r in found if r["respondent_id"] in respondents)


def _shifts(db: Database, round_id: str, crossing: dict[int, str]) -> list[Shift]:
    """Areas and themes where the number of those who name it changes."""
    problems = problem_codings(db, round_id)
    moved = [p._replace(theme_code=crossing.get(p.judgment_id, p.theme_code)) for p in problems]
    before, after = _named(problems), _named(moved)
    touched = [key for key in sorted(before.keys() | after.keys()) if before[key] != after[key]]
    return [Shift(*key, told(len(before[key])), told(len(after[key]))) for key in touched]


def _named(problems: Iterable[ProblemCoding]) -> defaultdict[tuple[str, str], set[str]]:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for each in problems:
        for area in each.area_ids:
            found[area, each.theme_code].add(each.respondent_id)
    return found
