"""The words that weigh most in a model, theme by theme: what a model card shows people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.features import Reading
from nlp.learned import Model

# n-grams and pairs say nothing to a reader; a form repeats its lemma.
BLOCKS = ("lemma", "term")
EACH = 12
# A word of one or two texts may point to who said it.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word and what it adds where it stands, before a text's length counts.

    Attributes
    ----------
    word : str
        A lemma without its tag, a term's form, or ``=theme`` for any term of that theme.
    value : float
        Weight times rarity; above 0 speaks for the theme.
    texts : int
        How many of the texts hold it.
    """

    word: str
    value: float
    texts: int


def weigh(model: Model, readings: Sequence[Reading]) -> dict[str, tuple[tuple[Weighed, ...], tuple[Weighed, ...]]]:
    """For every theme the heaviest words for and against it, heaviest first.

    Parameters
    ----------
    readings : sequence of Reading
        The texts the model learned from; words of fewer than three of them are left out.
    """
    columns, words, texts = _known(model, readings)
    rarity = model.vocabulary.rarity[columns].astype(np.float64)
    found = {}
    for n, theme in enumerate(model.themes):
        values = model.weights[n, columns].astype(np.float64) * rarity
        listed = [Weighed(*each) for each in zip(words, values.tolist(), texts, strict=True)]
        found[theme] = (
            _heaviest([each for each in listed if each.value > 0]),
            _heaviest([each for each in listed if each.value < 0]),
        )
    return found


def _known(model: Model, readings: Sequence[Reading]) -> tuple[np.ndarray, list[str], list[int]]:
    columns, words, texts = [], [], []
    for block in BLOCKS:
        counts = Counter(name for reading in readings for name in {each[0] for each in reading[block]})
        for name in model.vocabulary.features[block]:
            column = model.vocabulary.column(block, name)
            if counts[name] >= FEWEST and column is not None:
                columns.append(column)
                words.append(name.rsplit("/", 1)[0] if block == "lemma" else name)
                texts.append(counts[name])
    return np.asarray(columns, dtype=np.intp), words, texts


def _heaviest(listed: list[Weighed]) -> tuple[Weighed, ...]:
    """Of a lemma and a term that read the same the heavier counts."""
    kept: dict[str, Weighed] = {}
    for each in sorted(listed, key=lambda w: (-abs(w.value), w.word)):
        kept.setdefault(each.word, each)
    return tuple(kept.values())[:EACH]
