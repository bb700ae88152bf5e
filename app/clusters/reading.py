"""Reading areas by cluster or by zone: levels now and before, what was found, and what lies in none; each area once."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas import store as areas_store
from app.clock import today
from app.clusters import store
from app.clusters.zones import Designation
from app.coding.statements import named_store
from app.coding.themes import group_store
from app.coding.themes.groups import Grouped, by_group, told_by_area
from app.evaluation.overview.level_store import Stood, levels_of
from app.words.formats import named
from app.words.labels import LEVEL_SHAPES

CUTS = ("cluster", "zone")
# The group of areas that lie in none.
NOWHERE = ""
BEST = next(iter(LEVEL_SHAPES))
NOTHING = Stood(None, None)


@dataclass(frozen=True)
class Place:
    """An area as it stands in a group."""

    row: sqlite3.Row
    stood: Stood
    firms: int

    @property
    def above(self) -> bool:
        """Whether it stands at any level but the best."""
        return self.stood.level not in (None, BEST)


@dataclass(frozen=True)
class Group:
    """The areas of a cluster, of a zone, or of none."""

    key: str
    word: str
    places: tuple[Place, ...]

    @cached_property
    def levels(self) -> Counter[str | None]:
        return Counter(place.stood.level for place in self.places)

    @cached_property
    def before(self) -> Counter[str | None]:
        return Counter(place.stood.before for place in self.places)

    @cached_property
    def firms(self) -> int:
        return sum(place.firms for place in self.places)

    @cached_property
    def above(self) -> int:
        return sum(place.above for place in self.places)

    @cached_property
    def evaluated(self) -> int:
        return sum(place.stood.level is not None for place in self.places)


@dataclass(frozen=True)
class Cut:
    """Areas by what they lie in.

    Attributes
    ----------
    groups : tuple of Group
        In the register's order; an area in two is in both.
    nowhere : Group
        What lies in none.
    whole : Group
        Every area once, however many groups it is in.
    several : int
        Areas that are in more than one group.
    """

    groups: tuple[Group, ...]
    nowhere: Group
    whole: Group
    several: int

    @property
    def all(self) -> tuple[Group, ...]:
        return (*self.groups, *([self.nowhere] if self.nowhere.places else []))

    def find(self, key: str) -> Group | None:
        return next((group for group in self.groups if group.key == key), None)

    @cached_property
    def compared(self) -> bool:
        """Whether anything stood in the round before."""
        return any(place.stood.before for place in self.whole.places)

    @cached_property
    def levels(self) -> list[str]:
        """The levels that occur, best first."""
        there = {*self.whole.levels, *self.whole.before}
        return [level for level in LEVEL_SHAPES if level in there]


def read_cut(db: Database, by: str, round_id: str | None, scope: Scope, *, nowhere: str, whole: str) -> Cut:
    """The areas of a scope by cluster, or by the zones that hold today."""
    return cut(read_places(db, round_id, scope), *_members(db, by, scope), nowhere=nowhere, whole=whole)


def read_places(db: Database, round_id: str | None, scope: Scope) -> list[Place]:
    """Every area of a scope that is there today, by code."""
    found = areas_store.list_areas(db, scope, today().isoformat())
    levels, firms = levels_of(db, round_id, scope), store.firms_of(db, [area["id"] for area in found])
    return [Place(area, levels.get(area["id"], NOTHING), firms.get(area["id"], 0)) for area in found]


def cut(
    places: Sequence[Place],
    words: Mapping[str, str],
    members: Mapping[str, Sequence[str]],
    *,
    nowhere: str,
    whole: str,
) -> Cut:
    """The places by the groups they are members of; `words` has the groups in their order."""
    by_id = {place.row["id"]: place for place in places}
    groups = tuple(
        Group(key, word, tuple(by_id[area] for area in dict.fromkeys(members.get(key, ())) if area in by_id))
        for key, word in words.items()
    )
    times = Counter(place.row["id"] for group in groups for place in group.places)
    return Cut(
        groups,
        Group(NOWHERE, nowhere, tuple(place for place in places if not times[place.row["id"]])),
        Group(NOWHERE, whole, tuple(places)),
        sum(n > 1 for n in times.values()),
    )


def _members(db: Database, by: str, scope: Scope) -> tuple[dict[str, str], Mapping[str, Sequence[str]]]:
    if by == "cluster":
        words = {r["code"]: str(named(r)) for r in areas_store.list_clusters(db)}
        return words, store.areas_of_clusters(db, scope)
    day, members = today().isoformat(), dict[str, list[str]]()
    for each in store.designations(db, scope):
        if each.holds(day):
            members.setdefault(each.zone_id, []).append(each.area_id)
    return {r["id"]: r["name"] for r in store.list_zones(db) if r["id"] in members}, members


def read_themes(db: Database, round_id: str | None, found: Cut, scope: Scope, *, single: bool) -> Grouped:
    """Who named a problem of which theme in each group, everybody counted once however many areas he speaks of."""
    if round_id is None:
        return Grouped({}, {})
    inside = {group.key: {place.row["id"] for place in group.places} for group in found.all}
    spoke = group_store.spoke_of_areas(db, round_id, inside)
    cells = group_store.named_of_areas(db, round_id, inside, spoke)
    if single:
        return by_group(spoke, cells, single=True)
    by_area = told_by_area(
        named_store.spoke(db, round_id, scope=scope), named_store.cell_counts(db, round_id, scope=scope, stance="need")
    )
    return by_group(spoke, cells, inside=inside, by_area=by_area)


def current(designations: Sequence[Designation], day: str) -> list[Designation]:
    """The designations that hold on a day."""
    return [each for each in designations if each.holds(day)]
