"""How a theme is spoken of: the heads of stance, severity and kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.base.columns import Layout
from nlp.base.heads import KIND, SEVERITY, STANCE, THEME, Heads
from nlp.base.inputs import one_hot
from nlp.base.reading import Read
from nlp.reading.said import NEVER_IN_NEED

NEED = "need"
# Added to the log odds of stances: a need missed is worse than one too many, and what is said to be no problem is rarer
# in the corpus's talk than it is meant. On 700 real statements outside the project more for needs (1.2, .3, .3) calls .70
# of Korean needs needs (.68 with .8 for all), but then fewer denials beside a complaint are heard (8 of 20, 11 so).
LEANING = {"need": 1.0, "none": 0.8, "resolved": 0.56}
# What an official's or a moderator's words can be.
PLAIN_KINDS = ("fact", "other")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a theme is spoken of: the likeliest stance and, of a need, the middle of the severities' distribution."""

    stance: str
    share: float
    severity: int | None


@dataclass(frozen=True)
class Spoken:
    """Statements as they are read for stance, severity and kind.

    Attributes
    ----------
    roles : sequence of str
    words : dict of str to ndarray, shape (statements, labels)
        What their words add up to, by head.
    leaning : ndarray
        The vectors beside them.
    """

    roles: Sequence[str]
    words: dict[str, np.ndarray]
    leaning: np.ndarray


class Manners:
    """The heads of one variant that tell how a theme is spoken of."""

    def __init__(self, heads: Heads, variant: str, layout: Layout) -> None:
        self._heads = heads
        self._variant = variant
        self._layout = layout
        self._stance, self._kind, self._severity = (heads.heads[variant, name] for name in (STANCE, KIND, SEVERITY))
        self._themes = heads.heads[variant, THEME].labels
        self._leaning = np.array([LEANING.get(label, 0.0) for label in self._stance.labels])

    @property
    def stances(self) -> tuple[str, ...]:
        return self._stance.labels

    @property
    def kinds(self) -> tuple[str, ...]:
        return self._kind.labels

    def spoken(self, reads: Sequence[Read], leaning: np.ndarray) -> Spoken:
        """Statements with their vectors, made ready."""
        words = self._heads.products(self._variant, (STANCE, SEVERITY, KIND), self._layout.manner(reads))
        return Spoken([read.said.role for read in reads], words, leaning)

    def of_themes(self, spoken: Spoken, asked: Sequence[tuple[int, str]]) -> tuple[np.ndarray, np.ndarray]:
        """Log probabilities of stances, shape (asked, stances), and the middle severity of each, 1 to 5."""
        stances, grades = self._stance, self._severity
        if not asked:
            return np.zeros((0, len(stances.labels))), np.zeros(0, dtype=int)
        at = [n for n, _ in asked]
        dense = np.hstack([one_hot([theme for _, theme in asked], self._themes), spoken.leaning[at]])
        shares = _log_shares(stances.completed(spoken.words[STANCE][at], dense) + self._leaning)
        shares[[spoken.roles[n] in NEVER_IN_NEED for n in at], stances.labels.index(NEED)] = -np.inf
        steps = np.cumsum(np.exp(_log_shares(grades.completed(spoken.words[SEVERITY][at], dense))), axis=1)
        return shares, (steps >= 0.5).argmax(axis=1) + 1

    def of_statements(self, spoken: Spoken) -> np.ndarray:
        """Log probabilities of kinds, shape (statements, kinds)."""
        head = self._kind
        dense = np.hstack([np.zeros((len(spoken.roles), len(self._themes)), dtype=np.float32), spoken.leaning])
        shares = _log_shares(head.completed(spoken.words[KIND], dense))
        plain = np.array([label in PLAIN_KINDS for label in head.labels])
        outside = np.array([role in NEVER_IN_NEED for role in spoken.roles], dtype=bool)
        shares[np.ix_(outside, ~plain)] = -np.inf
        return shares


def _log_shares(values: np.ndarray) -> np.ndarray:
    """Log of the softmax, row by row."""
    return np.asarray(values - np.logaddexp.reduce(values, axis=1, keepdims=True))
