"""A name for a group of statements: the nouns and verbs it shares and says more than all others do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from nlp.exploring.keyness import PRIOR_WORDS, log_odds
from nlp.exploring.newterms import SWALLOWED, compounds, squeezed
from nlp.exploring.plain import PLAIN, PLAIN_VERBS

# Words a group is named by. Chosen, not measured: a line of a heading.
MOST = 3
# A word of one statement names no group.
SHARED = 2
_VERBS = frozenset({"VV", "VA", "XR"})


def naming(text: str, words: Sequence[Sequence[Any]]) -> list[str]:
    """What of a statement can name a group: nouns with their compounds, verbs and adjectives; none that fits any talk."""
    return [form for form, _lang, _nouns in compounds(text, words)] + list(_verbs(words))


def _verbs(words: Sequence[Sequence[Any]]) -> Iterator[str]:
    for lemma, tag, *_place in words:
        if tag in _VERBS and lemma not in PLAIN_VERBS and lemma not in PLAIN:
            yield lemma


def name_of(texts: Sequence[Sequence[str]], everything: Counter[str]) -> tuple[str, ...]:
    """The words two statements of a group share at least that set it apart, without parts of longer ones among them.

    What is written apart is named by its words.
    """
    shared = Counter({word: n for word, n in counted(texts).items() if n >= SHARED and " " not in word})
    found = strongest(whole(shared), everything, most=2 * MOST)
    return tuple(word for word in found if not any(_part(word, longer) for longer in found))[:MOST]


def whole(words: Counter[str]) -> Counter[str]:
    """Without words that nearly always stand in a longer one of them: 운전 in 운전자금."""
    parts = {
        word for word, n in words.items() for longer, m in words.items() if _part(word, longer) and m >= SWALLOWED * n
    }
    return Counter({word: n for word, n in words.items() if word not in parts})


def _part(word: str, longer: str) -> bool:
    return word != longer and squeezed(word) in squeezed(longer)


def counted(texts: Iterable[Sequence[str]]) -> Counter[str]:
    """In how many of the texts each word stands."""
    return Counter(word for words in texts for word in set(words))


def strongest(group: Counter[str], everything: Counter[str], *, most: int = MOST) -> tuple[str, ...]:
    """The words that set a group apart from what is not in it, the clearest first; none where it has no word.

    Parameters
    ----------
    group, everything : Counter
        In how many statements a word stands, in the group and in all statements (the group's among them).

    The log-odds of `keyness`, with its prior; a word stands in the name where it is the group's rather than others'.
    """
    words = sorted(group)
    if not group or everything.total() <= group.total():  # nothing else was said: its most frequent words
        return tuple(sorted(words, key=lambda word: (-group[word], word))[:most])
    inside = np.array([group[word] for word in words], dtype=float)
    there = np.maximum([everything[word] for word in words], inside)
    own, all_ = float(group.total()), float(max(everything.total(), group.total()))
    weight = min(PRIOR_WORDS, own, all_ - own)  # as in `keyness`: no more than the smaller side
    prior = weight * there / all_
    _delta, z = log_odds(inside, there - inside, prior, total_a=own, total_b=all_ - own, total_prior=weight)
    order = sorted(range(len(words)), key=lambda n: (-round(float(z[n]), 9), words[n]))
    return tuple(words[n] for n in order[:most] if z[n] > 0)
