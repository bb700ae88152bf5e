"""The trace: from a domain's points down to observations, answers and codings, with the arithmetic."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from app.areas.anonymity import LEAST_FIRMS
from app.coding.statements import segment_store
from app.coding.statements.speaking import place, speaker, words_of
from app.evaluation.display import trace_store
from app.evaluation.display.display import themes_of
from app.evaluation.method.scheme import Domain, Scheme, SchemeIndicator
from app.evaluation.round import store
from app.evaluation.round.presets import scheme_of


@dataclass(frozen=True)
class Cell:
    """One domain of an area with the items it was made of, and lambda and W as they were in the end."""

    row: sqlite3.Row
    items: tuple[sqlite3.Row, ...]
    scheme: Scheme
    policy: Domain
    lam: float

    @property
    def contribution(self) -> float:
        return float(self.row["contribution_q"] + self.row["contribution_l"])


@dataclass(frozen=True)
class Spoken:
    """A coding of a respondent with the words it is about; `text` None where they may not be shown.

    Where the statement was `withdrawn`, `text` says so instead.
    """

    segment_id: str
    text: str | None
    language: str
    place: str
    theme: sqlite3.Row | None
    theme_code: str | None
    severity: int
    coder: str
    withdrawn: bool


@dataclass(frozen=True)
class Item:
    """One item with its evidence; `indicator` is the scheme's, for indicators and survey items."""

    row: sqlite3.Row
    evidence: dict[str, Any]
    indicator: SchemeIndicator | None
    spoken: tuple[Spoken, ...]
    who: str
    peers: tuple[sqlite3.Row, ...] = ()


def cell_of(db: Database, result: sqlite3.Row, domain: str) -> Cell | None:
    """A domain's cell, or None where the result has no such domain."""
    row = next((d for d in store.domains_of(db, result["id"]) if d["domain"] == domain), None)
    if row is None:
        return None
    scheme = scheme_of(db, result["scheme_id"])
    items = tuple(item for item in store.items_of(db, result["id"]) if item["domain"] == domain)
    lam = 0.0 if row["q"] is None else 1.0 if row["l"] is None else scheme.lam
    policy = next(each for each in scheme.domains if each.id == domain)
    return Cell(row, items, scheme, policy, lam)


def item_of(db: Database, result: sqlite3.Row, domain: str, kind: str, ref: str, *, anonymous: bool) -> Item | None:
    """An item with all its evidence. Where `anonymous`, fewer than three firms' words are not shown."""
    row = store.find_item(db, result["id"], domain, kind, ref)
    if row is None:
        return None
    evidence = json.loads(row["evidence"])
    scheme = scheme_of(db, result["scheme_id"])
    indicator = next((each for each in scheme.indicators if each.code == ref), None)
    spoken: tuple[Spoken, ...] = ()
    hidden = anonymous and is_thin(db, result)
    if kind == "respondent":
        spoken = _spoken(db, result, evidence["codings"], anonymous=anonymous, hidden=hidden)
    who = "" if hidden else described(db, [row]).get(ref, "")
    return Item(row, evidence, indicator, spoken, who, _peers(db, result, row, evidence))


def _peers(db: Database, result: sqlite3.Row, row: sqlite3.Row, evidence: dict[str, Any]) -> tuple[sqlite3.Row, ...]:
    """The areas behind a mean of peers; none where the scheme's own value stood in."""
    if row["kind"] != "peers" or evidence["source"] not in ("kind", "all"):
        return ()
    kind = evidence["area_kind"] if evidence["source"] == "kind" else None
    return tuple(trace_store.peers_of(db, result["evaluation_id"], row["domain"], kind=kind))


def is_thin(db: Database, result: sqlite3.Row) -> bool:
    """Whether so few firms spoke that who they are could be guessed."""
    return store.count_firms(db, result["id"]) < LEAST_FIRMS


def _spoken(
    db: Database, result: sqlite3.Row, codings: list[dict[str, Any]], *, anonymous: bool, hidden: bool
) -> tuple[Spoken, ...]:
    placed = segment_store.placed(db, sorted({c["segment"] for c in codings}))
    themes, coders = (
        themes_of(db, result["evaluation_id"]),
        trace_store.names_of(db, {c["coder"] for c in codings}),
    )
    return tuple(
        Spoken(
            segment_id=c["segment"],
            text=None if hidden else words_of(placed[c["segment"]]),
            language=placed[c["segment"]]["language"],
            place=place(placed[c["segment"]]),
            theme=themes.get(c["theme"]),
            theme_code=c["theme"],
            severity=c["severity"],
            coder="" if anonymous else coders.get(c["coder"], ""),
            withdrawn=bool(placed[c["segment"]]["withdrawn"]),
        )
        for c in sorted(codings, key=lambda c: (-c["severity"], c["judgment"]))
    )


def described(db: Database, items: Iterable[sqlite3.Row]) -> dict[str, str]:
    """The respondents among the items by industry and size, never by name."""
    ids = [item["ref"] for item in items if item["kind"] == "respondent"]
    found = trace_store.described_respondents(db, ids)
    return {key: speaker(row, anonymous=True) for key, row in found.items()}
