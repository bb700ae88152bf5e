"""All SQL of memos: what one person may read of them, their versions, and the trash."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import begin_of, now
from app.coding.statements.search_store import holding
from app.coding.statements.segment_store import in_scope
from app.db import row, rows, scalar
from app.memos.memo import Note, Wanted
from app.roundtables.record.records import VOICES

# `brought`: whose it was in the file of another tool it came with; null: written here.
_MEMO = """select m.*, p.name as author, b.coder as brought from memo_now m join person p on p.id = m.person_id
  left join brought_memo b on b.memo_id = m.id"""


@dataclass(frozen=True)
class Reader:
    """Who reads: what one wrote is one's own, of others' what the scope holds; `blind`: a coder among several."""

    person_id: str
    scope: Scope
    blind: bool = False


def _may_read(reader: Reader) -> str:
    """A memo of one's own that is not in the trash, or another's of a thing that one may see whole."""
    scope, spoken = reader.scope, ", ".join(f"'{each}'" for each in sorted(VOICES))
    heard = f"""(s.respondent_id is not null or s.turn_id is null or exists (select 1 from turn t
        join participant p on p.id = t.participant_id where t.id = s.turn_id and p.org_kind not in ({spoken})))"""
    outside = f"ra.roundtable_id = d.roundtable_id and not {scope.sql('ra.area_id')}"
    judged = """exists (select 1 from live_judgment j where j.segment_id = m.object_id and j.coder_id = :reader)"""
    return f"""(m.kind <> 'diary' or m.person_id = :reader)
      and (m.kind <> 'area' or {scope.sql("m.object_id")})
      and (m.kind <> 'segment' or exists (select 1 from segment s where s.id = m.object_id
             and {in_scope(scope)} and {"1" if scope.area_ids is None else heard}))
      and (m.kind <> 'document' or exists (select 1 from document d where d.id = m.object_id
             and not exists (select 1 from withdrawal w where w.document_id = d.id)
             and (m.person_id = :reader or not exists (select 1 from roundtable_area ra where {outside}))))
      and (m.kind <> 'segment' or m.person_id = :reader or {judged if reader.blind else "1"})
      and (m.trashed = 0 or m.person_id = :reader)"""


def memos_of(db: Database, kind: str, object_id: str, reader: Reader) -> list[sqlite3.Row]:
    """What the reader may read of one thing, the newest last; nothing that lies in the trash."""
    return rows(
        db,
        f"""{_MEMO} where m.kind = :kind and m.object_id = :object and m.trashed = 0 and {_may_read(reader)}
            order by m.made_at, m.id""",
        {"kind": kind, "object": object_id, "reader": reader.person_id},
    )


def find_memo(db: Database, memo_id: str, reader: Reader) -> sqlite3.Row | None:
    return row(db, f"{_MEMO} where m.id = :memo and {_may_read(reader)}", {"memo": memo_id, "reader": reader.person_id})


def list_memos(
    db: Database, wanted: Wanted, reader: Reader, *, limit: int = -1, offset: int = 0
) -> tuple[list[sqlite3.Row], int]:
    """The memos wanted, the one changed last first, and how many there are."""
    where, parameters = _narrowed(wanted)
    body = f"where {_may_read(reader)} and {where}"
    asked = {**parameters, "reader": reader.person_id, "limit": limit, "offset": offset}
    found = rows(db, f"{_MEMO} {body} order by m.at desc, m.id desc limit :limit offset :offset", asked)
    return found, int(scalar(db, f"select count(*) from ({_MEMO} {body})", asked))


def _narrowed(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    said, words = holding(wanted.q, "m.text")
    where = [said, "m.trashed = :trashed"]
    if wanted.trashed:
        where.append("m.person_id = :reader")
    if wanted.kind:
        where.append("m.kind = :kind")
    if wanted.author:
        where.append("m.person_id = :author")
    if wanted.since:
        where.append("m.at >= :since")
    if wanted.until:
        where.append("m.at < :until")
    return " and ".join(where), {
        **{"kind": wanted.kind, "author": wanted.author, "trashed": int(wanted.trashed), **words},
        "since": begin_of(date.fromisoformat(wanted.since)) if wanted.since else "",
        "until": begin_of(date.fromisoformat(wanted.until) + timedelta(days=1)) if wanted.until else "",
    }


def authors(db: Database, reader: Reader) -> list[sqlite3.Row]:
    """Who wrote what the reader may read, by name."""
    sql = f"""select p.id, p.name, count(*) as memos from memo_now m join person p on p.id = m.person_id
              where m.trashed = 0 and {_may_read(reader)} group by p.id order by p.name"""
    return rows(db, sql, {"reader": reader.person_id})


def versions_of(db: Database, memo_id: str) -> list[sqlite3.Row]:
    """Every version, the newest first."""
    return rows(db, "select * from memo_text where memo_id = ? order by id desc", [memo_id])


def insert_memo(db: Database, memo_id: str, thing: tuple[str, str], *, round_id: str | None, person_id: str) -> None:
    db.conn.execute(
        "insert into memo(id, kind, object_id, round_id, person_id, made_at) values (?, ?, ?, ?, ?, ?)",
        [memo_id, *thing, round_id, person_id, now()],
    )


def insert_text(db: Database, memo_id: str, note: Note, *, trashed: bool = False) -> None:
    db.conn.execute(
        "insert into memo_text(memo_id, text, in_reports, trashed, at) values (?, ?, ?, ?, ?)",
        [memo_id, note.text, int(note.in_reports), int(trashed), now()],
    )


def in_trash(db: Database) -> list[sqlite3.Row]:
    """What lies in the trash, kind by kind: memos, versions, people, the day the oldest went there. No words."""
    return rows(
        db,
        """select m.kind, count(*) as memos, sum(m.versions) as texts, count(distinct m.person_id) as people,
             min(m.at) as since, max(m.seen) as until
           from memo_now m where m.trashed = 1 group by m.kind order by m.kind""",
    )


def empty(db: Database, memo_ids: list[str], *, person_id: str | None) -> int:
    """Take the words of these memos out of every version, for good. Returns how many texts."""
    done = 0
    for memo_id in memo_ids:
        db.conn.execute(
            "update memo set emptied_at = ?, emptied_by = ? where id = ? and emptied_at is null",
            [now(), person_id, memo_id],
        )
        done += db.conn.execute("update memo_text set text = '' where memo_id = ?", [memo_id]).rowcount
    return done


def trashed_until(db: Database, until: int) -> list[str]:
    """Memos in the trash whose newest version is one that had been counted."""
    found = rows(db, "select id from memo_now where trashed = 1 and seen <= ?", [until])
    return [each["id"] for each in found]


def of_response(db: Database, response_id: str) -> list[str]:
    """Memos on the statements of a return, in the trash or not."""
    found = rows(
        db,
        """select m.id from memo m join segment s on m.kind = 'segment' and s.id = m.object_id
             join answer an on an.id = s.answer_id where an.response_id = ? and m.emptied_at is null""",
        [response_id],
    )
    return [each["id"] for each in found]


def areas_named(db: Database) -> list[sqlite3.Row]:
    return rows(db, "select id, code, name_ko, name_en from area")


def marked_for_reports(db: Database, round_id: str, scope: Scope) -> list[sqlite3.Row]:
    """Memos of a round whose authors let reports hold them, of what lies wholly in the scope; never a diary.

    `area_ids`: the areas it is about, joined by commas; null: of no single one (a theme, a code).
    """
    outside = f"ra.roundtable_id = d.roundtable_id and not {scope.sql('ra.area_id')}"
    return rows(
        db,
        f"""select m.*, p.name as author, case m.kind when 'area' then m.object_id
              when 'segment' then (select group_concat(ra.area_id) from segment s join respondent_area ra
                on ra.respondent_id = s.respondent_id where s.id = m.object_id)
              when 'document' then (select group_concat(ra.area_id) from document d join roundtable_area ra
                on ra.roundtable_id = d.roundtable_id where d.id = m.object_id) end as area_ids
            from memo_now m join person p on p.id = m.person_id
            where m.in_reports = 1 and m.trashed = 0 and m.round_id = :round and m.kind <> 'diary'
              and (m.kind <> 'area' or {scope.sql("m.object_id")})
              and (m.kind <> 'segment' or exists (select 1 from segment s where s.id = m.object_id
                     and s.respondent_id is not null and {in_scope(scope)}))
              and (m.kind <> 'document' or exists (select 1 from document d where d.id = m.object_id
                     and not exists (select 1 from withdrawal w where w.document_id = d.id)
                     and not exists (select 1 from roundtable_area ra where {outside})))
            order by m.made_at, m.id""",
        {"round": round_id},
    )
