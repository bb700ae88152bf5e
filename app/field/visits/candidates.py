"""Whom to visit: firms without an answer, with abnormal changes, or in areas drawn by chance."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import today
from app.field.visits import candidate_store
from app.monitoring.reading import firm_reading

CAUSES = ("unanswered", "abnormal", "drawn", "chosen")


@dataclass(frozen=True)
class Candidate:
    """A firm somebody may be sent to; `why` tells what is abnormal of it, in words (empty: nothing, or not asked)."""

    firm: sqlite3.Row
    why: str = ""

    @property
    def free(self) -> bool:
        """Whether nobody is on the way to it already."""
        return self.firm["planned_on"] is None


def candidates(
    db: Database, survey_id: str, scope: Scope, cause: str, *, area_id: str = "", district: str = "", q: str = ""
) -> list[Candidate]:
    """The firms of a scope that fit a cause ("chosen": all of them), by area and code."""
    found = candidate_store.firms_to_send_to(db, survey_id, scope, area_id=area_id, district=district)
    why = _abnormal(db, scope) if cause == "abnormal" else {}
    sought = q.casefold()
    return [
        Candidate(firm, why.get(firm["id"], "")) for firm in _fitting(found, cause, why) if sought in _searched(firm)
    ]


def _searched(firm: sqlite3.Row) -> str:
    return " ".join(str(firm[key]) for key in ("name", "code", "area_code", "name_ko", "name_en")).casefold()


def _fitting(firms: Sequence[sqlite3.Row], cause: str, why: Mapping[str, str]) -> list[sqlite3.Row]:
    fits = {
        "unanswered": lambda f: not f["answered"],
        "abnormal": lambda f: f["id"] in why,
        "drawn": lambda f: f["drawn"] and not f["answered"],
    }.get(cause, lambda _f: True)
    return [firm for firm in firms if fits(firm)]


def _abnormal(db: Database, scope: Scope) -> dict[str, str]:
    """Firm id to why its change is abnormal in the newest month."""
    view = firm_reading.read_firms(db, scope, month="", until=today().isoformat())
    return {line.firm["id"]: line.why for line in reversed(view.lines)} if view else {}
