"""A name for a group of statements: the words it says more than all others do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from nlp.exploring.keyness import PRIOR_WORDS, log_odds

# Words a group is named by. Chosen, not measured: a line of a heading.
MOST = 3


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
