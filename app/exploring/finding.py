"""Finding a word in context, in one group of statements or in two side by side."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from app.coding.statements import segment_store
from app.coding.statements.speaking import speaker
from app.exploring import store
from app.exploring.choices import Choice, Sight
from app.exploring.comparing import Pair, members
from nlp.exploring.concordance import Line, by_left, by_right, cleaned, find, line, prefixes

ORDERS = ("place", "left", "right", "speaker")
# SQLite takes so many values in one query.
AT_ONCE = 500


@dataclass(frozen=True)
class Hit:
    """One place where the word stands; `side` is a, b or, where nothing is compared, empty."""

    segment_id: str
    respondent_id: str
    line: Line
    side: str = ""


def find_lines(
    db: Database, query: str, where: Choice | Pair, sight: Sight, *, mode: str = "lemma", width: int
) -> list[Hit]:
    """Every place of the query, in the order of transcripts and answers."""
    query = cleaned(query)
    if not query:
        return []
    chosen = where.times() if isinstance(where, Pair) else [where]
    looked = {"lemmas": prefixes(query)} if mode == "lemma" else {"part": query}
    found = {r["id"]: r for choice in chosen for r in store.holding(db, choice, sight, **looked)}
    sides = members(db, where, sight) if isinstance(where, Pair) else None
    return [hit for r in found.values() for hit in _hits(r, query, mode, width, _sides(r["id"], sides))]


def _sides(segment_id: str, sides: tuple[set[str], set[str]] | None) -> list[str]:
    if sides is None:
        return [""]
    return [name for name, own in zip("ab", sides, strict=True) if segment_id in own]


def _hits(r: sqlite3.Row, query: str, mode: str, width: int, sides: list[str]) -> list[Hit]:
    if not sides:
        return []
    spans = find(r["text"], json.loads(r["words"]), query, mode)
    return [Hit(r["id"], r["respondent_id"], line(r["text"], s, width=width), side) for s in spans for side in sides]


def ordered(db: Database, hits: list[Hit], order: str) -> list[Hit]:
    """The hits by what stands before or after the word, or by who speaks; else as they came."""
    if order == "left":
        return sorted(hits, key=lambda hit: by_left(hit.line))
    if order == "right":
        return sorted(hits, key=lambda hit: by_right(hit.line))
    if order == "speaker":
        who = {i: speaker(said) for i, said in places(db, [hit.segment_id for hit in hits]).items()}
        return sorted(hits, key=lambda hit: who[hit.segment_id])
    return hits


def places(db: Database, segment_ids: Iterable[str]) -> dict[str, sqlite3.Row]:
    """Each segment with its place and its speaker; the caller has asked the scope."""
    wanted = list(dict.fromkeys(segment_ids))
    found: dict[str, sqlite3.Row] = {}
    for first in range(0, len(wanted), AT_ONCE):
        found.update(segment_store.placed(db, wanted[first : first + AT_ONCE]))
    return found
