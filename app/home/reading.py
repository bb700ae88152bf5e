"""Reading the table of areas and one area's hub from every feature's rows: few queries, nothing written."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas import store as areas_store
from app.areas.anonymity import is_small, told
from app.evaluation.display import told_store
from app.evaluation.people.telling import standing_sentence
from app.evaluation.round.item_store import Item
from app.evaluation.round.standing_store import standing_result
from app.home import store
from app.home.lines import COUNTED, AreaLine, Asked, narrow, ordered
from app.surveys.answering.response_store import targets_of_round

NO_END = "2999-12"


@dataclass(frozen=True)
class Hub:
    """What an area's overview says. `classified` holds the newest classification and the one before."""

    area: sqlite3.Row
    line: AreaLine
    result: Item | None
    standing: str
    classified: tuple[sqlite3.Row | None, sqlite3.Row | None]
    spoke: Mapping[str, int | None]
    indicators: list[sqlite3.Row]
    designations: list[sqlite3.Row]


def read_lines(db: Database, scope: Scope, current: sqlite3.Row | None, *, collecting: bool = False) -> list[AreaLine]:
    """The areas of a scope with all that is known of them in the round. Nine queries, however many areas.

    Who collects (`collecting`) is told of every return that one is there.
    """
    return _whole(db, _light(db, scope, current), scope, current, collecting=collecting)


def read_page(
    db: Database, scope: Scope, current: sqlite3.Row | None, asked: Asked, *, collecting: bool = False
) -> tuple[list[AreaLine], int]:
    """The lines of one page as `read_lines` gives them, narrowed and in order, and how many there are on all pages.

    What is of the register, the level and the state is read of all areas, the rest of the page's alone; of all where
    they are put in order by it.
    """
    found = narrow(_light(db, scope, current), asked.wanted)
    if (column := asked.sort.removeprefix("-")) in COUNTED:
        found = _counted(db, found, scope, current, column=column, collecting=collecting)
    shown = ordered(found, asked.sort)[asked.first : asked.first + asked.size]
    within = replace(scope, area_ids=frozenset(line.area["id"] for line in shown))
    return _whole(db, shown, within, current, collecting=collecting), len(found)


def _light(db: Database, scope: Scope, current: sqlite3.Row | None) -> list[AreaLine]:
    """The areas of a scope with their levels and states, and nothing that is counted."""
    round_id = current["id"] if current else None
    results = store.results_of(db, round_id, scope)
    before = store.results_of(db, store.previous_round(db, round_id), scope) if round_id else {}
    states = store.classifications_until(db, store.last_quarter(db, round_id), scope)
    clusters = areas_store.clusters_of_areas(db)
    lines = []
    for area in areas_store.list_areas(db, scope):
        key = area["id"]
        now, then = results.get(key), before.get(key)
        lines.append(
            AreaLine(
                area=dict(area),
                clusters=tuple(dict(c) for c in clusters.get(key, [])),
                level=now["level_now"] if now else None,
                before=then["level_now"] if then else now["previous_level"] if now else None,
                state=states[key]["state_now"] if key in states else None,
                undetermined=bool(now and now["undetermined"]),
            )
        )
    return lines


def _whole(
    db: Database, lines: Sequence[AreaLine], scope: Scope, current: sqlite3.Row | None, *, collecting: bool
) -> list[AreaLine]:
    """The lines of a scope's areas with all that is counted of them."""
    for column in COUNTED:
        lines = _counted(db, lines, scope, current, column=column, collecting=collecting)
    return list(lines)


def _counted(
    db: Database,
    lines: Sequence[AreaLine],
    scope: Scope,
    current: sqlite3.Row | None,
    *,
    column: str,
    collecting: bool,
) -> list[AreaLine]:
    """The lines of a scope's areas with firms, returns, voices or heads, as a column of the table wants them."""
    round_id = current["id"] if current else None
    if column == "responses":
        answered, targets = store.responses_of_areas(db, round_id, scope), targets_of_round(db, round_id, scope)
        told = {area: _answered(firms, collecting=collecting) for area, firms in answered.items()}
        return [
            replace(line, responses=told.get(line.area["id"], 0), target=targets.get(line.area["id"], 0))
            for line in lines
        ]
    if column == "voices":
        voices = store.voices_of_areas(db, round_id, scope)
        return [replace(line, voices=voices.get(line.area["id"], 0)) for line in lines]
    if column == "growth":
        employees = store.employees_of_areas(db, scope, _until(current))
        return [replace(line, employees=employees.get(line.area["id"], ())) for line in lines]
    firms = store.firms_of_areas(db, scope)
    return [replace(line, firms=firms.get(line.area["id"], 0)) for line in lines]


def _answered(firms: list[int], *, collecting: bool) -> int | None:
    """Returns of all surveys of the round; None where one survey's are of one or two firms."""
    return sum(firms) if collecting or not any(is_small(n) for n in firms) else None


def read_hub(
    db: Database, area: sqlite3.Row, current: sqlite3.Row | None, scope: Scope, *, collecting: bool = False
) -> Hub:
    """One area's overview in the round for a reader of a scope."""
    round_id = current["id"] if current else None
    alone = replace(scope, area_ids=frozenset({area["id"]}))
    (line,) = read_lines(db, alone, current, collecting=collecting)
    now = store.classifications_until(db, store.last_quarter(db, round_id), alone).get(area["id"])
    then = store.classifications_until(db, _quarter_before(now["quarter"]), alone).get(area["id"]) if now else None
    return Hub(
        area=area,
        line=line,
        result=_told(db, store.results_of(db, round_id, alone).get(area["id"]), scope),
        standing=_standing(db, area["id"], round_id, scope),
        classified=(now, then),
        spoke=_spoke(store.who_spoke(db, area["id"], round_id)),
        indicators=store.indicators_of(db, area["id"], _until(current)),
        designations=areas_store.designations_of(db, area["id"]),
    )


def _spoke(found: sqlite3.Row) -> dict[str, int | None]:
    """Who spoke, as far as it may be told: of ways to speak only where neither way alone was one or two firms'."""
    spoke: dict[str, int | None] = dict(found)
    ways = (found["answered"], found["spoke"])
    if any(is_small(n) or is_small(found["firms"] - n) for n in ways):
        spoke |= {"answered": None, "spoke": None}
    return spoke | {"firms": told(found["firms"])}


def _told(db: Database, result: sqlite3.Row | None, scope: Scope) -> Item | None:
    return told_store.results_told(db, [result], scope)[0] if result else None


def _standing(db: Database, area_id: str, round_id: str | None, scope: Scope) -> str:
    """Who set the area's level, in words."""
    result = _told(db, standing_result(db, round_id, area_id) if round_id else None, scope)
    return standing_sentence(db, result) if result else ""


def _until(current: sqlite3.Row | None) -> str:
    return current["ends_on"][:7] if current else NO_END


def _quarter_before(quarter: str) -> str:
    year, number = int(quarter[:4]), int(quarter[5])
    return f"{year - 1}Q4" if number == 1 else f"{year}Q{number - 1}"
