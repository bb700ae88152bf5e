"""All SQL of clusters and zones: which areas lie where, and what is known of a zone wherever it lies."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.clusters.zones import Designation
from app.db import row, rows
from app.ids import new_id


def find_cluster(db: Database, code: str) -> sqlite3.Row | None:
    return row(db, "select * from cluster where code = ?", [code])


def areas_of_clusters(db: Database, scope: Scope) -> dict[str, list[str]]:
    """Cluster to the areas of a scope that lie in it."""
    found: dict[str, list[str]] = defaultdict(list)
    for r in rows(db, f"select area_id, cluster_code from area_cluster where {scope.sql('area_id')}"):
        found[r["cluster_code"]].append(r["area_id"])
    return found


def designations(db: Database, scope: Scope, *, area_id: str = "") -> list[Designation]:
    """The designations of the areas of a scope (of one area, where given), by zone and beginning."""
    found = rows(
        db,
        f"""select d.area_id, z.id, d.name, d.since, d.until from designation d join zone z on z.name = d.name
            where {scope.sql("d.area_id")} and (:area = '' or d.area_id = :area) order by d.name, d.since""",
        {"area": area_id},
    )
    return [Designation(*r) for r in found]


def list_zones(db: Database) -> list[sqlite3.Row]:
    return rows(db, "select * from zone order by name")


def find_zone(db: Database, zone_id: str) -> sqlite3.Row | None:
    return row(db, "select * from zone where id = ?", [zone_id])


def zones_by_name(db: Database) -> dict[str, sqlite3.Row]:
    return {r["name"]: r for r in list_zones(db)}


def insert_zone(db: Database, name: str, kind: str, legal_basis: str, source: str, as_of: str | None) -> str:
    zone_id = new_id()
    db.conn.execute(
        "insert into zone values (?, ?, ?, ?, ?, ?, ?)", [zone_id, name, kind, legal_basis, source, as_of, now()]
    )
    return zone_id


def update_zone(db: Database, zone_id: str, kind: str, legal_basis: str, source: str, as_of: str | None) -> None:
    db.conn.execute(
        "update zone set kind = ?, legal_basis = ?, source = ?, as_of = ?, changed_at = ? where id = ?",
        [kind, legal_basis, source, as_of, now(), zone_id],
    )


def put_designation(db: Database, area_id: str, name: str, since: str | None, until: str | None) -> str:
    """Keep a designation of an area: of the same name and beginning its end is changed. Returns what was done."""
    found = row(
        db,
        "select id, until from designation where area_id = ? and name = ? and since is ?",
        [area_id, name, since],
    )
    if found is None:
        db.conn.execute(
            "insert into designation(id, area_id, name, since, until) values (?, ?, ?, ?, ?)",
            [new_id(), area_id, name, since, until],
        )
        return "new"
    if until is None or found["until"] == until:
        return "unchanged"
    db.conn.execute("update designation set until = ? where id = ?", [until, found["id"]])
    return "changed"


def firms_of(db: Database, area_ids: Iterable[str]) -> dict[str, int]:
    """Area to how many firms the register has of it."""
    wanted = Scope(frozenset(area_ids))
    found = rows(db, f"select area_id, count(*) as n from firm where {wanted.sql('area_id')} group by area_id")
    return {r["area_id"]: r["n"] for r in found}
