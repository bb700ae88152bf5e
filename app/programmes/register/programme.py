"""A programme of support as it is read: what its newest version says, and where it stands in time."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any

OWNERS = ("city", "technopark", "ministry", "kosme", "agency", "other")
# What a programme may ask of an area or a firm, each a list of codes; an empty one asks for nothing.
LISTS = ("domains", "themes", "levels", "stages", "sizes", "industry_kinds", "area_kinds")
# What is said in words or days; the rest of a version.
PLAIN = (
    *("name_ko", "name_en", "owner_kind", "owner", "region", "cap", "cap_per", "opens_on", "closes_on"),
    *("applications", "apply", "source", "address", "as_of", "note"),
)


@dataclass(frozen=True)
class Programme:
    """What one version of a programme says.

    Parameters
    ----------
    region : str
        Where it is given, where that is not the region of this workbench's areas; else empty.
    cap : int or None
        The most a firm may get, in won; None where nobody knows.
    cap_per : str
        "firm", or "field": the most in one field of support.
    opens_on, closes_on : str or None
        First and last day; None where unknown.
    as_of : str
        The day the source said so.
    """

    name_ko: str
    owner_kind: str
    owner: str
    source: str
    as_of: str
    domains: tuple[str, ...]
    id: str = ""
    code: str = ""
    version: int = 0
    example: bool = False
    name_en: str = ""
    region: str = ""
    themes: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    industry_kinds: tuple[str, ...] = ()
    area_kinds: tuple[str, ...] = ()
    cap: int | None = None
    cap_per: str = "firm"
    opens_on: str | None = None
    closes_on: str | None = None
    applications: str = ""
    apply: str = ""
    address: str = ""
    note: str = ""
    versions: int = field(default=1, compare=False)

    def __getitem__(self, key: str) -> Any:
        """So that the name in the page's language is found as in a row."""
        return getattr(self, key)

    def period(self, day: str) -> str:
        """Where it stands on a day: open, ahead, over, or unknown where neither end is known."""
        if self.closes_on and self.closes_on < day:
            return "over"
        if self.opens_on and self.opens_on > day:
            return "ahead"
        return "open" if self.opens_on or self.closes_on else "unknown"

    def said(self) -> dict[str, Any]:
        """What it says, as it is stored."""
        return {**{name: getattr(self, name) for name in PLAIN}, **{n: joined(getattr(self, n)) for n in LISTS}}


def joined(codes: tuple[str, ...]) -> str:
    """A list of codes as it is stored: comma between them."""
    return ",".join(codes)


def parted(text: str) -> tuple[str, ...]:
    """A stored list of codes.

    >>> parted("finance,hr"), parted("")
    (('finance', 'hr'), ())
    """
    return tuple(text.split(",")) if text else ()


def programme_from(row: sqlite3.Row) -> Programme:
    """A row of `programme_now`, or of a version with its programme's code."""
    said: dict[str, Any] = {**{n: row[n] for n in PLAIN}, **{n: parted(row[n]) for n in LISTS}}
    return Programme(
        id=row["programme_id"],
        code=row["code"],
        version=row["id"],
        example=bool(row["example"]),
        versions=row["versions"],
        **said,
    )
