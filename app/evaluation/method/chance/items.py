"""What is asked of firms, side by side: the survey's items and the burden, each with its weight at full evidence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.evaluation.method.credibility import AreaSums
from app.evaluation.method.evidence import Bools, Floats, Ints
from app.evaluation.method.known import Known
from app.evaluation.method.merging import goalposts_of
from app.evaluation.method.scheme import Scheme


@dataclass(frozen=True)
class Items:
    """K items: the survey's in the scheme's order, the burden last; x of an item is +1..-1, of the burden 0..1.

    Attributes
    ----------
    indicator : ndarray of int, shape (K - 1,)
        Place of each survey item among the scheme's indicators.
    codes : tuple of K str
    sums : AreaSums
        Shape (A, K).
    s2, a2 : ndarray, shape (A, K)
        Steadied variances, without the area.
    pooled : ndarray of bool, shape (A, K)
    b0, b0_weight : ndarray, shape (K,)
    c : ndarray, shape (K,)
        Points of R per unit of x at full evidence, 0 or more.
    sign : ndarray, shape (K,)
        +1 where a higher x is worse.
    """

    indicator: Ints
    codes: tuple[str, ...]
    sums: AreaSums
    s2: Floats
    a2: Floats
    pooled: Bools
    b0: Floats
    b0_weight: Floats
    c: Floats
    sign: Floats

    @property
    def Z(self) -> Floats:
        """How far an area's own word counts in its posterior, n / (n + s2 / a2); shape (A, K)."""
        return self.sums.n / (self.sums.n + self.s2 / self.a2)


def items_of(known: Known, scheme: Scheme) -> Items:
    """The items of a round."""
    place = np.flatnonzero(~scheme.is_register)
    survey, voices = known.survey.credibility, known.credibility
    upper, lower = goalposts_of(scheme)
    width = (upper - lower)[place]
    weights = known.weights
    steady = [scheme.survey] * len(place) + [scheme.voices.steady]
    return Items(
        indicator=place,
        codes=(*(scheme.indicators[i].code for i in place), "voices"),
        sums=_beside(known.item_sums, place, known.voice_sums),
        s2=np.hstack([survey.s2[:, place], voices.s2]),
        a2=np.hstack([survey.a2[:, place], voices.a2]),
        pooled=np.hstack([survey.pooled[:, place], voices.pooled]),
        b0=np.array([each.b0 for each in steady]),
        b0_weight=np.array([each.b0_weight for each in steady]),
        # One unit of x is 100 points of BSI, and the goalposts' width makes 100 points of R's scale.
        c=np.append(weights.lam * weights.share[place] * 100 * 100 / np.abs(width), (1 - weights.lam) * 100),
        sign=np.append(-np.sign(width), 1.0),
    )


def _beside(items: AreaSums, place: Ints, voices: AreaSums) -> AreaSums:
    pairs = ((items.n, voices.n), (items.mean, voices.mean), (items.squares, voices.squares), (items.free, voices.free))
    return AreaSums(*(np.hstack([left[:, place], right]) for left, right in pairs))
