"""The words that weigh most in a model, theme by theme: what a model card shows people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from nlp.learning.features import Reading
from nlp.learning.learned import Model
from nlp.reading.english import stop_words

# n-grams and pairs say nothing to a reader; a form repeats its lemma.
BLOCKS = ("lemma", "term")
# Words of a theme on a model's card. Chosen, not measured.
EACH = 12
# A word of one or two texts may point to who said it.
FEWEST = 3
# A reader learns from names of things and from full predicates; adverbs, auxiliaries and counters weigh by chance.
CONTENT = frozenset({"NNG", "NNP", "XR", "SL", "SH", "VV", "VA"})
LIGHT = frozenset(
    [
        *("하다", "되다", "있다", "이다", "같다", "그렇다", "이렇다", "저렇다", "그러다", "이러다", "어떻다", "어쩌다"),
        *("가다", "오다", "나오다", "나가다", "들어가다", "들어오다", "보다", "주다", "받다", "두다", "놓다", "지다"),
        *("나다", "내다", "들다", "말다", "싶다"),
    ]
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word and what it adds where it stands, before a text's length counts.

    Attributes
    ----------
    word : str
        A content word's lemma without its tag, a term's form, or ``=theme`` for any term of that theme.
    value : float
        Weight times rarity; above 0 speaks for the theme. Features that read the same are one word: their sum.
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
        listed = _merged(zip(words, values.tolist(), texts, strict=True))
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
            word = _content_word(name) if block == "lemma" else name
            if word and counts[name] >= FEWEST and column is not None:
                columns.append(column)
                words.append(word)
                texts.append(counts[name])
    return np.asarray(columns, dtype=np.intp), words, texts


def _content_word(lemma: str) -> str:
    """The word of a lemma feature (단가/NNG, rent), or nothing where it names neither thing nor act.

    >>> _content_word("단가/NNG"), _content_word("가다/VV"), _content_word("되/XSV"), _content_word("the")
    ('단가', '', '', '')
    """
    word, slash, tag = lemma.rpartition("/")
    if not slash:
        return "" if lemma in stop_words() or len(lemma) < 2 or not any(map(str.isalpha, lemma)) else lemma
    return word if tag in CONTENT and word not in LIGHT and not (tag == "SL" and len(word) < 2) else ""


def _merged(listed: Iterable[tuple[str, float, int]]) -> list[Weighed]:
    """A lemma and a term that read the same stand together in a text: what they add is their sum."""
    values: dict[str, float] = defaultdict(float)
    texts: dict[str, int] = defaultdict(int)
    for word, value, count in listed:
        values[word] += value
        texts[word] = max(texts[word], count)
    return [Weighed(word, value, texts[word]) for word, value in values.items()]


def _heaviest(listed: list[Weighed]) -> tuple[Weighed, ...]:
    return tuple(sorted(listed, key=lambda w: (-abs(w.value), w.word))[:EACH])
