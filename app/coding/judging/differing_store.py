"""Where coders' words on a segment differ, and how: one codes what the other does not, or stance or severity differ."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from sqlite_utils import Database

from app.db import rows

# A word of mine and another's on the same theme, or on all of them; two steps of severity are a difference, one is none.
PAIR = """verdict me join verdict other on other.segment_id = me.segment_id and other.coder_id <> me.coder_id
    and (other.theme_code = me.theme_code or other.theme_code is null or me.theme_code is null)
    and (me.coded <> other.coded or (me.coded = 1
      and (me.stance is not other.stance or abs(coalesce(me.severity, 0) - coalesce(other.severity, 0)) >= 2)))"""


def differences(db: Database, coder_id: str, segment_ids: Sequence[str]) -> dict[str, list[sqlite3.Row]]:
    """Segment to what others say otherwise: theme, my word (`coded`, `stance`, `severity`) and theirs (`other_...`)."""
    found: dict[str, list[sqlite3.Row]] = {each: [] for each in segment_ids}
    for r in rows(
        db,
        f"""select me.segment_id, coalesce(me.theme_code, other.theme_code) as theme_code, me.coded, me.stance,
              me.severity, other.coded as other_coded, other.stance as other_stance, other.severity as other_severity,
              p.name as coder
            from {PAIR} join person p on p.id = other.coder_id
            where me.coder_id = ? and me.segment_id in (select value from json_each(?))
            order by theme_code, p.name""",
        [coder_id, json.dumps(list(segment_ids))],
    ):
        found[r["segment_id"]].append(r)
    return found
