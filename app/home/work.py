"""What waits for somebody, as nouns: tasks with a count, the six steps of a round, the first steps of all."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

DONE, DOING, WAITING = "done", "doing", "waiting"


@dataclass(frozen=True)
class Task:
    """One thing to do: how much of it waits, why, and where it is done."""

    word: str
    count: int
    unit: str
    note: str
    verb: str
    endpoint: str
    arguments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Door:
    """Words that lead to the page which shows what they count; without an endpoint just words."""

    word: str
    endpoint: str = ""
    arguments: tuple[tuple[str, str], ...] = ()


Fact = tuple[Door, ...]


@dataclass(frozen=True)
class Step:
    """One of the six steps of the round: what there is of it, and what blocks it (None: nothing)."""

    number: int
    word: str
    state: str
    facts: tuple[Fact, ...]
    blocked: Door | None
    go: Door


@dataclass(frozen=True)
class First:
    """A step without which nothing works: register of areas, register of firms, indicators, a round."""

    word: str
    note: str
    done: bool
    endpoint: str
    arguments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SurveyToday:
    """An open survey in the person's areas."""

    survey: sqlite3.Row
    areas: list[sqlite3.Row]

    @property
    def responses(self) -> int:
        return sum(a["responses"] for a in self.areas)

    @property
    def fresh(self) -> int:
        return sum(a["today"] for a in self.areas)

    @property
    def short(self) -> list[sqlite3.Row]:
        """Areas below their target."""
        return [a for a in self.areas if a["responses"] < a["target"]]

    @property
    def missing(self) -> int:
        """Responses that these still need; what another area has too many of does not fill the gap."""
        return sum(a["target"] - a["responses"] for a in self.short)


def state_of(part: int, whole: int, *, blocked: bool = False) -> str:
    """done when all of it is there, waiting when blocked or nothing is, doing in between."""
    if blocked or not part:
        return WAITING
    return DONE if part >= whole else DOING


def quarter_complete(month: str) -> str:
    """The last quarter all of whose months are there when data reach up to a month: 2026-10 gives 2026Q3."""
    year, number = int(month[:4]), int(month[5:7]) // 3
    return f"{year}Q{number}" if number else f"{year - 1}Q4"
