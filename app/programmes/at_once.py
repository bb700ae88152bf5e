"""What an area's own page starts with where its level asks for it: the programmes that can be offered today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Row
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.programmes.matching.finding import Match, fitting, groups, listing
from app.programmes.matching.gaps import Need, needs
from app.programmes.matching.reading import ground_of_area, hold_all, themes_of
from app.programmes.picks import pick_store

# The page starts with the best; the rest is one click away. Chosen, not measured.
SHOWN = 3


@dataclass(frozen=True)
class AtOnce:
    """The programmes that speak most for themselves, how many fit, needs without any, and what was offered.

    `asked` says whether the area's level is one at which the page starts with this; `capless` and `dayless` of how many
    that fit nobody knows the limit, or when they are open.
    """

    asked: bool
    matches: Sequence[Match]
    fitting: int
    unanswered: Sequence[Need]
    offers: Sequence[Row]
    themes: Mapping[str, Any]
    capless: int = 0
    dayless: int = 0


def read_at_once(db: Database, area_id: str, round_id: str | None, level: str | None, scope: Scope) -> AtOnce:
    """What the page of an area of this level shows of programmes."""
    held, themes = hold_all(db, [ground_of_area(db, round_id, area_id, scope)]), themes_of(db)
    fit = [held.programmes[n] for n in listing(held, "fits")]
    return AtOnce(
        capless=sum(each.cap is None for each in fit),
        dayless=sum(each.period(held.day) == "unknown" for each in fit),
        asked=held.rules.offers_at(level),
        matches=fitting(held, themes, limit=SHOWN),
        fitting=groups(held)["fits"],
        unanswered=[need for need in needs(held) if not need.answers],
        offers=pick_store.offers_of_area(db, area_id, round_id or ""),
        themes=themes,
    )
