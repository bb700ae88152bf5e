"""An office's own decisions on top of a base model: what they add to its log odds, theme by theme."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import scipy.sparse as sparse
from scipy.special import expit

from nlp.learning.features import Reading
from nlp.learning.learned import Explanation, Model
from nlp.learning.machine import Learned, folds

# What a weight and the bias cost, squared; chosen on simulated offices (bench/README.md), where a third of the one and a
# tenth of the other did no better. The bias is dear: decisions come from what was suggested or missed, and their share
# of yes is not the theme's.
WEIGHT_COST, BIAS_COST = 0.3, 10.0
# Texts without a decision hold the update to what the base says of them; together they count like so many decisions.
# Four times as many held a sub-topic fast that ten rejections had turned down.
ANCHORED = 20.0
# As many of them as are looked at; those of the smallest hashes, whatever their order.
ANCHORS = 500
# Enough for a thousand decisions; a fit that stopped earlier would depend on the machine.
STEPS = 500


class Prior(Protocol):
    """A base model as an update needs it: log odds of its themes, and their reasons.

    Attributes
    ----------
    version : str
        An update is only read with the base it was learned on.
    themes : tuple of str
    """

    @property
    def version(self) -> str: ...

    @property
    def themes(self) -> tuple[str, ...]: ...

    def values(self, texts: Sequence[str], /) -> np.ndarray:
        """Calibrated log odds, shape (texts, themes)."""
        ...

    def explain(self, text: str, theme: str, /) -> Explanation:
        """Why; its `decision` is the log odds `values` tells."""
        ...


@dataclass(frozen=True)
class Anchors:
    """Texts nobody decided on: their rows, and the base's log odds of one theme."""

    rows: sparse.csr_matrix
    offsets: np.ndarray


def chosen_anchors(texts: Sequence[str], decided: Sequence[str]) -> list[str]:
    """At most 500 of the texts without a decision, the same whatever their order."""
    left = set(texts) - set(decided)
    return sorted(left, key=lambda text: hashlib.sha256(text.encode()).digest())[:ANCHORS]


def learn_on(rows: sparse.csr_matrix, marks: np.ndarray, offsets: np.ndarray, anchors: Anchors) -> Learned:
    """One theme's update from its marks (1 accepted, -1 rejected, 0 not decided), one a row.

    Returns
    -------
    Learned
        Weights and bias to be added to the base's log odds; the sigmoid is the plain one, as the sum is log odds.
        `probability` is base and update together, from updates that had not seen the text.
    """
    known = np.flatnonzero(marks)
    own, true, base = rows[known], marks[known] > 0, offsets[known]
    unseen = np.zeros(len(known))
    for fold in folds(true):
        weights, bias = update(own[~fold], true[~fold], base[~fold], anchors)
        unseen[fold] = base[fold] + own[fold] @ weights + bias
    weights, bias = update(own, true, base, anchors)
    probability = np.zeros(len(marks))
    probability[known] = expit(unseen)
    return Learned(weights.astype(np.float32), bias, (1.0, 0.0), probability)


def update(
    rows: sparse.csr_matrix, true: np.ndarray, offsets: np.ndarray, anchors: Anchors
) -> tuple[np.ndarray, float]:
    """Weights and bias of a logistic regression with the base's log odds as fixed offset.

    Minimises the log loss of the decisions, of the anchors against the base's own probability, and the squared weights
    and bias at their cost: without evidence the base stands as it is.
    """
    from scipy.optimize import minimize  # reading what was learned needs none of it

    every = sparse.vstack([rows, anchors.rows]).tocsr()
    columns = np.unique(every.indices)
    own, start = every[:, columns], np.concatenate([offsets, anchors.offsets])
    target = np.concatenate([true.astype(np.float64), expit(anchors.offsets)])
    count = len(anchors.offsets)
    worth = np.concatenate([np.ones(len(true)), np.full(count, min(1.0, ANCHORED / max(1, count)))])

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        z = start + point[0] + own @ point[1:]
        cost = float(worth @ (np.logaddexp(0.0, z) - target * z))
        gap = worth * (expit(z) - target)
        held = np.concatenate([[BIAS_COST * point[0]], WEIGHT_COST * point[1:]])
        return cost + 0.5 * float(point @ held), np.concatenate([[gap.sum()], own.T @ gap]) + held

    found = minimize(loss, np.zeros(1 + len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    weights = np.zeros(rows.shape[1])
    weights[columns] = found[1:]
    return weights, float(found[0])


@dataclass(frozen=True)
class OnBase:
    """A model learned from an office's decisions, read together with the base it was learned on.

    Themes the base does not know are the model's alone.
    """

    model: Model
    prior: Prior | None = None

    def __post_init__(self) -> None:
        wanted = base_of(self.model)
        if wanted and (self.prior is None or self.prior.version != wanted):
            raise ValueError(f"learned on the base {wanted}; learn again")

    @property
    def themes(self) -> tuple[str, ...]:
        return self.model.themes

    def offsets(self, texts: Sequence[str]) -> np.ndarray:
        """The base's log odds, shape (texts, themes); 0 for a theme of the model alone."""
        return offsets(self.prior if base_of(self.model) else None, self.themes, texts)

    def decisions(self, texts: Sequence[str], readings: Sequence[Reading]) -> np.ndarray:
        return self.model.decisions(readings) + self.offsets(texts)

    def probabilities(self, decisions: np.ndarray) -> np.ndarray:
        return self.model.probabilities(decisions)

    def explain(self, text: str, reading: Reading, theme: str) -> Explanation:
        """Base and update added up word by word, and beside the text."""
        own = self.model.explain_reading(reading, theme)
        if self.prior is None or theme not in self.prior.themes or not base_of(self.model):
            return own
        base = self.prior.explain(text, theme)
        decision = base.decision + own.decision
        sure = float(self.model.probabilities(np.full((1, len(self.themes)), decision))[0, self.themes.index(theme)])
        sums: dict[tuple[int, int], float] = defaultdict(float)
        beside: dict[str, float] = defaultdict(float)
        for start, end, value in (*base.words, *own.words):
            sums[start, end] += value
        for name, value in (*base.beside, *own.beside):
            beside[name] += value
        return replace(
            own,
            decision=decision,
            bias=base.bias + own.bias,
            probability=sure,
            contributions=(*base.contributions, *own.contributions),
            words=tuple((start, end, value) for (start, end), value in sorted(sums.items())),
            beside=tuple(beside.items()),
        )


def base_of(model: Model) -> str:
    """The version of the base a model was learned on; '' for one of its own."""
    return str(model.card.settings.get("base", ""))


def offsets(prior: Prior | None, themes: Sequence[str], texts: Sequence[str]) -> np.ndarray:
    """A base's log odds in the order of these themes, shape (texts, themes); 0 where it does not know one."""
    found = np.zeros((len(texts), len(themes)))
    if prior is not None and texts:
        values = prior.values(texts)
        for n, theme in enumerate(themes):
            if theme in prior.themes:
                found[:, n] = values[:, prior.themes.index(theme)]
    return found
