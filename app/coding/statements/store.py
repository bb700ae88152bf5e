"""All SQL of cutting texts into segments; suggestions, judgments, the queue and the quotes have stores of their own."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from app.clock import now
from app.coding.statements.segments import Segment, Source
from app.db import rows, scalar
from app.ids import new_id


def documents_to_cut(db: Database, round_id: str) -> list[str]:
    """Transcripts of the round without a segment, in order of their day."""
    found = rows(
        db,
        """select d.id from document d join roundtable rt on rt.id = d.roundtable_id
           where rt.round_id = ? and not exists (select 1 from segment s where s.document_id = d.id)
             and not exists (select 1 from withdrawal w where w.document_id = d.id)
           order by rt.held_on, rt.code""",
        [round_id],
    )
    return [r["id"] for r in found]


def responses_to_cut(db: Database, round_id: str) -> list[str]:
    """Returns of the round with an open answer that has no segment, oldest first."""
    found = rows(
        db,
        """select r.id from standing_response r join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id
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
        """select a.id, a.text, r.respondent_id from answer a join standing_response r on r.id = a.response_id
           where r.id = ? and trim(coalesce(a.text, '')) <> ''
             and not exists (select 1 from segment s where s.answer_id = a.id)
           order by a.question_id""",
        [response_id],
    )
    return [Source(text=r["text"], offset=0, respondent_id=r["respondent_id"], answer_id=r["id"]) for r in found]


def insert_segments(db: Database, round_id: str, segments: Iterable[Segment]) -> int:
    """Write segments; those that are there already are left as they are, and so is what was withdrawn meanwhile.

    Returns how many are new.
    """
    at = now()
    written = 0
    for s in segments:
        written += db.conn.execute(
            """insert or ignore into segment(id, round_id, document_id, turn_id, answer_id, respondent_id, position,
                 start, "end", text, language, created_at)
               select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12
               where not exists (select 1 from withdrawal w where w.document_id = ?3)""",
            [
                *(new_id(), round_id, s.source.document_id, s.source.turn_id, s.source.answer_id),
                *(s.source.respondent_id, s.position, s.start, s.end, s.text, s.language, at),
            ],
        ).rowcount
    return written


def round_of_code(db: Database, code: str) -> str | None:
    return scalar(db, "select id from round where code = ?", [code])


def newest_round(db: Database, day: str) -> str | None:
    """The newest round begun by this day."""
    return scalar(db, "select id from round where starts_on <= ? order by starts_on desc limit 1", [day])
