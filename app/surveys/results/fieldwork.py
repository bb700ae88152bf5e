"""How the fieldwork goes: who answered of the frame and of those asked, who did not, by whom, and what came twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.surveys.results import result_store
from app.surveys.results.attributes import UNKNOWN, attribute
from app.surveys.results.nonresponse import NONE, Asked, Difference, Line, difference, lines_of

# What visits came to is told by the feature above (`app/field`): (db, survey's id) -> firm's id to a code of WHY.
VISITS: dict[str, Callable[[Database, str], Mapping[str, str]]] = {}


@dataclass(frozen=True)
class Compared:
    """Lines of an attribute with their words, and whether its classes answer alike.

    The test is of those asked by name where there are any, else of the register's firms in areas with a return
    (`of_frame`).
    """

    name: str
    lines: tuple[tuple[str, Line], ...]
    test: Difference
    joined: tuple[str, ...]
    of_frame: bool


@dataclass(frozen=True)
class Fieldwork:
    """The frame of a survey in a scope: firms of the register, asked, answered; compared, by researcher, repeated."""

    whole: Line
    compared: tuple[Compared, ...]
    researchers: Sequence[sqlite3.Row]
    replaced: Sequence[sqlite3.Row]


def fieldwork_of(db: Database, survey_id: str, scope: Scope, *, today: str) -> Fieldwork:
    """For who collects: every number as it is."""
    why = {firm: state for each in VISITS.values() for firm, state in each(db, survey_id).items()}
    frame = result_store.frame(db, survey_id, scope, why)
    everybody = lines_of([_asked("", r) for r in frame])
    return Fieldwork(
        everybody[0] if everybody else Line("", 0, 0, 0, 0),
        tuple(_compared(db, frame, name) for name in ("size", "industry")),
        result_store.by_researcher(db, survey_id, scope, today=today),
        result_store.replaced(db, survey_id, scope),
    )


def _asked(group: str, r: sqlite3.Row) -> Asked:
    return Asked(group, bool(r["asked"]), bool(r["answered"]), r["why"] or NONE, r["firms"])


def _compared(db: Database, frame: Sequence[sqlite3.Row], name: str) -> Compared:
    found = lines_of([_asked(r[name] or UNKNOWN, r) for r in frame])
    words = dict(attribute(db, name).classes)
    order = {code: n for n, code in enumerate(words)}
    found.sort(key=lambda line: order.get(line.group, len(order)))
    of_frame = not any(line.asked for line in found)
    if of_frame:  # nobody was asked in an area without a return
        there = [Asked(r[name] or UNKNOWN, True, bool(r["answered"]), firms=r["firms"]) for r in frame if r["reached"]]
        test = difference([(f.group, f.answered, f.firms - f.answered) for f in lines_of(there)])
    else:
        test = difference([(f.group, f.answered_of_asked, f.asked - f.answered_of_asked) for f in found])
    joined = tuple(words.get(code, code) for code in test.joined)
    return Compared(name, tuple((words.get(f.group, f.group), f) for f in found), test, joined, of_frame)
