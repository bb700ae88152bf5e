"""Which words set two groups of statements apart: weighted log-odds with an informative Dirichlet prior."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

Key = tuple[str, str]

# The prior weighs as much as so many words, shared out as the words of the whole corpus are: enough to quiet words
# said two or three times, too little to drown a group of a few thousand words. It never weighs more than the smaller
# group itself.
PRIOR_WORDS = 500.0
# Two-sided 95 % of the normal distribution.
CLEAR = 1.96


@dataclass
class Tally:
    """How often each word was said in a group of statements, and by how many respondents.

    Attributes
    ----------
    counts : Counter of (lemma, tag)
    respondents : Counter of (lemma, tag)
    statements, voices : int
        How many statements, and how many respondents they are of.
    """

    counts: Counter[Key] = field(default_factory=Counter)
    respondents: Counter[Key] = field(default_factory=Counter)
    statements: int = 0
    voices: int = 0

    @property
    def total(self) -> int:
        """All words of the group."""
        return self.counts.total()


def tally(statements: Iterable[tuple[str | None, Iterable[Key]]]) -> Tally:
    """Count (respondent, words) pairs. A statement without a known respondent counts as said by one of its own."""
    number: dict[Key, int] = {}
    voices: dict[str | int, int] = {}
    said, who, statements_of = [], [], 0
    for n, (respondent, words) in enumerate(statements):
        own = [number.setdefault(key, len(number)) for key in words]
        voice = voices.setdefault(n if respondent is None else respondent, len(voices))
        said.extend(own)
        who.extend([voice] * len(own))
        statements_of = n + 1
    of = np.array(said, dtype=np.int64)
    once = np.unique(np.array(who, dtype=np.int64) * len(number) + of)  # each word of each respondent
    keys = list(number)
    counts = np.bincount(of, minlength=len(keys)).tolist()
    respondents = np.bincount(once % max(1, len(keys)), minlength=len(keys)).tolist()
    return Tally(
        Counter(dict(zip(keys, counts, strict=True))),
        Counter(dict(zip(keys, respondents, strict=True))),
        statements_of,
        len(voices),
    )


@dataclass(frozen=True, slots=True)
class KeyWord:
    """One word in both groups.

    Attributes
    ----------
    log_odds : float
        Above 0 where group A says it more.
    z : float
        `log_odds` in standard deviations; beyond ±1.96 chance alone would seldom do it.
    """

    lemma: str
    tag: str
    count_a: int
    count_b: int
    respondents_a: int
    respondents_b: int
    log_odds: float
    z: float


def log_odds(
    a: np.ndarray,
    b: np.ndarray,
    prior: np.ndarray,
    *,
    total_a: float | np.ndarray,
    total_b: float | np.ndarray,
    total_prior: float,
) -> tuple[np.ndarray, np.ndarray]:
    r"""Log-odds ratio of each word with an informative Dirichlet prior, and its z-score.

    .. math::

        \delta_w = \ln\frac{y_{wA} + \alpha_w}{n_A + \alpha_0 - y_{wA} - \alpha_w}
                 - \ln\frac{y_{wB} + \alpha_w}{n_B + \alpha_0 - y_{wB} - \alpha_w}
        \qquad
        z_w = \delta_w \Big/ \sqrt{\frac{1}{y_{wA} + \alpha_w} + \frac{1}{y_{wB} + \alpha_w}}

    Parameters
    ----------
    a, b : ndarray, shape (words,)
        Counts y in either group.
    prior : ndarray, shape (words,)
        Pseudo-counts alpha, above 0.
    total_a, total_b, total_prior : float (the groups' may be an array of shape (words,))
        n of the groups and the sum of alpha over *all* words, also those not in the arrays.

    Returns
    -------
    delta, z : ndarray, shape (words,)

    References
    ----------
    Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin' Words: Lexical feature selection and evaluation
    for identifying the content of political conflict. Political Analysis 16(4), 372-403.
    """
    in_a, in_b = a + prior, b + prior
    delta = np.log(in_a / (total_a + total_prior - in_a)) - np.log(in_b / (total_b + total_prior - in_b))
    return delta, delta / np.sqrt(1.0 / in_a + 1.0 / in_b)


def keyness(
    a: Tally,
    b: Tally,
    background: Counter[Key],
    *,
    prior_words: float = PRIOR_WORDS,
    min_count: int = 2,
    min_respondents: int = 2,
) -> list[KeyWord]:
    """Every word of both groups, from the most typical of A to the most typical of B.

    Parameters
    ----------
    background : Counter
        The whole corpus, both groups included: the prior is shared out like it.
    min_count : int
        Words said less often than this in both groups together are left out.
    min_respondents : int
        Words are left out that fewer respondents said on the side where they are typical: a word one person keeps
        saying is no word of the group.
    """
    words = sorted(key for key in a.counts.keys() | b.counts.keys() if a.counts[key] + b.counts[key] >= min_count)
    if not words or not a.total or not b.total:
        return []
    in_a, in_b = (np.array([side.counts[key] for key in words], dtype=float) for side in (a, b))
    # A word of the groups is a word of the corpus; the maximum holds where a caller's background knows less.
    everywhere = np.maximum([background[key] for key in words], in_a + in_b)
    weight = min(prior_words, a.total, b.total)
    prior = weight * everywhere / max(background.total(), a.total + b.total)
    delta, z = log_odds(in_a, in_b, prior, total_a=a.total, total_b=b.total, total_prior=weight)
    found = [
        KeyWord(
            *key,
            *(a.counts[key], b.counts[key], a.respondents[key], b.respondents[key]),
            *(float(delta[n]), float(z[n])),
        )
        for n, key in enumerate(words)
        if (a if delta[n] > 0 else b).respondents[key] >= min_respondents
    ]
    return sorted(found, key=lambda word: (-word.z, word.lemma, word.tag))
