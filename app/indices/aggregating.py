"""The tree of an index brought together, for many sets of weights at once: means of three kinds, and TOPSIS."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from flask_babel import gettext as _

from app.indices.scheme import Node
from app.indices.unfit import Unfit

Shape = Callable[[np.ndarray], np.ndarray]
# A mean of each kind is the plain mean of its values in another shape (Kolmogorov 1930).
MEANS: Mapping[str, tuple[Shape, Shape]] = {
    "arithmetic": (lambda x: x, lambda x: x),
    "geometric": (np.log, np.exp),
    "harmonic": (lambda x: 1 / x, lambda x: 1 / x),
}
POSITIVE = ("geometric", "harmonic")


def aggregate(how: str, values: Sequence[np.ndarray], weights: np.ndarray, group: str = "") -> np.ndarray:
    """Values of the parts of one group as one.

    Parameters
    ----------
    how : "arithmetic", "geometric", "harmonic" or "topsis".
    values : a part each, shape (U,) or (n, U); NaN where it is not known, and then it has no weight.
    weights : ndarray, shape (n, P), 0 or more; they need not sum to 1.

    Returns
    -------
    ndarray, shape (n, U): NaN where no part is known.

    References
    ----------
    OECD/JRC (2008). Handbook on Constructing Composite Indicators, step 6.
    Hwang, C.-L. and Yoon, K. (1981). Multiple Attribute Decision Making: closeness to the best and the worst seen.
    """
    if how == "topsis":
        return _topsis(values, weights)
    into, back = MEANS[how]
    if how in POSITIVE:
        _all_positive(values, group)
    above, below = _sums([into(each) for each in values], weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        return back(np.where(below > 0, above / below, np.nan))


def _all_positive(values: Sequence[np.ndarray], group: str) -> None:
    for position, each in enumerate(values):
        if np.any(each <= 0):
            at = np.flatnonzero((each <= 0) if each.ndim == 1 else (each <= 0).any(axis=0))
            what = _("기하·조화 평균에는 0보다 큰 값만 쓸 수 있는데 0 이하인 값이 있습니다")
            right = _("normalise의 range를 [1, 100]처럼 0보다 크게 적거나 arithmetic을 써 주십시오")
            raise Unfit(what, right, at=at.tolist(), column=position, group=group)


def _sums(values: Sequence[np.ndarray], weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weighted sums over the known parts, and the weights of those: each of shape (n, U) or (n, 1)."""
    if all(each.ndim == 1 for each in values):
        stacked = np.stack(values)
        known = ~np.isnan(stacked)
        if known.all():
            return weights @ stacked, weights.sum(axis=1, keepdims=True)
        return weights @ np.where(known, stacked, 0), weights @ known.astype(float)
    above = np.zeros((len(weights), values[-1].shape[-1]))
    below = np.zeros_like(above)
    for each, weight in zip(values, weights.T[:, :, None], strict=True):
        known = ~np.isnan(each)
        below += weight * known if not known.all() else weight
        above += weight * (each if known.all() else np.where(known, each, 0))
    return above, below


def _topsis(values: Sequence[np.ndarray], weights: np.ndarray) -> np.ndarray:
    """Distance to the worst over the sum of both; larger is better in every part. All equal: a half."""
    with np.errstate(invalid="ignore"):
        squared = (weights / weights.sum(axis=1, keepdims=True)) ** 2
    best = [(each - np.fmax.reduce(each, axis=-1, keepdims=True)) ** 2 for each in values]
    worst = [(each - np.fmin.reduce(each, axis=-1, keepdims=True)) ** 2 for each in values]
    to_best, to_worst = (np.sqrt(_sums(each, squared)[0]) for each in (best, worst))
    whole = to_best + to_worst
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole > 0, to_worst / whole, np.where(np.isnan(whole), np.nan, 0.5))


def places(root: Node) -> tuple[Node, ...]:
    """All places below the root, in the order in which sets of weights are written."""
    return tuple(root.walk())[1:]


def nodes(root: Node, leaves: Mapping[str, np.ndarray], weights: np.ndarray, how: str = "") -> dict[str, np.ndarray]:
    """The values of every group of the tree.

    Parameters
    ----------
    leaves : code of an indicator to its normalised values, shape (U,) or (n, U).
    weights : ndarray, shape (n, E), in the order of `places`.
    how : one way of aggregating for all groups instead of their own.

    Returns
    -------
    dict : code of a group to its values, shape (n, U).
    """
    column = {id(node): at for at, node in enumerate(places(root))}
    found: dict[str, np.ndarray] = {}
    _fill(root, leaves, weights, how, column, found)
    return found


def _fill(
    node: Node,
    leaves: Mapping[str, np.ndarray],
    weights: np.ndarray,
    how: str,
    column: Mapping[int, int],
    found: dict[str, np.ndarray],
) -> np.ndarray:
    """The values of a place, those of groups put into `found`. No inner function: its circle would hold every draw."""
    if not node.parts:
        return leaves[node.code]
    own = weights[:, [column[id(part)] for part in node.parts]]
    values = [_fill(part, leaves, weights, how, column, found) for part in node.parts]
    found[node.code] = aggregate(how or node.aggregate, values, own, node.code)
    return found[node.code]
