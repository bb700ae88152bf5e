"""Returns whose open answers somebody has to look at: what is unsure in them, and settling it, many at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.accounts.store import record
from app.db import writing
from app.personal.disguises import Choices, Group, Plan, layered
from app.personal.register import register_of
from app.surveys.sealed import masking, sealed_store

# Bounds what one form may send of a return: words to hide besides, and letters of each. Chosen, not measured.
MOST_WORDS, LONGEST_WORD = 20, 60


@dataclass(frozen=True)
class Piece:
    """A stretch of an answer as it would read; `unsure`: it may say who somebody is, and nobody has looked."""

    text: str
    unsure: bool


@dataclass(frozen=True)
class Waiting:
    """A return that waits: its row, its open answers by question, and what is unsure in them."""

    row: sqlite3.Row
    answers: tuple[tuple[str, tuple[Piece, ...]], ...]
    unsure: tuple[Group, ...]


def told(db: Database, row: sqlite3.Row) -> Waiting:
    """A waiting return (a row of `sealed_store.waiting_returns`) as the page shows it."""
    rows = sealed_store.raw_answers(db, row["id"])
    plan = _plan(db, row, rows).decided()
    shown = _pieces(plan, [r["raw_text"] for r in rows])
    return Waiting(row, tuple(zip((r["question_id"] for r in rows), shown, strict=True)), plan.unsure)


def strangers(db: Database, row: sqlite3.Row, words: Iterable[str]) -> list[str]:
    """Those of some words that stand in none of a waiting return's answers: to hide them would do nothing."""
    said = "\n".join(r["raw_text"] for r in sealed_store.raw_answers(db, row["id"]))
    return [word for word in words if word not in said]


def settle(
    db: Database, row: sqlite3.Row, *, replaced: Iterable[str], words: Sequence[str] = (), person_id: str | None
) -> bool:
    """Replace what is sure, the groups chosen and words of one's own; then the answers are read. May be repeated.

    Returns False where somebody else settled the return, or it was withdrawn, meanwhile.
    """
    rows = sealed_store.raw_answers(db, row["id"])
    chosen = frozenset(replaced)
    own = {word: _("[가린 말]") for word in words}
    plan = _plan(db, row, rows, own).decided(chosen)
    shown = masking.masked([r["raw_text"] for r in rows], plan)
    with writing(db):
        if not sealed_store.waiting_returns(db, EVERYTHING, response_id=row["id"]):
            return False
        for stored, each in zip(rows, shown, strict=True):
            sealed_store.settle(db, stored["id"], each.shown, person_id=person_id)
        record(
            db,
            "open answers settled",
            person_id=person_id,
            object_kind="response",
            object_id=row["id"],
            replaced=len(chosen),
            left=len(plan.left_open),
            added=len(own),
        )
    return True


def _plan(db: Database, row: sqlite3.Row, rows: Sequence[sqlite3.Row], words: Mapping[str, str] | None = None) -> Plan:
    texts = [r["raw_text"] for r in rows]
    choices = Choices(words=words or {})
    return masking.plan(texts, register_of(db), own=row["own"] or "", choices=choices)


def _pieces(plan: Plan, raw: Sequence[str]) -> list[tuple[Piece, ...]]:
    """Each answer in pieces, what is sure replaced and what is unsure apart."""
    layers = layered(plan)
    open_ones = {group.key for group in plan.left_open}
    spans = [layers.map.span_to_shown(f.start, f.end) for f in plan.findings if f.key in open_ones and not f.sure]
    found, at = [], 0
    for text in raw:
        start, end = layers.map.span_to_shown(at, at + len(text))
        found.append(tuple(_cut(layers.shown, start, end, spans)))
        at += len(text) + len(masking.BETWEEN)
    return found


def _cut(shown: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> Iterable[Piece]:
    at = start
    for first, last in sorted(spans):
        if start <= first < last <= end and first >= at:
            yield Piece(shown[at:first], unsure=False)
            yield Piece(shown[first:last], unsure=True)
            at = last
    yield Piece(shown[at:end], unsure=False)
