"""All SQL of areas, firms, industries, clusters, rounds and the runs that imported them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.anonymity import LEAST_FIRMS
from app.areas.columns import Designated
from app.clock import now
from app.db import row, rows, scalar
from app.ids import new_id
from app.tables.tabular import Table

# Areas -----------------------------------------------------------------------------------------------------


def find_area(db: Database, area_id: str) -> sqlite3.Row | None:
    return row(db, "select * from area where id = ?", [area_id])


def area_ids_by_code(db: Database) -> dict[str, str]:
    """Every area's code to its id."""
    return {r["code"]: r["id"] for r in rows(db, "select code, id from area")}


def list_areas(db: Database, scope: Scope, on: str | None = None) -> list[sqlite3.Row]:
    """The areas of a scope in the order of their codes; with a day, without those that had closed before it."""
    there = "(:on is null or ends_on is null or ends_on >= :on)"
    return rows(db, f"select * from area where {scope.sql('id')} and {there} order by code", {"on": on})


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


def areas_by_code(db: Database) -> dict[str, dict[str, Any]]:
    """Every area's code to its whole row."""
    return {r["code"]: dict(r) for r in rows(db, "select * from area")}


def insert_area(db: Database, area_id: str, code: str, fields: dict[str, Any]) -> None:
    _insert(db, "area", {"id": area_id, "code": code, **fields, "created_at": now()})


def update_area(db: Database, area_id: str, fields: dict[str, Any]) -> None:
    _update(db, "area", area_id, fields)


def cluster_codes_of(db: Database, area_id: str) -> set[str]:
    found = rows(db, "select cluster_code from area_cluster where area_id = ?", [area_id])
    return {r["cluster_code"] for r in found}


def replace_clusters(db: Database, area_id: str, codes: Iterable[str]) -> None:
    db.conn.execute("delete from area_cluster where area_id = ?", [area_id])
    db.conn.executemany("insert into area_cluster(area_id, cluster_code) values (?, ?)", [(area_id, c) for c in codes])


def designated_of(db: Database, area_id: str) -> set[Designated]:
    return {Designated(r["name"], r["since"], r["until"]) for r in designations_of(db, area_id)}


def replace_designations(db: Database, area_id: str, designations: Iterable[Designated]) -> None:
    db.conn.execute("delete from designation where area_id = ?", [area_id])
    db.conn.executemany(
        "insert into designation(id, area_id, name, since, until) values (?, ?, ?, ?, ?)",
        [(new_id(), area_id, d.name, d.since, d.until) for d in designations],
    )


# Firms -----------------------------------------------------------------------------------------------------


def find_firm(db: Database, firm_id: str) -> sqlite3.Row | None:
    return row(db, "select * from firm where id = ?", [firm_id])


def firms_by_code(db: Database) -> dict[str, dict[str, Any]]:
    """Every firm's code to its whole row."""
    return {r["code"]: dict(r) for r in rows(db, "select * from firm")}


def firms_with_voice(db: Database) -> set[str]:
    """Ids of the firms that have answered or spoken in any round."""
    return {r["firm_id"] for r in rows(db, "select distinct firm_id from respondent where firm_id is not null")}


def insert_firm(db: Database, firm_id: str, code: str, fields: dict[str, Any]) -> None:
    _insert(db, "firm", {"id": firm_id, "code": code, **fields, "created_at": now()})


def update_firm(db: Database, firm_id: str, fields: dict[str, Any]) -> None:
    _update(db, "firm", firm_id, fields)


# Presets: industries and clusters --------------------------------------------------------------------------


def list_industries(db: Database) -> list[sqlite3.Row]:
    return rows(db, "select * from industry order by position")


def list_clusters(db: Database) -> list[sqlite3.Row]:
    return rows(db, "select * from cluster order by position")


def insert_industries(db: Database, listed: list[dict[str, Any]]) -> int:
    """Insert the industries that are missing; returns how many."""
    return db.conn.executemany(
        """insert into industry(code, name_ko, name_en, kind, position) values (?, ?, ?, ?, ?)
           on conflict do nothing""",
        [(i["code"], i["name_ko"], i["name_en"], i["kind"], n) for n, i in enumerate(listed, start=1)],
    ).rowcount


def insert_clusters(db: Database, listed: list[dict[str, Any]]) -> int:
    """Insert the clusters that are missing; returns how many."""
    return db.conn.executemany(
        "insert into cluster(code, name_ko, name_en, position) values (?, ?, ?, ?) on conflict do nothing",
        [(c["code"], c["name_ko"], c["name_en"], n) for n, c in enumerate(listed, start=1)],
    ).rowcount


# Rounds ----------------------------------------------------------------------------------------------------


def find_round(db: Database, code: str) -> sqlite3.Row | None:
    return row(db, "select * from round where code = ?", [code])


def list_rounds(db: Database) -> list[sqlite3.Row]:
    """Rounds newest first."""
    return rows(db, "select * from round order by starts_on desc")


def rounds_collected(db: Database) -> list[sqlite3.Row]:
    """Rounds newest first, each with what was collected in it.

    `respondents` is None where they are too few to tell, or less those of the other areas would be one area's.
    """
    return rows(
        db,
        """with there as (
             select re.round_id, ra.area_id, count(*) as n from respondent re
               join respondent_area ra on ra.respondent_id = re.id group by re.round_id, ra.area_id)
           select round.*,
             (select case when count(*) between 1 and :most or (
                 select sum(n) from there where round_id = round.id and n <= :most) between 1 and :most
               then null else count(*) end from respondent where round_id = round.id and nobody = 0) as respondents,
             (select group_concat(code, ', ') from
                (select code from wave where round_id = round.id order by code)) as waves
           from round order by starts_on desc""",
        {"most": LEAST_FIRMS - 1},
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


def insert_wave(db: Database, wave_id: str, *, round_id: str, code: str, starts_on: str, ends_on: str) -> None:
    db.conn.execute(
        "insert into wave(id, round_id, code, starts_on, ends_on) values (?, ?, ?, ?, ?)",
        [wave_id, round_id, code, starts_on, ends_on],
    )


def insert_round_day(db: Database, round_id: str, day: str, *, person_id: str | None) -> None:
    db.conn.execute(
        "insert into round_day(round_id, as_of, person_id, at) values (?, ?, ?, ?)", [round_id, day, person_id, now()]
    )


def drawn_areas(db: Database, round_id: str) -> list[sqlite3.Row]:
    """The areas drawn by chance for a round's survey, by code."""
    return rows(
        db,
        """select d.*, a.code, a.name_ko, a.name_en from drawn_area d join area a on a.id = d.area_id
           where d.round_id = ? order by a.code""",
        [round_id],
    )


def insert_drawn(db: Database, round_id: str, area_ids: Iterable[str], *, quarter: str, among: int, seed: str) -> None:
    """Keep the areas drawn by chance among so many stable ones of a quarter; drawn once a round."""
    kept = [(round_id, area_id, quarter, among, seed, now()) for area_id in area_ids]
    db.conn.executemany("insert into drawn_area values (?, ?, ?, ?, ?, ?)", kept)


def insert_import_run(db: Database, table: Table, *, kind: str, person_id: str | None, count: int | None = None) -> str:
    """Note the file that was brought and return the run's id; `count` where it is not the table's number of rows."""
    run_id = new_id()
    db.conn.execute(
        """insert into import_run(id, kind, file_name, sha256, rows, person_id, at)
           values (?, ?, ?, ?, ?, ?, ?)""",
        [run_id, kind, table.file_name, table.sha256, len(table.rows) if count is None else count, person_id, now()],
    )
    return run_id


def recent_imports(db: Database, kinds: Iterable[str], limit: int = 10) -> list[sqlite3.Row]:
    """The newest import runs of some kinds, with who brought them."""
    kinds = list(kinds)
    return rows(
        db,
        f"""select import_run.*, person.name as person_name
            from import_run left join person on person.id = import_run.person_id
            where kind in ({", ".join("?" * len(kinds))}) order by at desc limit ?""",
        [*kinds, limit],
    )


def imported_since(
    db: Database, kind: str, sha256: str, *, since: str, person_id: str | None = None
) -> sqlite3.Row | None:
    """The newest run of a kind that brought a file of that hash since an instant (of one person, where given)."""
    return row(
        db,
        """select * from import_run where kind = ? and sha256 = ? and at >= ? and (? is null or person_id = ?)
           order by at desc limit 1""",
        [kind, sha256, since, person_id, person_id],
    )


def _insert(db: Database, table: str, values: dict[str, Any]) -> None:
    """Insert a row; table and column names are this file's own, never a person's."""
    marks = ", ".join(f":{key}" for key in values)
    db.conn.execute(f"insert into {table}({', '.join(values)}) values ({marks})", values)


def _update(db: Database, table: str, row_id: str, values: dict[str, Any]) -> None:
    sets = ", ".join(f"{key} = :{key}" for key in values)
    db.conn.execute(f"update {table} set {sets} where id = :id", {**values, "id": row_id})


def names_of_firms(db: Database) -> list[str]:
    """Every firm of the register."""
    return [r["name"] for r in rows(db, "select name from firm")]


def state_of_firms(db: Database) -> int:
    """A number that no other set of firms' names has, in this file or any other."""
    return int(scalar(db, "select state from firm_state"))
