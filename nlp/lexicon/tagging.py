"""Suggest themes for a segment, each with the words that caused it, its stance and a severity."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from nlp.lexicon.lexicon import Lexicon
from nlp.lexicon.matching import EnglishMatcher, Hit, KoreanMatcher, longest
from nlp.reading import english, korean
from nlp.reading.language import LATIN_RUN, has_hangul, language_of
from nlp.reading.normalizing import composed
from nlp.reading.tokens import Tokens
from nlp.stance import statements
from nlp.stance.stance import NEED, NONE, RESOLVED, UNDECIDED, Cue, Stance, judge, strongest

# What one term of full weight is worth, and what it is worth that the question was about the theme.
# Chosen, not measured: with a higher worth one term says it all, with a lower one it takes many.
TERM_WORTH = 0.6
QUESTION_WORTH = 0.3
# A sentence that names one theme more often than this is a list or an attack; the first mentions decide.
MENTIONS = 20
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
        0 to 1, see `score`; it orders a waiting list and is no probability.
    stance : str
        ``need``, ``none``, ``resolved`` or ``undecided``.
    severity : int or None
        1 to 5 where the stance is ``need``.
    evidence : tuple of Evidence
        In reading order, never empty.
    lexicon_version, model_version : str, str or None
        What made it; the model is None until one has learned from decisions.
    cues : tuple of Cue
        The words that decided the stance.
    statement : str
        The kind of statement, see `nlp.stance.statements`.
    """

    theme: str
    score: float
    stance: str
    severity: int | None
    evidence: tuple[Evidence, ...]
    lexicon_version: str
    model_version: str | None = None
    cues: tuple[Cue, ...] = ()
    statement: str = statements.FACT


def score(weights: Collection[float], stance: str, *, asked: bool = False) -> float:
    """``f(stance) * (1 - (1 - 0.3 asked) * prod(1 - 0.6 w))`` over the distinct terms of the theme.

    More evidence, a heavier term, a question about the theme or a need never lower it. One full term in a
    need gives 0.6, two give 0.84; f is 1 for a need, 0.85 undecided, 0.7 resolved or none.
    """
    missed = math.prod(1.0 - TERM_WORTH * weight for weight in weights)
    if asked:
        missed *= 1.0 - QUESTION_WORTH
    return round(STANCE_WORTH[stance] * (1.0 - missed), 4)


class Tagger:
    """A lexicon made ready; making one costs a tenth of a second, so keep it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._korean = KoreanMatcher(t for t in lexicon.terms if t.lang == "ko")
        self._english = EnglishMatcher(t for t in lexicon.terms if t.lang == "en")

    def suggest(self, text: str, language: str | None = None, *, about: Collection[str] = ()) -> list[Suggestion]:
        """Suggestions for one segment's text, best first.

        Parameters
        ----------
        text : str
        language : str, optional
            ``ko`` or ``en``; looked at where it is not given.
        about : collection of str
            Themes the question itself was about: their weak terms count alone.

        Returns
        -------
        list of Suggestion
            One per theme; offsets are those of `text`.
        """
        nfc, back = composed(text)
        tongue = language or language_of(nfc)
        tokens = english.analyse(nfc) if tongue == "en" else korean.analyse(nfc)
        found = self.read(tokens, tongue, about=about)
        return found if back is None else [_led_back(s, text, back) for s in found]

    @property
    def themes(self) -> frozenset[str]:
        """The themes the lexicon has terms for."""
        return frozenset(term.theme for term in self.lexicon.terms)

    def evidence(self, tokens: Tokens, language: str) -> dict[str, tuple[Evidence, ...]]:
        """Where terms of each theme stand, in reading order; a weak term only beside another of its theme."""
        themes: dict[str, list[Hit]] = defaultdict(list)
        for hit in self._hits(tokens, language):
            themes[hit.term.theme].append(hit)
        return {theme: _evidence(tokens, own) for theme, own in themes.items() if _in_company(own)}

    def read(self, tokens: Tokens, language: str, *, about: Collection[str] = ()) -> list[Suggestion]:
        """The same for a text already analysed."""
        hits = self._hits(tokens, language)
        if not hits:
            return []
        themes: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            themes[hit.term.theme].append(hit)
        kept = {theme: own for theme, own in themes.items() if theme in about or _in_company(own)}
        found = [self._suggestion(tokens, language, theme, kept, theme in about) for theme in kept]
        return sorted(found, key=lambda s: (-s.score, s.evidence[0].start, s.theme))

    def _hits(self, tokens: Tokens, language: str) -> list[Hit]:
        """Hits of the text's language, and of the other one where its script appears."""
        if language == "en":
            hits = self._english.find(tokens)
            return hits + self._korean.find(korean.analyse(tokens.text)) if has_hangul(tokens.text) else hits
        hits = self._korean.find(tokens)
        if not any(tag == "SL" for tag in tokens.tags):
            return hits
        for run in LATIN_RUN.finditer(tokens.text):
            if len(run[0]) > 3:
                foreign = self._english.find(english.analyse(run[0]))
                hits.extend(Hit(h.term, h.start + run.start(), h.end + run.start()) for h in foreign)
        return longest(hits)

    def _suggestion(
        self, tokens: Tokens, language: str, theme: str, themes: dict[str, list[Hit]], asked: bool
    ) -> Suggestion:
        own = themes[theme]
        others = tuple((h.start, h.end) for name, hits in themes.items() if name != theme for h in hits)
        judged = _judged(tokens, language, own, others)
        stance = strongest(judged)
        spoken = own[judged.index(stance)].start
        told = _evidence(tokens, own)
        weights = {each.term.lower(): each.weight for each in told}
        return Suggestion(
            theme,
            score(weights.values(), stance.label, asked=asked),
            stance.label,
            stance.severity,
            told,
            self.lexicon.version,
            cues=stance.cues,
            statement=statements.judge(tokens, language, spoken, stance.label).kind,
        )


def _evidence(tokens: Tokens, hits: list[Hit]) -> tuple[Evidence, ...]:
    found = {
        (hit.start, hit.end, hit.term.form): Evidence(
            hit.start, hit.end, tokens.text[hit.start : hit.end], hit.term.form, hit.term.weight
        )
        for hit in hits
    }
    return tuple(found[place] for place in sorted(found))


def _judged(tokens: Tokens, language: str, hits: list[Hit], others: tuple[tuple[int, int], ...]) -> list[Stance]:
    return [judge(tokens, language, h.start, h.end, others, form=h.term.form) for h in hits[:MENTIONS]]


def _in_company(hits: list[Hit]) -> bool:
    """A weak term counts only beside another term of its theme."""
    return any(not hit.term.weak for hit in hits) or len({hit.term.form for hit in hits}) > 1


def _led_back(found: Suggestion, text: str, back: list[int]) -> Suggestion:
    """Offsets of the composed text turned into those of the text as given."""
    evidence = tuple(
        Evidence(back[e.start], back[e.end], text[back[e.start] : back[e.end]], e.term, e.weight)
        for e in found.evidence
    )
    cues = tuple(Cue(back[c.start], back[c.end], text[back[c.start] : back[c.end]], c.rule) for c in found.cues)
    return replace(found, evidence=evidence, cues=cues)
