"""SQL of statements by cells: which count under a theme and stance of an area, and what some statements were coded with."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlite_utils import Database

from app.db import rows

# Of so many areas or fewer the statements are looked up from who speaks of them. Chosen, not measured.
FEW_AREAS = 20


def statements(
    db: Database, round_id: str, areas: Collection[str], stance: str = ""
) -> list[tuple[int, str, str, str]]:
    """Every statement that counts, under each theme and area: its row number, area, theme, stance; at least of these
    areas. Plain rows, for of fifty thousand named ones take twice as long."""
    few = len(areas) <= FEW_AREAS
    order = "respondent_area ra cross join named_now n" if few else "named_now n cross join respondent_area ra"
    cursor = db.conn.cursor()
    cursor.row_factory = None
    return cursor.execute(
        f"""select s.rowid, ra.area_id, n.theme_code, n.stance from {order} cross join segment s
            where n.respondent_id = ra.respondent_id and s.id = n.segment_id and n.round_id = :round
              and {"ra.area_id in (select value from json_each(:areas))" if few else "1"}
              and (:stance = '' or n.stance = :stance)""",
        {"round": round_id, "areas": json.dumps(sorted(areas)), "stance": stance},
    ).fetchall()


def codings_of(db: Database, segment_ids: Sequence[str]) -> list[Any]:
    """Of these statements every coding that counts with each area its speaker speaks of."""
    return rows(
        db,
        """select distinct c.segment_id, c.theme_code, c.stance, ra.area_id
            from json_each(?) k cross join counted c on c.segment_id = k.value
              cross join segment s on s.id = c.segment_id
              join respondent_area ra on ra.respondent_id = s.respondent_id
            order by 1, 2, 3, 4""",
        [json.dumps(list(segment_ids))],
    )


def rounds_of(db: Database, segment_ids: Sequence[str]) -> list[str]:
    """The rounds these statements were said in."""
    sql = "select distinct round_id from segment where id in (select value from json_each(?)) order by round_id"
    return [r["round_id"] for r in rows(db, sql, [json.dumps(list(segment_ids))])]
