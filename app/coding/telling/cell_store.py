"""SQL of who named what: the codings of a round that count, with statement, theme, stance and who said it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from app.coding.statements.segment_store import STANDS
from app.coding.statements.voices import NEWEST_RESPONSE
from app.coding.themes.cells import Cell, Named
from app.db import rows

# Of a return that a newer one replaced, or that was a try, nothing counts; asked once for all answers.
_COUNTS = f"""(s.answer_id is null or s.answer_id in (
  select an.id from standing_response r join answer an on an.response_id = r.id where {NEWEST_RESPONSE}))"""


# A coding that counts: row number of the statement, theme, stance, and the respondent who said it. Plain, for of fifty
# thousand rows named ones take twice as long.
Counted = tuple[int, str, str, str]


def counted(db: Database, round_id: str) -> list[Counted]:
    """Every coding of the round that counts, of whoever may be quoted."""
    cursor = db.conn.cursor()
    cursor.row_factory = None
    found = cursor.execute(
        f"""select s.rowid, c.theme_code, c.stance, s.respondent_id from counted c join segment s on s.id = c.segment_id
            where s.round_id = ? and s.respondent_id is not null and {STANDS} and {_COUNTS}""",
        [round_id],
    )
    return found.fetchall()


def named(codings: Iterable[Counted], areas: dict[str, tuple[str, ...]], firms: Iterable[str]) -> list[Named]:
    """Every cell somebody named, of who speaks of which areas and who is a firm."""
    of_firms = set(firms)
    there: dict[Cell, set[str]] = defaultdict(set)
    for respondent, theme, stance in {(who, theme, stance) for _number, theme, stance, who in codings}:
        for area in areas.get(respondent, ()):
            there[area, theme, stance].add(respondent)
    return [Named(*cell, len(who), len(who & of_firms)) for cell, who in there.items()]


def codings_of(db: Database, segment_ids: Sequence[str]) -> list[Any]:
    """Of these statements every coding that counts with each area its speaker speaks of."""
    return rows(
        db,
        """select distinct c.segment_id, c.theme_code, c.stance, ra.area_id
            from counted c join segment s on s.id = c.segment_id
              join respondent_area ra on ra.respondent_id = s.respondent_id
            where c.segment_id in (select value from json_each(?)) order by 1, 2, 3, 4""",
        [json.dumps(list(segment_ids))],
    )


def rounds_of(db: Database, segment_ids: Sequence[str]) -> list[str]:
    """The rounds these statements were said in."""
    sql = "select distinct round_id from segment where id in (select value from json_each(?)) order by round_id"
    return [r["round_id"] for r in rows(db, sql, [json.dumps(list(segment_ids))])]
