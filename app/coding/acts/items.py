"""One item of the queue as a script needs it: the statement in its place, its suggestions, the words on it, criteria."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from flask import url_for
from sqlite_utils import Database

from app.coding.acts import act_store
from app.coding.acts.telling import history_told, judgment_told, progress_told, state_told
from app.coding.judging import judgment_store, queue_store, together
from app.coding.judging.blind import may_see_others
from app.coding.judging.queue import Filters
from app.coding.judging.queue_store import Desk
from app.coding.learning import suspect_store
from app.coding.statements import segment_store
from app.coding.statements.judgments import Evidence, evidence_of
from app.coding.statements.segment_store import Neighbor
from app.coding.statements.speaking import asked, place, speaker, told
from app.coding.suggesting.reasons import Reasons, parts_of, reasons_of, shaded
from app.words.formats import named
from app.words.labels import label


def item_told(
    db: Database, desk: Desk, segment: sqlite3.Row, filters: Filters, themes: Mapping[str, sqlite3.Row]
) -> dict[str, Any]:
    """Everything the bench shows of a segment, for this coder and this queue."""
    names = {code: named(theme) for code, theme in themes.items()}
    suggestions = judgment_store.suggestions_of(db, segment["id"])
    evidence = {s["id"]: evidence_of(s["evidence"], segment["text"]) for s in suggestions}
    reasons = {s["id"]: reasons_of(s, segment["text"]) for s in suggestions}
    state = state_told(db, segment["id"], desk.coder_id)
    return {
        **_segment_told(db, desk, segment),
        "pieces": shaded(segment["text"], parts_of(reasons, evidence, segment["text"])),
        "suggestions": [_suggestion_told(s, evidence[s["id"]], reasons[s["id"]], names) for s in suggestions],
        "twins": _twins_told(db, desk, segment, state["waiting"]),
        "apart": queue_store.apart_of(db, segment["id"]),
        "state": state,
        "seen": judgment_store.newest_judgment(db, segment["id"], desk.coder_id),
        **_words_told(db, desk, segment["id"], names),
        "suspects": [dict(each) for each in suspect_store.suspects_of(db, desk.coder_id, segment["id"])],
        "criteria": _criteria(themes, (s["theme_code"] for s in suggestions)),
        **history_told(db, desk.coder_id, names),
        **_around(db, desk, segment, filters),
    }


def _segment_told(db: Database, desk: Desk, segment: sqlite3.Row) -> dict[str, Any]:
    context = segment_store.context_of(db, segment, desk.scope)
    areas = segment_store.areas_of(db, segment["respondent_id"])
    return {
        "id": segment["id"],
        "start": segment["start"],
        "end": segment["end"],
        "text": segment["text"],
        "language": segment["language"],
        "document": segment["document_id"],
        "answer": segment["answer_id"],
        "speaker": speaker(segment),
        "org_kind": label(segment["org_kind"], "org_kind") if segment["org_kind"] else None,
        "place": place(segment),
        "trail": url_for("coding.segment", segment_id=segment["id"]),
        "areas": [{"id": each["id"], "code": each["code"], "name": named(each)} for each in areas],
        "question": asked(segment),
        "head": context.head,
        "tail": context.tail,
        "earlier_speech": _neighbor_told(context.earlier),
        "later_speech": _neighbor_told(context.later),
    }


def _neighbor_told(neighbor: Neighbor | None) -> dict[str, Any] | None:
    if neighbor is None:
        return None
    kind = label(neighbor.org_kind, "org_kind") if neighbor.org_kind else None
    return {**asdict(neighbor), "org_kind": kind}


def _suggestion_told(
    suggestion: sqlite3.Row, evidence: Evidence, reasons: Reasons | None, names: Mapping[str, str]
) -> dict[str, Any]:
    theme = suggestion["theme_code"]
    return {
        **{key: suggestion[key] for key in ("id", "score", "stance", "severity", "statement", "grade", "probability")},
        "theme": theme,
        "name": names.get(theme, theme),
        "evidence": list(evidence.terms or (reasons.strongest if reasons else ())),
        "cues": list(evidence.cues),
        "beside": [label(each, "beside") for each in reasons.leaning] if reasons else [],
        "why": url_for("coding.suggestion", suggestion_id=suggestion["id"]),
    }


def _twins_told(db: Database, desk: Desk, segment: sqlite3.Row, waiting: Iterable[str]) -> dict[str, Any]:
    """Suggestion to what is nearly the same and waits for the same word."""
    found = {each: together.twins(db, desk, segment, each) for each in waiting}
    placed = segment_store.placed(db, [twin.segment_id for each in found.values() for twin in each])
    return {
        key: [
            {
                "segment": twin.segment_id,
                "likeness": twin.likeness,
                "text": placed[twin.segment_id]["text"],
                "speaker": speaker(placed[twin.segment_id]),
                "place": place(placed[twin.segment_id]),
            }
            for twin in each
        ]
        for key, each in found.items()
        if each
    }


def _words_told(db: Database, desk: Desk, segment_id: str, names: Mapping[str, str]) -> dict[str, Any]:
    """My words that stand and what I said last of each theme; others' words only where I may see them (else None)."""
    standing = act_store.words_of(db, [segment_id])
    free = segment_id in may_see_others(db, [segment_id], desk.coder_id)
    latest = judgment_store.latest_words(db, segment_id, desk.coder_id)
    return {
        "judgments": [judgment_told(j, desk.coder_id, names) for j in standing if j["coder_id"] == desk.coder_id],
        "others": [judgment_told(j, desk.coder_id, names) for j in standing if j["coder_id"] != desk.coder_id]
        if free
        else None,
        "before": {theme: _before_told(word, names) for theme, word in latest.items()},
    }


def _before_told(word: sqlite3.Row, names: Mapping[str, str]) -> dict[str, Any]:
    """What fills a card: the coder's newest coding of a theme, even one that was taken back."""
    kept = ("action", "stance", "severity", "statement", "memo")
    return {
        **{key: word[key] for key in kept},
        "theme": word["theme_code"],
        "code": word["code_id"],
        "retracted": bool(word["retracted"]),
        "text": told(word, names),
    }


def _criteria(themes: Mapping[str, sqlite3.Row], wanted: Iterable[str]) -> list[dict[str, str]]:
    parts = ("definition", "include", "exclude")
    return [
        {"theme": code, "name": named(themes[code]), **{part: named(themes[code], part) for part in parts}}
        for code in dict.fromkeys(wanted)
        if code in themes
    ]


def _around(db: Database, desk: Desk, segment: sqlite3.Row, filters: Filters) -> dict[str, Any]:
    """The one before and the next two of the queue, and how far the coder is."""
    own = segment["id"]
    later = queue_store.next_ones(db, desk, filters, own, most=2)
    return {
        "earlier": queue_store.before(db, desk, filters, own),
        "later": later[0] if later else None,
        "next": later,
        "progress": progress_told(queue_store.count(db, desk, filters)[1]),
    }
