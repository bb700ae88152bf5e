"""All SQL of where areas lie: their coordinates, the boundaries of areas and districts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import rows


def move_area(db: Database, area_id: str, *, latitude: float, longitude: float) -> bool:
    """Put an area somewhere; whether that is somewhere else than before."""
    done = db.conn.execute(
        """update area set latitude = :y, longitude = :x
           where id = :id and (latitude is not :y or longitude is not :x)""",
        {"id": area_id, "x": longitude, "y": latitude},
    )
    return done.rowcount > 0


def insert_boundary(
    db: Database, rings: Sequence[Any], *, area_id: str | None, district: str | None, import_id: str
) -> bool:
    """Append an outline; whether it is another than the newest one."""
    text = json.dumps(rings, separators=(",", ":"))
    newest = rows(
        db,
        "select rings from boundary where area_id is ? and district is ? order by id desc limit 1",
        [area_id, district],
    )
    if newest and newest[0]["rings"] == text:
        return False
    db.conn.execute(
        "insert into boundary(area_id, district, rings, import_id, at) values (?, ?, ?, ?, ?)",
        [area_id, district, text, import_id, now()],
    )
    return True


def boundaries(db: Database, scope: Scope) -> list[sqlite3.Row]:
    """The newest outline of each district, and of each area of a scope."""
    return rows(
        db,
        f"""select area_id, district, rings from boundary where id in (
              select max(id) from boundary group by area_id, district)
            and (area_id is null or {scope.sql("area_id")}) order by district, id""",
    )


def districts(db: Database) -> list[str]:
    """The districts areas lie in."""
    return [r["district"] for r in rows(db, "select distinct district from area order by district")]
