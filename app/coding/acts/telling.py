"""How judgments, a segment's state and a coder's progress are told to a script."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from app.coding.judging import judgment_store, redoing
from app.coding.judging.queue_store import Progress
from app.coding.statements.judgments import answer_to
from app.coding.statements.speaking import told


def judgment_told(judgment: sqlite3.Row, coder_id: str, names: Mapping[str, str]) -> dict[str, Any]:
    """One judgment: what was said of which words, and whose it is; `text` is the word in one line."""
    span = None if judgment["span_start"] is None else [judgment["span_start"], judgment["span_end"]]
    return {
        "id": judgment["id"],
        "segment": judgment["segment_id"],
        "action": judgment["action"],
        "theme": judgment["theme_code"],
        "code": judgment["code_id"],
        "suggestion": judgment["suggestion_id"],
        "stance": judgment["stance"],
        "severity": judgment["severity"],
        "statement": judgment["statement"],
        "memo": judgment["memo"],
        "span": span,
        "coder": judgment["coder"],
        "mine": judgment["coder_id"] == coder_id,
        "at": judgment["at"],
        "text": told(judgment, names),
    }


def state_told(db: Database, segment_id: str, coder_id: str) -> dict[str, Any]:
    """Whether the coder is done with a segment, and which of its suggestions wait for his word."""
    standing = judgment_store.standing_of(db, segment_id, coder_id)
    live = judgment_store.live_of(db, segment_id, coder_id)
    judged = {code for each in live for code in (each["theme_code"], each["about"]) if code}
    settled = any(each["action"] == "nothing" for each in standing)
    suggestions = judgment_store.suggestions_of(db, segment_id)
    waiting = [s["id"] for s in suggestions if not settled and s["theme_code"] not in judged]
    answered = {s["id"]: found["id"] for s in suggestions if (found := answer_to(s["theme_code"], standing))}
    done = judgment_store.settles(live, {s["theme_code"] for s in suggestions})
    return {"done": done, "waiting": waiting, "answered": answered}


def seen_told(db: Database, segment_ids: Iterable[str], coder_id: str) -> dict[str, int]:
    """The coder's newest judgment of each segment, retractions included: what the next act is to name."""
    return {each: judgment_store.newest_judgment(db, each, coder_id) for each in segment_ids}


def progress_told(progress: Progress) -> dict[str, int]:
    return {
        "done": progress.done,
        "total": progress.total,
        "bare_done": progress.bare_done,
        "bare": progress.bare,
    }


def history_told(db: Database, coder_id: str, names: Mapping[str, str]) -> dict[str, Any]:
    """What an undo would take back (`judgment` is what to name) and what a redo would give again; None for neither."""
    last, again = judgment_store.last_judgments(db, coder_id), redoing.taken_back(db, coder_id)
    return {
        "undo": {"judgment": last[0]["id"], "words": words_told(reversed(last), names)} if last else None,
        "redo": {"words": words_told(again, names)} if again else None,
    }


def words_told(judgments: Iterable[sqlite3.Row], names: Mapping[str, str]) -> list[str]:
    """Judgments given together, a line each; what was said of several statements stands once."""
    return list(dict.fromkeys(told(each, names) for each in judgments))
