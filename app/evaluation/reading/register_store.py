"""SQL of the register and its observations as they were known at a moment: areas, where firms were, vintages."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from sqlite_utils import Database

from app.db import row, rows, scalar
from app.evaluation.reading.moments import Moment

REGIONS = {"nation": "nation", "city": "busan"}


def areas_known(db: Database, moment: Moment) -> list[sqlite3.Row]:
    """Areas with kind and last day as they were known, by code; the first ones of the register hold for all before."""
    return rows(
        db,
        """with first as (select date(min(at)) || 'T99' as day from area_version),
             own as (select area_id, min(id) as first, max(case when at <= :read_at then id end) as newest
                     from area_version group by area_id)
           select a.id, a.code, v.kind, v.ends_on from own join first
             join area_version v on v.id = coalesce(own.newest, own.first) join area a on a.id = own.area_id
           where own.newest is not null or v.at <= first.day order by a.code""",
        {"read_at": moment.read_at},
    )


def areas_of_firms(db: Database, day: str, moment: Moment) -> dict[str, str]:
    """Firm id to the area it was in on a day as far as that was known; before its first area the first."""
    found = rows(
        db,
        """select f.firm_id, f.area_id from firm_place f
           where f.id = coalesce(
             (select max(x.id) from firm_place x where x.firm_id = f.firm_id
                and date(x.at, '+9 hours') <= :day and x.at <= :read_at),
             (select min(x.id) from firm_place x where x.firm_id = f.firm_id))""",
        {"day": day, "read_at": moment.read_at},
    )
    return {r["firm_id"]: r["area_id"] for r in found}


def round_day(db: Database, round_id: str) -> str | None:
    """The day whose data a round is evaluated on; None: the day it is run."""
    return scalar(db, "select as_of from round_day where round_id = ? order by id desc limit 1", [round_id])


def kinds_of_indicators(db: Database) -> dict[str, str]:
    """Indicator to "level" or "rate"."""
    return {r["code"]: r["kind"] for r in rows(db, "select code, kind from indicator")}


def newest_month(db: Database, codes: Sequence[str], moment: Moment, *, until: str) -> str | None:
    """The newest month any area has a value of, published as of the day, no later than `until`."""
    found = row(
        db,
        f"""select max(month) as month from vintage v
            where area_id is not null and indicator_code in (select value from json_each(:codes))
              and month <= :until and {_known(db, moment)}""",
        {"codes": json.dumps(list(codes)), "until": until, **_days(moment)},
    )
    return found["month"] if found else None


def vintages(
    db: Database, area_ids: Sequence[str], codes: Sequence[str], moment: Moment, *, first: str, last: str
) -> Iterator[tuple[int, list[tuple[str, str, float, str]]]]:
    """For each area its place and its (indicator, month, value, id), the values of a month as they came out."""
    cursor = db.conn.cursor()
    cursor.row_factory = None
    for place, area_id in enumerate(area_ids):
        cursor.execute(_of_place(db, "area_id", moment), _asked(area_id, codes, moment, first, last))
        yield place, cursor.fetchall()


def vintages_of_region(
    db: Database, region: str, codes: Sequence[str], moment: Moment, *, first: str, last: str
) -> list[tuple[str, str, float, str]]:
    """The same of the nation or the city."""
    cursor = db.conn.cursor()
    cursor.row_factory = None
    return cursor.execute(_of_place(db, "region", moment), _asked(region, codes, moment, first, last)).fetchall()


def _of_place(db: Database, column: str, moment: Moment) -> str:
    return f"""select indicator_code, month, value, id from vintage v
               where {column} = :place and indicator_code in (select value from json_each(:codes))
                 and month between :first and :last and {_known(db, moment)}
               order by indicator_code, month, published_on, correction"""


def _asked(place: str, codes: Sequence[str], moment: Moment, first: str, last: str) -> dict[str, str]:
    return {"place": place, "codes": json.dumps(list(codes)), "first": first, "last": last, **_days(moment)}


def _days(moment: Moment) -> dict[str, str]:
    return {"as_of": moment.as_of, "known_at": moment.known_at}


def _known(db: Database, moment: Moment) -> str:
    """That a vintage was published and brought by then; the second is asked only where something came later."""
    later = scalar(db, "select exists (select 1 from import_run where at > ?)", [moment.known_at])
    brought = "v.import_id in (select id from import_run where at <= :known_at)" if later else ":known_at <> ''"
    return f"substr(v.published_on, 1, 10) <= :as_of and {brought}"
