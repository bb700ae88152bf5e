"""SQL of indicators and their values. A value is never changed: what is newer is another vintage."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

import numpy as np
from sqlite_utils import Database

from app.db import row, rows, scalar
from app.monitoring.method.indicators import Indicator
from app.monitoring.observations.panel import Panel, Series, panel_of
from app.monitoring.observations.quarters import months_between

INDICATOR = "code, name_ko, name_en, unit, unit_en, kind, bad, source_ko, position"
PLACE = "coalesce(area_id, region)"
NO_END = "9999-12"
REGIONS = ("busan", "nation")  # in the order of the alphabet: the first and the last

# Indicators and policy -------------------------------------------------------------------------------------


def put_indicators(db: Database, indicators: Iterable[Indicator]) -> None:
    """Insert the indicators; of those that are there, only the words and the order change."""
    db.conn.executemany(
        f"""insert into indicator({INDICATOR})
            values (:code, :name_ko, :name_en, :unit, :unit_en, :kind, :bad, :source_ko, :position)
            on conflict(code) do update set name_ko = excluded.name_ko, name_en = excluded.name_en,
              source_ko = excluded.source_ko, position = excluded.position""",
        [asdict(each) for each in indicators],
    )


def list_indicators(db: Database) -> tuple[Indicator, ...]:
    """All indicators in their order."""
    found = rows(db, f"select {INDICATOR} from indicator order by position, code")
    return tuple(Indicator(**dict(r)) for r in found)


def newest_scheme(db: Database, code: str) -> sqlite3.Row | None:
    """Hash and definition of a scheme's newest version: its "monitoring" part holds the rules.

    The table belongs to evaluation; monitoring reads it as configuration.
    """
    return row(db, "select sha256, definition from scheme where code = ? order by number desc limit 1", [code])


def scheme_by_hash(db: Database, sha256: str) -> sqlite3.Row | None:
    return row(db, "select sha256, definition from scheme where sha256 = ?", [sha256])


# Values as of a day ----------------------------------------------------------------------------------------


def newest_publication(db: Database, until: str) -> str | None:
    """The newest publication date up to a day, or None where nothing was published by then."""
    return scalar(db, "select max(published_on) from vintage where published_on <= ?", [until])


def state(db: Database) -> tuple[object, ...]:
    """What is another as soon as a value, an area's row or a classification came: the file, and the last of each.

    All three are only ever appended to.
    """
    file = rows(db, "pragma database_list")[0]["file"]
    tables = ("vintage", "area_version", "classification")
    return (file, *(scalar(db, f"select max(rowid) from {table}") for table in tables))


def month_range(db: Database, as_of: str) -> tuple[str, str] | None:
    """First and last month with a value published by a day; None without any."""
    end = "select month from vintage where firm_id is null and published_on <= ? order by month {} limit 1"
    first, last = (scalar(db, end.format(order), [as_of]) for order in ("asc", "desc"))
    return (first, last) if first else None


def first_publications(db: Database, months: Sequence[str], *, as_of: str) -> list[str]:
    """The days on which areas' values of some months first came out by a day, in order, one per value."""
    found = rows(
        db,
        f"""select min(published_on) as first from vintage
            where firm_id is null and area_id is not null and published_on <= ? and month in ({_marks(months)})
            group by area_id, indicator_code, month order by first""",
        [as_of, *months],
    )
    return [r[0] for r in found]


def values_as_of(
    db: Database, as_of: str, *, area_ids: Sequence[str] | None = None, last: str = NO_END
) -> list[sqlite3.Row]:
    """The newest vintage of each value by a day: place, indicator_code, month, value, id, published_on.

    A place is an area's id, "busan" or "nation"; with `area_ids` only those areas and both regions.
    """
    # SQLite takes the other columns from the row of the one max(); a second min() or max() would break that.
    # Of all vintages, so that a correction of the same day counts as a revision too.
    which = "1" if area_ids is None else f"(region is not null or area_id in ({_marks(area_ids)}))"
    return rows(
        db,
        f"""select {PLACE} as place, indicator_code, month, value, id, published_on,
              max(published_on || printf('#%06d', correction)) as newest,
              count(*) as vintages, count(distinct value) > 1 as revised
            from vintage
            where firm_id is null and published_on <= ? and month <= ? and {which}
            group by {PLACE}, indicator_code, month""",
        [as_of, last, *(area_ids or ())],
    )


def panel(db: Database, as_of: str, *, codes: Sequence[str], areas: Sequence[str], last: str | None = None) -> Panel:
    """Values of areas and both regions as of a day, from the first month known to `last` (or the newest)."""
    known = month_range(db, as_of)
    months = months_between(known[0], last or known[1]) if known else ()
    span = (min(areas), max(areas)) if areas else ("", "")
    return panel_of(_series(db, as_of, last or NO_END, span), areas=areas, codes=codes, months=months)


def _series(db: Database, as_of: str, last: str, span: tuple[str, str]) -> Iterator[Series]:
    """Each place's series of an indicator by a day; a month's vintages one behind the other, the newest last.

    One row a series instead of one a value: a nation has ten million values. The named index gives the order of the
    vintages; 17 digits give every number back as it was. `span` is the first and the last area's id.
    """
    for column, index, (first, final) in (("area_id", "vintage_area", span), ("region", "vintage_region", REGIONS)):
        cursor = db.conn.cursor()
        cursor.row_factory = None
        cursor.execute(
            f"""select {column}, indicator_code, group_concat(month), group_concat(printf('%!.17g', value))
                from vintage indexed by {index}
                where {column} between ? and ? and published_on <= ? and month <= ?
                group by {column}, indicator_code""",
            [first, final, as_of, last],
        )
        for place, code, months, values in cursor:
            yield place, code, months.split(","), np.fromstring(values, sep=",")


def revised_counts(db: Database, as_of: str, *, first: str, last: str) -> dict[str, int]:
    """Area id to how many of its values of some months were revised by a day."""
    found = rows(
        db,
        """select area_id, count(*) from (
             select area_id from vintage
             where firm_id is null and area_id is not null and published_on <= ? and month between ? and ?
             group by area_id, indicator_code, month having min(value) <> max(value))
           group by area_id""",
        [as_of, first, last],
    )
    return {r[0]: r[1] for r in found}


def known_counts(db: Database, as_of: str, *, first: str, last: str) -> dict[str, int]:
    """Area id to how many values (indicator and month) of some months are known by a day."""
    found = rows(
        db,
        """select area_id, count(distinct indicator_code || month) from vintage
           where firm_id is null and area_id is not null and published_on <= ? and month between ? and ? group by area_id""",
        [as_of, first, last],
    )
    return {r[0]: r[1] for r in found}


# Importing -------------------------------------------------------------------------------------------------


def known_values(db: Database, *, first: str, last: str) -> dict[tuple[str, str, str, str], sqlite3.Row]:
    """(place, indicator, month, published_on) to value, file_name, source_row and correction: the last of each day."""
    found = rows(
        db,
        """select coalesce(area_id, firm_id, region) as place, indicator_code, month, published_on, value,
              run.file_name, source_row, correction
            from observation join import_run run on run.id = import_id
            where month between ? and ?""",
        [first, last],
    )
    return {(r["place"], r["indicator_code"], r["month"], r["published_on"]): r for r in found}


def insert_observations(db: Database, values: Iterable[tuple[object, ...]]) -> None:
    """Append values (id, area, firm, region, indicator, month, value, published_on, import, row, correction, mark)."""
    db.conn.executemany(
        """insert into vintage(id, area_id, firm_id, region, indicator_code, month, value, published_on, import_id,
             source_row, correction, mark) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        values,
    )


def insert_absences(db: Database, absences: Iterable[tuple[object, ...]]) -> None:
    """Append that figures were not published (id, area_id, region, indicator, month, reason, published_on, import, row)."""
    db.conn.executemany(
        """insert into absence(id, area_id, region, indicator_code, month, reason, published_on, import_id, source_row)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
        absences,
    )


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
