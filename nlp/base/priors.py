"""The base as an office's models stand on it: log odds of themes, of stances and of kinds, with their reasons."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.base.base import Base
from nlp.learning.learned import Explanation
from nlp.reading.labels import KINDS, STANCES
from nlp.reading.said import Said

# Probabilities of a choice are kept from 0 and 1, where log odds have no value.
LEAST = 1e-4


@dataclass(frozen=True)
class ThemePrior:
    """Themes of bare texts: what decisions were made on is read without its neighbors."""

    base: Base
    version: str

    @property
    def themes(self) -> tuple[str, ...]:
        return self.base.themes

    def values(self, texts: Sequence[str], /) -> np.ndarray:
        """Log odds, shape (texts, themes)."""
        return self.base.hear([Said(text) for text in texts]).odds

    def explain(self, text: str, theme: str, /) -> Explanation:
        """Why; words, what stands beside the text and the bias add up to the log odds."""
        because = self.base.because(self.base.hear([Said(text)]), 0, theme)
        sure = float(1.0 / (1.0 + np.exp(-because.decision)))
        return Explanation(theme, because.decision, because.bias, sure, (), because.words, because.beside)


@dataclass(frozen=True)
class MannerPrior:
    """Stances or kinds of mentions, told by their keys (`nlp.learning.stance_reading`)."""

    base: Base
    version: str
    kind: str

    @property
    def themes(self) -> tuple[str, ...]:
        return STANCES if self.kind == "stance" else KINDS

    def values(self, keys: Sequence[str], /) -> np.ndarray:
        """Log odds of each label, shape (keys, labels)."""
        mentions = [json.loads(key) for key in keys]
        shares = np.exp(self.base.shares([Said(m[3]) for m in mentions], [m[0] for m in mentions], self.kind))
        safe = np.clip(shares, LEAST, 1.0 - LEAST)
        return np.asarray(np.log(safe) - np.log1p(-safe))

    def explain(self, key: str, label: str, /) -> Explanation:
        """The base's word on a mention as one figure: its own words are told with the suggestion's theme."""
        decision = float(self.values([key])[0, self.themes.index(label)])
        sure = float(1.0 / (1.0 + np.exp(-decision)))
        return Explanation(label, decision, decision, sure, (), ())
