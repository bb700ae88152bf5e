"""SQL that shows single observations: which file and row a value came from, and its vintages."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import row, rows, scalar

FROM = """from vintage o join indicator i on i.code = o.indicator_code
  join import_run run on run.id = o.import_id left join person on person.id = run.person_id
  left join firm on firm.id = o.firm_id left join area on area.id = coalesce(o.area_id, firm.area_id)"""
SHOWN = """o.id, o.area_id, o.firm_id, o.region, o.indicator_code, o.month, o.value, o.published_on,
  o.source_row, o.import_id, o.correction, o.mark, area.id as place_id, area.name_ko as area_ko, area.name_en as area_en,
  area.code as area_code, firm.name as firm_name, firm.code as firm_code, i.name_ko, i.name_en, i.unit, i.unit_en, i.kind,
  i.source_ko, run.file_name, run.sha256, run.at, person.name as person_name"""
KEY = ("area_id", "firm_id", "region", "indicator_code", "month")
ABOUT = "coalesce({0}area_id, {0}firm_id, {0}region), {0}indicator_code, {0}month"
OTHER_VINTAGE = f"""({ABOUT.format("o.")}) in (
  select {ABOUT.format("")} from vintage group by {ABOUT.format("")} having count(*) > 1)"""
SORTS = {
    "month": "o.month desc, i.position, area.code, o.published_on desc, o.correction desc, o.id",
    "published": "o.published_on desc, o.month desc, i.position, area.code, o.id",
}


@dataclass(frozen=True)
class Wanted:
    """Which rows to list; an empty text asks for nothing. `place` is an area's id, "busan" or "nation"."""

    place: str = ""
    indicator: str = ""
    month: str = ""
    run: str = ""
    revised: bool = False


def find_observation(db: Database, observation_id: str, scope: Scope) -> sqlite3.Row | None:
    """One value with where it came from; None where there is none or its area is out of scope."""
    return row(db, f"select {SHOWN} {FROM} where o.id = ? and {_seen(scope)}", [observation_id])


def vintages_of(db: Database, found: sqlite3.Row) -> list[sqlite3.Row]:
    """All vintages of a value, oldest first."""
    same = " and ".join(f"o.{key} is :{key}" for key in KEY)
    return rows(
        db,
        f"select {SHOWN} {FROM} where {same} order by o.published_on, o.correction",
        {key: found[key] for key in KEY},
    )


def absences_of(
    db: Database, place: str, *, until: str, indicator: str = "", month: str = ""
) -> dict[tuple[str, str], list[sqlite3.Row]]:
    """(indicator, month) to the figures a place's sources withheld or did not know by a day, oldest first.

    A place is an area's id, "busan" or "nation"; indicator and month narrow where given.
    """
    found: dict[tuple[str, str], list[sqlite3.Row]] = {}
    for r in rows(
        db,
        """select a.*, run.file_name from absence a join import_run run on run.id = a.import_id
           where coalesce(a.area_id, a.region) = ? and a.published_on <= ?
             and ? in ('', a.indicator_code) and ? in ('', a.month) order by a.published_on, a.id""",
        [place, until, indicator, month],
    ):
        found.setdefault((r["indicator_code"], r["month"]), []).append(r)
    return found


def list_observations(
    db: Database, scope: Scope, wanted: Wanted, *, sort: str = "month", limit: int = -1, offset: int = 0
) -> tuple[list[sqlite3.Row], int]:
    """Rows as they were imported, and how many there are."""
    where, values = [_seen(scope)], []
    for value, condition in (
        (wanted.place, "coalesce(area.id, o.region) = ?"),
        (wanted.indicator, "o.indicator_code = ?"),
        (wanted.month, "o.month = ?"),
        (wanted.run, "o.import_id = ?"),
    ):
        if value:
            where.append(condition)
            values.append(value)
    if wanted.revised:
        where.append(OTHER_VINTAGE)
    body = f"{FROM} where {' and '.join(where)}"
    total = scalar(db, f"select count(*) {body}", values)
    listed = f"select {SHOWN} {body} order by {SORTS[sort]} limit ? offset ?"
    return rows(db, listed, [*values, limit, offset]), total


def _seen(scope: Scope) -> str:
    """Regions are everybody's; a firm's value is shown where its area is."""
    return f"(o.region is not null or {scope.sql('area.id')})"
