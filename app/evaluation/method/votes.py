"""The verification team's blind vote: quorum, median, and how far team and computation agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Ballot:
    """One seat's vote: a level (0 the best), or None with the declared conflict it abstains for."""

    seat: str
    level: int | None
    abstention: str = ""


@dataclass(frozen=True)
class TeamLevel:
    """The team's result.

    Attributes
    ----------
    level : int or None
        Median of the votes cast, between two levels the worse; None below the quorum.
    cast, abstained : int
        Votes with a level, and declared abstentions; only votes with a level count towards the quorum.
    quorum : int
    counts : tuple of int
        Votes per level, best first.
    """

    level: int | None
    cast: int
    abstained: int
    quorum: int
    counts: tuple[int, ...]

    @property
    def quorate(self) -> bool:
        return self.cast >= self.quorum


def team_level(ballots: Sequence[Ballot], *, levels: int, quorum: int = 4) -> TeamLevel:
    """Count the ballots.

    Parameters
    ----------
    ballots : sequence of Ballot
    levels : int
        Number of levels of the scheme.
    quorum : int

    Raises
    ------
    ValueError
        If a seat voted twice, a level does not exist, or a seat abstained without a reason.
    """
    _check(ballots, levels)
    votes = sorted(ballot.level for ballot in ballots if ballot.level is not None)
    counts = tuple(votes.count(level) for level in range(levels))
    level = votes[len(votes) // 2] if votes and len(votes) >= quorum else None
    return TeamLevel(level, len(votes), len(ballots) - len(votes), quorum, counts)


def weighted_kappa(first: ArrayLike, second: ArrayLike, *, levels: int) -> float:
    """Cohen's kappa with linear weights between two series of levels.

    Parameters
    ----------
    first, second : array_like of int, shape (N,)
        Levels 0..levels - 1 of the same areas, for example the team's and the computed ones.

    Returns
    -------
    float
        At most 1; NaN ("not estimable") without pairs or when only one level occurs.

    References
    ----------
    Cohen, J. (1968): Weighted kappa. Psychological Bulletin 70, 213-220.
    """
    a, b = np.asarray(first, int), np.asarray(second, int)
    if not a.size:
        return float("nan")
    seen = np.bincount(a * levels + b, minlength=levels**2).reshape(levels, levels) / a.size
    chance = np.outer(seen.sum(1), seen.sum(0))
    distance = np.abs(np.subtract.outer(np.arange(levels), np.arange(levels)))
    expected = float((distance * chance).sum())
    return 1.0 - float((distance * seen).sum()) / expected if expected > 0 else float("nan")


def _check(ballots: Sequence[Ballot], levels: int) -> None:
    seats = [ballot.seat for ballot in ballots]
    if len(set(seats)) < len(seats):
        raise ValueError(f"a seat voted twice: {sorted(seats)}")
    for ballot in ballots:
        if ballot.level is None and not ballot.abstention.strip():
            raise ValueError(f"seat {ballot.seat} abstained without a reason")
        if ballot.level is not None and ballot.level not in range(levels):
            raise ValueError(f"seat {ballot.seat}: level must be 0..{levels - 1}, not {ballot.level}")
