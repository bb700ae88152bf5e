"""Evidence to choose from, and evidence told in words: what was said, measured or seen."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.areas.anonymity import LEAST_FIRMS
from app.coding.statements import segment_store
from app.coding.statements.speaking import place, speaker, words_of
from app.coding.telling.eyes import Eyes
from app.coding.telling.opening import as_read, opened
from app.evaluation.people import vote_store
from app.evaluation.people.grounds import Reference
from app.evaluation.round import item_store, store
from app.words.formats import month, named, number
from app.words.i18n import language

# Quotes a voter may choose from, and letters shown of each: the list stands in a form. Chosen, not measured.
MOST_QUOTES = 8
LONGEST = 110


@dataclass(frozen=True)
class Told:
    """A piece of evidence to read; `words` None where they may not be shown.

    Where what was said is `withdrawn`, `words` say so instead.
    """

    kind: str
    ref: str
    words: str | None
    source: str
    withdrawn: bool = False


def choices(db: Database, result: sqlite3.Row, *, anonymous: bool) -> list[tuple[str, str]]:
    """Values and words of the evidence a form offers: newest values, then the gravest quotes."""
    items = item_store.items_of(db, result["id"])
    found = [Reference("observation", ref) for ref in item_store.newest_rows(db, result["id"])]
    if not _hidden(db, result, anonymous=anonymous):
        readable = opened(db, _gravest(items), Eyes(EVERYTHING, single=not anonymous)).said
        found += [Reference("segment", said["id"]) for said in readable][:MOST_QUOTES]
    told_all = told(db, result, found, anonymous=anonymous)
    return [(f"{t.kind}:{t.ref}", f"{t.source}: {_short(t.words)}") for t in told_all if t.words]


def told(db: Database, result: sqlite3.Row, evidence: Iterable[Reference], *, anonymous: bool) -> list[Told]:
    """References in words. Where `anonymous`, quotes only of cells that are told (see `opened`), and not whose."""
    evidence, eyes = list(evidence), Eyes(EVERYTHING, single=not anonymous)
    hidden = _hidden(db, result, anonymous=anonymous)
    segments: Mapping[str, Any] = segment_store.placed(db, [e.ref for e in evidence if e.kind == "segment"])
    if anonymous:
        readable = {each["id"] for each in opened(db, segments, eyes).said}
        shown = as_read(db, segments.values(), eyes)
        segments = {r["id"]: r if r["id"] in readable else r | {"text": None} for r in shown}
    observed = vote_store.observations_of_area(
        db, result["area_id"], [e.ref for e in evidence if e.kind == "observation"]
    )
    found = []
    for e in evidence:
        if e.kind == "text":
            found.append(Told("text", "", e.text, ""))
        elif e.kind == "segment" and e.ref in segments:
            said = segments[e.ref]
            source = speaker(said, anonymous=True) if anonymous else f"{speaker(said)} · {place(said)}"
            words = words_of(said) if said["withdrawn"] else f"“{said['text']}”" if said["text"] else None
            found.append(Told("segment", e.ref, None if hidden else words, source, bool(said["withdrawn"])))
        elif e.kind == "observation" and e.ref in observed:
            found.append(_measured(observed[e.ref]))
    return found


def _measured(observed: sqlite3.Row) -> Told:
    unit = observed["unit_en"] if language() == "en" else observed["unit"]
    digits = 2 if observed["kind"] == "rate" else 0
    words = f"{number(observed['value'], digits)} {unit}"
    return Told("observation", observed["id"], words, f"{named(observed)} {month(observed['month'])}")


def _hidden(db: Database, result: sqlite3.Row, *, anonymous: bool) -> bool:
    return anonymous and store.count_firms(db, result["id"]) < LEAST_FIRMS


def _gravest(items: Iterable[item_store.Item]) -> list[str]:
    """Segments of problem codings, the gravest and one of each respondent first."""
    codings = [
        (coding["severity"], item["ref"], coding["segment"])
        for item in items
        if item["kind"] == "respondent"
        for coding in json.loads(item["evidence"])["codings"]
        if coding["severity"]
    ]
    ranked = sorted(codings, key=lambda c: (-c[0], c[2]))
    first = {respondent: segment for _severity, respondent, segment in reversed(ranked)}
    chosen = dict.fromkeys([s for _v, r, s in ranked if first[r] == s] + [s for _v, _r, s in ranked])
    return list(chosen)


def _short(text: str | None) -> str:
    text = text or ""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
