"""What of a round is published: each area's level, what led to it, what firms said; nothing by which one is found."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.accounts.office import Office
from app.evaluation.display.lines import LEVELS
from app.evaluation.method.frame import Frame
from app.evaluation.overview.naming import Name
from app.evaluation.round.item_store import Item
from app.reports.extent import Extent
from app.reports.rounds.theming import Heard

# What stands for an area whose level is not decided, and for one without enough indicators.
WAITING, UNDETERMINED = "waiting", "undetermined"


@dataclass(frozen=True)
class PublicQuote:
    """A verbatim word of one of three firms or more that named the theme in the area, names of firms masked."""

    theme: str
    text: str
    language: str


@dataclass(frozen=True)
class PublicArea:
    """An area as it is published.

    Attributes
    ----------
    row : row
        Its names, kind and district.
    slug : str
        Its file's name, of its code.
    level : str
        A level's code, `WAITING` or `UNDETERMINED`.
    state, on : str, str
        How far the level has gone and the day it was decided or confirmed; empty where it was not.
    before : str
        The level decided in the last round; empty where there was none.
    changed : bool
        People decided on another level than was computed.
    led : tuple of (str, float)
        Domains that make most of the score with their shares; none where the level is not published or that may not be
        told.
    grade : str
    firms : int or None
        Firms that spoke; None where they were fewer than three.
    themes : tuple of (str, int)
        Themes with the firms that named each, three or more.
    place : (float, float) or None
        On the map.
    """

    row: Item
    slug: str
    level: str
    state: str = ""
    on: str = ""
    before: str = ""
    changed: bool = False
    led: tuple[tuple[str, float], ...] = ()
    grade: str = ""
    firms: int | None = None
    themes: tuple[tuple[str, int], ...] = ()
    quotes: tuple[PublicQuote, ...] = ()
    place: tuple[float, float] | None = None

    @property
    def rank(self) -> int:
        """The worst level last; what has none first."""
        return LEVELS.index(self.level) if self.level in LEVELS else -1


@dataclass(frozen=True)
class Drawn:
    """The map: its size, outlines of districts, their names."""

    width: float
    height: float
    outlines: tuple[str, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True)
class PublicRound:
    """A round as it is published. `draft`: computed levels stand in it, and every page says that they are no more."""

    round: sqlite3.Row
    evaluation: sqlite3.Row
    scheme: Frame
    draft: bool
    areas: tuple[PublicArea, ...]
    extent: Extent
    heard: Heard
    themes: Mapping[str, sqlite3.Row]
    before: sqlite3.Row | None
    office: Office
    map: Drawn | None
    example: bool
    counts: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", Counter(area.level for area in self.areas))

    @property
    def above(self) -> int:
        return sum(area.rank > 0 for area in self.areas)

    @property
    def levels(self) -> tuple[str, ...]:
        """The scheme's levels, then what has none, where it occurs."""
        rest = tuple(each for each in (UNDETERMINED, WAITING) if self.counts[each])
        return (*(level.id for level in self.scheme.levels), *rest)

    @property
    def by_district(self) -> list[tuple[str, list[PublicArea]]]:
        """Areas under their districts, both in the order of names."""
        found: dict[str, list[PublicArea]] = {}
        for area in self.areas:
            found.setdefault(area.row["district"], []).append(area)
        return sorted(found.items())


def slug(code: str) -> str:
    """A code as a file's name every server and system has.

    >>> slug("B001"), slug("26/영도 3")
    ('b001', '26-c601b3c4-3')
    """
    plain = "".join(c if c.isascii() and c.isalnum() else f"-{ord(c):x}-" if c > "\x7f" else "-" for c in code.lower())
    return re.sub("-+", "-", plain).strip("-") or "area"
