"""What a statement offers to the base models: its words, how it is said, and what it leans on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from nlp.learning.features import Found, Reader, Reading
from nlp.lexicon.lexicon import Lexicon
from nlp.reading.analysing import analyse
from nlp.reading.language import language_of
from nlp.reading.said import REPORTER, Said
from nlp.reading.tokens import Tokens

# Analyses kept: a statement is asked for as itself and as its neighbors' neighbor, a question by every answer to it.
KEPT = 4_096
# Morphemes at the end of a statement say whether it asks, wishes or tells: in Korean the last four hold the ending.
ENDING = 4


@dataclass(frozen=True, slots=True)
class Read:
    """A statement analysed.

    Attributes
    ----------
    tokens : Tokens
    language : str
    about : Reading
        For themes: the text's words, the question's, the speaker and the industry.
    manner : Reading
        For stance, kind and severity: morphemes with particles and endings, in runs up to three, and the speaker.
    """

    tokens: Tokens
    language: str
    about: Reading
    manner: Reading


class StatementReader:
    """Reads statements with one lexicon; keep it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._reader = Reader(lexicon)

    def __call__(self, said: Said, tokens: Tokens | None = None) -> Read:
        """A statement read; `tokens` where it is analysed already.

        Words of nobody in particular are read as a report's: in the corpus every statement has a speaker.
        """
        own = said.language or language_of(said.text)
        tokens = tokens or _analysed(said.text, own)
        words = self._reader.read(tokens, own)
        beside = {
            "asked": _elsewhere(self.words(said.question)) if said.question else [],
            "who": [(said.role or REPORTER, 0, 0)],
            "trade": _elsewhere(self.words(said.industry)) if said.industry else [],
        }
        manner = {"said": list(_manner(tokens)), "char": words["char"], "who": beside["who"], "asked": beside["asked"]}
        return Read(tokens, own, words | beside, manner)

    def words(self, text: str) -> Reading:
        """The words of a text by themselves."""
        own = language_of(text)
        return self._reader.read(_analysed(text, own), own)


@lru_cache(maxsize=KEPT)
def _analysed(text: str, language: str) -> Tokens:
    return analyse(text, language)


def _elsewhere(reading: Reading) -> list[Found]:
    """Lemmas and terms of another text: they have no place in the statement."""
    return [(name, 0, 0) for block in ("lemma", "term") for name, _start, _end in reading[block]]


def _manner(tokens: Tokens) -> Iterable[Found]:
    """Every morpheme (of English, every word) by form and kind, in runs of one to three, and the last ones as ending."""
    named = [f"{form}/{tag[:2]}" for form, tag in zip(tokens.forms, tokens.tags, strict=True)]
    spans = list(zip(named, tokens.starts, tokens.ends, strict=True))
    yield from spans
    for one, two in pairwise(spans):
        yield f"{one[0]}_{two[0]}", one[1], max(one[2], two[2])
    for one, two, three in zip(spans, spans[1:], spans[2:], strict=False):
        yield f"{one[0]}_{two[0]}_{three[0]}", one[1], max(one[2], two[2], three[2])
    last = spans[-ENDING:]
    for name, start, end in last:
        yield f"${name}", start, end
    if len(last) > 2:
        yield "$" + "_".join(name for name, _, _ in last[-3:]), last[-3][1], max(end for _, _, end in last[-3:])
