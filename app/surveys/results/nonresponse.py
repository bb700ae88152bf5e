"""Who did not answer: firms of the frame and of those asked by size and industry, with a test of the difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

import numpy as np

# The chi-square approximation is trusted where every class expects five of both sorts (Cochran 1954).
LEAST_EXPECTED = 5.0


# What a visit to a firm that did not answer came to, in the order of the table; NONE: nobody went.
WHY = ("refused", "absent", "closed", "done", "planned")
NONE = "not_visited"


@dataclass(frozen=True)
class Asked:
    """Firms of the register alike in their class, whether they were asked by name, whether they answered, and what a
    visit came to."""

    group: str
    asked: bool
    answered: bool
    why: str = NONE
    firms: int = 1


@dataclass(frozen=True)
class Line:
    """A class of firms: how many the register has, were asked, answered, and answered of those asked."""

    group: str
    firms: int
    asked: int
    answered: int
    answered_of_asked: int
    # Of those that did not answer: what a visit came to, to how many firms.
    why: Mapping[str, int] = field(default_factory=dict)
    # Of those asked that did not answer: closed or moved away, so that no answer can come.
    closed_of_asked: int = 0

    @property
    def silent(self) -> int:
        """Firms of the register that did not answer."""
        return self.firms - self.answered

    @property
    def rate_of_open(self) -> float | None:
        """Answered of those asked that are still there [0, 1]: closed firms are not eligible (AAPOR 2023, RR)."""
        there = self.asked - self.closed_of_asked
        return self.answered_of_asked / there if there else None

    @property
    def of_frame(self) -> float | None:
        """Answered of the register's firms [0, 1]."""
        return self.answered / self.firms if self.firms else None

    @property
    def rate(self) -> float | None:
        """Answered of those asked [0, 1]: the response rate; None where nobody was asked by name."""
        return self.answered_of_asked / self.asked if self.asked else None


@dataclass(frozen=True)
class Difference:
    """Pearson's test that answering and class are independent; `p` None where too few were asked to tell.

    `v` is Cramer's V [0, 1]: how strong the difference is, whatever the number of firms.
    """

    statistic: float | None
    degrees: int
    p: float | None
    v: float | None
    joined: tuple[str, ...] = ()


def lines_of(firms: Sequence[Asked]) -> list[Line]:
    """A line a class, in the order of the classes' codes."""
    every, asked, answered, both, gone = (Counter[str]() for _ in range(5))
    why: dict[str, Counter[str]] = {f.group: Counter() for f in firms}
    for f in firms:
        every[f.group] += f.firms
        asked[f.group] += f.firms * f.asked
        answered[f.group] += f.firms * f.answered
        both[f.group] += f.firms * (f.asked and f.answered)
        gone[f.group] += f.firms * (f.asked and not f.answered and f.why == "closed")
        if not f.answered:
            why[f.group][f.why] += f.firms
    return [
        Line(group, every[group], asked[group], answered[group], both[group], why[group], gone[group])
        for group in sorted(every)
    ]


def difference(pairs: Sequence[tuple[str, int, int]]) -> Difference:
    """Whether some classes answer more than others.

    Parameters
    ----------
    pairs : sequence of (str, int, int)
        Class, how many answered, how many did not.

    Notes
    -----
    Classes that expect fewer than five of either sort are joined, the smallest first, and named.

    References
    ----------
    Cochran, W. G. (1954). Some methods for strengthening the common chi-square tests. Biometrics 10, 417-451.
    """
    from scipy.stats import chi2

    table, joined = _joined([each for each in pairs if each[1] + each[2]])
    counts = np.array([[yes, no] for _name, yes, no in table], float).reshape(-1, 2)
    degrees = len(counts) - 1
    if degrees < 1 or not counts.sum(0).all() or _expected(counts).min() < LEAST_EXPECTED:
        return Difference(None, max(degrees, 0), None, None, joined)
    expected = _expected(counts)
    statistic = float(((counts - expected) ** 2 / expected).sum())
    v = sqrt(statistic / counts.sum())
    return Difference(statistic, degrees, float(chi2.sf(statistic, degrees)), v, joined)


def _joined(pairs: Sequence[tuple[str, int, int]]) -> tuple[list[tuple[str, int, int]], tuple[str, ...]]:
    table, joined = sorted(pairs, key=lambda each: (each[1] + each[2], each[0])), set[str]()
    while len(table) > 2:
        counts = np.array([[yes, no] for _name, yes, no in table], float)
        if not counts.sum(0).all() or _expected(counts).min() >= LEAST_EXPECTED:
            break
        (first, *a), (second, *b), *rest = table
        joined |= {*first.split("\n"), *second.split("\n")}
        table = sorted([(f"{first}\n{second}", a[0] + b[0], a[1] + b[1]), *rest], key=lambda e: (e[1] + e[2], e[0]))
    return table, tuple(sorted(joined))


def _expected(counts: np.ndarray) -> np.ndarray:
    return counts.sum(1, keepdims=True) * counts.sum(0, keepdims=True) / counts.sum()
