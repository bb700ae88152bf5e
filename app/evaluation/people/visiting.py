"""Reading what the verification team has to do: the areas of a round, how far each vote is, whose vote waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.evaluation.display import told_store
from app.evaluation.display.lines import is_firm
from app.evaluation.people import vote_store
from app.evaluation.people.visits import needs_visit
from app.evaluation.round import presets
from app.evaluation.round.item_store import Item
from app.words.labels import LEVEL_SHAPES


@dataclass(frozen=True)
class Visit:
    """One area of the round as it stands. `row` is one of `vote_store.progress`, as far as it may be told.

    Attributes
    ----------
    visit : bool
        The team must see it before a decision: any level but a firm best one.
    firm : bool
    """

    row: Item
    visit: bool
    firm: bool
    seats: int

    @property
    def open(self) -> bool:
        return bool(self.row["state"] == "computed")

    @property
    def complete(self) -> bool:
        """Whether every seat has voted."""
        return int(self.row["votes"]) >= self.seats

    @property
    def waits(self) -> bool:
        """Whether the seat it was read for has still to vote: the same count on every page."""
        return self.visit and self.open and not self.row["voted"]


def read_visits(db: Database, round_id: str, scope: Scope, seat: str | None) -> list[Visit]:
    """The areas of a scope as they stand, open ones and worst levels first."""
    found, rows = [], vote_store.progress(db, round_id, scope, seat)
    schemes = {each: presets.scheme_of(db, each) for each in {row["scheme_id"] for row in rows}}
    for row, shown in zip(rows, told_store.results_told(db, rows, scope), strict=True):
        scheme = schemes[row["scheme_id"]]
        visit = needs_visit(row, scheme)
        found.append(Visit(shown, visit, is_firm(row, scheme.uncertain.firm_share), len(scheme.seats)))
    places = list(LEVEL_SHAPES)
    return sorted(found, key=lambda v: (not v.open, -places.index(v.row["level"] or "good"), -(v.row["score"] or 0.0)))


def narrow(visits: Iterable[Visit], wanted: str, text: str) -> list[Visit]:
    """Those asked for: mine (my vote waits), visit, started, done; and whose name or code holds the text."""
    tests = {
        "mine": lambda v: v.waits,
        "visit": lambda v: v.visit,
        "started": lambda v: bool(v.row["votes"]) and v.open,
        "done": lambda v: not v.open,
    }
    test = tests.get(wanted, lambda _v: True)
    return [v for v in visits if test(v) and text.casefold() in _text(v.row)]


def _text(row: Item) -> str:
    return f"{row['code']} {row['name_ko']} {row['name_en']} {row['district']}".casefold()
