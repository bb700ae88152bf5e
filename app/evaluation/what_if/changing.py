"""What changed since an area's last evaluation, and how much of it is data, the scheme or the method."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import numpy as np
from sqlite_utils import Database

from app.evaluation.display.told import Told, result_told, told_of
from app.evaluation.method.known import known_of
from app.evaluation.method.order import in_order
from app.evaluation.method.scheme import Scheme
from app.evaluation.reading.moments import Moment
from app.evaluation.round import item_store, store
from app.evaluation.round.gathering import gather
from app.evaluation.round.item_store import Item
from app.evaluation.round.presets import scheme_of
from app.evaluation.what_if import source_store
from app.evaluation.what_if.splitting import Split, rule_kind, split

# Evaluations whose scores by another scheme are kept: a page asks for one. Chosen, not measured.
MOST_KEPT = 4
_KEPT: dict[tuple[str, str, str], dict[str, float]] = {}
# Points: the first digit that is shown.
LEAST_MOVED = 0.05


@dataclass(frozen=True)
class Moved:
    """A source that adds more or less than last time: `kind` and `ref` as in the ledger, "voices" for the voices."""

    kind: str
    ref: str
    before: float
    now: float

    @property
    def gap(self) -> float:
        return self.now - self.before


@dataclass(frozen=True)
class Changed:
    """The area's result before, and the way from its score to this one; parts None where they may not be told.

    Attributes
    ----------
    before : Item
        As `source_store.result_before` gives it, as far as it may be told.
    way : Split
    rules : str
        What became of the rules since: "method", "scheme" or "".
    moved : tuple of Moved
        Under the same scheme: the sources, largest change first.
    """

    before: Item
    way: Split
    rules: str
    moved: tuple[Moved, ...]


def changed(db: Database, result: Item, told: Told, *, answers: bool) -> Changed | None:
    """What changed since the result before; None where there was none, or of a result of method 1.

    `answers`: for a reader who reads single answers.
    """
    found = source_store.result_before(db, result["id"])
    if found is None or result["method"] == 1:
        return None
    told_then = _told(db, found, answers=answers)
    before = result_told(found, told_then)
    rules, both = rule_kind(result, before), told.parts and told_then.parts
    return Changed(
        before=before,
        way=split(before["score"], result["score"], _again(db, before, result, rules) if both else None),
        rules=rules,
        moved=_moved(db, before, result) if both and not rules else (),
    )


def _told(db: Database, result: sqlite3.Row, *, answers: bool) -> Told:
    """What of the earlier result may be told: what one or two firms said then stays untold now."""
    rows, items = store.domains_of(db, result["id"]), item_store.items_of(db, result["id"])
    firms = store.count_firms(db, result["id"])
    return told_of(rows, items, firms=firms, respondents=result["respondents"], answers=answers)


def _again(db: Database, before: Item, result: Item, rules: str) -> float | None:
    """The score then by this scheme; None where it cannot be told any more, or one of both has no score."""
    if not rules or before["score"] is None or result["score"] is None:
        return float(before["score"]) if before["score"] is not None else None
    return _scores(db, before["evaluation_id"], result["scheme_id"]).get(before["area_id"])


def _scores(db: Database, evaluation_id: str, scheme_id: str) -> dict[str, float]:
    """Area to its score by a scheme from what an evaluation knew, gathered anew as of its moment.

    Kept in memory, for it reads the whole round and every area's page asks for the same.
    """
    path = str(db.conn.execute("pragma database_list").fetchone()[2])
    key = (path, evaluation_id, scheme_id)
    if key not in _KEPT:
        while len(_KEPT) >= MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)))
        _KEPT[key] = _gathered(db, evaluation_id, scheme_id)
    return _KEPT[key]


def _gathered(db: Database, evaluation_id: str, scheme_id: str) -> dict[str, float]:
    evaluation, scheme = store.find_evaluation(db, evaluation_id), scheme_of(db, scheme_id)
    if evaluation is None or not isinstance(scheme, Scheme):
        return {}
    known_at = evaluation["known_at"] or evaluation["created_at"]
    moment = Moment(evaluation["as_of"], evaluation["read_at"] or known_at, known_at, False)
    gathered = gather(db, evaluation["round_id"], scheme, moment)
    evidence = gathered.inputs.evidence
    ordered = in_order(evidence, indicators=len(scheme.indicators), domains=len(scheme.domains)).evidence
    ids = dict(zip(evidence.areas.code, gathered.area_ids, strict=True))
    R = known_of(ordered, scheme).merged.R
    return {ids[c]: float(x) for c, x in zip(ordered.areas.code, R, strict=True) if not np.isnan(x)}


def _moved(db: Database, before: Item, result: Item) -> tuple[Moved, ...]:
    """What each number and the voices add, then and now; numbers as they were stored."""
    then, now = (_added(db, each) for each in (before, result))
    found = [Moved(*key, then.get(key, 0.0), now.get(key, 0.0)) for key in {**then, **now}]
    return tuple(sorted((m for m in found if abs(m.gap) > LEAST_MOVED), key=lambda m: -abs(m.gap)))


def _added(db: Database, result: Item) -> dict[tuple[str, str], float]:
    numbers = source_store.contributions_of(db, result["id"])
    return {(r["kind"], r["ref"]): r["contribution"] for r in numbers} | {("voices", ""): result["voices_contribution"]}
