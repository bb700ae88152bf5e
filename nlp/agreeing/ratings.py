"""What coders gave to units: a table of units by coders, at a level of measurement, with blanks."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from nlp.agreeing.choices import Level

NONE = -1


@dataclass(frozen=True)
class Ratings:
    """Units by coders.

    Attributes
    ----------
    given : ndarray of int, shape (units, coders)
        The place of the value in `values`; -1 where the coder gave none.
    values : tuple
        All there are, in their order; of `interval` and `ratio` numbers.
    level : str
        How far apart two values are: "nominal", "ordinal", "interval" or "ratio".
    weight : ndarray, shape (units,), optional
        How often a unit counts, as characters of a stretch of text; 1 each.
    """

    given: np.ndarray
    values: tuple[Hashable, ...]
    level: Level = "nominal"
    weight: np.ndarray | None = None

    @property
    def coders(self) -> int:
        return int(self.given.shape[1])

    @property
    def judged(self) -> np.ndarray:
        """How many coders gave a value, shape (units,)."""
        return np.asarray((self.given >= 0).sum(axis=1))

    @property
    def pairable(self) -> int:
        """Units that two or more have judged, each as often as it counts."""
        return self.count(2)

    def count(self, coders: int) -> int:
        """Units that so many have judged or more, each as often as it counts."""
        return int(self.weights[self.judged >= coders].sum())

    @property
    def positions(self) -> np.ndarray:
        """Where each value stands: the number itself, its place in the order where it is none."""
        if self.level in ("interval", "ratio"):
            return np.array(self.values, dtype=float)
        return np.arange(len(self.values), dtype=float)

    @property
    def weights(self) -> np.ndarray:
        return np.ones(len(self.given)) if self.weight is None else self.weight


def ratings(
    rows: Sequence[Sequence[Hashable]], level: Level = "nominal", *, values: Sequence[Hashable] | None = None
) -> Ratings:
    """A table of rows, a row a unit with a value of each coder; None is no judgment.

    Parameters
    ----------
    values : sequence, optional
        All values there are, in their order; those that occur, sorted, where it is not told.

    >>> ratings([("a", "b"), ("b", None)]).given.tolist()
    [[0, 1], [1, -1]]
    """
    seen = {value for row in rows for value in row if value is not None}
    listed = tuple(sorted(seen, key=lambda v: (str(type(v)), v)) if values is None else values)
    if not seen <= set(listed):
        raise ValueError(f"values that are not listed: {sorted(map(str, seen - set(listed)))}")
    place: dict[Hashable, int] = {value: n for n, value in enumerate(listed)}
    given = [[NONE if value is None else place[value] for value in row] for row in rows]
    return Ratings(np.array(given, dtype=int).reshape(len(rows), len(rows[0]) if len(rows) else 0), listed, level)
