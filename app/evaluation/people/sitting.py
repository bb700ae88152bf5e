"""One sitting: what many areas wait for is stated with one reason and decided as one list; all of it or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import writing
from app.errors import Conflict
from app.evaluation.display import stating, told_store
from app.evaluation.display.lines import Line, ordered
from app.evaluation.display.told import Told
from app.evaluation.overview import glance, sitting_store
from app.evaluation.people import deciding, visiting
from app.evaluation.people.grounds import Grounds
from app.evaluation.round import store
from app.words.formats import named

# A whole nation's list (2,185 areas) in one act: 2 ms an area were measured, so five seconds in which nobody writes.
MOST = 2_500


@dataclass(frozen=True)
class Choice:
    """The level a result is decided at; `grounds` only where that is another than the one that stands."""

    result_id: str
    level: str
    grounds: Grounds = field(default_factory=Grounds)


@dataclass(frozen=True)
class Waiting:
    """An area on the council's list, with the codes of what must happen first ("votes", "statements"; none: ready)."""

    line: Line
    hindered: tuple[str, ...]

    @property
    def level(self) -> str | None:
        return self.line.level

    @property
    def awaits_votes(self) -> bool:
        return "votes" in self.hindered

    @property
    def awaits_statements(self) -> bool:
        return "statements" in self.hindered

    @property
    def ready(self) -> bool:
        return not self.hindered and self.level is not None


def open_questions(
    db: Database, round_id: str, scope: Scope, *, fit: str = "", domain: str = ""
) -> list[dict[str, Any]]:
    """Domains of areas that stand and still need a statement: dissonance first, then what weighs most.

    Last come those of which one or two firms' words would be told: without `fit` and `share`.
    """
    found = _told(db, sitting_store.open_domains(db, round_id, scope), scope)
    return [r for r in found if (not fit or r["fit"] == fit) and (not domain or r["domain"] == domain)]


def _told(db: Database, found: Sequence[sqlite3.Row], scope: Scope) -> list[dict[str, Any]]:
    may = told_store.told_of_results(db, list({r["area_result_id"] for r in found}), scope)
    shown = [dict(r) for r in told_store.results_told(db, found, scope, key="area_result_id")]
    told = [r for r in shown if _whole(may[r["area_result_id"]])]
    untold = [r | {"fit": None, "share": None} for r in shown if not _whole(may[r["area_result_id"]])]
    return [*told, *sorted(untold, key=lambda r: (-(r["score"] or 0.0), r["code"], r["domain"]))]


def _whole(told: Told) -> bool:
    """Whether voices and parts may be told."""
    return told.voices and told.parts


def state_many(
    db: Database, round_id: str, scope: Scope, *, picked: Sequence[tuple[str, str]], text: str, person_id: str
) -> int:
    """Append one statement to each picked (result, domain) that is open; how many.

    Raises Conflict where one of them is open no more, BadInput for words too few; then nothing is stated.
    """
    with writing(db):
        there = {(r["area_result_id"], r["domain"]) for r in sitting_store.open_domains(db, round_id, scope)}
        wanted = list(dict.fromkeys(picked))
        if set(wanted) - there:
            raise Conflict(_("고른 영역 가운데 그사이 의견이 달린 곳이 있습니다. 화면을 다시 열어 주십시오."))
        for result_id, domain in wanted:
            stating.state(db, result_id, domain=domain, text=text, person_id=person_id)
    return len(wanted)


def on_the_list(db: Database, round_id: str, scope: Scope, state: str) -> list[Waiting]:
    """The areas whose next state is this one, worst levels first, with what hinders them."""
    return lists(db, round_id, scope, (state,))[state]


def lists(db: Database, round_id: str, scope: Scope, states: Sequence[str]) -> dict[str, list[Waiting]]:
    """State to the areas whose next state it is, worst levels first, with what hinders them.

    Every page that counts what waits for the council or the ministry asks here.
    """
    # Of votes only how far they are is looked at, which is told to everybody: nothing need be found out to be withheld.
    seen = visiting.read_visits(db, round_id, replace(scope, answers=True), None) if "decided" in states else []
    votes = {v.row["id"]: v for v in seen}
    lines = ordered(glance.read_standing(db, round_id, scope), "-level")
    return {
        state: [
            Waiting(line, _hindered(line, votes.get(line.row["id"]), state))
            for line in lines
            if deciding.next_state(line.row) == state
        ]
        for state in states
    }


def ready(listed: Iterable[Waiting]) -> list[Line]:
    """Those nothing hinders."""
    return [each.line for each in listed if each.ready]


def _hindered(line: Line, visit: visiting.Visit | None, state: str) -> tuple[str, ...]:
    """What `deciding.hindrances` would say, for all areas at once."""
    if state != "decided":
        return ()
    awaited = visit is None or (visit.open and visit.visit and not visit.complete)
    return (*(["votes"] if awaited else []), *(["statements"] if line.row["open"] else []))


def decide_list(db: Database, *, state: str, choices: Sequence[Choice], person_id: str, met_on: date, note: str) -> int:
    """Record the council's decision, or the ministry's confirmation, on every choice; how many.

    `note` is the gist of the whole list. Raises what `deciding.decide` raises for any of them; then none is recorded.
    """
    if len(choices) > MOST:
        raise Conflict(_("한 번에 %(n)s곳까지 기록할 수 있습니다. 나머지는 이번에 빼 주십시오.", n=MOST))
    with writing(db):
        for each in choices:
            grounds = each.grounds
            grounds = Grounds(grounds.code, grounds.reason.strip() or note.strip(), grounds.evidence)
            try:
                deciding.decide(
                    db,
                    each.result_id,
                    state=state,
                    level=each.level,
                    person_id=person_id,
                    grounds=grounds,
                    met_on=met_on,
                )
            except Conflict as error:
                raise Conflict(_("%(area)s: %(why)s", area=_name(db, each.result_id), why=str(error))) from error
    return len(choices)


def _name(db: Database, result_id: str) -> str:
    found = store.find_result(db, result_id)
    return f"{found['code']} {named(found)}" if found else result_id
