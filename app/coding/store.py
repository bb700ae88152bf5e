"""All SQL of segments, suggestions and judgments; the queue and the quotes have stores of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from app.clock import now
from app.coding.segments import Segment, Source
from app.db import rows, scalar
from app.ids import new_id

# Segments --------------------------------------------------------------------------------------------------


def documents_to_cut(db: Database, round_id: str) -> list[str]:
    """Transcripts of the round without a segment, in order of their day."""
    found = rows(
        db,
        """select d.id from document d join roundtable rt on rt.id = d.roundtable_id
           where rt.round_id = ? and not exists (select 1 from segment s where s.document_id = d.id)
           order by rt.held_on, rt.code""",
        [round_id],
    )
    return [r["id"] for r in found]


def responses_to_cut(db: Database, round_id: str) -> list[str]:
    """Returns of the round with an open answer that has no segment, oldest first."""
    found = rows(
        db,
        """select r.id from response r join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id
           where w.round_id = ? and exists (
             select 1 from answer a where a.response_id = r.id and trim(coalesce(a.text, '')) <> ''
               and not exists (select 1 from segment s where s.answer_id = a.id))
           order by r.submitted_at, r.id""",
        [round_id],
    )
    return [r["id"] for r in found]


def turns_to_cut(db: Database, document_id: str) -> list[Source]:
    """The turns of a document that are speech, as sources; offsets count in the document's text."""
    text = scalar(db, "select text from document where id = ?", [document_id])
    found = rows(
        db,
        """select t.id, t.start, t."end", p.respondent_id from turn t
           left join participant p on p.id = t.participant_id
           where t.document_id = ? and t.aside = 0 order by t.position""",
        [document_id],
    )
    return [
        Source(
            text=text[r["start"] : r["end"]],
            offset=r["start"],
            respondent_id=r["respondent_id"],
            document_id=document_id,
            turn_id=r["id"],
        )
        for r in found
    ]


def answers_to_cut(db: Database, response_id: str) -> list[Source]:
    """The open answers of a return that have no segment yet."""
    found = rows(
        db,
        """select a.id, a.text, r.respondent_id from answer a join response r on r.id = a.response_id
           where r.id = ? and trim(coalesce(a.text, '')) <> ''
             and not exists (select 1 from segment s where s.answer_id = a.id)
           order by a.question_id""",
        [response_id],
    )
    return [Source(text=r["text"], offset=0, respondent_id=r["respondent_id"], answer_id=r["id"]) for r in found]


def insert_segments(db: Database, round_id: str, segments: Iterable[Segment]) -> int:
    """Write segments; those that are there already are left as they are. Returns how many are new."""
    at = now()
    written = 0
    for s in segments:
        written += db.conn.execute(
            """insert or ignore into segment(id, round_id, document_id, turn_id, answer_id, respondent_id, position,
                 start, "end", text, language, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            [
                *(new_id(), round_id, s.source.document_id, s.source.turn_id, s.source.answer_id),
                *(s.source.respondent_id, s.position, s.start, s.end, s.text, s.language, at),
            ],
        ).rowcount
    return written


# Suggestions -----------------------------------------------------------------------------------------------


def segments_to_analyse(
    db: Database, round_id: str, *, lexicon_version: str, analyser_version: str, limit: int
) -> list[sqlite3.Row]:
    """The next segments this lexicon and analyser have not looked at."""
    return rows(
        db,
        f"""select s.id, s.text, s.language {_UNSEEN} order by s.rowid limit ?""",
        [round_id, lexicon_version, analyser_version, limit],
    )


def count_to_analyse(db: Database, round_id: str, *, lexicon_version: str, analyser_version: str) -> int:
    return scalar(db, f"select count(*) {_UNSEEN}", [round_id, lexicon_version, analyser_version])


_UNSEEN = """from segment s where s.round_id = ? and not exists (
  select 1 from analysed a where a.segment_id = s.id and a.lexicon_version = ? and a.analyser_version = ?)"""


def insert_suggestions(db: Database, suggestions: Iterable[dict[str, Any]]) -> None:
    """Write suggestions; `suggestions` have every column but id and created_at."""
    at = now()
    db.conn.executemany(
        """insert into suggestion(id, segment_id, theme_code, score, stance, severity, evidence, lexicon_version,
             analyser_version, codebook_id, created_at)
           values (:id, :segment_id, :theme_code, :score, :stance, :severity, :evidence, :lexicon_version,
             :analyser_version, :codebook_id, :at)""",
        [{**each, "id": new_id(), "at": at} for each in suggestions],
    )


def insert_analysed(db: Database, segment_ids: Iterable[str], *, lexicon_version: str, analyser_version: str) -> None:
    at = now()
    db.conn.executemany(
        "insert into analysed(segment_id, lexicon_version, analyser_version, at) values (?, ?, ?, ?)",
        [(segment_id, lexicon_version, analyser_version, at) for segment_id in segment_ids],
    )


def round_of_code(db: Database, code: str) -> str | None:
    return scalar(db, "select id from round where code = ?", [code])
