"""Firms whose change is abnormal: against their own history and against their peers, with chance hits held down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.monitoring.method.robust import NORMAL, robust_z
from app.monitoring.method.rules import FirmRules

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Peers:
    """How unusual firms are among their peers.

    Attributes
    ----------
    z : ndarray, shape (F,)
        Negative is bad. NaN: no change, or too few peers.
    middle : ndarray, shape (F,)
        Median change of the peers, the firm itself left out [% or %p].
    count : ndarray of int, shape (F,)
        Peers, the firm itself left out.
    level : ndarray of int, shape (F,)
        Which grouping they are of, 0 the narrowest; -1 none had enough.
    """

    z: Floats
    middle: Floats
    count: NDArray[np.int64]
    level: NDArray[np.int64]


@dataclass(frozen=True)
class Abnormal:
    """Firms of one indicator and month; arrays of shape (F,).

    Attributes
    ----------
    change : ndarray
        y/y change of the month [% or %p]; NaN not known.
    own, peers : ndarray, Peers
        z against the firm's own history and against its peers, negative is bad.
    history : ndarray of int
        Months of its own history.
    p : ndarray
        The larger p-value of the two that are known: a firm is abnormal where it is both for itself and for its
        like. NaN where none is known.
    """

    change: Floats
    own: Floats
    peers: Peers
    history: NDArray[np.int64]
    p: Floats


def judge_firms(
    change: ArrayLike,
    groups: Sequence[Sequence[str | None]],
    employees: ArrayLike,
    *,
    direction: int,
    rules: FirmRules,
) -> Abnormal:
    """Judge the last month of firms' changes.

    Parameters
    ----------
    change : array_like, shape (F, T)
        y/y changes of consecutive months [% or %p], NaN where missing.
    groups : sequence of groupings, each a sequence of F labels
        From the narrowest on (industry and area, industry); a firm is compared in the first grouping in which it has
        `least_peers` others. None: in no group of that grouping.
    employees : array_like, shape (F,)
        Heads employed; NaN not known.
    direction : int
        +1 where a fall is bad, -1 where a rise is bad.
    rules : FirmRules
    """
    from scipy.stats import t

    values = np.asarray(change, float)
    history = robust_z(
        values, direction=direction, floor=rules.floor, window=rules.window, shortest=rules.shortest, clip=np.inf
    )
    own, now = history.z[:, -1], values[:, -1]
    peers = peers_of(now, groups, employees, direction=direction, rules=rules)
    both = np.stack([2 * t.sf(np.abs(each), rules.tail) for each in (own, peers.z)])
    return Abnormal(now, own, peers, history.n[:, -1], np.fmax.reduce(both, axis=0))


def peers_of(
    change: ArrayLike,
    groups: Sequence[Sequence[str | None]],
    employees: ArrayLike,
    *,
    direction: int,
    rules: FirmRules,
) -> Peers:
    """Robust z of each firm among its peers, the firm itself left out.

    Notes
    -----
    A small firm's change in percent is the wider the fewer it employs: spread ~ c / sqrt(employees). The middle is the
    median of the firm's own peers; c, of which a handful of peers says little, is the MAD over all firms of the
    grouping of the distance from their middles times sqrt(employees), and no less than the floor at their median size.
    """
    values, size = np.asarray(change, float), np.asarray(employees, float)
    weight = np.sqrt(np.where(size > 0, size, np.nan))
    usable = ~np.isnan(values) & ~np.isnan(weight)
    z, middle = np.full(len(values), np.nan), np.full(len(values), np.nan)
    count, level = np.zeros(len(values), np.int64), np.full(len(values), -1)
    for number, labels in enumerate(groups):
        middles, others = _middles(values, _members(labels, usable), rules.least_peers)
        compared = ~np.isnan(middles)
        apart = (values - middles) * weight
        if not compared.any():
            continue
        spread = max(float(np.median(np.abs(apart[compared]))), rules.floor * float(np.median(weight[compared])))
        fresh = compared & (level < 0)
        z[fresh] = direction * NORMAL * apart[fresh] / spread
        middle[fresh], count[fresh], level[fresh] = middles[fresh], others[fresh], number
    return Peers(z, middle, count, level)


def _middles(values: Floats, groups: list[NDArray[np.int64]], least: int) -> tuple[Floats, NDArray[np.int64]]:
    """Median of each firm's peers without itself, NaN where they are fewer than `least`; and how many they are."""
    middles, others = np.full(len(values), np.nan), np.zeros(len(values), np.int64)
    for members in groups:
        n = len(members) - 1
        if n < least:
            continue
        order = np.argsort(values[members], kind="stable")
        ordered = values[members][order]
        place = np.empty(n + 1, np.int64)
        place[order] = np.arange(n + 1)

        # Without the firm itself the k-th is the k-th or the next.
        def kth(k: int, ordered: Floats = ordered, place: NDArray[np.int64] = place) -> Floats:
            return ordered[k + (place <= k)]

        middles[members] = (kth((n - 1) // 2) + kth(n // 2)) / 2
        others[members] = n
    return middles, others


def held_down(p: ArrayLike) -> Floats:
    """Benjamini and Hochberg's adjusted p-values: at most so many of those at or below are chance hits, on average.

    NaN where p is NaN: nothing was tested there.

    References
    ----------
    Benjamini, Y. and Hochberg, Y. (1995): Controlling the false discovery rate. JRSS B 57.
    """
    from scipy.stats import false_discovery_control

    values = np.asarray(p, float)
    found, known = np.full(values.shape, np.nan), ~np.isnan(values)
    if known.any():
        found[known] = false_discovery_control(values[known], method="bh")
    return found


def _members(labels: Sequence[str | None], usable: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    found: dict[str, list[int]] = {}
    for firm, label in enumerate(labels):
        if label is not None and usable[firm]:
            found.setdefault(label, []).append(firm)
    return [np.array(each) for each in found.values()]
