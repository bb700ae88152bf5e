"""The uncertain choices of a scheme as numbers between 0 and 1: what they mean, and ranks under thousands of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.indices.model import Choice, Model
from app.indices.ranking import ranks, shift
from app.indices.scheme import Factor, Normalisation, Scheme

# Numbers held at once, draws times units: small enough to stay near the processor (a million took 1.5 times as long).
AT_ONCE = 100_000
LOW, HIGH = 5, 95


@dataclass(frozen=True)
class Space:
    """The unit cube of a scheme's uncertainty: each factor has one or more of its axes.

    Attributes
    ----------
    model : the model whose choices are uncertain.
    axes : a slice a factor, in the order of the scheme.
    """

    model: Model
    axes: tuple[slice, ...]

    @property
    def factors(self) -> tuple[Factor, ...]:
        return self.model.scheme.uncertainty

    @property
    def size(self) -> int:
        return self.axes[-1].stop if self.axes else 0

    def choice(self, u: np.ndarray) -> Choice:
        """What points of the cube, shape (n, size), mean."""
        n, model = len(u), self.model
        weights = np.repeat(model.weights[None], n, axis=0)
        methods, aggregates = np.zeros(n, int), np.zeros(n, int)
        ways: tuple[str, ...] = ("",)
        shifts = None
        for factor, axes in zip(self.factors, self.axes, strict=True):
            own = u[:, axes]
            if factor.kind == "weights":
                weights[:, moving(model, factor)] *= 1 + factor.spread * (2 * own - 1)
            elif factor.kind == "goalposts":
                shifts = factor.spread * (2 * own - 1).reshape(n, -1, 2)
            elif factor.kind == "normalise":
                methods = np.array(self._places(factor))[_of(own[:, 0], len(factor.methods))]
            elif factor.kind == "aggregate":
                aggregates, ways = _of(own[:, 0], len(factor.aggregates)), factor.aggregates
            else:
                _leave_out(weights, model, own[:, 0])
        return Choice(weights, methods, aggregates, ways, shifts)

    def _places(self, factor: Factor) -> list[int]:
        return [self.model.alternatives.index(each) for each in factor.methods]


def _of(u: np.ndarray, count: int) -> np.ndarray:
    """One of `count`, equally likely."""
    return np.minimum((u * count).astype(int), count - 1)


def _leave_out(weights: np.ndarray, model: Model, u: np.ndarray) -> None:
    """None or one of the indicators gets no weight, equally likely (the handbook's X3)."""
    leaves = np.array([at for at, node in enumerate(model.places) if not node.parts])
    out = _of(u, leaves.size + 1) - 1
    rows = np.flatnonzero(out >= 0)
    weights[rows, leaves[out[rows]]] = 0


def moving(model: Model, factor: Factor) -> np.ndarray:
    """Positions of the weights a factor moves: an only child's weight is none."""
    found, at = [], {id(node): at for at, node in enumerate(model.places)}
    for group in (node for node in model.scheme.index.walk() if len(node.parts) > 1):
        for part in group.parts:
            if factor.level in ("all", "groups" if part.parts else "indicators"):
                found.append(at[id(part)])
    return np.array(sorted(found), int)


def alternatives_of(scheme: Scheme) -> tuple[Normalisation, ...]:
    """The ways of normalising that are uncertain, besides the scheme's own."""
    named = [each for factor in scheme.uncertainty for each in factor.methods if each.method != "given"]
    return tuple(dict.fromkeys(named))


def space_of(model: Model) -> Space:
    """The cube of a model's scheme."""
    axes, at = [], 0
    for factor in model.scheme.uncertainty:
        width = 1
        if factor.kind == "weights":
            width = moving(model, factor).size
        if factor.kind == "goalposts":
            width = 2 * len(model.scheme.indicators)
        axes.append(slice(at, at + width))
        at += width
    return Space(model, tuple(axes))


def rank_draws(space: Space, u: np.ndarray) -> Iterator[tuple[slice, np.ndarray]]:
    """Ranks under the points of the cube, in pieces: their rows, and an array of shape (rows, U)."""
    step = max(1, AT_ONCE // space.model.scores.size)
    for start in range(0, len(u), step):
        rows = slice(start, min(start + step, len(u)))
        yield rows, ranks(space.model.drawn(space.choice(u[rows])))


@dataclass(frozen=True)
class Intervals:
    """Where the units come to lie when the uncertain is drawn: each of shape (U,), and the mean shifts of all draws."""

    low: np.ndarray
    middle: np.ndarray
    high: np.ndarray
    mean: np.ndarray
    shifts: np.ndarray


def intervals(space: Space, draws: int, seed: int) -> Intervals:
    """Ranks at 5, 50 and 95 % of the draws, their mean, and the mean absolute shift of each draw."""
    u = np.random.default_rng(seed).random((draws, space.size))
    # Halves are exact: average ranks are whole or half.
    held = np.empty((draws, space.model.scores.size), np.uint32)
    shifts = np.empty(draws)
    for rows, found in rank_draws(space, u):
        held[rows] = 2 * found
        shifts[rows] = shift(space.model.ranks, found)
    low, middle, high = _quantiles(held)
    return Intervals(low, middle, high, held.mean(axis=0) / 2, shifts)


def _quantiles(held: np.ndarray) -> tuple[np.ndarray, ...]:
    """Ranks that were drawn, at the nearest place of each quantile."""
    at = [round(share / 100 * (len(held) - 1)) for share in (LOW, 50, HIGH)]
    found = np.empty((3, held.shape[1]))
    step = max(1, AT_ONCE // len(held))
    for start in range(0, held.shape[1], step):
        piece = np.ascontiguousarray(held[:, start : start + step].T)
        found[:, start : start + step] = np.partition(piece, sorted(set(at)), axis=1)[:, at].T / 2
    return tuple(found)
