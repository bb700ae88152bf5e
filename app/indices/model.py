"""A scheme laid over a table: columns treated and normalised, the tree with its weights, scores under any choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from app.indices.aggregating import nodes, places
from app.indices.normalising import goalposts, normalise
from app.indices.ranking import ranks
from app.indices.scheme import Indicator, Node, Normalisation, Scheme
from app.indices.treating import Treated, treat
from app.indices.unfit import Unfit
from app.indices.weighing import weights_of


@dataclass(frozen=True)
class Choice:
    """What n draws chose.

    Attributes
    ----------
    weights : ndarray, shape (n, E), in the order of `places`.
    methods : ndarray of int, shape (n,): position among the model's alternatives.
    aggregates : ndarray of int, shape (n,): position among `ways`.
    ways : ways of aggregating; "" for each group's own.
    shifts : ndarray, shape (n, I, 2): how far each goalpost moves, in shares of their distance; None for not at all.
    """

    weights: np.ndarray
    methods: np.ndarray
    aggregates: np.ndarray
    ways: tuple[str, ...] = ("",)
    shifts: np.ndarray | None = None


@dataclass(frozen=True)
class Model:
    """An index of U units.

    Attributes
    ----------
    scheme : what is computed.
    treated : a column each, in the order of the scheme's indicators.
    alternatives : ways of normalising; the first is the scheme's own.
    """

    scheme: Scheme
    treated: tuple[Treated, ...]
    alternatives: tuple[Normalisation, ...] = (Normalisation("given"),)

    @cached_property
    def normalised(self) -> tuple[Mapping[str, np.ndarray], ...]:
        """Of every alternative the normalised columns, by indicator."""
        return tuple(self._columns(way) for way in self.alternatives)

    @property
    def leaves(self) -> Mapping[str, np.ndarray]:
        return self.normalised[0]

    @cached_property
    def weights(self) -> np.ndarray:
        """The scheme's weights, shape (E,)."""
        return weights_of(self.scheme.index, self.leaves)

    @cached_property
    def groups(self) -> Mapping[str, np.ndarray]:
        """The values of every group as the scheme has it, shape (U,)."""
        found = nodes(self.scheme.index, self.leaves, self.weights[None])
        return {code: values[0] for code, values in found.items()}

    @property
    def scores(self) -> np.ndarray:
        return self.groups[self.scheme.index.code]

    @cached_property
    def ranks(self) -> np.ndarray:
        return ranks(self.scores)

    @property
    def places(self) -> tuple[Node, ...]:
        return places(self.scheme.index)

    def drawn(self, choice: Choice) -> np.ndarray:
        """Scores of the units under n choices, shape (n, U)."""
        found = np.empty((len(choice.weights), self.scores.size))
        pairs = np.stack([choice.methods, choice.aggregates], axis=1)
        for method, way in np.unique(pairs, axis=0):
            at = np.flatnonzero((pairs == (method, way)).all(axis=1))
            leaves = self._moved(method, None if choice.shifts is None else choice.shifts[at])
            values = nodes(self.scheme.index, leaves, choice.weights[at], choice.ways[way])
            found[at] = values[self.scheme.index.code]
        return found

    def _columns(self, way: Normalisation) -> dict[str, np.ndarray]:
        found = {}
        for at, (each, column) in enumerate(zip(self.scheme.indicators, self.treated, strict=True)):
            try:
                found[each.code] = normalise(column.values, each.direction, spec_of(each, way))
            except Unfit as unfit:
                unfit.column = at
                raise
        return found

    def _moved(self, method: int, shifts: np.ndarray | None) -> Mapping[str, np.ndarray]:
        """The columns of one alternative, with the goalposts of each draw where these move: then shape (n, U)."""
        leaves, way = self.normalised[method], self.alternatives[method]
        if shifts is None:
            return leaves
        moved = dict(leaves)
        for at, each in enumerate(self.scheme.indicators):
            spec = spec_of(each, way)
            if spec.low is not None and spec.high is not None:
                far = (spec.high - spec.low) * shifts[:, at]
                low, high = spec.low + far[:, :1], spec.high + far[:, 1:]
                moved[each.code] = goalposts(self.treated[at].values, low, high, each.direction, spec.bounds)
        return moved


def spec_of(each: Indicator, way: Normalisation) -> Normalisation:
    """How a column is normalised under an alternative; goalposts in the unit its treated values have."""
    spec = each.normalise if way.method == "given" else way
    if spec.low is not None and spec.high is not None and each.treat == "log":
        return replace(spec, low=float(np.log(spec.low)), high=float(np.log(spec.high)))
    return spec


def model_of(scheme: Scheme, values: np.ndarray, alternatives: tuple[Normalisation, ...] = ()) -> Model:
    """The model of a table.

    Parameters
    ----------
    values : ndarray, shape (U, I), NaN where missing.
    alternatives : further ways of normalising all columns.

    Raises
    ------
    Unfit
        Where a column or a group cannot be treated, normalised or aggregated as the scheme says.
    """
    columns = []
    for at, each in enumerate(scheme.indicators):
        try:
            columns.append(treat(values[:, at], each.treat))
        except Unfit as unfit:
            unfit.column = at
            raise
    return Model(scheme, tuple(columns), (Normalisation("given"), *alternatives))
