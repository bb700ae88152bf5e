"""All SQL of what is proposed and decided of an industry for a cycle, and of the statements and themes it stands on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from sqlite_utils import Database

from app.clock import now
from app.db import row, rows
from app.ids import new_id
from app.industries.cycle import Change, Meeting, Proposal

# The newest draft of each industry for a cycle that the committee has not decided yet.
_WAITING = """
select d.* from industry_decision d
where d.id = (select n.id from industry_decision n where n.industry_id = d.industry_id and n.cycle_id = d.cycle_id
    order by n.drafted_at desc, n.id desc limit 1)
  and not exists (select 1 from industry_ruling r where r.decision_id = d.id)"""
_TOLD = """
select d.*, k.code, k.name_ko as subject_ko, k.name_en as subject_en, k.province, k.kind as subject_kind,
  s.code as successor_code, s.name_ko as successor_ko, s.name_en as successor_en, p.name as drafted_by_name
from ({source}) d join key_industry k on k.id = d.industry_id left join key_industry s on s.id = d.successor_id
  left join person p on p.id = d.drafted_by"""


def changes(db: Database, cycle: sqlite3.Row) -> list[Change]:
    """What became of each industry of the cycle before, then the candidates nothing of the cycle before led to."""
    found = rows(
        db,
        f"""with waiting as materialized ({_WAITING} and d.cycle_id = :cycle),
              ruled as materialized (select * from industry_ruled where cycle_id = :cycle)
            select k.*, i.name_ko as industry_ko, i.name_en as industry_en, k.cycle_id = :cycle as candidate,
              u.verdict, u.id as decision_id, u.met_on, u.members, u.attended, u.reason, u.grounds, u.result_id,
              w.verdict as draft, w.id as draft_id, w.reason as draft_reason, w.grounds as draft_grounds,
              w.scope as draft_scope,
              w.successor_id as draft_successor,
              w.name_ko as draft_name, w.kind as draft_kind
            from key_industry k left join industry i on i.code = k.industry_code
              left join ruled u on u.industry_id = k.id left join waiting w on w.industry_id = k.id
            where k.cycle_id = :before and exists (select 1 from industry_cycle c where c.id = k.cycle_id and (
                c.before_id is null or exists (select 1 from industry_ruled o
                  where o.result_id = k.id and o.cycle_id = k.cycle_id)))
              or (k.cycle_id = :cycle and k.origin_id is null and not exists (
                select 1 from ruled o where o.result_id = k.id and o.industry_id <> k.id))
            order by candidate, k.province, k.code""",
        {"cycle": cycle["id"], "before": cycle["before_id"]},
    )
    results = {r["id"]: r for r in rows(db, "select * from key_industry where cycle_id = ?", [cycle["id"]])}
    return [
        Change(dict(r), bool(r["candidate"]), r["verdict"], r["draft"], _as_dict(results.get(r["result_id"])))
        for r in found
    ]


def _as_dict(found: sqlite3.Row | None) -> dict[str, object] | None:
    return dict(found) if found else None


def waiting(db: Database, cycle_id: str) -> list[sqlite3.Row]:
    """The drafts the committee has before it, by province and code."""
    sql = f"{_TOLD.format(source=_WAITING)} where d.cycle_id = ? order by k.province, k.code"
    return rows(db, sql, [cycle_id])


def waiting_of(db: Database, industry_id: str, cycle_id: str) -> sqlite3.Row | None:
    sql = f"{_TOLD.format(source=_WAITING)} where d.cycle_id = ? and d.industry_id = ?"
    return row(db, sql, [cycle_id, industry_id])


def find_decision(db: Database, decision_id: str) -> sqlite3.Row | None:
    return row(db, f"{_TOLD.format(source='select * from industry_decision')} where d.id = ?", [decision_id])


def history(db: Database, industry_id: str) -> list[sqlite3.Row]:
    """Everything proposed and decided of an industry, or that led to it, the newest first."""
    source = "select * from industry_decision"
    return rows(
        db,
        f"""select t.*, c.code as cycle_code, r.id as ruling_id, r.met_on, r.members, r.attended, r.note, r.result_id,
              r.at as ruled_at, o.name as ruled_by, u.id is not null as stands
            from ({_TOLD.format(source=source)}) t join industry_cycle c on c.id = t.cycle_id
              left join industry_ruling r on r.decision_id = t.id left join person o on o.id = r.person_id
              left join industry_ruled u on u.id = t.id
            where t.industry_id = :industry or r.result_id = :industry order by coalesce(r.at, t.drafted_at) desc""",
        {"industry": industry_id},
    )


def insert_decision(db: Database, industry_id: str, cycle_id: str, proposal: Proposal, *, person_id: str | None) -> str:
    decision_id = new_id()
    db.conn.execute(
        """insert into industry_decision(id, cycle_id, industry_id, verdict, successor_id, name_ko, name_en, kind, scope,
             reason, grounds, drafted_by, drafted_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            *(decision_id, cycle_id, industry_id, proposal.verdict, proposal.successor_id, proposal.name_ko),
            *(proposal.name_en, proposal.kind, proposal.scope, proposal.reason, proposal.grounds, person_id, now()),
        ],
    )
    return decision_id


def insert_ruling(
    db: Database, decision_id: str, meeting: Meeting, *, result_id: str | None, person_id: str | None
) -> None:
    db.conn.execute(
        """insert into industry_ruling(decision_id, met_on, members, attended, note, result_id, person_id, at)
           values (?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            *(decision_id, meeting.met_on, meeting.members, meeting.attended, meeting.note, result_id),
            *(person_id, now()),
        ],
    )


def decided(db: Database, cycle_id: str) -> dict[str, sqlite3.Row]:
    """Industry to what stands decided of it for a cycle."""
    return {r["industry_id"]: r for r in rows(db, "select * from industry_ruled where cycle_id = ?", [cycle_id])}


def leads_to(db: Database, cycle_id: str, result_id: str) -> sqlite3.Row | None:
    """What stands decided and led to an industry of the cycle."""
    return row(db, "select * from industry_ruled where cycle_id = ? and result_id = ?", [cycle_id, result_id])


def segments_of(db: Database, decision_id: str) -> list[str]:
    """The statements a decision stands on, in the order in which they were attached."""
    found = rows(
        db,
        """select segment_id from industry_decision_segment where decision_id = ? and ended_at is null
           order by added_at, segment_id""",
        [decision_id],
    )
    return [r["segment_id"] for r in found]


def themes_of(db: Database, decision_id: str) -> list[str]:
    sql = "select theme_code from industry_decision_theme where decision_id = ? order by theme_code"
    return [r["theme_code"] for r in rows(db, sql, [decision_id])]


def attach(db: Database, decision_id: str, segment_ids: Iterable[str], *, person_id: str | None) -> int:
    """Attach statements; one that was taken off comes back. Returns how many were not there."""
    return db.conn.executemany(
        """insert into industry_decision_segment(decision_id, segment_id, added_by, added_at) values (?, ?, ?, ?)
           on conflict do update set ended_at = null, added_by = excluded.added_by, added_at = excluded.added_at
           where ended_at is not null""",
        [(decision_id, segment_id, person_id, now()) for segment_id in segment_ids],
    ).rowcount


def take_off(db: Database, decision_id: str, segment_id: str) -> bool:
    done = db.conn.execute(
        "update industry_decision_segment set ended_at = ? where decision_id = ? and segment_id = ? and ended_at is null",
        [now(), decision_id, segment_id],
    )
    return done.rowcount > 0


def put_themes(db: Database, decision_id: str, codes: Iterable[str]) -> None:
    db.conn.executemany(
        "insert into industry_decision_theme values (?, ?) on conflict do nothing",
        [(decision_id, code) for code in codes],
    )
