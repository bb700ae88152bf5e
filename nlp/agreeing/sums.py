"""Coefficients as sums: what units add up to, and one minus observed by expected disagreement of such sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from nlp.agreeing.choices import Weights
from nlp.agreeing.distances import Distance, disagreement
from nlp.agreeing.ratings import Ratings

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# A coefficient to its observed and its expected disagreement, shape (draws,) each; both 0 where nothing varies.
Parts = dict[str, tuple[np.ndarray, np.ndarray]]
# Coefficients that need a matrix of values by values; a table of measured figures has thousands. Chosen, not measured.
MOST_VALUES = 500
# Expected distances of ratios need such a matrix for alpha as well: 200 MB.
MOST_RATIOS = 5_000
# Cells of a dense table of clusters by sums, beyond which it is kept sparse: 160 MB.
DENSE = 20_000_000


@dataclass(frozen=True)
class Sums:
    """What respondents add up to, and the coefficients of such totals.

    Attributes
    ----------
    of_clusters : ndarray or csr_matrix, shape (clusters, sums)
    parts : callable
        From totals, shape (draws, sums), to the parts of each coefficient.
    """

    of_clusters: np.ndarray | csr_matrix
    parts: Callable[[np.ndarray], Parts]


class Columns:
    """Sums being laid out: (unit, key) to what it adds, keys made consecutive block by block."""

    def __init__(self) -> None:
        self.units: list[np.ndarray] = []
        self.columns: list[np.ndarray] = []
        self.adds: list[np.ndarray] = []
        self.width = 0

    def block(self, units: np.ndarray, keys: np.ndarray, adds: np.ndarray) -> tuple[slice, np.ndarray]:
        """Add a block; where it lies, and its keys in the order of its columns."""
        named, column = np.unique(keys, return_inverse=True)
        place = slice(self.width, self.width + len(named))
        self.units.append(units)
        self.columns.append(column + self.width)
        self.adds.append(adds)
        self.width += len(named)
        return place, named

    def by_cluster(self, clusters: np.ndarray, count: int) -> np.ndarray | csr_matrix:
        """The sums of each cluster, shape (count, width)."""
        if not self.width:
            return np.zeros((count, 0))
        rows, columns, adds = clusters[np.concatenate(self.units)], *map(np.concatenate, (self.columns, self.adds))
        if count * self.width > DENSE:
            from scipy.sparse import csr_matrix

            return csr_matrix((adds, (rows, columns)), shape=(count, self.width))
        flat = np.bincount(rows * self.width + columns, weights=adds, minlength=count * self.width)
        return flat.reshape(count, self.width)


def sums_of(table: Ratings, clusters: np.ndarray, count: int, *, weights: Weights) -> Sums:
    """Everything the coefficients of a table need; `clusters` is the number (below `count`) of each unit's respondent."""
    laid = Columns()
    units, i, j, share = _pairs(table)
    size = len(table.values)
    keys = np.minimum(i, j) * size + np.maximum(i, j)
    readers = []
    if table.level != "ratio" or size <= MOST_RATIOS:
        readers.append(_alpha(table, *laid.block(units, keys, share / (table.judged[units] - 1))))
    if size <= MOST_VALUES:
        apart = disagreement(table.positions, weights)
        pairs = laid.block(units, keys, share / (table.judged[units] * (table.judged[units] - 1)))
        readers.append(_by_chance(apart, pairs, laid.block(*_prevalence(table))))
        readers += [
            _kappa(name, apart, *laid.block(own, table.given[own, a] * size + table.given[own, b], table.weights[own]))
            for name, own, a, b in _couples(table)
        ]

    def parts(totals: np.ndarray) -> Parts:
        return {name: part for read in readers for name, part in read(totals).items()}

    return Sums(laid.by_cluster(clusters, count), parts)


def pair_name(a: int, b: int) -> str:
    """What Cohen's kappa of two coders is called among the parts."""
    return f"kappa {a} {b}"


def _couples(table: Ratings) -> Iterator[tuple[str, np.ndarray, int, int]]:
    """Two coders and the units that both have judged."""
    for a, b in combinations(range(table.coders), 2):
        yield pair_name(a, b), np.flatnonzero((table.given[:, a] >= 0) & (table.given[:, b] >= 0)), a, b


def _pairs(table: Ratings) -> tuple[np.ndarray, ...]:
    """Every pair of judgments of one unit: the unit, both values, and 2 for both orders times the unit's weight."""
    found = [(own, table.given[own, a], table.given[own, b]) for _name, own, a, b in _couples(table)]
    empty = (np.empty(0, dtype=int),) * 3
    units, i, j = (np.concatenate(each) for each in zip(empty, *found, strict=True))
    return units, i, j, 2.0 * table.weights[units]


def _prevalence(table: Ratings) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each judgment as a share of its unit's."""
    units, coders = np.nonzero(table.given >= 0)
    return units, table.given[units, coders], table.weights[units] / table.judged[units]


def _spread(keys: np.ndarray, size: int) -> np.ndarray:
    """From pairs of values to how often each value was given, shape (pairs, values); dense where few."""
    spread = np.zeros((len(keys), size))
    at = np.arange(len(keys))
    np.add.at(spread, (at, keys // size), 0.5)
    np.add.at(spread, (at, keys % size), 0.5)
    return spread


def _alpha(table: Ratings, place: slice, keys: np.ndarray) -> Callable[[np.ndarray], Parts]:
    """Krippendorff's alpha and the share of pairs that differ."""
    from scipy.sparse import csr_matrix

    size = len(table.values)
    at = np.repeat(np.arange(len(keys)), 2)
    both = np.stack((keys // size, keys % size), axis=1).ravel()
    spread = csr_matrix((np.full(len(both), 0.5), (at, both)), shape=(len(keys), size))
    distance = Distance(table.level, table.positions)

    def read(totals: np.ndarray) -> Parts:
        pairs = totals[:, place]
        each = np.asarray((spread.T @ pairs.T).T)
        given = each.sum(axis=1)
        seen = (pairs * distance.of_pairs(each, keys // size, keys % size)).sum(axis=1)
        expected = distance.expected(each) / np.maximum(given - 1, 1e-9)
        varied = (each > 0).sum(axis=1) > 1
        return {"alpha": (np.where(varied, seen, 0.0), np.where(varied, expected, 0.0))}

    return read


def _by_chance(
    apart: np.ndarray, pairs: tuple[slice, np.ndarray], prevalence: tuple[slice, np.ndarray]
) -> Callable[[np.ndarray], Parts]:
    """Percent agreement, Fleiss' kappa (Scott's pi of two), Gwet's AC1 or AC2, Brennan and Prediger's S."""
    size = len(apart)
    (place, keys), (shares, there) = pairs, prevalence
    of_pairs, by_value = apart[keys // size, keys % size], _spread(keys, size)
    severe = float(size**2 - apart.sum()) / max(size * (size - 1), 1)

    def read(totals: np.ndarray) -> Parts:
        units = totals[:, place].sum(axis=1)
        varied = (totals[:, place] @ by_value > 0).sum(axis=1) > 1
        seen = totals[:, place] @ of_pairs
        share = np.zeros((len(totals), size))
        share[:, there] = totals[:, shares]
        share /= np.maximum(share.sum(axis=1, keepdims=True), 1e-300)
        chances = {
            "fleiss": ((share @ apart) * share).sum(axis=1),
            "ac": 1 - severe * (share * (1 - share)).sum(axis=1),
            "equal": np.full(len(totals), apart.sum() / max(size**2, 1)),
        }
        told = {name: (np.where(varied, seen, 0.0), np.where(varied, units * by, 0.0)) for name, by in chances.items()}
        return {"percent": (totals[:, place] @ (keys // size != keys % size), units), **told}

    return read


def _kappa(name: str, apart: np.ndarray, place: slice, keys: np.ndarray) -> Callable[[np.ndarray], Parts]:
    """Cohen's kappa of two coders."""
    size = len(apart)
    first, second = keys // size, keys % size
    rows, columns = np.eye(size)[first], np.eye(size)[second]

    def read(totals: np.ndarray) -> Parts:
        cells = totals[:, place]
        one, other = cells @ rows, cells @ columns
        varied = ((one + other) > 0).sum(axis=1) > 1
        expected = ((one @ apart) * other).sum(axis=1) / np.maximum(cells.sum(axis=1), 1e-300)
        return {name: (np.where(varied, cells @ apart[first, second], 0.0), np.where(varied, expected, 0.0))}

    return read
