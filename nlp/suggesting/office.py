"""What an office's own decisions add to the base: any model that can say its log odds and its reasons."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from nlp.base.base import Heard
from nlp.suggesting.explaining import Told


class Office(Protocol):
    """The office's themes on top of the base."""

    def odds(self, heard: Heard) -> np.ndarray:
        """Log odds of every theme of the base, shape (statements, themes): the base's where nothing was learned."""
        ...

    def told(self, heard: Heard, n: int, theme: str, base: Told) -> Told:
        """The reasons for a theme of statement `n`: the base's with what the office added."""
        ...
