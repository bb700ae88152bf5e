"""What is known of an area, or of a firm in it, against which programmes are held: levels, voices, numbers, firms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Ground:
    """What is known of one place on a day.

    Attributes
    ----------
    level : str or None
        The level that stands in the round; None where there is none.
    spoke : int
        Firms of the area that answered or spoke in the round.
    said : mapping
        Theme to how many of these firms named a problem of it; of those alone whose number the reader may know.
    guarded : bool
        Whether the reader may not know every number: a theme that is not told is then as one that nobody named.
    points : mapping
        Domain to the score of its numbers, 0 to 100, higher is worse.
    firms : int
        Firms in the register.
    industries, stages, sizes : mapping
        Code to firms in the register; of a firm its own alone.
    own : frozenset
        Themes the firm itself named, where the reader may know; empty for an area.
    """

    area_id: str
    kind: str
    level: str | None = None
    spoke: int = 0
    said: Mapping[str, int] = field(default_factory=dict)
    guarded: bool = False
    points: Mapping[str, float] = field(default_factory=dict)
    firms: int = 0
    industries: Mapping[str, int] = field(default_factory=dict)
    stages: Mapping[str, int] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    firm_id: str | None = None
    own: frozenset[str] = frozenset()
