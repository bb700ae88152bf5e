"""The trace: from a domain's points down to observations, answers and codings, with the arithmetic."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.areas.anonymity import may_be_told, release
from app.coding.statements import segment_store
from app.coding.statements.speaking import place, speaker, words_of
from app.coding.statements.voices import SETTLED
from app.evaluation.display import told_store, trace_store
from app.evaluation.display.display import themes_of
from app.evaluation.display.named_store import domains_untold
from app.evaluation.display.told import Row, Told, contribution, domain_told, item_told, told_of
from app.evaluation.display.weighing import Voiced, Weighed, voiced, weighed
from app.evaluation.method.frame import Domain, SchemeIndicator
from app.evaluation.round import item_store, store
from app.evaluation.round.presets import AnyScheme, scheme_of


@dataclass(frozen=True)
class Cell:
    """One domain of an area with the items it was made of, and lambda and W as they were in the end.

    Row and items are as far as they may be told: of who spoke one by one the analyst alone reads.
    """

    row: Row
    items: tuple[Row, ...]
    scheme: AnyScheme
    policy: Domain
    lam: float
    told: Told
    voiced: Voiced | None = None

    @property
    def contribution(self) -> float | None:
        return contribution(self.row)


@dataclass(frozen=True)
class Spoken:
    """A coding of a respondent with the words it is about; where the statement was `withdrawn`, `text` says so."""

    segment_id: str
    text: str
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

    row: Row
    evidence: dict[str, Any]
    indicator: SchemeIndicator | None
    spoken: tuple[Spoken, ...]
    who: str
    peers: tuple[Row, ...] = ()
    weighed: Weighed | None = None


def cell_of(db: Database, result: sqlite3.Row, domain: str, *, anonymous: bool) -> Cell | None:
    """A domain's cell, or None where the result has no such domain."""
    rows, every = store.domains_of(db, result["id"]), item_store.items_of(db, result["id"])
    row = next((d for d in rows if d["domain"] == domain), None)
    if row is None:
        return None
    scheme = scheme_of(db, result["scheme_id"])
    told = told_of(rows, every, firms=store.count_firms(db, result["id"]), respondents=result["respondents"])
    items = tuple(item_told(i, told) for i in every if i["domain"] == domain and _reads(i, told, anonymous=anonymous))
    lam = 0.0 if row["q"] is None else 1.0 if row["l"] is None else scheme.lam
    policy = next(each for each in scheme.domains if each.id == domain)
    untold = anonymous and (result["id"], domain) in domains_untold(db, [result["id"]])
    return Cell(
        domain_told(row, told, every, untold=untold), items, scheme, policy, lam, told, voiced(result, scheme, told)
    )


def domains_told(db: Database, rows: Sequence[sqlite3.Row], result_ids: Sequence[str]) -> list[dict[str, Any]]:
    """Domains of many results, each with `respondents` of its area, as far as they may be told."""
    firms = told_store.firms_of_results(db, result_ids)
    surveys: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for item in told_store.survey_items(db, result_ids):
        surveys[item["area_result_id"]].append(item)
    of_result: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        of_result[row["area_result_id"]].append(row)
    told = {
        key: told_of(found, surveys[key], firms=firms.get(key, 0), respondents=found[0]["respondents"])
        for key, found in of_result.items()
    }
    untold = domains_untold(db, result_ids)
    return [
        domain_told(r, told[key], surveys[key], untold=(key, r["domain"]) in untold)
        for r in rows
        for key in [r["area_result_id"]]
    ]


def _reads(item: item_store.Item, told: Told, *, anonymous: bool) -> bool:
    """Whether a reader is told of an item at all: who spoke, one by one, is for the analyst where three firms did."""
    return item["kind"] not in ("respondent", "peers") or (
        told.voices and not (anonymous and item["kind"] == "respondent")
    )


def item_of(db: Database, result: sqlite3.Row, domain: str, kind: str, ref: str, *, anonymous: bool) -> Item | None:
    """An item with all its evidence; None for who may not be told of it."""
    row, cell = (
        item_store.find_item(db, result["id"], domain, kind, ref),
        cell_of(db, result, domain, anonymous=anonymous),
    )
    if row is None or cell is None or not _reads(row, cell.told, anonymous=anonymous):
        return None
    evidence = json.loads(row["evidence"])
    scheme = scheme_of(db, result["scheme_id"])
    indicator = next((each for each in scheme.indicators if each.code == ref), None)
    spoken: tuple[Spoken, ...] = ()
    if kind == "respondent":
        spoken = _spoken(db, result, evidence["codings"])
    who = described(db, [dict(row)]).get(ref, "")
    shown = item_told(row, cell.told)
    weight = weighed(result, scheme, ref, Z=evidence.get("credibility")) if shown["weight"] else None
    return Item(shown, evidence, indicator, spoken, who, _peers(db, result, row, evidence), weight)


def _peers(db: Database, result: sqlite3.Row, row: item_store.Item, evidence: dict[str, Any]) -> tuple[Row, ...]:
    """The areas behind a mean of peers; none where the scheme's own value stood in."""
    if row["kind"] != "peers" or evidence["source"] not in ("kind", "all"):
        return ()
    kind = evidence["area_kind"] if evidence["source"] == "kind" else None
    found = trace_store.peers_of(db, result["evaluation_id"], row["domain"], kind=kind)
    firms = told_store.firms_of_results(db, [p["result_id"] for p in found])
    enough = {p["id"]: may_be_told(firms.get(p["result_id"], 0), p["prevalence_n"]) for p in found}
    shown = release({p["id"]: {"": p["prevalence_n"] if enough[p["id"]] else 1} for p in found}).shown
    return tuple(dict(p) if p["id"] in shown else dict(p) | {"prevalence_n": None, "burden": None} for p in found)


def _spoken(db: Database, result: sqlite3.Row, codings: list[dict[str, Any]]) -> tuple[Spoken, ...]:
    placed = segment_store.placed(db, sorted({c["segment"] for c in codings}))
    themes = themes_of(db, result["evaluation_id"])
    coders = trace_store.names_of(db, {c["coder"] for c in codings})
    return tuple(
        Spoken(
            segment_id=c["segment"],
            text=words_of(placed[c["segment"]]),
            language=placed[c["segment"]]["language"],
            place=place(placed[c["segment"]]),
            theme=themes.get(c["theme"]),
            theme_code=c["theme"],
            severity=c["severity"],
            coder=_("조정하여 정함") if c["coder"] == SETTLED else coders.get(c["coder"], ""),
            withdrawn=bool(placed[c["segment"]]["withdrawn"]),
        )
        for c in sorted(codings, key=lambda c: (-c["severity"], c["judgment"]))
    )


def described(db: Database, items: Iterable[Row]) -> dict[str, str]:
    """The respondents among the items by industry and size, never by name."""
    ids = [item["ref"] for item in items if item["kind"] == "respondent"]
    found = trace_store.described_respondents(db, ids)
    return {key: speaker(row, anonymous=True) for key, row in found.items()}
