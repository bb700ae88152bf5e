"""Firms and areas whose numbers call for a visit, as nouns. Pure."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from app.monitoring.method.indicators import Indicator
from app.monitoring.reading.firm_calls import Call, is_bad
from app.plans.plans import REQUIRED_AT

DONE = "done"


@dataclass(frozen=True)
class Told:
    """One number that called: the indicator's row, the numbers, and the reason in words."""

    indicator: Indicator
    call: Call
    why: str


@dataclass(frozen=True)
class Followed:
    """A firm of the page.

    Attributes
    ----------
    id, name : str
        `name` hides the firm from whoever does not send people to it.
    now : tuple of Told
        Its abnormal changes of the month that is shown; none where its numbers are usual again.
    then : tuple of Told
        Those for which its visit was planned, as they were read that day.
    visit : Row or None
        The newest visit; `free` where nobody is on the way and nobody has been there.
    """

    id: str
    name: str
    code: str
    now: tuple[Told, ...]
    then: tuple[Told, ...]
    visit: sqlite3.Row | None
    visits: int

    @property
    def free(self) -> bool:
        return self.visit is None or self.visit["state"] == "called_off"

    @property
    def worse(self) -> bool:
        """Whether anything of it went the bad way."""
        return any(is_bad(told.indicator, told.call) for told in self.now)

    @property
    def shown(self) -> tuple[Told, ...]:
        """The numbers that called: those the visit was planned for, else those of now."""
        return self.then or self.now


@dataclass(frozen=True)
class FollowedArea:
    """An area of the list: its level, firms with abnormal changes, and how its visits stand."""

    area: sqlite3.Row
    level: str | None
    firms: int
    states: Mapping[str, int]

    @property
    def serious(self) -> bool:
        return self.level in REQUIRED_AT

    @property
    def free(self) -> int:
        """Firms nobody has been asked to visit."""
        return max(self.firms - sum(n for state, n in self.states.items() if state != "called_off"), 0)
