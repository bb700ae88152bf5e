"""Series of the city or of a cluster as nouns: figures over spans of days, parts of a year, what was known when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Value:
    """A figure over a span of days, as a source told it.

    Attributes
    ----------
    cluster : str
        Code of the cluster; empty for the whole city.
    as_of : str
        The day on which the source told it: of two of one span the later one stands.
    wrong : bool
        Whether it was told by mistake and taken back: it was known on no day.
    """

    id: int
    series: str
    cluster: str
    starts_on: str
    ends_on: str
    value: float
    source: str
    as_of: str
    wrong: bool = False

    @property
    def year(self) -> int | None:
        """The year it is of; None where it reaches over two."""
        return int(self.starts_on[:4]) if self.starts_on[:4] == self.ends_on[:4] else None

    @property
    def whole(self) -> bool:
        """Whether it is of a whole year."""
        return self.year is not None and (self.starts_on[5:], self.ends_on[5:]) == ("01-01", "12-31")

    @property
    def until_month(self) -> int | None:
        """Of a part of a year that begins with it: the month it reaches to."""
        begins = self.year is not None and not self.whole and self.starts_on.endswith("-01-01")
        return int(self.ends_on[5:7]) if begins else None


def known_on(values: Iterable[Value], day: str) -> list[Value]:
    """Of every span what was known on a day: the newest told until then; what was told last counts among equals."""
    found: dict[tuple[str, str, str, str], Value] = {}
    for each in sorted(values, key=lambda v: (v.as_of, v.id)):
        if each.as_of <= day and not each.wrong:
            found[each.series, each.cluster, each.starts_on, each.ends_on] = each
    return sorted(found.values(), key=lambda v: (v.series, v.cluster, v.starts_on, v.ends_on))


def yearly(values: Iterable[Value]) -> list[Value]:
    """One figure a year: of several spans of a year the one that reaches furthest, so a part until the whole is known."""
    found: dict[int, Value] = {}
    for each in sorted(values, key=lambda v: (v.ends_on, v.whole)):
        if each.year is not None:
            found[each.year] = each
    return [found[year] for year in sorted(found)]
