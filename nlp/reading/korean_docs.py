"""Korean as documents of spaCy, for its matchers and their like: Kiwi's morphemes behind a tokenizer of our own.

Nothing that reads a text needs them (`nlp/reading/korean.py` does), so that a Korean text is read without spaCy.
"""

from __future__ import annotations

import functools
from array import array
from typing import Any

import numpy as np

from nlp.reading.bare import spacy
from nlp.reading.korean import analyse
from nlp.reading.tokens import Tokens

spacy()

from spacy.attrs import LEMMA, SENT_START, TAG  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.strings import StringStore  # noqa: E402
from spacy.tokens import Doc  # noqa: E402
from spacy.vocab import Vocab  # noqa: E402

_SUFFIXES = frozenset({"XSV", "XSA"})
_ANNOTATED: Any = [LEMMA, TAG, SENT_START]
_INSIDE = np.uint64(2**64 - 1)  # spaCy's -1: opens no sentence
# So many different words are 60 MB; what is rarer is looked up again.
REMEMBERED = 300_000


class KiwiTokenizer:
    """spaCy tokenizer whose ``doc.text`` is the given text to the character.

    Morphemes that share a syllable become one spaCy token (합니다: lemma 하다, tag XSA+EF); what Kiwi leaves
    out (runs of white space, stray characters) becomes tokens of its own. ``doc.sents`` are statements
    and ``doc.user_data["tokens"]`` keeps the morphemes.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._known = _Known(vocab.strings)

    def __call__(self, text: str) -> Doc:
        tokens = analyse(text)
        words, spaces, tags, lemmas, openings = _tiles(tokens)
        number = self._known.__getitem__
        if len(self._known) > REMEMBERED:
            self._known.clear()
        # Strings given as such would be hashed and stored three times a token, which takes longer than all the rest.
        numbers: Any = list(map(number, words))
        doc = Doc(self.vocab, words=numbers, spaces=spaces)
        if words:
            values: Any = np.empty((3, len(words)), dtype=np.uint64)
            values[0] = array("Q", map(number, lemmas))
            values[1] = array("Q", map(number, tags))
            values[2] = _INSIDE
            values[2, openings] = 1
            doc.from_array(_ANNOTATED, values.T)
        doc.user_data["tokens"] = tokens
        return doc

    def to_bytes(self, **_: Any) -> bytes:  # spaCy asks this of every tokenizer; there is no state to keep
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> KiwiTokenizer:
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        return None

    def from_disk(self, _path: Any, **_: Any) -> KiwiTokenizer:
        return self


class _Known(dict[str, int]):
    """The number of every string met so far in spaCy's store."""

    def __init__(self, strings: StringStore) -> None:
        self._strings = strings

    def __missing__(self, text: str) -> int:
        found = self[text] = self._strings.add(text)
        return found


_Tiles = tuple[list[str], list[bool], list[str], list[str], list[int]]


def _tiles(tokens: Tokens) -> _Tiles:
    """Words, spaces, tags, lemmas and the words that open a sentence; words and spaces give back the text.

    A morpheme that shares characters with the word before is merged into it.
    """
    tiles: _Tiles = [], [], [], [], []
    words, spaces, tags, lemmas, opens = tiles
    text, begin, at = tokens.text, 0, 0
    openings = {first for first, _ in tokens.sentences}
    for index, (start, end, tag, lemma) in enumerate(
        zip(tokens.starts, tokens.ends, tokens.tags, tokens.lemmas, strict=True)
    ):
        if start < at or start == end:
            if words:
                at = max(at, end)
                words[-1] = text[begin:at]
                tags[-1] += f"+{tag}"
            continue
        if start > at:
            _fill(tiles, text[at:start])
        if index in openings:
            opens.append(len(words))
        words.append(text[start:end])
        spaces.append(False)
        tags.append(tag)
        # Kiwi leaves the suffix 하 bare
        lemmas.append(f"{lemma}다" if tag in _SUFFIXES else lemma)
        begin, at = start, end
    if at < len(text):
        _fill(tiles, text[at:])
    return tiles


def _fill(tiles: _Tiles, gap: str) -> None:
    """Say what lies between two words: one plain space belongs to the word before, the rest is one of its own."""
    words, spaces, tags, lemmas, _ = tiles
    if gap[0] == " " and words:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
        tags.append("_SP" if gap.isspace() else "_X")
        lemmas.append(gap)


@functools.cache
def pipeline() -> Language:
    """A spaCy pipeline for Korean: ``pipeline()(text).text == text`` for every text."""
    language = spacy().blank("xx")  # blank("ko") would ask for mecab
    language.tokenizer = KiwiTokenizer(language.vocab)
    return language
