"""All SQL of plans: what is to be coded, by whom it may be seen, plans with how far each coder is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.coding.judging.blind import FINISHED
from app.coding.statements.segment_store import in_scope
from app.db import row, rows
from app.ids import new_id


def experts(db: Database) -> list[sqlite3.Row]:
    """Experts who can sign in, by name."""
    return rows(db, "select id, name, all_areas from person where role = 'expert' and active = 1 order by name, id")


def scope_of(db: Database, person: sqlite3.Row) -> Scope:
    if person["all_areas"]:
        return Scope(None)
    found = rows(db, "select area_id from person_area where person_id = ?", [person["id"]])
    return Scope(frozenset(r["area_id"] for r in found))


def statements(db: Database, round_id: str, roundtable_id: str | None, scope: Scope) -> list[sqlite3.Row]:
    """The statements of a round, or of one roundtable, within a scope: segment and its place (answer or turn)."""
    return rows(
        db,
        f"""select s.id, coalesce(s.answer_id, s.turn_id) as place from segment s
            left join document d on d.id = s.document_id
            where s.round_id = :round and s.respondent_id is not null and {in_scope(scope)}
              and s.id not in (select segment_id from set_aside)
              and (:roundtable = '' or d.roundtable_id = :roundtable) order by s.id""",
        {"round": round_id, "roundtable": roundtable_id or ""},
    )


def roundtables(db: Database, round_id: str) -> list[sqlite3.Row]:
    return rows(
        db,
        """select rt.id, rt.title, rt.title_en, rt.held_on from roundtable rt where rt.round_id = ? and exists (
             select 1 from document d where d.roundtable_id = rt.id) order by rt.held_on, rt.code""",
        [round_id],
    )


def insert(
    db: Database,
    *,
    round_id: str,
    roundtable_id: str | None,
    rule: str,
    share: int,
    coders: Sequence[str],
    seed: int,
    reason: str,
    replaces: str | None,
    person_id: str,
    assignments: Iterable[tuple[str, str, str]],
) -> str:
    plan_id = new_id()
    db.conn.execute(
        "insert into coding_plan values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            *(plan_id, round_id, roundtable_id, rule, share, json.dumps(list(coders)), seed, reason, replaces),
            *(person_id, now()),
        ],
    )
    db.conn.executemany(
        "insert into assignment(plan_id, segment_id, coder_id, kind) values (?, ?, ?, ?)",
        [(plan_id, *each) for each in assignments],
    )
    return plan_id


def end(db: Database, plan_id: str, person_id: str, reason: str) -> None:
    db.conn.execute("insert into coding_plan_end values (?, ?, ?, ?)", [plan_id, person_id, reason, now()])


def find(db: Database, plan_id: str) -> sqlite3.Row | None:
    return row(db, "select * from coding_plan where id = ?", [plan_id])


def is_over(db: Database, plan_id: str) -> bool:
    sql = "select 1 from coding_plan_end where plan_id = :id union all select 1 from coding_plan where replaces = :id"
    return row(db, sql, {"id": plan_id}) is not None


def plans(db: Database, round_id: str) -> list[sqlite3.Row]:
    """Plans of a round, newest first, with who made them and what became of them."""
    return rows(
        db,
        """select p.*, pe.name, rt.title, rt.title_en, e.at as ended_at, e.reason as ended_why,
             exists (select 1 from coding_plan n where n.replaces = p.id) as replaced,
             (select count(distinct segment_id) from assignment a where a.plan_id = p.id) as statements
           from coding_plan p join person pe on pe.id = p.person_id left join roundtable rt on rt.id = p.roundtable_id
             left join coding_plan_end e on e.plan_id = p.id
           where p.round_id = ? order by p.at desc, p.id desc""",
        [round_id],
    )


def progress(db: Database, round_id: str) -> list[sqlite3.Row]:
    """Of each coder what running plans ask, what is done, and when he or she last judged anything."""
    return rows(
        db,
        f"""select pe.id, pe.name, count(*) as given, sum({FINISHED}) as done, sum(a.kind = 'second') as second,
              (select max(j.at) from judgment j where j.coder_id = pe.id) as last_at
            from assigned a join coding_plan p on p.id = a.plan_id join person pe on pe.id = a.coder_id
            where p.round_id = ? and a.segment_id not in (select segment_id from withdrawn_segment)
            group by pe.id order by (sum({FINISHED}) * 1.0 / count(*)), pe.name""",
        [round_id],
    )
