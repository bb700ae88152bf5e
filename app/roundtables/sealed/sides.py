"""A document's turns in both layers, side by side, with the replaced stretches of each."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sqlite_utils import Database

from app.personal import sealed_store
from app.roundtables.talk import turn_store
from transcripts.personal.layers import OffsetMap, Replacement

Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Side:
    """One turn: as said and as shown, with what was replaced in each (code points of the turn's own text); its second."""

    position: int
    speaker: str
    raw: str
    raw_spans: Spans
    shown: str
    shown_spans: Spans
    time_start: float | None = None

    @property
    def changed(self) -> bool:
        return bool(self.shown_spans)


def sides_of(db: Database, document: sqlite3.Row, original: sqlite3.Row) -> list[Side]:
    """Every turn in both layers; where the raw text is destroyed or nothing was replaced, the shown text twice."""
    replaced = sealed_store.replacements_of(db, document["id"]) if original["raw_text"] is not None else []
    text = original["raw_text"] if original["raw_text"] is not None else document["text"]
    places = OffsetMap(replaced)
    found, at = [], 0
    for turn in turn_store.spans_of(db, document["id"]):
        while at < len(replaced) and replaced[at].end <= turn["start"]:
            at += 1
        inside = _within(replaced, at, turn["end"])
        start, end = places.span_to_raw(turn["start"], turn["end"])
        found.append(
            Side(
                position=turn["position"],
                speaker=turn["speaker"] or "",
                raw=text[start:end],
                raw_spans=[(each.raw_start - start, each.raw_end - start) for each in inside],
                shown=document["text"][turn["start"] : turn["end"]],
                time_start=turn["time_start"],
                shown_spans=[(each.start - turn["start"], each.end - turn["start"]) for each in inside],
            )
        )
    return found


def _within(replaced: list[Replacement], at: int, end: int) -> list[Replacement]:
    inside = []
    while at < len(replaced) and replaced[at].start < end:
        inside.append(replaced[at])
        at += 1
    return inside
