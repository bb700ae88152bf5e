"""What a suggestion's figure is made of, word by word: plain values that add up to its decision value."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from nlp.base.base import Because
from nlp.learning import learned
from nlp.lexicon.tagging import STANCE_WORTH, TERM_WORTH, Evidence, Suggestion

# "model" learned from the office's own decisions, "base" from the marked corpus that ships.
LEXICON, MODEL, BASE = "lexicon", "model", "base"
# Stored sums stay exact to 1e-9 with a thousand words.
DIGITS = 13


@dataclass(frozen=True, slots=True)
class Told:
    """A decision value taken apart: ``bias``, the words' values and those beside add up to ``decision``.

    Attributes
    ----------
    kind : str
        ``lexicon``, ``model`` or ``base``.
    decision, bias : float
        Of the lexicon: ``-ln`` of what its terms leave open. Of a model: the
        decision value and its constant.
    words : tuple of (int, int, float)
        Start, end, value in reading order.
    factor : float
        Of the lexicon: what the stance leaves of the score; 1 for a model.
    sigmoid : tuple of float
        Of a model: slope and shift from decision value to probability; empty for the lexicon.
    beside : tuple of (str, float)
        What stands outside the text and its value: ``asked`` (the question), ``before`` (the statement before),
        ``who`` (the speaker), ``trade`` (the industry), ``around`` (neighbours), ``vector`` (likeness in meaning).
    """

    kind: str
    decision: float
    bias: float
    words: tuple[tuple[int, int, float], ...]
    factor: float = 1.0
    sigmoid: tuple[float, ...] = ()
    beside: tuple[tuple[str, float], ...] = ()

    @property
    def figure(self) -> float:
        """The score or the probability that the decision value leads to.

        >>> round(Told(LEXICON, 0.916290731874155, 0.0, ()).figure, 4)
        0.6
        """
        if self.kind == LEXICON:
            return self.factor * (1.0 - math.exp(-self.decision))
        slope, shift = self.sigmoid
        # A double's exp overflows beyond 709.
        return 1.0 / (1.0 + math.exp(-max(-700.0, min(700.0, slope * self.decision + shift))))

    def as_json(self) -> dict[str, object]:
        rounded = [[start, end, round(value, DIGITS)] for start, end, value in self.words]
        beside = [[block, round(value, DIGITS)] for block, value in self.beside]
        return {**asdict(self), "words": rounded, "sigmoid": list(self.sigmoid), "beside": beside}


@dataclass(frozen=True, slots=True)
class Like:
    """A statement of the marked corpus near in meaning, how it is labelled, how near (-1 to 1), and of statements so
    near the share that has a theme in common (None: not measured)."""

    text: str
    labels: str
    cosine: float
    shared: float | None = None


def by_lexicon(suggestion: Suggestion) -> Told:
    """The lexicon's reasons: each distinct term is worth ``-ln(1 - 0.6 w)``, shared out among its places.

    ``score = f(stance) * (1 - exp(-decision))`` with f of `nlp.lexicon.tagging.STANCE_WORTH`.
    """
    places: dict[str, list[Evidence]] = defaultdict(list)
    for found in suggestion.evidence:
        places[found.term.lower()].append(found)
    sums: dict[tuple[int, int], float] = defaultdict(float)
    for own in places.values():
        worth = -math.log1p(-TERM_WORTH * own[-1].weight)
        for each in own:
            sums[each.start, each.end] += worth / len(own)
    decision = math.fsum(sums.values())
    return Told(LEXICON, decision, 0.0, _in_order(sums.items()), factor=STANCE_WORTH[suggestion.stance])


def by_base(because: Because) -> Told:
    """The base's reasons; its decision is a log odds already."""
    return Told(BASE, because.decision, because.bias, because.words, sigmoid=(1.0, 0.0), beside=because.beside)


def by_model(explanation: learned.Explanation, sigmoid: Sequence[float]) -> Told:
    """A model's reasons, word by word."""
    slope, shift = sigmoid
    return Told(MODEL, explanation.decision, explanation.bias, explanation.words, sigmoid=(float(slope), float(shift)))


def _in_order(sums: Iterable[tuple[tuple[int, int], float]]) -> tuple[tuple[int, int, float], ...]:
    return tuple((start, end, value) for (start, end), value in sorted(sums))
