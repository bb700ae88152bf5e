"""Which programmes fit one place and why, in words: for the pages, and for papers and reports that ask from above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.programmes.matching.fit import FAILED
from app.programmes.matching.reading import Held, ground_of_area, hold_all, themes_of
from app.programmes.matching.wording import Pair, Reason, reasons
from app.programmes.register.programme import Programme

# The lists of a place's page.
GROUPS = ("fits", "not", "elsewhere")


@dataclass(frozen=True)
class Match:
    """A programme and a place: whether it fits, and every condition in words.

    Attributes
    ----------
    firms : int
        The most firms that named one theme it answers, of those told.
    """

    programme: Programme
    fits: bool
    firms: int
    reasons: tuple[Reason, ...]

    @property
    def met(self) -> list[Reason]:
        return [r for r in self.reasons if r.state == "met"]

    @property
    def why(self) -> list[Reason]:
        """The grounds: what was said and what the numbers say."""
        return [r for r in self.met if r.condition in ("theme", "domain")]

    @property
    def failed(self) -> list[Reason]:
        return [r for r in self.reasons if r.state == "failed"]

    @property
    def unknown(self) -> list[Reason]:
        return [r for r in self.reasons if r.state == "unknown"]


def best(held: Held, place: int, limit: int) -> list[int]:
    """The first programmes that fit one place, as `listing` has them: only those as good as the last are put in order."""
    found = np.flatnonzero(held.fits.fits[place])
    scores = np.array(held.fits.scores(place))[found]
    if len(found) > limit:
        found = found[scores >= np.partition(scores, -limit)[-limit]]
    return _sorted(held, place, found.tolist())[:limit]


def listing(held: Held, show: str, q: str = "", place: int = 0) -> list[int]:
    """The programmes to list for one place, in order: those that fit, those that do not, or those of other regions."""
    words = q.casefold().split()
    found = [
        n for n in _of_group(held, place, show) if not words or all(word in _text(held.programmes[n]) for word in words)
    ]
    return _sorted(held, place, found)


def groups(held: Held, place: int = 0) -> dict[str, int]:
    """How many programmes each list has."""
    found = dict.fromkeys(GROUPS, 0)
    for n in range(len(held.programmes)):
        found[_group(held, place, n)] += 1
    return found


def _of_group(held: Held, place: int, show: str) -> list[int]:
    if show == "fits":
        return [int(n) for n in np.flatnonzero(held.fits.fits[place])]
    return [n for n in range(len(held.programmes)) if _group(held, place, n) == show]


def _group(held: Held, place: int, n: int) -> str:
    if held.fits.fits[place, n]:
        return "fits"
    return "elsewhere" if held.programmes[n].region not in ("", held.rules.region) else "not"


def _text(programme: Programme) -> str:
    return f"{programme.code} {programme.name_ko} {programme.name_en} {programme.owner}".casefold()


def _sorted(held: Held, place: int, found: Sequence[int]) -> list[int]:
    """What speaks most for it first; of those that do not fit, the one that fails least."""
    scores, ground = held.fits.scores(place), held.places[place]

    def order(n: int) -> tuple[Any, ...]:
        fits, programme = bool(held.fits.fits[place, n]), held.programmes[n]
        failed = 0 if fits else sum(state == FAILED for state in held.fits.of(place, n).values())
        firms = max((ground.said.get(theme, 0) for theme in programme.themes), default=0)
        return failed, -scores[n], -firms, programme.code

    return sorted(found, key=order)


def match(held: Held, themes: Mapping[str, Any], place: int, n: int) -> Match:
    """One pair in words."""
    programme, ground = held.programmes[n], held.places[place]
    pair = Pair(programme, ground, held.rules, held.domains, themes, held.day)
    told = tuple(reasons(pair, held.fits.of(place, n)))
    firms = max((ground.said.get(r.theme, 0) for r in told if r.theme), default=0)
    return Match(programme, bool(held.fits.fits[place, n]), firms, told)


def fitting(held: Held, themes: Mapping[str, Any], place: int = 0, limit: int | None = None) -> list[Match]:
    """The programmes that fit one place, the first `limit`; only these are put into words."""
    found = listing(held, "fits", place=place) if limit is None else best(held, place, limit)
    return [match(held, themes, place, n) for n in found]


def fits_of_area(db: Database, area_id: str, round_id: str | None, scope: Scope = EVERYTHING) -> list[Match]:
    """The programmes that fit an area today, each with why, as everybody may read it unless the scope says otherwise."""
    return fitting(hold_all(db, [ground_of_area(db, round_id, area_id, scope)]), themes_of(db))
