"""What a mention offers to a model of stance: the morphemes around it, and the rules' own word."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise

from nlp.learning.features import Found, Reading
from nlp.lexicon.tagging import Suggestion, Tagger
from nlp.reading import english, korean
from nlp.reading.language import language_of
from nlp.reading.normalizing import composed
from nlp.reading.tokens import Tokens
from nlp.stance.stance_ko_clauses import sentence

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Stanced:
    """A mention of a theme and what a person said of it.

    Attributes
    ----------
    text : str
        The segment's.
    theme : str
    label : str
        A stance or a kind of statement; '' where a model is asked.
    start, end : int or None
        The first and last offset of the mention; None: where the lexicon finds the theme, else the whole text.
    rule_label : str or None
        What the rules said; None: they are asked again. Never what a model said.
    """

    text: str
    theme: str
    label: str = ""
    start: int | None = None
    end: int | None = None
    rule_label: str | None = None


class StanceReader:
    """Reads mentions for `nlp.learning.stance_learning` with one tagger; readings are kept while it lives.

    A mention is told by its key, a JSON array of theme, offsets, the rules' label and the text.
    """

    def __init__(self, tagger: Tagger, kind: str = "stance") -> None:
        self.tagger = tagger
        self.kind = kind
        self.lexicon = tagger.lexicon
        self._read: dict[str, Reading] = {}
        self._suggested: dict[str, list[Suggestion]] = {}

    def key(self, row: Stanced) -> str:
        """The mention without the person's label; equal mentions have equal keys."""
        text, back = composed(row.text)
        found = self._suggestion(text, row.theme)
        start, end = row.start, row.end
        if start is None or end is None or back is not None:
            spans = [(e.start, e.end) for e in found.evidence] if found else [(0, len(text))]
            start, end = min(s for s, _ in spans), max(e for _, e in spans)
        label = self._rule(found) if row.rule_label is None else row.rule_label
        return json.dumps([row.theme, start, end, label, text], ensure_ascii=False)

    def text(self, key: str) -> str:
        return str(json.loads(key)[4])

    def rule_label(self, key: str) -> str:
        return str(json.loads(key)[3])

    def __call__(self, key: str) -> Reading:
        """The features of one mention, each as (feature, start, end) in the composed text."""
        if key not in self._read:
            self._read[key] = self._reading(*json.loads(key))
        return self._read[key]

    def _suggestion(self, text: str, theme: str) -> Suggestion | None:
        if text not in self._suggested:
            # As if the question was about the theme: a person coded it, so its weak terms count.
            self._suggested[text] = self.tagger.suggest(text, about=self._themes)
        return next((s for s in self._suggested[text] if s.theme == theme), None)

    @property
    def _themes(self) -> frozenset[str]:
        return frozenset(term.theme for term in self.lexicon.terms)

    def _rule(self, found: Suggestion | None) -> str:
        if found is None:
            return "undecided" if self.kind == "stance" else "fact"
        return found.stance if self.kind == "stance" else found.statement

    def _reading(self, theme: str, start: int, end: int, rule: str, text: str) -> Reading:
        own = language_of(text)
        tokens = english.analyse(text) if own == "en" else korean.analyse(text)
        first, last = sentence(tokens, start)
        _, until = sentence(tokens, max(start, end - 1))
        kept = range(first, max(last, until))
        lemmas = [(_lemma(tokens, n), tokens.starts[n], tokens.ends[n]) for n in kept]
        begin, stop = (lemmas[0][1], max(found[2] for found in lemmas)) if lemmas else (0, len(text))
        words = [(m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(text, begin, stop)]
        return {
            "lemma": lemmas,
            "form": [(f"{_side(found, start, end)}{found[0]}", *found[1:]) for found in words],
            "pair": [(f"{a[0]} {b[0]}", a[1], max(a[2], b[2])) for a, b in pairwise(lemmas)],
            "char": words,
            "term": self._rules_word(theme, rule, text, (start, end)),
        }

    def _rules_word(self, theme: str, rule: str, text: str, place: tuple[int, int]) -> list[Found]:
        found = self._suggestion(text, theme)
        cues = [(f"cue={c.rule}", c.start, c.end) for c in found.cues] if found else []
        return [(f"rule={rule}", *place), (f"theme={theme}", *place), (f"rule={rule} theme={theme}", *place), *cues]


def _lemma(tokens: Tokens, n: int) -> str:
    """Endings and particles count here: they carry negation, contrast and request."""
    tag = tokens.tags[n].split("-")[0]
    return f"{tokens.lemmas[n].lower()}/{tag}" if tag else tokens.forms[n].lower()


def _side(found: Found, start: int, end: int) -> str:
    return "<" if found[2] <= start else ">" if found[1] >= end else "="
