"""Reading a vote for one person: whose seats have voted, and what they voted only once all may see it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sqlite_utils import Database

from app.evaluation.method.votes import TeamLevel
from app.evaluation.people import vote_store
from app.evaluation.people.advancing import state_of
from app.evaluation.people.validating import count
from app.evaluation.round import presets


@dataclass(frozen=True)
class SeatLine:
    """One seat as a person may see it.

    Attributes
    ----------
    seat : str
    holder : str or None
        Name of who sits there.
    voted : bool
    vote : row or None
        The vote; None while it is hidden or not cast.
    mine : bool
    """

    seat: str
    holder: str | None
    voted: bool
    vote: sqlite3.Row | None
    mine: bool


@dataclass(frozen=True)
class BallotBox:
    """The vote on one result as a person may see it.

    Attributes
    ----------
    lines : tuple of SeatLine
    opened : bool
        True once the vote is closed or every seat has voted; before, only one's own vote is here.
    team : TeamLevel or None
        The count, None while hidden.
    level : str or None
        The team's level once it is opened and quorate.
    quorate, quorum : bool, int
        Whether enough votes with a level are in: all that may be known of a hidden vote.
    my_seat : str or None
    may_vote : bool
    """

    lines: tuple[SeatLine, ...]
    opened: bool
    team: TeamLevel | None
    level: str | None
    quorate: bool
    quorum: int
    my_seat: str | None
    may_vote: bool

    @property
    def voted(self) -> int:
        return sum(line.voted for line in self.lines)


def read_box(db: Database, result: sqlite3.Row, person_id: str) -> BallotBox:
    """The vote on a result for this person."""
    scheme = presets.scheme_of(db, result["scheme_id"])
    votes, holders = vote_store.votes_of(db, result["id"]), vote_store.seats_of(db, result["round_id"])
    opened = state_of(result) != "computed" or set(votes) >= set(scheme.seats)
    mine = next((seat for seat, r in holders.items() if r["person_id"] == person_id), None)
    team = count(db, result)
    level = scheme.levels[team.level].id if opened and team.level is not None else None
    lines = []
    for seat in scheme.seats:
        vote, holder = votes.get(seat), holders.get(seat)
        own = vote is not None and vote["person_id"] == person_id
        lines.append(
            SeatLine(
                seat=seat,
                holder=vote["person_name"] if vote else holder["person_name"] if holder else None,
                voted=vote is not None,
                vote=vote if opened or own else None,
                mine=seat == mine,
            )
        )
    return BallotBox(
        lines=tuple(lines),
        opened=opened,
        team=team if opened else None,
        level=level,
        quorate=team.quorate,
        quorum=scheme.quorum,
        my_seat=mine,
        may_vote=mine is not None and mine not in votes and state_of(result) == "computed",
    )
