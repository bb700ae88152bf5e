"""What other features read of proposals: those of an area, and those that wait for an answer."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.proposals.keeping import store
from app.proposals.keeping.proposal import Wanted


def proposals_of_area(
    db: Database, area_id: str, round_: str = "", *, state: str = "", limit: int = -1
) -> list[sqlite3.Row]:
    """Proposals about an area, of a round by its code (empty: of any), those due first; the caller has asked the scope.

    `state` may be "open" or "overdue" as well; joined ones are told by what they went on in.
    """
    wanted = Wanted(area=area_id, round=round_, state=state)
    return store.list_proposals(db, EVERYTHING, wanted, sort="due", limit=limit)[0]


def open_proposals(
    db: Database, scope: Scope, round_: str = "", *, overdue: bool = False, limit: int = -1
) -> tuple[list[sqlite3.Row], int]:
    """Proposals that wait for an answer, those due first, and how many there are; `overdue`: whose day is over."""
    wanted = Wanted(state="overdue" if overdue else "open", round=round_)
    return store.list_proposals(db, scope, wanted, sort="due", limit=limit)


def counts(db: Database, scope: Scope, *, person_id: str | None = None) -> sqlite3.Row:
    """`open`, `overdue` and `soon` (within seven days); with a person those given to him or her, or to nobody."""
    return store.counts(db, scope, assignee_id=person_id)
