"""Likeness is told as what it is worth: the share of marked statements so alike that have a theme in common."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.suggesting.sharing import Measure, measured
from nlp.vectors.nearest import unit


def test_the_share_is_that_of_the_nearest_pairs_so_alike() -> None:
    """Sixty close pairs with a theme in common, sixty loose ones without: near 1 all share, far from it none does."""
    rng = np.random.default_rng(1)
    middles = unit(rng.normal(size=(120, 40)))
    apart = np.repeat([0.002, 0.09], 60)[:, None, None] * rng.normal(size=(120, 2, 40))
    vectors = unit((middles[:, None, :] + apart).reshape(-1, 40))
    labels = [label for n in range(120) for label in ((f"t{n}:need",) * 2 if n < 60 else (f"t{n}:need", f"u{n}:need"))]
    found = Measure.of(labels, vectors)
    assert found.shares[0] < 0.05 and found.shares[-1] == 1.0 and found.shared(1.0) == 1.0
    assert list(found.shares) == sorted(found.shares) and found.shared(-1.0) == found.shares[0]


def test_two_statements_without_a_theme_are_alike_too() -> None:
    vectors = unit(np.random.default_rng(2).normal(size=(50, 5)))
    assert Measure.of([""] * 50, vectors).shares.tolist() == [1.0] * 10


def test_of_the_base_that_ships_the_share_rises_and_chance_ends_below_what_is_near() -> None:
    found = measured()
    assert found.shares[0] < 0.6 < 0.85 < found.shares[-1] < 1.0
    assert 0.5 < found.floor < 0.9
    assert found.shared(0.85) < 0.65 and found.shared(0.97) == pytest.approx(0.8, abs=0.1)
