"""All SQL of transcripts: documents, whose text never changes, and their turns."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from app.clock import now
from app.db import row, rows
from app.ids import new_id
from app.roundtables.record.hearing import Turn
from transcripts import Transcript

_DOCUMENT = """select d.id, d.format, d.language, d.text, d.file_name, d.file_sha256, d.created_at,
  w.at as withdrawn_at, w.reason from document d left join withdrawal w on w.document_id = d.id"""


def document_of(db: Database, roundtable_id: str) -> sqlite3.Row | None:
    """The transcript that stands; a withdrawn one is none."""
    return row(db, f"{_DOCUMENT} where d.roundtable_id = ? and w.at is null", [roundtable_id])


def find_document(db: Database, roundtable_id: str, document_id: str) -> sqlite3.Row | None:
    """A transcript of the roundtable, standing or withdrawn: for the sealed side alone."""
    return row(db, f"{_DOCUMENT} where d.roundtable_id = ? and d.id = ?", [roundtable_id, document_id])


def insert_document(db: Database, document_id: str, values: Mapping[str, Any]) -> None:
    columns = {"id": document_id, **values, "created_at": now()}
    names = ", ".join(columns)
    db.conn.execute(f"insert into document({names}) values ({', '.join('?' * len(columns))})", list(columns.values()))


def insert_turns(
    db: Database,
    document_id: str,
    transcript: Transcript,
    whose: Sequence[tuple[str | None, bool]],
) -> None:
    """Every turn of the transcript; `whose` gives each turn's participant and whether that is settled."""
    db.conn.executemany(
        """insert into turn(id, document_id, position, speaker, participant_id, identified, start, "end",
             time_start, time_end, aside) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            (
                new_id(),
                document_id,
                t.position,
                t.speaker,
                None if t.aside else participant_id,
                int(settled or t.aside),
                t.start,
                t.end,
                t.time_start,
                t.time_end,
                int(t.aside),
            )
            for t, (participant_id, settled) in zip(transcript.turns, whose, strict=True)
        ],
    )


def turns_of(db: Database, document: sqlite3.Row) -> list[Turn]:
    found = rows(db, "select * from turn where document_id = ? order by position", [document["id"]])
    return [
        Turn(
            id=r["id"],
            position=r["position"],
            speaker=r["speaker"],
            participant_id=r["participant_id"],
            identified=bool(r["identified"]),
            text=document["text"][r["start"] : r["end"]],
            time_start=r["time_start"],
            aside=bool(r["aside"]),
        )
        for r in found
    ]


def spans_of(db: Database, document_id: str) -> list[sqlite3.Row]:
    """Number, label, stretch and second of every turn, in order."""
    sql = 'select position, speaker, start, "end", time_start from turn where document_id = ? order by position'
    return rows(db, sql, [document_id])


def set_speaker(
    db: Database, document_id: str, speaker: str | None, participant_id: str | None, *, identified: bool
) -> int:
    """Give all turns of one label to a participant (or to nobody); the spans of turns never change."""
    return db.conn.execute(
        """update turn set participant_id = :participant, identified = :identified
           where document_id = :document and speaker is :speaker
             and (participant_id is not :participant or identified <> :identified)""",
        {
            "participant": participant_id,
            "identified": int(identified),
            "document": document_id,
            "speaker": speaker,
        },
    ).rowcount


def waiting_speakers(db: Database, document_id: str) -> list[str | None]:
    """Labels nobody has assigned yet, in order of first appearance."""
    found = rows(
        db,
        """select speaker from turn where document_id = ? and identified = 0
           group by speaker order by min(position)""",
        [document_id],
    )
    return [r["speaker"] for r in found]
