"""Saturation: how much that nobody had said before each sitting brings, in the order in which they were held."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

# How many sittings make the run whose yield is told. The issue of the office asks for five.
RUN = 5
# At or below this share of new things a run is commonly said to have brought hardly anything (Guest et al. 2020).
HARDLY = 0.05


@dataclass(frozen=True)
class Yield:
    """What the last sittings brought.

    Attributes
    ----------
    new : tuple of int
        Things each sitting was the first to bring, in order.
    run : int
        How many sittings the run has.
    """

    new: tuple[int, ...]
    run: int = RUN

    @property
    def late(self) -> int:
        """New things of the last `run` sittings."""
        return sum(self.new[-self.run :])

    @property
    def before(self) -> int:
        """What was known before the run began."""
        return sum(self.new[: -self.run])

    @property
    def ratio(self) -> float | None:
        """New information ratio: `late` for each thing known before; None where no sitting lies before the run, or
        those before it brought nothing.

        References
        ----------
        Guest, G., Namey, E. & Chen, M. (2020). A simple method to assess and report thematic saturation in
        qualitative research. PLoS ONE 15(5), e0232076.
        """
        return self.late / self.before if self.before else None


def first_brought(sittings: Iterable[Iterable[Hashable]]) -> tuple[int, ...]:
    """How many different things each sitting was the first to bring."""
    known: set[Hashable] = set()
    new = []
    for things in sittings:
        came = set(things) - known
        known |= came
        new.append(len(came))
    return tuple(new)


def clusters(sittings: Sequence[np.ndarray], threshold: float) -> list[list[int]]:
    """Number of each statement's cluster, sitting by sitting: that of the nearest leader where it is near enough, else
    a new one, of which the statement is the leader.

    Parameters
    ----------
    sittings : sequence of ndarray, shape (statements, d)
        Vectors of length 1, in the order in which things were said; d is the same in all.
    threshold : float
        The least cosine between a statement and the leader of its cluster.

    References
    ----------
    Hartigan, J. A. (1975). Clustering Algorithms, chapter 3: the quick partition ("leader") algorithm.
    """
    leaders: list[np.ndarray] = []
    found = []
    for vectors in sittings:
        earlier = len(leaders)
        near = vectors @ np.array(leaders).T if earlier and len(vectors) else np.empty((len(vectors), 0))
        numbers = []
        for n, vector in enumerate(vectors):
            here = np.concatenate([near[n], [float(vector @ leader) for leader in leaders[earlier:]]]).round(6)
            if here.size and here.max() >= threshold:
                numbers.append(int(here.argmax()))
            else:
                numbers.append(len(leaders))
                leaders.append(vector)
        found.append(numbers)
    return found
