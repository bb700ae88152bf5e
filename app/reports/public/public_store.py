"""SQL of what is published: levels the council decided or the ministry confirmed, names that must not stand anywhere."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import rows
from app.evaluation.round.standing_store import STANDING


def decided(db: Database, round_id: str, scope: Scope) -> dict[str, sqlite3.Row]:
    """Area to the newest event that decided or confirmed its level, with the day."""
    found = rows(
        db,
        f"""select r.area_id, le.level, le.state, coalesce(le.met_on, le.at) as on_day,
              coalesce(le.level <> r.level, 1) as changed
            from {STANDING} st join area_result r on r.id = st.id join level_event le on le.id = (
              select max(id) from level_event x
              where x.area_result_id = r.id and x.state in ('decided', 'confirmed'))
            where st.round_id = ? and {scope.sql("r.area_id")}""",
        [round_id],
    )
    return {r["area_id"]: r for r in found}
