"""SQL of column mappings: what a person said a source's columns are. The newest of a kind and name is used."""

from __future__ import annotations

import json
import sqlite3

from sqlite_utils import Database

from app.clock import now
from app.db import row, rows
from app.ids import new_id
from app.tables.mapping import Mapping, from_dict

NEWEST = """select m.*, person.name as person_name from column_mapping m left join person on person.id = m.person_id
  where m.kind = ? and not exists (
    select 1 from column_mapping later where later.kind = m.kind and later.name = m.name and later.id > m.id)"""


def insert_mapping(db: Database, kind: str, mapping: Mapping, person_id: str | None) -> str:
    """Keep a mapping under its name; returns its id."""
    mapping_id = new_id()
    db.conn.execute(
        "insert into column_mapping(id, kind, name, definition, person_id, at) values (?, ?, ?, ?, ?, ?)",
        [mapping_id, kind, mapping.name, json.dumps(mapping.as_dict(), ensure_ascii=False), person_id, now()],
    )
    return mapping_id


def list_mappings(db: Database, kind: str) -> list[sqlite3.Row]:
    """The mappings of a kind, the newest first."""
    return rows(db, f"{NEWEST} order by m.id desc", [kind])


def find_mapping(db: Database, kind: str, name: str) -> Mapping | None:
    found = row(db, f"{NEWEST} and m.name = ?", [kind, name])
    return mapping_of(found) if found else None


def mapping_of(found: sqlite3.Row) -> Mapping:
    return from_dict(found["name"], json.loads(found["definition"]))
