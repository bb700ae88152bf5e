"""SQL of who named what: every cell of area, theme and stance of a round by the codings that count."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from app.coding.statements.voices import COUNTED_SEGMENTS
from app.coding.telling.cells import Named
from app.db import rows

# What counts of each statement: what was settled, else every coder's own word.
COUNTED_CODINGS = """(
  select segment_id, theme_code, stance, severity from coding where segment_id not in (select segment_id from settled)
  union all
  select st.segment_id, sc.theme_code, sc.stance, sc.severity
  from settled st join settled_coding sc on sc.settlement_id = st.id)"""


def named(db: Database, round_id: str) -> list[Named]:
    """Every cell somebody named in the round, of all areas."""
    found = rows(
        db,
        f"""select ra.area_id, c.theme_code, c.stance, count(*) as respondents, sum(re.kind = 'firm') as firms
            from (select distinct k.theme_code, k.stance, s.respondent_id
                  from {COUNTED_CODINGS} k join {COUNTED_SEGMENTS} s on s.id = k.segment_id where s.round_id = ?) c
              join respondent re on re.id = c.respondent_id join respondent_area ra on ra.respondent_id = re.id
            group by ra.area_id, c.theme_code, c.stance""",
        [round_id],
    )
    return [Named(*r) for r in found]


def codings_of(db: Database, segment_ids: Sequence[str]) -> list[Any]:
    """Of these statements every coding that counts with each area its speaker speaks of."""
    return rows(
        db,
        f"""select distinct c.segment_id, c.theme_code, c.stance, ra.area_id
            from {COUNTED_CODINGS} c join segment s on s.id = c.segment_id
              join respondent_area ra on ra.respondent_id = s.respondent_id
            where c.segment_id in (select value from json_each(?)) order by 1, 2, 3, 4""",
        [json.dumps(list(segment_ids))],
    )


def rounds_of(db: Database, segment_ids: Sequence[str]) -> list[str]:
    """The rounds these statements were said in."""
    sql = "select distinct round_id from segment where id in (select value from json_each(?)) order by round_id"
    return [r["round_id"] for r in rows(db, sql, [json.dumps(list(segment_ids))])]
