"""All SQL of second looks: plans of them, what a coder judged long enough ago, the two words that are compared."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.coding.several.again import Look, Word
from app.coding.statements.segment_store import in_scope
from app.db import row, rows
from app.ids import new_id


def running(db: Database, round_id: str) -> sqlite3.Row | None:
    """The plan by which statements of the round are shown again, with who made it; None where there is none."""
    found = newest(db, round_id)
    return found if found and not found["ended_at"] else None


def newest(db: Database, round_id: str) -> sqlite3.Row | None:
    return row(
        db,
        """select p.*, pe.name, e.at as ended_at, e.reason as ended_why from again_plan p
             join person pe on pe.id = p.person_id left join again_plan_end e on e.plan_id = p.id
           where p.round_id = ? and not exists (select 1 from again_plan n where n.replaces = p.id)""",
        [round_id],
    )


def insert_plan(
    db: Database, *, round_id: str, share: int, days: int, seed: int, reason: str, replaces: str | None, person_id: str
) -> str:
    plan_id = new_id()
    db.conn.execute(
        "insert into again_plan values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [plan_id, round_id, share, days, seed, reason, replaces, person_id, now()],
    )
    return plan_id


def end_plan(db: Database, plan_id: str, *, reason: str, person_id: str) -> None:
    db.conn.execute("insert into again_plan_end values (?, ?, ?, ?)", [plan_id, person_id, reason, now()])


def finished(db: Database, round_id: str, coder_id: str, scope: Scope) -> dict[str, str]:
    """Statements a coder is done with, to when he or she gave the last own word on each.

    Without those looked at again in this round and those anybody settled or proposed to: their word is known.
    """
    found = rows(
        db,
        f"""select s.id, max(j.at) as at from answered_now m join segment s on s.id = m.segment_id
              join judgment j on j.segment_id = m.segment_id and j.coder_id = m.coder_id and j.carried is null
            where m.coder_id = :me and m.done = 1 and s.round_id = :round and s.respondent_id is not null
              and {in_scope(scope)}
              and s.id not in (select segment_id from withdrawn_segment) and s.id not in (select segment_id from set_aside)
              and s.id not in (select segment_id from settlement)
              and s.id not in (select segment_id from again where coder_id = :me)
            group by s.id""",
        {"me": coder_id, "round": round_id},
    )
    return {r["id"]: r["at"] for r in found}


def stands(db: Database, segment_id: str, coder_id: str) -> tuple[str, Word]:
    """When a coder gave the last own word on a statement, and what it is."""
    last = row(
        db,
        "select max(at) as at from judgment where segment_id = ? and coder_id = ? and carried is null",
        [segment_id, coder_id],
    )
    found = rows(
        db,
        "select theme_code, stance, severity from coding where segment_id = ? and coder_id = ? order by id",
        [segment_id, coder_id],
    )
    return (last["at"] if last else "") or "", {r["theme_code"]: (r["stance"], r["severity"]) for r in found}


def insert(
    db: Database, plan_id: str, segment_id: str, coder_id: str, *, before_at: str, words: Mapping[str, Word]
) -> None:
    """Keep a look: `words` are "before" and "again"."""
    again_id = db.conn.execute(
        "insert into again(plan_id, segment_id, coder_id, before_at, at) values (?, ?, ?, ?, ?)",
        [plan_id, segment_id, coder_id, before_at, now()],
    ).lastrowid
    db.conn.executemany(
        "insert into again_coding values (?, ?, ?, ?, ?)",
        [
            (again_id, time, theme, stance, severity)
            for time, word in words.items()
            for theme, (stance, severity) in word.items()
        ],
    )


def looks(db: Database, round_id: str, coder_id: str = "") -> dict[str, list[Look]]:
    """Coder to the looks of the round, in their order; of one coder where one is named."""
    found = rows(
        db,
        """select a.id, a.segment_id, a.coder_id, a.at, s.respondent_id from again a join segment s on s.id = a.segment_id
           where s.round_id = :round and (:coder = '' or a.coder_id = :coder)
             and a.segment_id not in (select segment_id from withdrawn_segment) order by a.id""",
        {"round": round_id, "coder": coder_id},
    )
    words: dict[tuple[int, str], dict[str, tuple[str, int | None]]] = defaultdict(dict)
    for c in rows(
        db,
        """select c.* from again_coding c join again a on a.id = c.again_id join segment s on s.id = a.segment_id
           where s.round_id = ?""",
        [round_id],
    ):
        words[c["again_id"], c["time"]][c["theme_code"]] = (c["stance"], c["severity"])
    told: dict[str, list[Look]] = defaultdict(list)
    for r in found:
        both = (words[r["id"], "before"], words[r["id"], "again"])
        told[r["coder_id"]].append(Look(r["segment_id"], r["respondent_id"], r["at"], *both))
    return dict(told)
