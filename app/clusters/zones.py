"""Special zones on areas as nouns: from when until when, which hold on a day, where two lie on one area at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

# Days before and after all others: where a designation's beginning or end is not known it sets no bound.
FIRST, LAST = "0001-01-01", "9999-12-31"


@dataclass(frozen=True)
class Designation:
    """A zone on an area.

    Attributes
    ----------
    since, until : str or None
        Its first and last day; None where nobody knows it, or where it has no end.
    """

    area_id: str
    zone_id: str
    name: str
    since: str | None
    until: str | None

    @property
    def span(self) -> tuple[str, str]:
        return self.since or FIRST, self.until or LAST

    def holds(self, day: str) -> bool:
        """Whether the area lies in the zone on that day."""
        first, last = self.span
        return first <= day <= last


@dataclass(frozen=True)
class Overlap:
    """Two zones that lie on one area at once, from the later beginning to the earlier end."""

    area_id: str
    zones: tuple[str, str]
    since: str | None
    until: str | None

    def holds(self, day: str) -> bool:
        return (self.since or FIRST) <= day <= (self.until or LAST)


def overlaps(designations: Iterable[Designation]) -> list[Overlap]:
    """Every pair of zones of an area whose days meet, area by area, the earliest first."""
    found = []
    for area_id, there in by_area(designations).items():
        for one, other in combinations(sorted(there, key=lambda d: (d.span, d.name)), 2):
            first, last = max(one.span[0], other.span[0]), min(one.span[1], other.span[1])
            if one.zone_id != other.zone_id and first <= last:
                pair = (one.name, other.name)
                found.append(Overlap(area_id, pair, first if first > FIRST else None, last if last < LAST else None))
    return found


def by_area(designations: Iterable[Designation]) -> Mapping[str, list[Designation]]:
    found: dict[str, list[Designation]] = defaultdict(list)
    for each in designations:
        found[each.area_id].append(each)
    return found


def years(designations: Sequence[Designation], today: str) -> range:
    """The years a strip of these designations covers: from the first that is known to the year after today's or the last."""
    known = [int(day[:4]) for d in designations for day in (d.since, d.until) if day]
    this = int(today[:4])
    return range(min([*known, this]), max([*known, this]) + 2)
