"""Reading what the council is to decide: the areas asked for, how each came to its level, and why it stands there."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import current_app
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.coding.telling.masking import Mask
from app.coding.telling.name_store import mask_of
from app.evaluation.display import table, told_store, wording
from app.evaluation.display.display import Display, read_display
from app.evaluation.display.lines import Line, Wanted, narrow, ordered
from app.evaluation.people import telling
from app.evaluation.people.visits import needs_visit
from app.evaluation.round import store as evaluation_store
from app.evaluation.round.presets import AnyScheme, scheme_of
from app.reports.area_report import PrintedDomain
from app.reports.extent import Extent, read_extent
from app.reports.filed import council_store
from app.reports.reporting import evidence_lines, printed_domain

# Areas whose causes stand in one draft: 20 ms each, and a page or so on paper. What is asked for beyond stands in the
# list alone and is said to. Chosen, not measured.
MOST = 60
# Domains a cause names: what adds most to the score. Chosen, not measured.
DOMAINS = 3


@dataclass(frozen=True)
class Course:
    """The level of each state an area has been through, and the day the council met."""

    levels: Mapping[str, str]
    met_on: str = ""

    @property
    def decided(self) -> bool:
        return "decided" in self.levels


@dataclass(frozen=True)
class Cause:
    """Why one area stands where it stands, in words that may leave the house.

    `domains` are those that add most; `open` how many questions nobody has stated anything about.
    """

    line: Line
    domains: tuple[PrintedDomain, ...]
    sentences: tuple[str, ...]
    evidence: tuple[str, ...]
    stated: tuple[str, ...]
    course: str
    reasons: tuple[str, ...]
    respondents: int | None
    open: int


@dataclass(frozen=True)
class Draft:
    """The draft of a round for a list of areas.

    Attributes
    ----------
    lines : tuple of Line
        Worst level first.
    causes : tuple of Cause
        Of the areas above the best level, `untold` of them left out.
    courses : mapping of result id to Course
    before : Counter
        Levels of the same areas in the last round.
    visited, went : mapping of area id to rows
        The team's visits; firms researchers were at.
    to_visit : int
        Areas the team must see.
    extent : Extent
        How much of the round these areas are.
    """

    round: sqlite3.Row
    evaluation: sqlite3.Row
    scheme: AnyScheme
    lines: tuple[Line, ...]
    causes: tuple[Cause, ...]
    untold: int
    courses: Mapping[str, Course]
    before: Counter[str]
    visited: Mapping[str, sqlite3.Row]
    went: Mapping[str, int]
    to_visit: int
    surveys: tuple[sqlite3.Row, ...]
    talks: tuple[sqlite3.Row, ...]
    wanted: Wanted
    extent: Extent
    example: bool

    def course(self, line: Line) -> Course:
        return self.courses.get(line.row["id"], Course({}))

    @property
    def decided(self) -> int:
        return sum(self.course(line).decided for line in self.lines)

    @property
    def draft(self) -> bool:
        """Whether anything is still to be decided."""
        return self.decided < len(self.lines)

    @property
    def levels(self) -> Counter[str]:
        return Counter(line.level or "" for line in self.lines)


def read_lines(db: Database, round_id: str, scope: Scope, wanted: Wanted) -> list[Line]:
    """The areas asked for as far as they may be told outside, worst first."""
    outside = replace(scope, answers=False)
    return ordered(narrow(table.standing_lines(db, round_id, outside), wanted), "-level")


def read_draft(db: Database, round_: sqlite3.Row, scope: Scope, wanted: Wanted) -> Draft | None:
    """The draft of a round; None where it has not been evaluated."""
    evaluation = evaluation_store.newest_evaluation(db, round_["id"])
    if evaluation is None:
        return None
    lines = read_lines(db, round_["id"], scope, wanted)
    above = [line for line in lines if line.above]
    return Draft(
        round=round_,
        evaluation=evaluation,
        scheme=scheme_of(db, evaluation["scheme_id"]),
        lines=tuple(lines),
        causes=_causes(db, round_["id"], above[:MOST]),
        untold=len(above[MOST:]),
        courses=_courses(db, [line.row["id"] for line in lines]),
        before=Counter(line.row["previous_level"] for line in lines if line.row["previous_level"]),
        visited={r["area_id"]: r for r in council_store.team_visits(db, round_["id"])},
        went={r["area_id"]: r["firms"] for r in council_store.field_visits(db, round_["id"])},
        to_visit=sum(needs_visit(line.row, scheme_of(db, line.row["scheme_id"])) for line in lines),
        surveys=tuple(council_store.surveys(db, round_["id"])),
        talks=tuple(council_store.talks(db, round_["id"])),
        wanted=wanted,
        extent=read_extent(db, round_["id"], len(lines), own=wanted == Wanted()),
        example=bool(current_app.config["MOKSORI"].example),
    )


def _courses(db: Database, result_ids: Sequence[str]) -> dict[str, Course]:
    found: dict[str, Course] = {}
    for r in council_store.level_courses(db, result_ids):
        known = found.get(r["area_result_id"], Course({}))
        met_on = (r["met_on"] or "") if r["state"] == "decided" else known.met_on
        found[r["area_result_id"]] = Course({**known.levels, r["state"]: r["level"]}, met_on)
    return found


def _causes(db: Database, round_id: str, lines: Sequence[Line]) -> tuple[Cause, ...]:
    mask, indicators = mask_of(db, round_id), evaluation_store.indicators(db)
    return tuple(_cause(db, line, mask, indicators) for line in lines)


def _cause(db: Database, line: Line, mask: Mask, indicators: dict[str, sqlite3.Row]) -> Cause:
    result = evaluation_store.find_result(db, line.row["id"])
    assert result is not None
    display = read_display(db, result, anonymous=True, alone=True)
    (shown,) = told_store.results_told(db, [result], EVERYTHING)
    events = evaluation_store.events_of(db, result["id"])
    printed = {
        each.row["domain"]: printed_domain(
            each, lambda m: wording.item_name(m.code, m.kind, indicators, display.waves), mask
        )
        for each in display.domains
    }
    return Cause(
        line=line,
        domains=tuple(printed[domain] for domain in _heaviest(display)),
        sentences=tuple(filter(None, (wording.level_sentence(display), wording.held_sentence(display)))),
        evidence=tuple(evidence_lines(shown, display)),
        stated=tuple(f"{d.domain}: {text}" for d in printed.values() for text in d.statements),
        course=mask(telling.course_sentence(shown, events)),
        reasons=tuple(mask(event["reason"]) for event in events if event["override"] and event["reason"]),
        respondents=display.told.respondents,
        open=len(display.open),
    )


def _heaviest(display: Display) -> list[str]:
    """The domains that add most; in their own order where what they add may not be told."""
    rows = [each for each in display.domains if each.contribution is None or each.contribution > 0]
    rows.sort(key=lambda each: -(each.contribution or 0.0))
    return [each.row["domain"] for each in rows[:DOMAINS]]
