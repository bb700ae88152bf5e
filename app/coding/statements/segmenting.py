"""Cutting the round's new transcripts and open answers into segments."""

from __future__ import annotations

from sqlite_utils import Database

from app.coding.statements import store
from app.coding.statements.segments import Segment, Source, placed
from app.db import writing
from app.jobs import Report


def silent(_done: int, _total: int, _message: str = "") -> None:
    """A report nobody reads."""


def segment_round(db: Database, round_id: str, *, report: Report = silent) -> int:
    """Cut what is not cut yet: each document and each return in a transaction of its own. May be repeated.

    Returns how many segments are new.
    """
    documents = store.documents_to_cut(db, round_id)
    responses = store.responses_to_cut(db, round_id)
    total, new = len(documents) + len(responses), 0
    for done, document_id in enumerate(documents, start=1):
        new += _keep(db, round_id, store.turns_to_cut(db, document_id))
        report(done, total, "")
    for done, response_id in enumerate(responses, start=len(documents) + 1):
        new += _keep(db, round_id, store.answers_to_cut(db, response_id))
        report(done, total, "")
    return new


def _keep(db: Database, round_id: str, sources: list[Source]) -> int:
    segments = cut(sources)
    with writing(db):
        return store.insert_segments(db, round_id, segments)


def cut(sources: list[Source]) -> list[Segment]:
    """The segments of one document (or one return), numbered through."""
    # The analysers take a second and much memory to load, which no web process should pay for.
    from nlp.reading.segmenting import segment

    found: list[Segment] = []
    for source in sources:
        cuts = [(s.start, s.end, s.language) for s in segment(source.text)]
        found.extend(placed(source, cuts, first=len(found)))
    return found
