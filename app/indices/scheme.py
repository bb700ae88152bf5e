"""A scheme of a composite indicator: which columns count, how each is normalised, the tree they form, what is uncertain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# How values become comparable; "given" among the alternatives of an uncertainty means the scheme's own.
NORMALISATIONS = ("minmax", "goalposts", "zscore", "robust", "rank", "vector", "none")
TREATMENTS = ("none", "log", "winsorise", "auto")
AGGREGATES = ("arithmetic", "geometric", "harmonic", "topsis")
WEIGHTS = ("given", "equal", "critic")
LEVELS = ("all", "indicators", "groups")
FACTORS = ("weights", "goalposts", "normalise", "aggregate", "leave_out")


@dataclass(frozen=True)
class Normalisation:
    """One way of making values comparable.

    Attributes
    ----------
    method : one of NORMALISATIONS, or "given" for each indicator's own.
    low, high : goalposts in the unit of the column (before any logarithm); None for other methods.
    bounds : what the worst and the best become (minmax, goalposts, rank).
    """

    method: str
    low: float | None = None
    high: float | None = None
    bounds: tuple[float, float] = (0.0, 100.0)


@dataclass(frozen=True)
class Indicator:
    """One column.

    Attributes
    ----------
    direction : +1 where a larger value raises the index, -1 where it lowers it.
    treat : one of TREATMENTS.
    """

    code: str
    column: str
    direction: int
    treat: str
    normalise: Normalisation


@dataclass(frozen=True)
class Node:
    """A place of the tree: an indicator (no parts) or a group of such places.

    Attributes
    ----------
    weight : its weight among its siblings, any positive number.
    aggregate : one of AGGREGATES ("" for an indicator).
    weights : one of WEIGHTS: where the weights of its parts come from.
    """

    code: str
    weight: float = 1.0
    aggregate: str = ""
    weights: str = "given"
    parts: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """This place and all below it, each before its parts."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class Factor:
    """One thing that is uncertain.

    Attributes
    ----------
    kind : one of FACTORS.
    spread : relative (weights: times 1 - spread to 1 + spread; goalposts: shares of their distance).
    level : which weights, one of LEVELS.
    methods, aggregates : the alternatives, equally likely.
    """

    kind: str
    spread: float = 0.0
    level: str = "all"
    methods: tuple[Normalisation, ...] = ()
    aggregates: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.level}" if self.kind == "weights" and self.level != "all" else self.kind


@dataclass(frozen=True)
class Scheme:
    """A composite indicator.

    Attributes
    ----------
    unit : title of the column that names the units.
    index : the tree; its leaves are the codes of `indicators`, each once.
    least_known : share of the weight a unit must have values for, or it gets no score.
    draws : how often the uncertain is drawn for the intervals of the ranks.
    base : rows of each of the two samples behind the sensitivities, a power of two.
    """

    code: str
    title: str
    unit: str
    indicators: tuple[Indicator, ...]
    index: Node
    least_known: float
    draws: int
    base: int
    seed: int
    uncertainty: tuple[Factor, ...]
