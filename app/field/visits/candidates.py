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
from app.monitoring.reading.firm_calls import Call
from app.monitoring.reading.firm_reading import FirmLine

CAUSES = ("unanswered", "abnormal", "drawn", "chosen")


@dataclass(frozen=True)
class Candidate:
    """A firm somebody may be sent to; `lines` are its abnormal changes, the least likely first (none, or not asked)."""

    firm: sqlite3.Row
    lines: tuple[FirmLine, ...] = ()

    @property
    def why(self) -> str:
        """The least likely of them in words; empty where there is none."""
        return self.lines[0].why if self.lines else ""

    @property
    def calls(self) -> tuple[Call, ...]:
        return tuple(line.call for line in self.lines)

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
        Candidate(firm, why.get(firm["id"], ())) for firm in _fitting(found, cause, why) if sought in _searched(firm)
    ]


def _searched(firm: sqlite3.Row) -> str:
    return " ".join(str(firm[key]) for key in ("name", "code", "area_code", "name_ko", "name_en")).casefold()


def _fitting(firms: Sequence[sqlite3.Row], cause: str, why: Mapping[str, object]) -> list[sqlite3.Row]:
    fits = {
        "unanswered": lambda f: not f["answered"],
        "abnormal": lambda f: f["id"] in why,
        "drawn": lambda f: f["drawn"] and not f["answered"],
    }.get(cause, lambda _f: True)
    return [firm for firm in firms if fits(firm)]


def _abnormal(db: Database, scope: Scope) -> dict[str, tuple[FirmLine, ...]]:
    """Firm id to its abnormal changes of the newest month."""
    view = firm_reading.read_firms(db, scope, month="", until=today().isoformat())
    found: dict[str, list[FirmLine]] = {}
    for line in sorted(view.lines, key=lambda each: each.q) if view else ():
        found.setdefault(line.firm["id"], []).append(line)
    return {firm_id: tuple(lines) for firm_id, lines in found.items()}
