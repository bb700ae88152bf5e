"""What a statement offers to the base models: its words, how it is said, and what it leans on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from nlp.learning.features import Found, Reader, Reading
from nlp.lexicon.lexicon import Lexicon
from nlp.lexicon.matching import Hit
from nlp.reading.analysing import analyse
from nlp.reading.language import language_of
from nlp.reading.said import ASSOCIATION, Said
from nlp.reading.tokens import Tokens

# Analyses kept: a statement is asked for as itself and as its neighbors' neighbor, a question by every answer to it.
KEPT = 4_096
# Morphemes at the end of a statement say whether it asks, wishes or tells: in Korean the last four hold the ending.
ENDING = 4


@dataclass(frozen=True)
class Read:
    """A statement analysed. What its features are and where they stand is told when somebody asks.

    Attributes
    ----------
    said : Said
    tokens : Tokens
    language : str
    hits : list of Hit
        Terms of the codebook, as `Terms.find` has them.
    """

    said: Said
    tokens: Tokens
    language: str
    hits: list[Hit]
    _reader: Reader

    @property
    def who(self) -> str:
        """Words of nobody in particular are read as an association's: in the corpus every statement has a speaker.

        Chosen on 700 real statements outside the project, their speakers left out: .62 of Korean needs and .54 of English
        ones are called needs so, .42 and .40 as a report's, and as many stances are right.
        """
        return self.said.role or ASSOCIATION

    def terms(self) -> list[Hit]:
        """Each term that is a feature, those of the other script too."""
        return self._reader.hits(self.tokens, self.language, self.hits)

    @cached_property
    def about(self) -> Reading:
        """For themes: the text's words, the question's, the speaker and the industry."""
        said = self.said
        return self._reader.read(self.tokens, self.language, self.hits) | {
            "asked": _placeless(self._reader, said.question),
            "who": [(self.who, 0, 0)],
            "trade": _placeless(self._reader, said.industry),
        }

    @cached_property
    def manner(self) -> Reading:
        """For stance, kind and severity: morphemes with particles and endings, in runs up to three, and the speaker."""
        about, tokens = self.about, self.tokens
        said = [(name, *stretch) for name, stretch in zip(runs(tokens), _stretches(tokens), strict=True)]
        return {"said": said, **{block: about[block] for block in ("char", "who", "asked")}}


class StatementReader:
    """Reads statements with one lexicon; keep it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._reader = Reader(lexicon)
        self.terms = self._reader.terms

    def __call__(self, said: Said, tokens: Tokens | None = None) -> Read:
        """A statement read; `tokens` where it is analysed already."""
        own = said.language or language_of(said.text)
        tokens = tokens or _analysed(said.text, own)
        return Read(said, tokens, own, self.terms.find(tokens, own), self._reader)

    def elsewhere(self, text: str) -> list[str]:
        """Lemmas and terms of another text: they have no place in the statement."""
        return [name for name, _, _ in _placeless(self._reader, text)]


def runs(tokens: Tokens) -> list[str]:
    """Every morpheme (of English, every word) by form and kind, in runs of one to three, and the last ones as ending."""
    named = [f"{form}/{tag[:2]}" for form, tag in zip(tokens.forms, tokens.tags, strict=True)]
    pairs = [f"{one}_{two}" for one, two in pairwise(named)]
    threes = [f"{pair}_{name}" for pair, name in zip(pairs, named[2:], strict=False)]
    last = [f"${name}" for name in (*named[-ENDING:], *threes[-1:])]
    return [*named, *pairs, *threes, *last]


def _stretches(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Where each of the runs stands."""
    count = len(tokens)
    runs_of = [(first, size) for size in (1, 2, 3) for first in range(count - size + 1)]
    last = [(first, 1) for first in range(max(0, count - ENDING), count)]
    for first, size in [*runs_of, *last, *runs_of[-1:] * (count > 2)]:
        yield tokens.starts[first], max(tokens.ends[first : first + size])


@lru_cache(maxsize=KEPT)
def _analysed(text: str, language: str) -> Tokens:
    return analyse(text, language)


def _placeless(reader: Reader, text: str) -> list[Found]:
    """Lemmas and terms of another text, without a place."""
    if not text:
        return []
    own = language_of(text)
    reading = reader.read(_analysed(text, own), own)
    return [(name, 0, 0) for block in ("lemma", "term") for name, _start, _end in reading[block]]
