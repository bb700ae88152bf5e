"""All SQL of the series of a city or a cluster: appended as told, never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from sqlite_utils import Database

from app.clock import now
from app.clusters.series import Value
from app.db import rows


def list_series(db: Database) -> list[sqlite3.Row]:
    return rows(db, "select * from place_series order by position")


def values(db: Database, *, cluster: str | None = None) -> list[Value]:
    """Every figure ever told (of one cluster, or with "" of the city), in the order in which they came."""
    found = rows(
        db,
        """select id, series_code, coalesce(cluster_code, ''), starts_on, ends_on, value, source, as_of,
             w.value_id is not null from place_value v left join place_value_wrong w on w.value_id = v.id
           where :cluster is null or coalesce(cluster_code, '') = :cluster order by id""",
        {"cluster": cluster},
    )
    return [Value(*r) for r in found]


def told_by(db: Database) -> dict[int, sqlite3.Row]:
    """Figure to the file and row it came with, and who brought it."""
    found = rows(
        db,
        """select v.id, v.at, v.source_row, i.file_name, p.name as person_name from place_value v
           left join import_run i on i.id = v.import_id left join person p on p.id = v.person_id""",
    )
    return {r["id"]: r for r in found}


def take_back(db: Database, value_id: int, *, person_id: str) -> bool:
    """Mark a figure as told by mistake; False where it was already."""
    done = db.conn.execute(
        "insert into place_value_wrong values (?, ?, ?) on conflict do nothing", [value_id, person_id, now()]
    )
    return done.rowcount > 0


def insert_series(db: Database, listed: Sequence[dict[str, str]]) -> int:
    """Insert the series that are missing; returns how many."""
    return db.conn.executemany(
        "insert into place_series values (:code, :name_ko, :name_en, :unit, :position) on conflict do nothing",
        [{**each, "position": n} for n, each in enumerate(listed, start=1)],
    ).rowcount


def insert_value(
    db: Database,
    value: Value,
    *,
    import_id: str | None = None,
    source_row: int | None = None,
    person_id: str | None = None,
) -> None:
    db.conn.execute(
        """insert into place_value(series_code, cluster_code, starts_on, ends_on, value, source, as_of, import_id,
             source_row, person_id, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            *(value.series, value.cluster or None, value.starts_on, value.ends_on, value.value, value.source),
            *(value.as_of, import_id, source_row, person_id, now()),
        ],
    )
