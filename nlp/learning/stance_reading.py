"""What a mention offers to a model of stance: the morphemes around it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise

from nlp.learning.features import Found, Reading
from nlp.lexicon.tagging import Tagger
from nlp.reading.analysing import analyse
from nlp.reading.language import language_of
from nlp.reading.normalizing import composed
from nlp.reading.tokens import Tokens, sentence_at

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
    """

    text: str
    theme: str
    label: str = ""
    start: int | None = None
    end: int | None = None


class StanceReader:
    """Reads mentions for `nlp.learning.stance_learning` with one tagger; readings are kept while it lives.

    A mention is told by its key, a JSON array of theme, offsets and the text.
    """

    def __init__(self, tagger: Tagger, kind: str = "stance") -> None:
        self.tagger = tagger
        self.kind = kind
        self.lexicon = tagger.lexicon
        self._read: dict[str, Reading] = {}
        self._found: dict[str, dict[str, tuple[int, int]]] = {}

    def key(self, row: Stanced) -> str:
        """The mention without the person's label; equal mentions have equal keys."""
        text, back = composed(row.text)
        start, end = row.start, row.end
        if start is None or end is None or back is not None:
            start, end = self._mentioned(text).get(row.theme, (0, len(text)))
        return json.dumps([row.theme, start, end, text], ensure_ascii=False)

    def text(self, key: str) -> str:
        return str(json.loads(key)[3])

    def theme(self, key: str) -> str:
        return str(json.loads(key)[0])

    def __call__(self, key: str) -> Reading:
        """The features of one mention, each as (feature, start, end) in the composed text."""
        if key not in self._read:
            self._read[key] = self._reading(*json.loads(key))
        return self._read[key]

    def _mentioned(self, text: str) -> dict[str, tuple[int, int]]:
        """From the first to the last term of each theme in the text."""
        if text not in self._found:
            own = language_of(text)
            evidence = self.tagger.evidence(analyse(text, own), own)
            self._found[text] = {
                theme: (min(e.start for e in terms), max(e.end for e in terms)) for theme, terms in evidence.items()
            }
        return self._found[text]

    def _reading(self, theme: str, start: int, end: int, text: str) -> Reading:
        tokens = analyse(text)
        first, last = sentence_at(tokens, start)
        _, until = sentence_at(tokens, max(start, end - 1))
        kept = range(first, max(last, until))
        lemmas = [(_lemma(tokens, n), tokens.starts[n], tokens.ends[n]) for n in kept]
        begin, stop = (lemmas[0][1], max(found[2] for found in lemmas)) if lemmas else (0, len(text))
        words = [(m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(text, begin, stop)]
        return {
            "lemma": lemmas,
            "form": [(f"{_side(found, start, end)}{found[0]}", *found[1:]) for found in words],
            "pair": [(f"{a[0]} {b[0]}", a[1], max(a[2], b[2])) for a, b in pairwise(lemmas)],
            "char": words,
            "term": [(f"theme={theme}", start, end)],
        }


def _lemma(tokens: Tokens, n: int) -> str:
    """Endings and particles count here: they carry negation, contrast and request."""
    tag = tokens.tags[n].split("-")[0]
    return f"{tokens.lemmas[n].lower()}/{tag}" if tag else tokens.forms[n].lower()


def _side(found: Found, start: int, end: int) -> str:
    return "<" if found[2] <= start else ">" if found[1] >= end else "="
