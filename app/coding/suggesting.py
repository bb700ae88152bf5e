"""Suggesting themes for the round's segments: a background job that picks up where it was interrupted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.codebook import store as codebook_store
from app.codebook.publishing import lexicon_of
from app.coding import store
from app.coding.segmenting import segment_round, silent
from app.db import writing
from app.errors import Conflict
from app.jobs import KINDS, Report

if TYPE_CHECKING:
    from nlp.tagging import Suggestion

BATCH = 200


def suggest_round(db: Database, round_id: str, *, report: Report = silent) -> dict[str, int]:
    """Suggest themes for every segment the newest codebook and this analyser have not looked at.

    Each batch is one transaction. May be repeated: a second run finds nothing left to do. Older suggestions
    stay for the judgments that answer them, and judgments stay whatever a new run suggests.

    Raises Conflict where there is no codebook.
    """
    from nlp.tagging import Tagger
    from nlp.versions import analyser_version

    book = codebook_store.newest(db)
    if book is None:
        raise Conflict(_("코드북이 없습니다. `moksori init` 명령으로 처음 코드북을 먼저 들여오십시오."))
    made_by = {"lexicon_version": book["lexicon_version"], "analyser_version": analyser_version()}
    total = store.count_to_analyse(db, round_id, **made_by)
    counts = {"segments": 0, "suggestions": 0}
    tagger = Tagger(lexicon_of(db, book["id"])) if total else None
    while tagger:
        batch = store.segments_to_analyse(db, round_id, **made_by, limit=BATCH)
        if not batch:
            break
        found = [(s["id"], each) for s in batch for each in tagger.suggest(s["text"], s["language"])]
        stored = [{**as_row(segment_id, each), **made_by, "codebook_id": book["id"]} for segment_id, each in found]
        with writing(db):
            store.insert_suggestions(db, stored)
            store.insert_analysed(db, [s["id"] for s in batch], **made_by)
        counts = {
            "segments": counts["segments"] + len(batch),
            "suggestions": counts["suggestions"] + len(stored),
        }
        report(counts["segments"], total, "")
    return counts


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
    """The job "suggest": cut what is new in the round, then suggest. May be repeated."""
    round_id = args["round_id"]
    cut = segment_round(db, round_id, report=lambda done, total, _message: report(done, total, "segments"))
    counts = suggest_round(db, round_id, report=lambda done, total, _message: report(done, total, "suggestions"))
    with writing(db):
        record(
            db,
            "themes suggested",
            person_id=args.get("person_id"),
            object_kind="round",
            object_id=round_id,
            cut=cut,
            **counts,
        )
    return {"cut": cut, **counts}


KINDS["suggest"] = suggest
