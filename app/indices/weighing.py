"""Where weights come from: given, equal, or learned from the table (CRITIC); and what each indicator weighs in the whole."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from app.indices.aggregating import places
from app.indices.scheme import Node


def weights_of(root: Node, leaves: Mapping[str, np.ndarray] | None) -> np.ndarray:
    """Weights of all places below the root; those of siblings sum to 1.

    Parameters
    ----------
    leaves : code of an indicator to its normalised values, shape (U,); None before there are any: what is to be
        learned from them is taken as equal.

    Returns
    -------
    ndarray, shape (E,), in the order of `places`.
    """
    found: dict[int, float] = {}
    for group in (node for node in root.walk() if node.parts):
        for part, weight in zip(group.parts, _among(group, leaves), strict=True):
            found[id(part)] = float(weight)
    return np.array([found[id(node)] for node in places(root)])


def _among(group: Node, leaves: Mapping[str, np.ndarray] | None) -> np.ndarray:
    if group.weights == "critic" and leaves is not None:
        return critic(np.stack([leaves[part.code] for part in group.parts], axis=1))
    given = np.array([part.weight if group.weights == "given" else 1.0 for part in group.parts])
    return given / given.sum()


def critic(x: np.ndarray) -> np.ndarray:
    """More weight for columns that tell units apart and say what the others do not.

    Parameters
    ----------
    x : ndarray, shape (U, P), on one scale; rows with a NaN are left out.

    Returns
    -------
    ndarray, shape (P,), summing to 1: standard deviation times the sum of 1 - r over all columns.

    References
    ----------
    Diakoulaki, D., Mavrotas, G. and Papayannakis, L. (1995). Computers & Operations Research 22(7), 763-770.
    """
    whole = x[~np.isnan(x).any(axis=1)]
    if x.shape[1] == 1 or whole.shape[0] < 3 or not np.all(np.ptp(whole, axis=0)):
        return np.full(x.shape[1], 1 / x.shape[1])
    said = whole.std(axis=0, ddof=1) * (1 - np.corrcoef(whole.T)).sum(axis=1)
    return said / said.sum() if said.sum() > 0 else np.full(x.shape[1], 1 / x.shape[1])


def effective(root: Node, weights: np.ndarray) -> dict[str, float]:
    """What each indicator weighs in the index: the product of the weights on its way up; they sum to 1."""
    column = {id(node): at for at, node in enumerate(places(root))}
    shares = {id(root): 1.0}
    for group in (node for node in root.walk() if node.parts):
        own = np.array([weights[column[id(part)]] for part in group.parts])
        for part, weight in zip(group.parts, own / own.sum(), strict=True):
            shares[id(part)] = shares[id(group)] * float(weight)
    return {node.code: shares[id(node)] for node in root.walk() if not node.parts}
