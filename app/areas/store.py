"""All SQL of areas, firms, industries, clusters, rounds, respondents and the runs that imported them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import row, rows, scalar

# Areas -----------------------------------------------------------------------------------------------------


def find_area(db: Database, area_id: str) -> sqlite3.Row | None:
    return row(db, "select * from area where id = ?", [area_id])


def area_ids_by_code(db: Database) -> dict[str, str]:
    """Every area's code to its id."""
    return {r["code"]: r["id"] for r in rows(db, "select code, id from area")}


def list_areas(db: Database, scope: Scope) -> list[sqlite3.Row]:
    """The areas of a scope in the order of their codes."""
    return rows(db, f"select * from area where {scope.sql('id')} order by code")


def clusters_of_areas(db: Database) -> dict[str, list[sqlite3.Row]]:
    """Area id to its clusters, in the clusters' order."""
    found: dict[str, list[sqlite3.Row]] = {}
    for r in rows(
        db,
        """select ac.area_id, c.* from area_cluster ac join cluster c on c.code = ac.cluster_code
           order by c.position""",
    ):
        found.setdefault(r["area_id"], []).append(r)
    return found


def designations_of(db: Database, area_id: str) -> list[sqlite3.Row]:
    return rows(db, "select * from designation where area_id = ? order by since, name", [area_id])


# Firms -----------------------------------------------------------------------------------------------------


def find_firm(db: Database, firm_id: str) -> sqlite3.Row | None:
    return row(db, "select * from firm where id = ?", [firm_id])


def firm_ids_by_code(db: Database) -> dict[str, str]:
    """Every firm's code to its id."""
    return {r["code"]: r["id"] for r in rows(db, "select code, id from firm")}


# Presets: industries and clusters --------------------------------------------------------------------------


def list_industries(db: Database) -> list[sqlite3.Row]:
    return rows(db, "select * from industry order by position")


def list_clusters(db: Database) -> list[sqlite3.Row]:
    return rows(db, "select * from cluster order by position")


# Rounds ----------------------------------------------------------------------------------------------------


def find_round(db: Database, code: str) -> sqlite3.Row | None:
    return row(db, "select * from round where code = ?", [code])


def list_rounds(db: Database) -> list[sqlite3.Row]:
    """Rounds newest first, each with what was collected in it."""
    return rows(
        db,
        """select round.*,
             (select count(*) from respondent where round_id = round.id) as respondents,
             (select group_concat(code, ', ') from
                (select code from wave where round_id = round.id order by code)) as waves
           from round order by starts_on desc""",
    )


def insert_round(
    db: Database, round_id: str, *, code: str, name_ko: str, name_en: str, starts_on: str, ends_on: str
) -> None:
    db.conn.execute(
        "insert into round(id, code, name_ko, name_en, starts_on, ends_on) values (?, ?, ?, ?, ?, ?)",
        [round_id, code, name_ko, name_en, starts_on, ends_on],
    )


def has_wave(db: Database, code: str) -> bool:
    return scalar(db, "select 1 from wave where code = ?", [code]) is not None


def insert_wave(
    db: Database, wave_id: str, *, round_id: str, code: str, starts_on: str, ends_on: str
) -> None:
    db.conn.execute(
        "insert into wave(id, round_id, code, starts_on, ends_on) values (?, ?, ?, ?, ?)",
        [wave_id, round_id, code, starts_on, ends_on],
    )


# Respondents -----------------------------------------------------------------------------------------------


def respondent_of_firm(db: Database, round_id: str, firm_id: str) -> str | None:
    return scalar(db, "select id from respondent where round_id = ? and firm_id = ?", [round_id, firm_id])


def respondent_by_label(
    db: Database, round_id: str, kind: str, label: str, area_id: str | None
) -> str | None:
    """An unlisted respondent of that kind and label; with an area, one who speaks of that area."""
    return scalar(
        db,
        """select id from respondent r
           where round_id = :round and kind = :kind and firm_id is null and label = :label
             and (:area is null or exists (
               select 1 from respondent_area ra where ra.respondent_id = r.id and ra.area_id = :area))
           order by id limit 1""",
        {"round": round_id, "kind": kind, "label": label, "area": area_id},
    )


def insert_respondent(
    db: Database, respondent_id: str, *, round_id: str, kind: str, firm_id: str | None, label: str
) -> None:
    db.conn.execute(
        "insert into respondent(id, round_id, kind, firm_id, label) values (?, ?, ?, ?, ?)",
        [respondent_id, round_id, kind, firm_id, label],
    )


def add_respondent_areas(db: Database, respondent_id: str, area_ids: Iterable[str]) -> None:
    """Areas the respondent speaks of; those already there stay."""
    db.conn.executemany(
        "insert into respondent_area(respondent_id, area_id) values (?, ?) on conflict do nothing",
        [(respondent_id, area_id) for area_id in area_ids],
    )


# Import runs -----------------------------------------------------------------------------------------------


def insert_import_run(
    db: Database, run_id: str, *, kind: str, file_name: str, sha256: str, count: int, person_id: str | None
) -> None:
    db.conn.execute(
        """insert into import_run(id, kind, file_name, sha256, rows, person_id, at)
           values (?, ?, ?, ?, ?, ?, ?)""",
        [run_id, kind, file_name, sha256, count, person_id, now()],
    )
