"""English for spaCy: its rule tokenizer, lemmas looked up in lower case, sentences by punctuation."""

from __future__ import annotations

import functools

import spacy
from spacy.language import Language
from spacy.lookups import load_lookups
from spacy.tokens import Doc, Token

from nlp.tokens import Tokens


class LowerLookup:
    """Set each token's lemma from the lookup table by its lower-cased form.

    The table is keyed in lower case and the `rule` lemmatizer does nothing without tags, so "Tariffs" would
    keep its plural with either of spaCy's own.
    """

    def __init__(self) -> None:
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


@Language.factory("lower_lookup")
def _make(nlp: Language, name: str) -> LowerLookup:
    return LowerLookup()


@functools.cache
def pipeline() -> Language:
    """The English pipeline, one a process."""
    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    language.add_pipe("lower_lookup")
    language.max_length = 5_000_000
    return language


def analyse(text: str) -> Tokens:
    """Tokens of `text` without white space, lower-cased forms and lemmas, sentences as token ranges."""
    words: list[Token] = []
    openings: list[int] = []
    opens = True
    for token in pipeline()(text):
        # spaCy lets the white space behind a full stop open the sentence; here its first word does.
        opens = opens or bool(token.is_sent_start)
        if token.is_space:
            continue
        if opens:
            openings.append(len(words))
        opens = False
        words.append(token)
    return Tokens(
        text,
        [token.idx for token in words],
        [token.idx + len(token) for token in words],
        [token.lower_ for token in words],
        [token.lemma_ for token in words],
        [""] * len(words),
        list(zip(openings, [*openings[1:], len(words)], strict=True)) if words else [],
    )
