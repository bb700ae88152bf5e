"""How far a survey has come in each area: for those who collect as it is, for others as far as it may be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.surveys.answering import response_store
from app.surveys.results import result_store
from app.surveys.results.covering import WHOLE, Coverage, covered
from app.surveys.results.tallies import of_numbers

# Parts of a count: each of them could hold one firm of an area.
PARTS = ("online", "onsite", "today", "last_at")


@dataclass(frozen=True)
class Progress:
    """Areas with target and returns; `responses` of an area is None where one or two firms answered.

    Attributes
    ----------
    responses : int
        All that may be told of together.
    withheld : int
        Areas whose number is not told.
    covered : Coverage
        Of which areas `responses` is.
    """

    rates: tuple[Mapping[str, Any], ...]
    responses: int
    withheld: int = 0
    covered: Coverage = WHOLE


def progress_of(db: Database, survey_id: str, scope: Scope, *, day: str, collecting: bool) -> Progress:
    """A survey's areas within a scope. Who collects (`collecting`) needs to know of every return that one is there."""
    found = [dict(r) for r in response_store.response_rates(db, survey_id, scope, today=day)]
    if collecting:
        return Progress(tuple(found), sum(r["responses"] for r in found))
    firms = result_store.firms_by_area(db, survey_id)
    parts = of_numbers(firms)
    rates = tuple(
        {**r, **dict.fromkeys(PARTS), "responses": firms.get(r["id"], 0) if _told(r, firms, parts.shown) else None}
        for r in found
    )
    total = sum(firms[area] for area in parts.within(scope.area_ids))
    withheld = sum(r["responses"] is None for r in rates)
    return Progress(rates, total, withheld, covered(parts, scope.area_ids))


def _told(rate: Mapping[str, Any], firms: Mapping[str, int], shown: frozenset[str]) -> bool:
    return rate["id"] in shown or not firms.get(rate["id"])
