"""The codings of a stretch of a transcript: mine, others' where I may see them, the machine's where asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.acts import act_store, passage_store
from app.coding.acts.telling import judgment_told
from app.coding.judging.blind import may_see_others
from app.coding.statements import segment_store
from app.coding.statements.judgments import CODES
from app.coding.themes import mark_store


def passage_told(
    db: Database,
    document: sqlite3.Row,
    *,
    turns: tuple[int, int],
    scope: Scope,
    coder_id: str,
    names: Mapping[str, str],
    machine: bool,
) -> dict[str, Any]:
    """Segments with the coder's newest judgment of each (`seen`), and codings with their stretch of the document."""
    heard = segment_store.heard_by(db, document["roundtable_id"], scope)
    found = passage_store.segments_between(db, document["id"], *turns, scope)
    segments = {s["id"]: s for s in found if heard(s["participant_id"])}
    seen = passage_store.seen_of(db, list(segments), coder_id)
    codings = _codings(db, segments, coder_id)
    marks = mark_store.marked_by(db, {each["segment_id"] for each in codings}, coder_id)
    return {
        "document": document["id"],
        "segments": [
            {"id": s["id"], "start": s["start"], "end": s["end"], "turn": s["turn"], "seen": seen.get(s["id"], 0)}
            for s in segments.values()
        ],
        "codings": [_placed(judgment_told(each, coder_id, names), segments, marks) for each in codings],
        "machine": _suggested(db, coder_id, segments, names) if machine else [],
    }


def _codings(db: Database, segments: Mapping[str, sqlite3.Row], coder_id: str) -> list[sqlite3.Row]:
    coded = [each for each in act_store.words_of(db, segments) if each["action"] in CODES]
    asked = {each["segment_id"] for each in coded if each["coder_id"] != coder_id}
    free = may_see_others(db, asked, coder_id)
    return [each for each in coded if each["coder_id"] == coder_id or each["segment_id"] in free]


def _placed(told: dict[str, Any], segments: Mapping[str, sqlite3.Row], marks: set[tuple[str, str]]) -> dict[str, Any]:
    """With the stretch of the document: the words that were chosen, else the whole segment; `marked`: my key quote."""
    own = segments[told["segment"]]
    start, end = told["span"] or (own["start"], own["end"])
    marked = told["mine"] and (told["segment"], told["theme"]) in marks
    return {**told, "start": start, "end": end, "turn": own["turn"], "marked": marked}


def _suggested(
    db: Database, coder_id: str, segments: Mapping[str, sqlite3.Row], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    return [
        {
            **{key: s[key] for key in ("id", "score", "stance", "severity", "statement", "grade")},
            "segment": s["segment_id"],
            "theme": s["theme_code"],
            "name": names.get(s["theme_code"], s["theme_code"]),
            "start": segments[s["segment_id"]]["start"],
            "end": segments[s["segment_id"]]["end"],
        }
        for s in passage_store.suggestions_of(db, list(segments), coder_id)
    ]
