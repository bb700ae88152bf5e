"""What may be chosen of a measure of agreement, for whoever only offers the choice: no numbers are loaded for it."""

from __future__ import annotations

from typing import Literal, get_args

Level = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS: tuple[Level, ...] = get_args(Level)
Weights = Literal["identity", "linear", "quadratic"]
WEIGHTS: tuple[Weights, ...] = get_args(Weights)
# Of the bootstrap.
DRAWS = 2000
