"""All SQL of saturation: the roundtables of a round in the order of their days, and what was named at each."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.statements.voices import COUNTED_SEGMENTS
from app.db import rows

# Statements made at tables by who speaks of one area: of the counted ones those that have a document.
_SPOKEN = """(select s.* from segment s where s.turn_id is not null and s.respondent_id in (
  select respondent_id from respondent_area where area_id = :area))"""


def sittings(db: Database, round_id: str, scope: Scope, area_id: str) -> list[sqlite3.Row]:
    """Roundtables and interviews of the round, of the area where one is given, with a standing transcript, by day."""
    return rows(
        db,
        f"""select rt.id, rt.title, rt.title_en, rt.held_on from roundtable rt where rt.round_id = :round
              and exists (select 1 from document d where d.roundtable_id = rt.id
                and not exists (select 1 from withdrawal w where w.document_id = d.id))
              and exists (select 1 from roundtable_area ra where ra.roundtable_id = rt.id
                and (:area = '' or ra.area_id = :area) and {scope.sql("ra.area_id")})
            order by rt.held_on, rt.starts_at, rt.code""",
        {"round": round_id, "area": area_id},
    )


def named(
    db: Database, round_id: str, scope: Scope, area_id: str, *, themed: str, blind_for: str = ""
) -> list[sqlite3.Row]:
    """What was named at roundtables: segment, its theme and an area its speaker speaks of, in the order it was said.

    Parameters
    ----------
    themed : str
        The table or query that gives segments their themes; it may name :blind_for.
    """
    # Of one area from who speaks of it to what they said and how it was coded, of all in the database's own order.
    segments = _SPOKEN if area_id else COUNTED_SEGMENTS
    return rows(
        db,
        f"""select distinct d.roundtable_id, s.id as segment_id, s.respondent_id, s.position, c.theme_code, ra.area_id
            from {themed} c join {segments} s on s.id = c.segment_id join document d on d.id = s.document_id
              join respondent_area ra on ra.respondent_id = s.respondent_id
            where s.round_id = :round and (:area = '' or ra.area_id = :area) and {scope.sql("ra.area_id")}
            order by s.position, s.id, c.theme_code, ra.area_id""",
        {"round": round_id, "area": area_id, "blind_for": blind_for},
    )
