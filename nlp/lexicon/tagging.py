"""Suggest themes for a segment, each with the words that caused it, its stance and a severity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from nlp.lexicon.lexicon import Lexicon
from nlp.lexicon.matching import Hit, longest
from nlp.lexicon.terms import Terms
from nlp.reading.labels import FACT, NEED, NONE, RESOLVED, UNDECIDED
from nlp.reading.language import LATIN_RUN
from nlp.reading.tokens import Tokens

# What one term of full weight is worth.
# Chosen, not measured: with a higher worth one term says it all, with a lower one it takes many.
TERM_WORTH = 0.6
# What is no need comes later in a waiting list and is not left out. Chosen, not measured.
STANCE_WORTH = {NEED: 1.0, UNDECIDED: 0.85, RESOLVED: 0.7, NONE: 0.7}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A term where it stands in the segment's text: ``segment[start:end] == text``."""

    start: int
    end: int
    text: str
    term: str
    weight: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A machine's proposal; it is never a coding until a person decides.

    Attributes
    ----------
    theme : str
    score : float
        0 to 1: a probability where a model knows the theme, else what its terms are worth.
    stance : str
        ``need``, ``none``, ``resolved`` or ``undecided``.
    severity : int or None
        1 to 5 where the stance is ``need``.
    evidence : tuple of Evidence
        In reading order; empty where no term was found.
    lexicon_version, model_version : str, str or None
        What made it; the model is None until one has learned from decisions.
    statement : str
        The kind of statement, one of `nlp.reading.labels.KINDS`.
    """

    theme: str
    score: float
    stance: str
    severity: int | None
    evidence: tuple[Evidence, ...]
    lexicon_version: str
    model_version: str | None = None
    statement: str = FACT


class Tagger:
    """A lexicon made ready; making one costs a tenth of a second, so keep it or give it the terms that are ready."""

    def __init__(self, lexicon: Lexicon, terms: Terms | None = None) -> None:
        self.lexicon = lexicon
        self.terms = terms or Terms(lexicon)

    @cached_property
    def themes(self) -> frozenset[str]:
        """The themes the lexicon has terms for."""
        return frozenset(term.theme for term in self.lexicon.terms)

    def evidence(
        self, tokens: Tokens, language: str, hits: Sequence[Hit] | None = None
    ) -> dict[str, tuple[Evidence, ...]]:
        """Where terms of each theme stand, in reading order; a weak term only beside another of its theme.

        `hits` are what `terms` found, where somebody has asked already.
        """
        found = self._hits(tokens, language, self.terms.find(tokens, language) if hits is None else hits)
        if not found:
            return {}
        themes: dict[str, list[Hit]] = defaultdict(list)
        for hit in found:
            themes[hit.term.theme].append(hit)
        return {theme: _evidence(tokens, own) for theme, own in themes.items() if _in_company(own)}

    def _hits(self, tokens: Tokens, language: str, hits: Sequence[Hit]) -> Sequence[Hit]:
        """With the English terms of a Korean text, run by run."""
        if language == "en" or "SL" not in tokens.tags:
            return hits
        found = list(hits)
        for run in LATIN_RUN.finditer(tokens.text):
            if len(run[0]) > 3:
                at = run.start()
                found.extend(Hit(h.term, h.start + at, h.end + at) for h in self.terms.english(run[0]))
        return longest(found)


def _evidence(tokens: Tokens, hits: list[Hit]) -> tuple[Evidence, ...]:
    found = {
        (hit.start, hit.end, hit.term.form): Evidence(
            hit.start, hit.end, tokens.text[hit.start : hit.end], hit.term.form, hit.term.weight
        )
        for hit in hits
    }
    return tuple(found[place] for place in sorted(found))


def _in_company(hits: list[Hit]) -> bool:
    """A weak term counts only beside another term of its theme."""
    return any(not hit.term.weak for hit in hits) or len({hit.term.form for hit in hits}) > 1
