"""Topics that nobody named: non-negative matrix factorization of the content words of statements."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# Chosen, not measured: fewer topics tell little apart, more are not read.
FEWEST, MOST, USUAL = 5, 20, 10
# The project's first day. Any number would do; the same texts have to give the same topics.
SEED = 20_261_122
WORDS = 10
QUOTES = 5
# Bounds the time: a few more change none of the words shown.
ROUNDS = 400
# A word of a single statement binds nothing together, a word of half of them tells none apart.
MIN_STATEMENTS, MAX_SHARE = 2, 0.5


@dataclass(frozen=True)
class Topic:
    """One topic.

    Attributes
    ----------
    words : tuple of str
        The heaviest first.
    members : tuple of int
        Positions of the statements it is the strongest topic of, the most typical first.
    """

    words: tuple[str, ...]
    members: tuple[int, ...]


@dataclass(frozen=True)
class Topics:
    """Topics, the one with most statements first; `left` counts statements of no topic (no word they share)."""

    topics: tuple[Topic, ...]
    left: int


def topics_of(texts: Sequence[Sequence[str]], k: int) -> Topics:
    """Factor TF-IDF rows of the texts into `k` topics; the same texts give the same topics.

    Parameters
    ----------
    texts : sequence of sequences of str
        The content words of each statement.
    k : int
        How many topics to look for; fewer come back where the texts do not hold so many.

    References
    ----------
    Lee, D. D. & Seung, H. S. (1999). Learning the parts of objects by non-negative matrix factorization.
    Nature 401, 788-791. Start: NNDSVDa of Boutsidis, C. & Gallopoulos, E. (2008). SVD based initialization: A head
    start for nonnegative matrix factorization. Pattern Recognition 41(4), 1350-1362.
    """
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.feature_extraction.text import TfidfVectorizer

    reader = TfidfVectorizer(analyzer=list, min_df=MIN_STATEMENTS, max_df=MAX_SHARE, sublinear_tf=True)
    try:
        rows = reader.fit_transform(texts)
    except ValueError:  # no word stands in two statements
        return Topics((), len(texts))
    k = min(k, *rows.shape)
    if k < 2:
        return Topics((), len(texts))
    model = NMF(k, init="nndsvda", random_state=SEED, max_iter=ROUNDS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a few rounds more change no word of the first ten
        weights = model.fit_transform(rows)
    # A statement's weight counts in lengths of the topic, so that no topic wins by its scale alone.
    weights = weights * np.linalg.norm(model.components_, axis=1)
    return _named(weights, model.components_, reader.get_feature_names_out())


def _named(weights: np.ndarray, components: np.ndarray, words: np.ndarray) -> Topics:
    strongest = np.where(weights.max(axis=1) > 0, weights.argmax(axis=1), -1)
    found = []
    for n in range(weights.shape[1]):
        members = np.flatnonzero(strongest == n)
        if len(members):
            order = members[np.argsort(-weights[members, n], kind="stable")]
            heaviest = np.argsort(-components[n], kind="stable")[:WORDS]
            found.append(Topic(tuple(str(words[i]) for i in heaviest if components[n, i] > 0), tuple(order.tolist())))
    found.sort(key=lambda topic: (-len(topic.members), topic.words))
    return Topics(tuple(found), int((strongest < 0).sum()))
