"""What is drawn of one area: means and spreads of its numbers, its items and its voices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.evaluation.method.chance.items import Items
from app.evaluation.method.chance.policies import Rows
from app.evaluation.method.chance.pool import Singles, seed_of
from app.evaluation.method.chance.posterior import Posterior
from app.evaluation.method.evidence import Bools, Floats, Revisions
from app.evaluation.method.scheme import Scheme


@dataclass(frozen=True)
class RegisterState:
    """Mean and standard deviation of the drawn y of register indicators, each of shape (A, register)."""

    mean: Floats
    sd: Floats


@dataclass(frozen=True)
class KindDraws:
    """What areas of a kind share, shape (K, S) each.

    Attributes
    ----------
    error : ndarray
        Standard normals of b0's error.
    spread : ndarray
        sqrt(nu / chi2_nu): how far a2 itself may be off.
    """

    error: Singles
    spread: Singles


def register_state(y: Floats, revisions: Revisions, rows: Rows, scheme: Scheme) -> RegisterState:
    """A known number has its revision noise; a missing one is drawn from the other areas' mean and SD.

    Where fewer than two areas know it, nothing is known but that it lies about its goalposts: their middle, with the
    standard deviation of a uniform draw between them.
    """
    value = y[:, rows.register]
    known = ~np.isnan(value)
    count = known.sum(axis=0)
    mean = np.where(known, value, 0.0).sum(axis=0) / np.maximum(count, 1)
    squares = (np.where(known, value - mean, 0.0) ** 2).sum(axis=0)
    upper, lower = rows.upper[: len(rows.register)], rows.lower[: len(rows.register)]
    mean = np.where(count > 1, mean, (upper + lower) / 2)
    sd = np.where(count > 1, np.sqrt(squares / np.maximum(count - 1, 1)), np.abs(upper - lower) / np.sqrt(12))
    noise = revision_noise(revisions, rows, scheme)
    return RegisterState(np.where(known, value, mean), np.where(known, noise, sd))


def revision_noise(revisions: Revisions, rows: Rows, scheme: Scheme) -> Floats:
    """SD of final minus first values, shape (register,); the scheme's where none are given."""
    noise = np.array([scheme.indicators[i].noise_sd for i in rows.register])
    for k, i in enumerate(rows.register.tolist()):
        change = np.sort(revisions.change[revisions.indicator == i])
        if len(change) > 1:
            noise[k] = change.std(ddof=1)
    return noise


def patterns(posterior: Posterior, pooled: Bools) -> list[tuple[int, ...]]:
    """What the draws of a kind depend on, for each area: its kind, and which items are pooled."""
    return [(int(kind), *row) for kind, row in zip(posterior.kind, pooled.astype(int).tolist(), strict=True)]


def kind_draws(kind: str, nu: Floats, items: Items, scheme: Scheme) -> KindDraws:
    """Draws of a kind; nu of shape (K,). Seeded by scheme, kind and item, so that no other area moves them."""
    draws, seed = scheme.uncertain.draws, scheme.uncertain.seed
    error = np.empty((len(nu), draws), np.float32)
    spread = np.empty((len(nu), draws), np.float32)
    for k, item in enumerate(items.codes):
        np.random.default_rng(seed_of(seed, "b0", kind, item)).standard_normal(draws, np.float32, error[k])
        chi2 = np.random.default_rng(seed_of(seed, "a2", kind, item)).chisquare(nu[k], draws)
        spread[k] = np.sqrt(nu[k] / chi2)
    return KindDraws(error, spread)
