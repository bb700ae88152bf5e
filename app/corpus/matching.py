"""Which statements carry which codes, alone or near each other: sets of numbers, without a word of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Ids = np.ndarray


@dataclass(frozen=True)
class Ground:
    """Statements that may be asked about.

    Attributes
    ----------
    ids : ndarray of int, shape (S,), ascending
        Numbers of the statements.
    who : ndarray of int, shape (S,)
        Who said each.
    """

    ids: Ids
    who: Ids

    def among(self, wanted: Ids) -> Ground:
        """The same of these statements alone."""
        kept = np.isin(self.ids, wanted, assume_unique=True)
        return Ground(self.ids[kept], self.who[kept])

    def speakers(self, wanted: Ids) -> Ids:
        """Who said each of these statements; all of them must be here."""
        return self.who[np.searchsorted(self.ids, wanted)]


@dataclass(frozen=True)
class Places:
    """Where statements stand: the text they are part of and their place in it.

    Attributes
    ----------
    ids : ndarray of int, shape (N,), ascending
    text, turn : ndarray of int, shape (N,)
        Number of the transcript or answer, and of the speech (of an answer: the answer again).
    position : ndarray of int, shape (N,)
    """

    ids: Ids
    text: Ids
    turn: Ids
    position: Ids

    def at(self, wanted: Ids) -> np.ndarray:
        """Rows of these statements."""
        return np.searchsorted(self.ids, wanted)


def meet(
    all_: Sequence[Ids],
    any_: Sequence[Ids],
    none: Sequence[Ids],
    *,
    near: str = "",
    places: Places | None = None,
    every: Ids | None = None,
) -> Ids:
    """Statements that carry a code asked for, where every code of `all_`, one of `any_` and none of `none` is in reach.

    Parameters
    ----------
    all_, any_, none : sequences of ndarray of int
        For each code the statements that carry it, ascending.
    near : str
        Reach: "" the statement itself, "turn" its speech or answer, "3" three statements before and after in its text.
    places : Places or None
        Where all of these statements stand; needed where the reach is more than the statement.
    every : ndarray of int or None
        What is begun with where only codes that may not be there are named.
    """
    carrying = union([*all_, *any_]) if every is None else every
    for each in all_:
        carrying = carrying[in_reach(carrying, each, near, places)]
    if any_:
        carrying = carrying[in_reach(carrying, union(any_), near, places)]
    for each in none:
        carrying = carrying[~in_reach(carrying, each, near, places)]
    return carrying


def in_reach(asked: Ids, others: Ids, near: str, places: Places | None) -> np.ndarray:
    """Of each statement asked about, whether one of the others is within its reach; shape (len(asked),)."""
    if not near or places is None:
        return np.isin(asked, others)
    mine, theirs = places.at(asked), places.at(others)
    if near == "turn":
        return np.isin(places.turn[mine], places.turn[theirs])
    return _within(places, mine, theirs, int(near))


def _within(places: Places, mine: np.ndarray, theirs: np.ndarray, far: int) -> np.ndarray:
    """One sorted line of all places: texts lie so far apart that nothing reaches from one into the next."""
    step = int(places.position.max(initial=0)) + 2 * far + 1
    line = np.sort(places.text[theirs] * step + places.position[theirs])
    asked = places.text[mine] * step + places.position[mine]
    first = np.searchsorted(line, asked - far, side="left")
    return first < np.searchsorted(line, asked + far, side="right")


def union(sets: Sequence[Ids]) -> Ids:
    """Every statement of any of the sets, ascending."""
    return np.unique(np.concatenate(sets)) if sets else np.empty(0, dtype=np.int64)
