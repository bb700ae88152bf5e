"""One theme's machine: a linear SVM on columns scaled by how unevenly they stand, calibrated on texts it had not seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

import numpy as np
import scipy.sparse as sparse

from nlp.learning.calibration import fit_sigmoid, sigmoid
from nlp.learning.features import BLOCKS

# The price of an error; it falls with the fourth root of the texts, for many texts from bygone years overrule too much.
COST, COST_TEXTS, COST_FALL = 0.3, 1_000, 0.25
# Coarser than the library's 1e-4, so that a fit ends sooner. Chosen, not measured apart from the rest.
TOLERANCE = 1e-2
# A column counts by how unevenly it stands, to this power; so many texts are added to seen and expected.
UNEVEN, ADDED = 0.5, 1.0
# Few decisions need many folds, many decisions do well with two: the same calibration error in half the time.
FOLDS, FOLDS_BY_TEXTS = 10, 6_000
# What a centred sentence vector is stretched by beside the features. See bench/README.md.
STRETCH = 4.0
# The project's first day. Any number would do; results are compared by it.
SEED = 20_261_122


@dataclass(frozen=True)
class Learned:
    """One theme: weights, bias, sigmoid, and what models that had not seen a text thought of it.

    Attributes
    ----------
    weights : ndarray, shape (columns,), float32
    bias : float
    sigmoid : tuple of float
        Slope and shift.
    probability : ndarray, shape (texts,)
        0 where nothing was decided.
    """

    weights: np.ndarray
    bias: float
    sigmoid: tuple[float, float]
    probability: np.ndarray


def learn(rows: sparse.csr_matrix, marks: np.ndarray, *, dims: int = 0) -> Learned:
    """Learn one theme from its marks (1 accepted, -1 rejected, 0 not decided), one a row; `dims` as for `machine`."""
    known = np.flatnonzero(marks)
    own, true = rows[known], marks[known] > 0
    unseen = np.zeros(len(known))
    for fold in folds(true):
        weights, bias = machine(own[~fold], true[~fold], dims=dims)
        unseen[fold] = own[fold] @ weights + bias
    slope, shift = fit_sigmoid(unseen, true)
    weights, bias = machine(own, true, dims=dims)
    probability = np.zeros(len(marks))
    probability[known] = sigmoid(unseen, slope, shift)
    # Single precision is stored; what is told must be what is stored.
    return Learned(weights.astype(np.float32), bias, (slope, shift), probability)


def cost(texts: int) -> float:
    """0.3 up to 1,000 texts, 0.15 for 16,000.

    >>> cost(16_000)
    0.15
    """
    return COST * min(1.0, (COST_TEXTS / texts) ** COST_FALL)


def machine(rows: sparse.csr_matrix, true: np.ndarray, *, dims: int = 0) -> tuple[np.ndarray, float]:
    """Weights and bias of the SVM, the columns' scales folded into the weights; the last `dims` columns are a vector's.

    Both sides are weighed by the root of what would make them equal: a rare theme is heard, and does not shout.
    """
    from sklearn.svm import LinearSVC  # a second to load, and reading what was learned needs none of it

    scale = np.ones(rows.shape[1])
    scale[: len(scale) - dims] = unevenness(rows[:, : len(scale) - dims], true)
    scaled = sparse.csr_matrix((rows.data * scale[rows.indices], rows.indices, rows.indptr), shape=rows.shape)
    weigh = {side: (len(true) / 2 / np.sum(true == side)) ** 0.5 for side in (False, True)}
    svm = LinearSVC(C=cost(len(true)), class_weight=weigh, dual=True, tol=TOLERANCE, random_state=SEED)
    svm.fit(scaled, true)
    return svm.coef_[0] * scale, float(svm.intercept_[0])


def unevenness(rows: sparse.csr_matrix, true: np.ndarray) -> np.ndarray:
    """How differently each column stands in accepted and in rejected texts.

    ``|ln((n+ + 1) / (e+ + 1)) - ln((n- + 1) / (e- + 1))| ** 0.5`` with n the texts of a side that have the
    column and e how many would if the sides were alike, so that a word seen once is no proof for the rarer side;
    the scales' mean square is 1.

    Returns
    -------
    ndarray, shape (columns,)
        All 1 where no column tells the sides apart.

    References
    ----------
    After Wang and Manning (2012), Baselines and bigrams: simple, good sentiment and topic classification, ACL.
    """
    width = rows.shape[1]
    row_true = np.repeat(true, np.diff(rows.indptr))
    accepted, rejected = (np.bincount(rows.indices[row_true == side], minlength=width) for side in (True, False))
    every, share = accepted + rejected, float(np.mean(true))
    plus = (accepted + ADDED) / (every * share + ADDED)
    minus = (rejected + ADDED) / (every * (1.0 - share) + ADDED)
    scale = np.abs(np.log(plus / minus)) ** UNEVEN
    length = float(np.sqrt(np.mean(scale * scale))) if width else 0.0
    return np.asarray(scale / length) if length else np.ones(width)


def folds(true: np.ndarray) -> Iterator[np.ndarray]:
    """Masks of the parts held out in turn, each with its share of accepted and rejected texts."""
    wanted = max(2, min(FOLDS, FOLDS_BY_TEXTS // len(true)))
    count = min(wanted, int(true.sum()), int((~true).sum()))
    place = np.zeros(len(true), dtype=int)
    draw = np.random.default_rng(SEED)
    for side in (true, ~true):
        members = draw.permutation(np.flatnonzero(side))
        place[members] = np.arange(len(members)) % count
    return (place == n for n in range(count))


def centred(rows: sparse.csr_matrix, dims: int) -> tuple[sparse.csr_matrix, np.ndarray]:
    """The rows with their vectors (the last `dims` columns) less their mean and stretched, and that mean.

    All vectors of an encoder lie in a narrow cone: only what they differ by tells texts apart.
    """
    if not dims:
        return rows, np.zeros(0)
    features, vectors = rows[:, : rows.shape[1] - dims], rows[:, rows.shape[1] - dims :].toarray()
    mean = vectors.mean(axis=0)
    return sparse.hstack([features, sparse.csr_matrix(STRETCH * (vectors - mean))]).tocsr(), mean


def settled(found: Learned, mean: np.ndarray) -> Learned:
    """What was learned of `centred` rows as weights and bias for rows as they are."""
    if not len(mean):
        return found
    weights = found.weights.copy()
    weights[-len(mean) :] *= np.float32(STRETCH)
    return replace(found, weights=weights, bias=found.bias - float(weights[-len(mean) :].astype(np.float64) @ mean))


def settings(dims: int) -> dict[str, object]:
    """What the card tells of how a model was fitted."""
    vectors = {"vectors": {"dims": dims, "stretch": STRETCH}} if dims else {}
    return {
        **vectors,
        "cost": COST,
        "cost_texts": COST_TEXTS,
        "cost_fall": COST_FALL,
        "tolerance": TOLERANCE,
        "uneven": UNEVEN,
        "added": ADDED,
        "folds": f"2 to {FOLDS} by texts",
        "seed": SEED,
        "blocks": {name: asdict(plan) for name, plan in BLOCKS.items()},
    }
