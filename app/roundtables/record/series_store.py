"""All SQL of series: meetings that go on from one to the next."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import row, rows, writing

KINDS = ("innovation", "fgi", "emergency", "other")
_HERE = """exists (select 1 from roundtable_area ra where ra.roundtable_id = r.id and {scope})"""


def list_series(db: Database, scope: Scope, day: str) -> list[sqlite3.Row]:
    """Series with a meeting in scope: how many meetings, the last one until a day and the next one from it on."""
    return rows(
        db,
        f"""select s.*, count(r.id) as meetings, max(case when r.held_on < :day then r.held_on end) as last_on,
              coalesce(min(case when r.held_on >= :day then r.held_on end),
                       case when s.next_on >= :day then s.next_on end) as coming_on
            from series s join roundtable r on r.series_id = s.id
            where {_HERE.format(scope=scope.sql("ra.area_id"))}
            group by s.id order by coming_on is null, coming_on, last_on desc, s.name_ko""",
        {"day": day},
    )


def find_series(db: Database, series_id: str, scope: Scope) -> sqlite3.Row | None:
    """A series one of whose meetings is in scope."""
    here = _HERE.format(scope=scope.sql("ra.area_id"))
    held = f"exists (select 1 from roundtable r where r.series_id = s.id and {here})"
    return row(db, f"select * from series s where s.id = ? and {held}", [series_id])


def meetings_of(db: Database, series_id: str, scope: Scope) -> list[sqlite3.Row]:
    """The meetings of a series in scope, the first one first, with participants, firms and presentations counted."""
    return rows(
        db,
        f"""select r.*, round.code as round_code,
              (select count(*) from participant p where p.roundtable_id = r.id) as people,
              (select count(distinct coalesce(p.firm_id, p.organization)) from participant p
                 where p.roundtable_id = r.id and p.org_kind = 'firm') as firms,
              (select count(*) from presentation pr where pr.roundtable_id = r.id) as presentations,
              exists (select 1 from document d where d.roundtable_id = r.id
                 and not exists (select 1 from withdrawal w where w.document_id = d.id)) as transcript
            from roundtable r join round on round.id = r.round_id
            where r.series_id = ? and {_HERE.format(scope=scope.sql("ra.area_id"))}
            order by r.held_on, r.starts_at, r.code""",
        [series_id],
    )


def name_taken(db: Database, name_ko: str, besides: str) -> bool:
    return row(db, "select 1 from series where name_ko = ? and id <> ?", [name_ko, besides]) is not None


def name_kind(db: Database, roundtable_id: str, kind: str) -> bool:
    """Say what the series of a meeting is, where nobody has said so yet; whether that was so."""
    if kind not in KINDS:
        return False
    with writing(db):
        sql = "update series set kind = ? where kind = 'other' and id = (select series_id from roundtable where id = ?)"
        return db.conn.execute(sql, [kind, roundtable_id]).rowcount > 0


def change_series(db: Database, series_id: str, *, name_ko: str, name_en: str, kind: str, next_on: str | None) -> None:
    db.conn.execute(
        "update series set name_ko = ?, name_en = ?, kind = ?, next_on = ? where id = ?",
        [name_ko, name_en, kind, next_on, series_id],
    )
