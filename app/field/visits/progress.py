"""How far the field has come: visits by researcher, area or day, what came of them, and how many of the firms answered."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.field.visits.outcomes import OUTCOMES
from app.field.visits.visits import CALLED_OFF, PLANNED, is_overdue

BY = ("researcher", "area", "day")
_KEY = {"researcher": "researcher_id", "area": "area_id", "day": "planned_on"}


@dataclass(frozen=True)
class Line:
    """What stands of the visits of one researcher, area or day. `first` is one of them, for names.

    Attributes
    ----------
    counts : dict
        Visits by state: planned, done, refused, absent, closed.
    overdue : int
        Planned ones whose day is over.
    firms, answered : int
        Different firms that were visited, and those of them whose answer stands: the rate is of these.
    """

    first: sqlite3.Row | None
    counts: dict[str, int]
    overdue: int
    firms: int
    answered: int

    @property
    def visits(self) -> int:
        return sum(self.counts.values())

    @property
    def made(self) -> int:
        return self.visits - self.counts[PLANNED]

    @property
    def rate(self) -> float | None:
        """Answered of visited firms; None where nobody has been visited."""
        return self.answered / self.firms if self.firms else None


def lines_by(visits: Iterable[sqlite3.Row], by: str, today: str) -> list[Line]:
    """A line for each researcher, area or day that occurs; what was called off is left out."""
    found: dict[str, list[sqlite3.Row]] = {}
    for visit in visits:
        if visit["state"] != CALLED_OFF:
            found.setdefault(visit[_KEY[by]], []).append(visit)
    order = {"researcher": "researcher_name", "area": "area_code", "day": "planned_on"}[by]
    groups = sorted(found.values(), key=lambda group: str(group[0][order]), reverse=by == "day")
    return [whole(group, today) for group in groups]


def whole(visits: Sequence[sqlite3.Row], today: str) -> Line:
    """All of them together."""
    standing = [v for v in visits if v["state"] != CALLED_OFF]
    counts = {state: sum(v["state"] == state for v in standing) for state in (PLANNED, *OUTCOMES)}
    visited = {(v["survey_id"], v["firm_id"] or v["id"]): v["answered"] for v in standing if v["state"] != PLANNED}
    return Line(
        standing[0] if standing else None,
        counts,
        sum(is_overdue(v, today) for v in standing),
        len(visited),
        sum(map(bool, visited.values())),
    )
