"""English for spaCy: its rule tokenizer, lemmas looked up in lower case, sentences by punctuation."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from nlp.reading.bare import spacy
from nlp.reading.tokens import Tokens

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# So many different words are some 50 MB; what is rarer is looked up again.
REMEMBERED = 200_000


class LowerLookup:
    """Set each token's lemma from the lookup table by its lower-cased form.

    The table is keyed in lower case and the `rule` lemmatizer does nothing without tags, so "Tariffs" would
    keep its plural with either of spaCy's own.
    """

    def __init__(self) -> None:
        from spacy.lookups import load_lookups

        self._table = load_lookups("en", ["lemma_lookup"]).get_table("lemma_lookup")
        self._known: dict[str, str] = {}

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = self.lemma(token.lower_)
        return doc

    def lemma(self, lower: str) -> str:
        """The lemma of a lower-cased form, in lower case."""
        found = self._known.get(lower)
        if found is None:
            found = self._known[lower] = str(self._table.get(lower, lower)).lower()
        return found


@functools.cache
def pipeline() -> Language:
    """The English pipeline, one a process."""
    library = spacy()
    from spacy.language import Language

    Language.factory("lower_lookup", func=lambda nlp, name: LowerLookup())
    language: Language = library.blank("en")
    language.add_pipe("sentencizer")
    language.add_pipe("lower_lookup")
    # Above the 3,000,000 of the longest transcript (transcripts/reading.py), so that spaCy's own bound is never met.
    language.max_length = 5_000_000
    return language


@functools.cache
def stop_words() -> frozenset[str]:
    """Words that carry no meaning of their own, in lower case."""
    spacy()
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


@functools.cache
def _final() -> frozenset[str]:
    """Marks that end a sentence, as the pipeline's sentencizer has them."""
    spacy()
    from spacy.pipeline import Sentencizer

    return frozenset(Sentencizer.default_punct_chars)


@functools.cache
def _asked() -> list[Any]:
    """What is asked of every token: which word it is, and where it begins."""
    spacy()
    from spacy.attrs import IDX, ORTH

    return [ORTH, IDX]


def _opening(text: str, at: int) -> bool:
    """Whether a mark opens a quotation or a bracket, and with it the next sentence."""
    return text[at] in "\"“'‘(" and at > 0 and text[at - 1].isspace() and not text[at + 1 : at + 2].isspace()


class _Word(NamedTuple):
    """What is asked of a word, told once for all its occurrences."""

    form: str
    lemma: str
    length: int
    space: bool
    final: bool
    punctuation: bool


class _Words(dict[int, _Word]):
    """Words met so far, by their number in spaCy's store."""

    def __missing__(self, number: int) -> _Word:
        lexeme = pipeline().vocab[number]
        form = lexeme.lower_
        lookup: Any = pipeline().get_pipe("lower_lookup")
        final = lexeme.orth_ in _final()
        word = _Word(form, lookup.lemma(form), len(lexeme.orth_), lexeme.is_space, final, lexeme.is_punct or final)
        self[number] = word
        return word


_WORDS = _Words()


def analyse(text: str) -> Tokens:
    """Tokens of `text` without white space, lower-cased forms and lemmas, sentences as token ranges.

    The same as `pipeline` would say, without an object for every token.
    """
    if len(_WORDS) > REMEMBERED:
        _WORDS.clear()
    doc: Any = pipeline().make_doc(text)
    found: list[_Word] = []
    starts: list[int] = []
    openings: list[int] = []
    opens, ended = True, False
    for number, start in doc.to_array(_asked()).tolist():
        word = _WORDS[number]
        # A sentence begins with the first token behind a final mark that is none itself, be it white space; here
        # with its first word.
        if ended and (not word.punctuation or _opening(text, start)):
            opens, ended = True, False
        elif word.final:
            ended = True
        if word.space:
            continue
        if opens:
            openings.append(len(found))
            opens = False
        found.append(word)
        starts.append(start)
    return Tokens(
        text,
        starts,
        [start + word.length for start, word in zip(starts, found, strict=True)],
        [word.form for word in found],
        [word.lemma for word in found],
        [""] * len(found),
        list(zip(openings, [*openings[1:], len(found)], strict=True)) if found else [],
    )
