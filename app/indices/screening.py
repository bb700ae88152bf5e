"""What a person looks at before trusting an index: columns that say the same, that oppose each other, that are missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from app.indices.scheme import Node

# The bounds of the Joint Research Centre's audits: above the first one indicator is counted twice, below the second a
# group holds things that have little to do with each other, below 0 they cancel out.
TWICE, WEAK = 0.92, 0.3
# Fewer pairs of values than this say nothing of a correlation.
LEAST_PAIRS = 5


@dataclass(frozen=True)
class Pair:
    """Two columns with their correlation r; `flag`: "twice" (|r| > .92), "opposed" (r < 0), "weak" (r < .3) or ""."""

    one: str
    other: str
    r: float
    n: int
    flag: str
    group: str = ""


def correlation(x: np.ndarray, y: np.ndarray) -> tuple[float, int]:
    """Pearson's r over the pairs known on both sides, and how many; NaN for fewer than five or where one is constant."""
    both = ~(np.isnan(x) | np.isnan(y))
    n = int(both.sum())
    if n < LEAST_PAIRS or not np.ptp(x[both]) or not np.ptp(y[both]):
        return float("nan"), n
    return float(np.corrcoef(x[both], y[both])[0, 1]), n


def flag(r: float, *, together: bool) -> str:
    """What a correlation warns of; of columns that are not in one group only that they say the same."""
    if abs(r) > TWICE:
        return "twice"
    if not together or not r < WEAK:
        return ""
    return "opposed" if r < 0 else "weak"


def pairs(root: Node, leaves: Mapping[str, np.ndarray]) -> list[Pair]:
    """All pairs of indicators; flagged by what they are to each other."""
    home = {part.code: group.code for group in root.walk() for part in group.parts if not part.parts}
    found = []
    for one, other in combinations(leaves, 2):
        together = home[one] == home[other]
        r, n = correlation(leaves[one], leaves[other])
        found.append(Pair(one, other, r, n, flag(r, together=together), home[one] if together else ""))
    return found


def with_whole(leaves: Mapping[str, np.ndarray], whole: np.ndarray, code: str) -> list[Pair]:
    """Each indicator with the index: opposed ones pull against it, weak ones hardly steer it."""
    found = []
    for name, values in leaves.items():
        r, n = correlation(values, whole)
        found.append(Pair(name, code, r, n, flag(r, together=True), code))
    return found
