"""Suggesting themes for the round's segments: a background job that picks up where it was interrupted."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.codebook import store as codebook_store
from app.codebook.publishing import lexicon_of
from app.coding import store
from app.coding.segmenting import segment_round, silent
from app.coding.wording import remember_words
from app.db import writing
from app.errors import Conflict
from app.jobs import KINDS, Report

if TYPE_CHECKING:
    from nlp.tagging import Suggestion

BATCH = 200


def suggest_round(
    db: Database, round_id: str, *, person_id: str | None = None, report: Report = silent
) -> dict[str, int]:
    """Cut what is new in the round, then suggest themes for what this codebook and analyser have not looked at.

    Each document and each batch is one transaction. May be repeated: a second run finds nothing left to do.
    Older suggestions stay for the judgments that answer them, and judgments stay whatever a new run suggests.
    Raises Conflict where there is no codebook. Returns the numbers of segments cut, looked at, and suggestions.
    """
    book = codebook_store.newest(db)
    if book is None:
        raise Conflict(_("코드북이 없습니다. `moksori init` 명령으로 처음 코드북을 먼저 들여오십시오."))
    cut = segment_round(db, round_id, report=lambda done, total, _message: report(done, total, "segments"))
    segments, suggestions = _analyse(db, round_id, book, report)
    remember_words(db, round_id, report)
    counts = {"cut": cut, "segments": segments, "suggestions": suggestions}
    with writing(db):
        record(db, "themes suggested", person_id=person_id, object_kind="round", object_id=round_id, **counts)
    return counts


def _analyse(db: Database, round_id: str, book: sqlite3.Row, report: Report) -> tuple[int, int]:
    """Suggest for all segments that wait, in batches; how many were looked at, and how many suggestions came."""
    from nlp.tagging import Tagger
    from nlp.versions import analyser_version

    made_by = {"lexicon_version": book["lexicon_version"], "analyser_version": analyser_version()}
    total = store.count_to_analyse(db, round_id, **made_by)
    if not total:
        return 0, 0
    tagger, looked_at, suggested = Tagger(lexicon_of(db, book["id"])), 0, 0
    while batch := store.segments_to_analyse(db, round_id, **made_by, limit=BATCH):
        found = [
            {**as_row(s["id"], each), **made_by, "codebook_id": book["id"]}
            for s in batch
            for each in tagger.suggest(s["text"], s["language"])
        ]
        with writing(db):
            store.insert_suggestions(db, found)
            store.insert_analysed(db, [s["id"] for s in batch], **made_by)
        looked_at, suggested = looked_at + len(batch), suggested + len(found)
        report(looked_at, total, "suggestions")
    return looked_at, suggested


def as_row(segment_id: str, suggestion: Suggestion) -> dict[str, Any]:
    """A suggestion as its row; evidence and the stance's cues keep offsets in the segment's text."""
    terms = [
        {"start": e.start, "end": e.end, "text": e.text, "term": e.term, "weight": e.weight}
        for e in suggestion.evidence
    ]
    cues = [{"start": c.start, "end": c.end, "text": c.text, "rule": c.rule} for c in suggestion.cues]
    return {
        "segment_id": segment_id,
        "theme_code": suggestion.theme,
        "score": suggestion.score,
        "stance": suggestion.stance,
        "severity": suggestion.severity,
        "evidence": json.dumps({"terms": terms, "cues": cues}, ensure_ascii=False),
    }


def suggest(db: Database, args: dict[str, Any], report: Report) -> dict[str, Any]:
    """The job "suggest" of one round."""
    return dict(suggest_round(db, args["round_id"], person_id=args.get("person_id"), report=report))


KINDS["suggest"] = suggest
