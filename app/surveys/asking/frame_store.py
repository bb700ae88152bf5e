"""SQL of whom a survey asks: its areas and firms as they stand, and every change of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import row, rows, scalar
from app.surveys.asking.frame import answered, area_out, framed, framed_area
from app.surveys.asking.store import plain


def areas_of(db: Database, survey_id: str, scope: Scope, *, search: str = "", district: str = "") -> list[sqlite3.Row]:
    """Areas of the scope with their firms, how many of these the survey asks (`framed`), and its returns.

    `asked`: anybody there is asked; `out`: the area was taken out, though single firms of it may be asked.
    """
    return rows(
        db,
        f"""select a.id, a.code, a.name_ko, a.name_en, a.district, {framed_area("a.id", ":survey")} as asked,
              {area_out("a.id", ":survey")} as out,
              (select count(*) from firm f where f.area_id = a.id) as firms,
              (select count(*) from firm f where f.area_id = a.id and {framed("f", ":survey")}) as framed,
              (select count(*) from standing_response r where r.survey_id = :survey and r.area_id = a.id) as responses
            from area a where {scope.sql("a.id")} and (:district = '' or a.district = :district)
              and (a.code || ' ' || a.name_ko || ' ' || a.name_en) like :search escape '\\' order by a.code""",
        {"survey": survey_id, "district": district, "search": f"%{plain(search)}%"},
    )


def asked_areas(db: Database, survey_id: str, scope: Scope) -> list[sqlite3.Row]:
    """The areas of the scope in which the survey asks anybody."""
    sql = f"select a.* from area a where {scope.sql('a.id')} and {framed_area('a.id', ':survey')} order by a.code"
    return rows(db, sql, {"survey": survey_id})


def asked_firms(db: Database, survey_id: str, area_id: str) -> list[sqlite3.Row]:
    """The firms of an area that the survey asks."""
    sql = f"select f.* from firm f where f.area_id = :area and {framed('f', ':survey')} order by f.code"
    return rows(db, sql, {"survey": survey_id, "area": area_id})


def asks(db: Database, survey_id: str, firm_id: str) -> bool:
    """Whether a survey asks a firm."""
    sql = f"select 1 from firm f where f.id = :firm and {framed('f', ':survey')}"
    return scalar(db, sql, {"survey": survey_id, "firm": firm_id}) is not None


def firms_of(
    db: Database, survey_id: str, scope: Scope, *, search: str = "", after: tuple[str, str] = ("", ""), limit: int = 50
) -> list[sqlite3.Row]:
    """Firms by name or code from a place in the order of area and code on, each with whether the survey asks it."""
    return rows(
        db,
        f"""select f.id, f.code, f.name, f.area_id, a.code as area_code, a.name_ko, a.name_en,
              {framed("f", ":survey")} as asked,
              {answered("f.id", ":survey")} as answered
            from firm f join area a on a.id = f.area_id
            where {scope.sql("f.area_id")} and (f.name || ' ' || f.code) like :search escape '\\'
              and (a.code, f.code) > (:area, :firm) order by a.code, f.code limit :limit""",
        {"survey": survey_id, "search": f"%{plain(search)}%", "area": after[0], "firm": after[1], "limit": limit},
    )


def find_firms(db: Database, scope: Scope, firm_ids: Sequence[str]) -> list[sqlite3.Row]:
    """Those of some firms that lie in the scope."""
    sql = f"select * from firm f where f.id in (select value from json_each(?)) and {scope.sql('f.area_id')}"
    return rows(db, sql, [json.dumps(list(firm_ids))])


def insert_changes(
    db: Database,
    survey_id: str,
    places: Sequence[tuple[str, str | None]],
    act: str,
    reason: str,
    *,
    person_id: str | None,
) -> None:
    """Append what is taken out or in: pairs of area and firm, the firm None for the whole area."""
    at = now()  # one act, one moment: the page tells it as one
    db.conn.executemany(
        """insert into survey_frame_change(survey_id, area_id, firm_id, act, reason, person_id, at)
           values (?, ?, ?, ?, ?, ?, ?)""",
        [(survey_id, area, firm, act, reason, person_id, at) for area, firm in places],
    )


def changes_of(db: Database, survey_id: str, scope: Scope, limit: int = 100) -> list[sqlite3.Row]:
    """What was taken out or in, newest first: acts of one moment, reason and person together, with a sample of names."""
    return rows(
        db,
        f"""select c.act, c.reason, c.at, p.name as person_name, c.firm_id is not null as single, count(*) as places,
              group_concat(coalesce(f.name, a.code), ', ') as names
            from survey_frame_change c join area a on a.id = c.area_id left join firm f on f.id = c.firm_id
              left join person p on p.id = c.person_id
            where c.survey_id = ? and {scope.sql("c.area_id")}
            group by c.act, c.reason, c.at, c.person_id, single order by max(c.id) desc limit ?""",
        [survey_id, limit],
    )


def framed_firms(db: Database, survey_id: str, scope: Scope) -> sqlite3.Row:
    """Firms of the scope that the survey asks (`firms`), and how many of them answered (`answered`)."""
    found = row(
        db,
        f"""select count(*) as firms, coalesce(sum({answered("f.id", ":survey")}), 0) as answered
            from firm f where {scope.sql("f.area_id")} and {framed("f", ":survey")}""",
        {"survey": survey_id},
    )
    assert found is not None
    return found


def totals(db: Database, survey_id: str) -> sqlite3.Row:
    """Of all areas: how many the survey asks (`areas`) of how many (`all_areas`), and so for firms."""
    found = row(
        db,
        f"""select (select count(*) from area a where {framed_area("a.id", ":survey")}) as areas,
              (select count(*) from area) as all_areas,
              (select count(*) from firm f where {framed("f", ":survey")}) as firms,
              (select count(*) from firm) as all_firms""",
        {"survey": survey_id},
    )
    assert found is not None
    return found
