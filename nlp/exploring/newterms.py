"""Nouns and noun compounds that many respondents say and no term of the codebook names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import Any

import numpy as np

from nlp.exploring.keyness import log_odds
from nlp.exploring.plain import BROAD, PLAIN

# Nouns in a row. Chosen, not measured: fewer cut compounds, more list what is no one word.
LONGEST = 3
_NOUNS = frozenset({"NNG", "NNP", "SL", "EN"})
# A word that nearly always stands in one longer compound is that compound.
SWALLOWED = 0.8
# Half a segment each way, so that a theme with few coded segments does not look certain.
PRIOR = 1.0
EXAMPLES = 3


@dataclass(frozen=True)
class Statement:
    """One segment: who said it, its text, its words as stored, and the themes it was given."""

    id: str
    respondent: str
    text: str
    words: Sequence[Sequence[Any]]
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class NewTerm:
    """A candidate for the lexicon.

    Attributes
    ----------
    form : str
        As it is most often written.
    theme : str or None
        The theme whose segments it is most typical of; None where no segment with it has a theme.
    closeness : float
        z of the log-odds of standing in that theme's segments against all others.
    with_theme : int
        Of `segments` so many have the theme.
    holds : tuple of str
        Terms of the lexicon that are a part of it.
    examples : tuple of str
        Ids of segments, each of another respondent where there are so many.
    """

    form: str
    lang: str
    respondents: int
    segments: int
    theme: str | None
    closeness: float
    with_theme: int
    holds: tuple[str, ...]
    examples: tuple[str, ...]


@lru_cache(maxsize=100_000)
def squeezed(form: str) -> str:
    """A form as it is compared: without spaces, in lower case."""
    return "".join(form.split()).casefold()


def compounds(text: str, words: Sequence[Sequence[Any]]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every noun and every run of up to three with at most a space between: its form, its language, its nouns.

    A unit, or a noun that stands in any talk, is none of its own, nor is a run of such nouns alone (다음 달).
    """
    for first in range(len(words)):
        form, end, nouns = "", -1, tuple[str, ...]()
        for lemma, tag, start, stop in words[first : first + LONGEST]:
            if tag not in _NOUNS or (end >= 0 and text[end:start] not in ("", " ")):
                break
            form += (text[end:start] if end >= 0 else "") + lemma
            end, nouns = stop, (*nouns, lemma)
            if len(form) > 1 and not PLAIN.issuperset(nouns) and not (len(nouns) == 1 and nouns[0] in BROAD):
                yield form, "en" if tag == "EN" else "ko", nouns


def new_terms(
    statements: Iterable[Statement], known: Collection[str], *, min_respondents: int = 2, passed: Collection[str] = ()
) -> list[NewTerm]:
    """Candidates that at least so many respondents said, those most respondents said first.

    Parameters
    ----------
    known : collection of str
        Forms of the lexicon; a candidate that reads like one (spaces and case aside) is none.
    passed : collection of str
        Forms somebody does not want to see again.
    """
    said = _Said()
    for statement in statements:
        said.add(statement)
    out = {squeezed(form) for form in (*known, *passed)}
    spread = {key: len(said.respondents[key]) for key in said.segments}
    kept = {key for key, n in spread.items() if n >= min_respondents and key not in out}
    kept -= {short for key in kept for short in said.swallowed_by(key)}
    terms = {squeezed(form) for form in known}
    found = [said.term(key, terms) for key in kept]
    return sorted(found, key=lambda t: (-t.respondents, -t.closeness, t.form))


class _Said:
    """What was said, candidate by candidate."""

    def __init__(self) -> None:
        self.segments: dict[str, list[Statement]] = defaultdict(list)
        self.respondents: dict[str, set[str]] = defaultdict(set)
        self._written: dict[str, Counter[tuple[str, str, tuple[str, ...]]]] = defaultdict(Counter)
        self._themes: Counter[str] = Counter()
        self._all = 0

    def add(self, statement: Statement) -> None:
        self._all += 1
        self._themes.update(statement.themes)
        here = list(compounds(statement.text, statement.words))
        keys = [squeezed(each[0]) for each in here]
        for key, each in zip(keys, here, strict=True):
            self._written[key][each] += 1
        for key in set(keys):
            self.segments[key].append(statement)
            self.respondents[key].add(statement.respondent)

    def term(self, key: str, known: Collection[str]) -> NewTerm:
        form, lang, nouns = self._usual(key)
        theme, closeness, together = self._closest(key)
        return NewTerm(
            *(form, lang, len(self.respondents[key]), len(self.segments[key]), theme, closeness, together),
            holds=tuple(sorted(part for part in _parts(nouns) if part in known)),
            examples=_examples(self.segments[key]),
        )

    def swallowed_by(self, key: str) -> set[str]:
        """Parts of a compound nearly all of whose segments hold it: every segment of a compound holds its parts."""
        enough = len(self.segments[key]) / SWALLOWED
        return {part for part in _parts(self._usual(key)[2]) if 0 < len(self.segments[part]) <= enough}

    def _usual(self, key: str) -> tuple[str, str, tuple[str, ...]]:
        """How a candidate is most often written, its language and its nouns."""
        return max(self._written[key], key=lambda each: (self._written[key][each], each))

    def _closest(self, key: str) -> tuple[str | None, float, int]:
        """The theme this candidate is most typical of: log-odds of segments with it, in the theme and out of it."""
        own = Counter(theme for s in self.segments[key] for theme in s.themes)
        if not own:
            return None, 0.0, 0
        themes = sorted(own)
        inside = np.array([self._themes[t] for t in themes], dtype=float)
        a = np.array([own[t] for t in themes], dtype=float)
        b = len(self.segments[key]) - a
        prior = np.full(len(themes), PRIOR * len(self.segments[key]) / self._all)
        _delta, z = log_odds(a, b, prior, total_a=inside, total_b=self._all - inside, total_prior=PRIOR)
        best = int(np.argmax(z))
        return themes[best], float(z[best]), own[themes[best]]


def _parts(nouns: Sequence[str]) -> set[str]:
    """Runs of the nouns of a compound, the whole aside."""
    runs = {(i, j) for i in range(len(nouns)) for j in range(i + 1, len(nouns) + 1)} - {(0, len(nouns))}
    return {squeezed("".join(nouns[i:j])) for i, j in runs}


def _examples(statements: Sequence[Statement]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for statement in statements:
        first.setdefault(statement.respondent, statement.id)
        if len(first) == EXAMPLES:
            break
    chosen = set(first.values())
    rest = (s.id for s in statements if s.id not in chosen)
    return tuple(islice(chain(first.values(), rest), EXAMPLES))
