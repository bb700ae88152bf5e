"""How far a round's coders agree: over all and by theme, pair, source and month; the machine beside them, never of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from itertools import combinations
from typing import Any

import numpy as np
from sqlite_utils import Database

from app.codebook import store as codebook_store
from app.coding.several import agreement_store as store
from app.coding.several.rated import Rated, rated
from app.coding.several.sides import MACHINE
from app.jobs import Report
from nlp.agreeing.agreement import agreement
from nlp.agreeing.choices import DRAWS
from nlp.agreeing.estimating import Estimate
from nlp.agreeing.ratings import ratings
from nlp.agreeing.spans import span_agreement
from nlp.agreeing.themes import by_theme

# Standing words up to which a page waits for the figures; more are reckoned by the worker. 20,000 words on 40 themes took
# 2.9 s of a core, each way of counting; a page should wait for half a second at most.
AT_ONCE = 4_000
# Of pairs, sources and months: fewer draws than of the whole, since there are many of them. Chosen, not measured.
FEWER = 500
# Rounds reckoned for one page beside its own.
AT_A_TIME = 2
# Statements two coders judged, of fewer of which no figure is told as one: a single one of them moves an alpha by more
# than what tells a firm one from a low. Chosen, as for second looks.
FEWEST = 20
TOLD = ("alpha", "kappa", "fleiss", "ac", "percent", "both")


def agreement_of(db: Database, round_id: str, *, coded_only: bool) -> tuple[dict[str, Any] | None, str, bool]:
    """The figures of a round, when they were reckoned, and whether they still hold; None: the worker is to do it."""
    kept = store.kept(db, round_id, coded_only=coded_only)
    mark = store.fingerprint(db, round_id)
    if kept and kept[0] == mark:
        return kept[2], kept[1], True
    if store.judged(db, round_id) <= AT_ONCE:
        reckon(db, round_id, coded_only=coded_only)
        kept = store.kept(db, round_id, coded_only=coded_only)
        assert kept is not None
        return kept[2], kept[1], True
    return (kept[2], kept[1], False) if kept else (None, "", False)


def over_rounds(db: Database, *, coded_only: bool) -> list[tuple[sqlite3.Row, dict[str, Any] | None]]:
    """Every round somebody coded in, the oldest first, with its figures as they were last reckoned.

    Of rounds that were never reckoned the first few that are small are, so that no page waits for all of them.
    """
    found: list[tuple[sqlite3.Row, dict[str, Any] | None]] = []
    left = AT_A_TIME
    for each in store.rounds_judged(db):
        kept = store.kept(db, each["id"], coded_only=coded_only)
        if kept is None and left and store.judged(db, each["id"]) <= AT_ONCE:
            left -= 1
            found.append((each, reckon(db, each["id"], coded_only=coded_only)))
        else:
            found.append((each, kept[2] if kept else None))
    return found


def agreement_job(db: Database, args: dict[str, Any], report: Report) -> dict[str, Any]:
    """The job: both ways of counting; may run twice."""
    for n, coded_only in enumerate((False, True)):
        reckon(db, args["round_id"], coded_only=coded_only, report=_halved(report, n))
    return {}


def reckon(
    db: Database, round_id: str, *, coded_only: bool, report: Callable[[int, int], None] | None = None
) -> dict[str, Any]:
    """Reckon the figures of a round and keep them with the fingerprint of what they were reckoned from."""
    mark = store.fingerprint(db, round_id)
    book = codebook_store.newest(db)
    themes = [t["code"] for t in codebook_store.themes(db, book["id"])] if book else []
    table = rated(store.judged_segments(db, round_id), store.words(db, round_id), store.proposed(db, round_id), themes)
    found = figures(table, coded_only=coded_only, report=report)
    store.keep(db, round_id, coded_only=coded_only, mark=mark, result=found)
    return found


def figures(
    table: Rated, *, coded_only: bool, report: Callable[[int, int], None] | None = None, draws: int = DRAWS
) -> dict[str, Any]:
    """Everything the page shows, as plain data."""
    whole = by_theme(table.present, table.themes, table.groups, coded_only=coded_only, draws=draws, report=report)
    judged = np.asarray((table.present >= 0).any(axis=2))
    severity = agreement(
        ratings([values for _who, values in table.severity], "ordinal", values=(1, 2, 3, 4, 5)),
        [who for who, _values in table.severity],
        draws=draws,
    )
    spans = span_agreement(table.spans, table.texts, draws=draws) if table.spans else None
    return {
        "segments": len(table.segments),
        "twice": int((judged.sum(axis=1) > 1).sum()),
        "respondents": len(set(table.groups)),
        "coders": {coder: int(judged[:, n].sum()) for n, coder in enumerate(table.coders)},
        "overall": _told(whole.overall),
        "themes": {
            code: {
                **_told(own.estimates),
                "pairable": own.pairable,
                "named": int((table.present[:, :, n] == 1).any(axis=1).sum()),
            }
            for n, (code, own) in enumerate(whole.themes.items())
        },
        "severity": {**_told(severity.estimates), "pairable": severity.pairable},
        "spans": {"f1": asdict(spans.f1), "alpha": asdict(spans.characters.alpha), "spans": spans.spans}
        if spans
        else None,
        "pairs": list(_pairs(table, coded_only, draws)),
        "machine": _machine(table),
        "slices": [
            *_slices(table, "source", table.sources, coded_only, draws),
            *_slices(table, "month", table.months, coded_only, draws),
        ],
    }


def _told(estimates: dict[str, Estimate]) -> dict[str, Any]:
    return {name: asdict(estimates[name]) for name in TOLD if name in estimates}


def _pairs(table: Rated, coded_only: bool, draws: int) -> Iterator[dict[str, Any]]:
    """Each two coders; each coder and the machine, marked."""
    every = np.concatenate([table.present, table.machine[:, None, :]], axis=1)
    names = [*table.coders, MACHINE]
    for a, b in combinations(range(len(names)), 2):
        both = every[:, [a, b], :]
        kept = np.asarray(np.asarray((both >= 0).any(axis=2)).all(axis=1))
        found = by_theme(
            both[kept],
            table.themes,
            [g for g, keep in zip(table.groups, kept.tolist(), strict=True) if keep],
            coded_only=coded_only,
            draws=min(draws, FEWER),
        )
        yield {"coders": [names[a], names[b]], "segments": int(kept.sum()), **_told(found.overall)}


def _machine(table: Rated) -> dict[str, Any]:
    """Of each theme how often the machine proposed it where a coder decided, and how often the coder named it too."""
    decided = (table.present >= 0) & (table.machine[:, None, :] == 1)
    agreed = decided & (table.present == 1)
    missed = (table.present == 1) & (table.machine[:, None, :] == 0)
    return {
        code: {
            "proposed": int(decided[:, :, n].sum()),
            "agreed": int(agreed[:, :, n].sum()),
            "missed": int(missed[:, :, n].sum()),
        }
        for n, code in enumerate(table.themes)
    }


def _slices(table: Rated, kind: str, of: Sequence[str], coded_only: bool, draws: int) -> Iterator[dict[str, Any]]:
    for name in sorted(set(of)):
        kept = np.array([each == name for each in of])
        part = table.present[kept]
        found = by_theme(
            part,
            table.themes,
            [g for g, keep in zip(table.groups, kept.tolist(), strict=True) if keep],
            coded_only=coded_only,
            draws=min(draws, FEWER),
        )
        twice = int((np.asarray((part >= 0).any(axis=2)).sum(axis=1) > 1).sum())
        yield {"kind": kind, "name": name, "segments": int(kept.sum()), "twice": twice, **_told(found.overall)}


def _halved(report: Report, n: int) -> Callable[[int, int], None]:
    return lambda done, of: report(n * of + done, 2 * of, "agreement")
