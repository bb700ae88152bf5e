"""All SQL of a transcript's codings: the turns asked for, their segments, what was said of each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.statements.segment_store import in_scope
from app.db import row, rows


def find_document(db: Database, document_id: str, scope: Scope) -> sqlite3.Row | None:
    """A standing transcript of a roundtable held for an area of the scope; its text is not read."""
    return row(
        db,
        f"""select d.id, d.roundtable_id, d.language, rt.round_id, rt.title, rt.title_en, rt.held_on
            from document d join roundtable rt on rt.id = d.roundtable_id
            where d.id = ? and not exists (select 1 from withdrawal w where w.document_id = d.id)
              and exists (select 1 from roundtable_area ra
                          where ra.roundtable_id = rt.id and {scope.sql("ra.area_id")})""",
        [document_id],
    )


def segments_between(db: Database, document_id: str, first: int, last: int, scope: Scope) -> list[sqlite3.Row]:
    """Segments of the turns from one number to another that the scope may code, in the order of the text."""
    return rows(
        db,
        f"""select s.id, s.start, s."end", t.position as turn, t.participant_id from turn t
            join segment s on s.turn_id = t.id
            where t.document_id = ? and t.position between ? and ? and {in_scope(scope)} order by s.start""",
        [document_id, first, last],
    )


def seen_of(db: Database, segment_ids: Sequence[str], coder_id: str) -> dict[str, int]:
    """The coder's newest judgment of each of these segments he has judged."""
    found = rows(
        db,
        """select value as segment_id, (select max(j.id) from judgment j where j.segment_id = value and j.coder_id = ?)
             as seen from json_each(?)""",
        [coder_id, json.dumps(list(segment_ids))],
    )
    return {r["segment_id"]: r["seen"] for r in found if r["seen"]}


def suggestions_of(db: Database, segment_ids: Sequence[str], coder_id: str) -> list[sqlite3.Row]:
    """What the machine suggests on these segments now and the coder has not answered."""
    return rows(
        db,
        """select c.* from json_each(?) e join current_suggestion c on c.segment_id = e.value
           where not exists (select 1 from live_judgment j where j.segment_id = c.segment_id and j.coder_id = ?
             and (j.action = 'nothing' or j.theme_code = c.theme_code or j.about = c.theme_code))
           order by c.grade is 'perhaps', c.score desc, c.theme_code""",
        [json.dumps(list(segment_ids)), coder_id],
    )
