"""All SQL of withdrawn transcripts: which were withdrawn, when, why, and the turns that are nobody's from then on."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.clock import now
from app.db import rows


def withdrawn_of(db: Database, roundtable_id: str) -> list[sqlite3.Row]:
    """The roundtable's withdrawn transcripts with their sealed sides, the latest first."""
    return rows(
        db,
        """select d.id, d.file_name, d.created_at, w.reason, w.at, p.name as person, o.keep_until, o.destroyed_at
           from withdrawal w join document d on d.id = w.document_id join person p on p.id = w.person_id
           left join original o on o.document_id = d.id
           where d.roundtable_id = ? order by w.at desc, w.rowid desc""",
        [roundtable_id],
    )


def insert_withdrawal(db: Database, document_id: str, reason: str, person_id: str) -> None:
    db.conn.execute("insert into withdrawal values (?, ?, ?, ?)", [document_id, reason, person_id, now()])


def give_turns_to_nobody(db: Database, document_id: str) -> int:
    """Take every turn from its participant; the segments follow and lose their respondents. Returns how many turns.

    Whose it was stays written: an evaluation of a day before counts it still.
    """
    db.conn.execute(
        """insert into withdrawn_turn select t.id, p.respondent_id from turn t join participant p on p.id = t.participant_id
           where t.document_id = ? and p.respondent_id is not null""",
        [document_id],
    )
    return db.conn.execute(
        "update turn set participant_id = null, identified = 1 where document_id = ?", [document_id]
    ).rowcount
