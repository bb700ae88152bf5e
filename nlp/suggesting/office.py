"""What an office's own decisions add to the base, theme by theme, where they have proved themselves."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np

from nlp.base.base import Heard
from nlp.learning.learned import Model
from nlp.learning.office import base_of
from nlp.suggesting.explaining import MODEL, Told, by_model

# So much must what stands in a statement add to the decision value; a margin of the machine is 1. Chosen, not measured.
SPOKEN = 0.25


@dataclass(frozen=True)
class Office:
    """An office's model of themes on the base it was learned on.

    Attributes
    ----------
    model : Model
    themes : tuple of str
        The base's, in its order.
    shown : frozenset of str
        Themes on which the model was no worse than the base on decisions it had not seen.
    version : str
        Of the base that reads: a model learned on another one is not asked, but for themes that are its own.
    """

    model: Model
    themes: tuple[str, ...]
    shown: frozenset[str]
    version: str

    def odds(self, heard: Heard) -> np.ndarray:
        """Log odds of every theme of the base, shape (statements, themes): the base's where nothing was learned."""
        odds = heard.odds.copy()
        if self._spoken:
            added = self.model.decisions([r.about for r in heard.reads])
            for theme in self._spoken:
                odds[:, self.themes.index(theme)] += added[:, self.model.themes.index(theme)]
        return odds

    @property
    def own(self) -> tuple[str, ...]:
        """Themes the base does not know: what was learned of them stands by itself, whatever the base."""
        return tuple(theme for theme in self.model.themes if theme in self.shown and theme not in self.themes)

    def own_odds(self, heard: Heard) -> np.ndarray:
        """Calibrated log odds of the office's own themes, shape (statements, themes); minus infinity for no.

        Yes is what the gate looked at, more likely than not, and needs something in the statement that speaks for it:
        decisions come from what was suggested or added, so a statement like none of them would be half likely.
        """
        if not self.own:
            return np.zeros((len(heard.reads), 0))
        places = [self.model.themes.index(theme) for theme in self.own]
        decisions = self.model.decisions([r.about for r in heard.reads])[:, places]
        slopes, shifts = self.model.sigmoids[places].T
        odds = decisions * slopes + shifts
        return np.where((odds >= 0.0) & (decisions > self.model.biases[places] + SPOKEN), odds, -np.inf)

    def own_told(self, heard: Heard, n: int, theme: str) -> Told:
        """The reasons for one of the office's own themes."""
        place = self.model.themes.index(theme)
        return by_model(self.model.explain_reading(heard.reads[n].about, theme), self.model.sigmoids[place])

    def told(self, heard: Heard, n: int, theme: str, base: Told) -> Told:
        """The reasons for a theme of statement `n`: the base's and the office's, added up word by word."""
        if theme not in self._spoken:
            return base
        own = self.model.explain_reading(heard.reads[n].about, theme)
        words: dict[tuple[int, int], float] = defaultdict(float)
        beside: dict[str, float] = defaultdict(float)
        for start, end, value in (*base.words, *own.words):
            words[start, end] += value
        for block, value in (*base.beside, *own.beside):
            beside[block] += value
        return replace(
            base,
            kind=MODEL,
            decision=base.decision + own.decision,
            bias=base.bias + own.bias,
            words=tuple((start, end, value) for (start, end), value in sorted(words.items())),
            beside=tuple(beside.items()),
        )

    @property
    def _spoken(self) -> frozenset[str]:
        """Themes it has a word on; none where it was learned on another base."""
        if base_of(self.model) != self.version:
            return frozenset()
        return self.shown & set(self.themes) & set(self.model.themes)
