"""The verification team's blind vote: quorum and median."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


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


def _check(ballots: Sequence[Ballot], levels: int) -> None:
    seats = [ballot.seat for ballot in ballots]
    if len(set(seats)) < len(seats):
        raise ValueError(f"a seat voted twice: {sorted(seats)}")
    for ballot in ballots:
        if ballot.level is None and not ballot.abstention.strip():
            raise ValueError(f"seat {ballot.seat} abstained without a reason")
        if ballot.level is not None and ballot.level not in range(levels):
            raise ValueError(f"seat {ballot.seat}: level must be 0..{levels - 1}, not {ballot.level}")
