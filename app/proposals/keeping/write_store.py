"""All SQL that writes proposals: rows are added or ended, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlite_utils import Database

from app.clock import now
from app.db import rows, scalar
from app.proposals.keeping.proposal import Answer, Draft


def insert_proposal(db: Database, proposal_id: str, round_id: str, *, person_id: str | None) -> int:
    """A proposal with the next number of its round, which is returned."""
    number = int(scalar(db, "select coalesce(max(number), 0) + 1 from proposal where round_id = ?", [round_id]))
    db.conn.execute(
        "insert into proposal(id, round_id, number, made_by, made_at) values (?, ?, ?, ?, ?)",
        [proposal_id, round_id, number, person_id, now()],
    )
    return number


def insert_text(db: Database, proposal_id: str, draft: Draft, *, person_id: str | None) -> None:
    """The words that stand from now on, and the themes."""
    db.conn.execute(
        """insert into proposal_text(proposal_id, title, text, domain, addressee, due_on, person_id, at)
           values (?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            *(proposal_id, draft.title, draft.text, draft.domain or None, draft.addressee, draft.due_on or None),
            *(person_id, now()),
        ],
    )
    db.conn.execute("delete from proposal_theme where proposal_id = ?", [proposal_id])
    themes = [(proposal_id, code) for code in dict.fromkeys(draft.themes)]
    db.conn.executemany("insert into proposal_theme(proposal_id, theme_code) values (?, ?)", themes)


def insert_event(
    db: Database, proposal_id: str, answer: Answer, *, person_id: str | None, other_id: str | None = None
) -> None:
    db.conn.execute(
        """insert into proposal_event(proposal_id, action, organization, assignee_id, reason, reflected_in, link,
             happened_on, other_id, programme_id, task_id, person_id, at)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            *(proposal_id, answer.action, answer.organization, answer.assignee_id or None, answer.reason),
            *(answer.reflected_in, answer.link, answer.happened_on or None, other_id),
            *(answer.programme_id or None, answer.task_id or None, person_id, now()),
        ],
    )


def add_segments(db: Database, proposal_id: str, segment_ids: Iterable[str], *, person_id: str | None) -> int:
    """Let the proposal stand on these statements too; how many are new."""
    at = now()
    cursor = db.conn.executemany(
        """insert or ignore into proposal_segment(proposal_id, segment_id, added_by, added_at) values (?, ?, ?, ?)""",
        [(proposal_id, segment_id, person_id, at) for segment_id in dict.fromkeys(segment_ids)],
    )
    place(db, proposal_id)
    return cursor.rowcount


def end_segments(db: Database, proposal_id: str, segment_ids: Iterable[str], *, person_id: str | None) -> int:
    """The proposal stands on these no more; their rows stay."""
    ended = db.conn.execute(
        """update proposal_segment set ended_at = ?, ended_by = ? where proposal_id = ? and ended_at is null
             and segment_id in (select value from json_each(?))""",
        [now(), person_id, proposal_id, json.dumps(list(segment_ids))],
    ).rowcount
    place(db, proposal_id)
    return ended


def place(db: Database, proposal_id: str) -> None:
    """Work out which areas it is about: those its statements' speakers speak of, of others and of minutes the meeting's.

    A proposal that stands on nothing any more keeps its areas: who could see it may see what became of it.
    """
    found = rows(
        db,
        """select distinct area_id from (
             select ra.area_id from proposal_segment ps join segment s on s.id = ps.segment_id
               join respondent_area ra on ra.respondent_id = s.respondent_id
             where ps.proposal_id = :id and ps.ended_at is null
             union select rta.area_id from proposal_segment ps join segment s on s.id = ps.segment_id
               join document d on d.id = s.document_id join roundtable_area rta on rta.roundtable_id = d.roundtable_id
             where ps.proposal_id = :id and ps.ended_at is null and s.respondent_id is null
             union select rta.area_id from proposal_source so
               join roundtable_area rta on rta.roundtable_id = so.roundtable_id where so.proposal_id = :id
             union select area_id from proposal_source where proposal_id = :id and area_id is not null)""",
        {"id": proposal_id},
    )
    if found:
        db.conn.execute("delete from proposal_area where proposal_id = ?", [proposal_id])
        pairs = [(proposal_id, r["area_id"]) for r in found]
        db.conn.executemany("insert into proposal_area(proposal_id, area_id) values (?, ?)", pairs)


def set_aside(db: Database, segment_id: str, *, aside: bool, person_id: str | None) -> None:
    db.conn.execute(
        "insert into proposal_aside(segment_id, aside, person_id, at) values (?, ?, ?, ?)",
        [segment_id, int(aside), person_id, now()],
    )
