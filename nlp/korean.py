"""Korean for spaCy on Kiwi: one morphological pass gives tokens, tags, lemmas and sentences."""

from __future__ import annotations

import functools
import threading
from typing import Any

import spacy
from kiwipiepy import Kiwi
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.tokens import Tokens

_LOCK = threading.Lock()
_WARM_UP = "부산 지역 기업의 목소리를 듣습니다. 인력을 구하기가 어렵습니다."


@functools.cache
def _load() -> Kiwi:
    # One worker: the calls here are single texts, and the host decides how many processes share the machine.
    kiwi = Kiwi(num_workers=1)
    kiwi.tokenize(_WARM_UP)  # the first call builds tables for seconds; no reader should wait for it
    return kiwi


def kiwi() -> Kiwi:
    """The process's one Kiwi, loaded and warmed at the first call (about 0.5 GB; fork workers after it)."""
    with _LOCK:
        return _load()


def analyse(text: str) -> Tokens:
    """Morphemes of `text` with Kiwi's own sentences, in one pass."""
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    lemmas: list[str] = []
    tags: list[str] = []
    sentences: list[tuple[int, int]] = []
    first, current = 0, 0
    for index, morpheme in enumerate(kiwi().tokenize(text)):
        start = morpheme.start
        if morpheme.sent_position != current:
            if index > first:
                sentences.append((first, index))
            first, current = index, morpheme.sent_position
        starts.append(start)
        ends.append(start + morpheme.len)
        forms.append(morpheme.form)
        lemmas.append(morpheme.lemma)
        tags.append(morpheme.tag)
    if len(starts) > first:
        sentences.append((first, len(starts)))
    return Tokens(text, starts, ends, forms, lemmas, tags, sentences)


class KiwiTokenizer:
    """spaCy tokenizer whose ``doc.text`` is the given text to the character.

    Morphemes that share a syllable become one spaCy token (합니다: lemma 하다, tag XSA+EF); what Kiwi leaves
    out (runs of white space, stray characters) becomes tokens of its own. ``doc.sents`` are Kiwi's sentences and
    ``doc.user_data["tokens"]`` keeps the morphemes.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        tokens = analyse(text)
        pieces = _tile(text, _groups(tokens))
        doc = Doc(
            self.vocab,
            words=[text[start:end] for start, end, *_ in pieces],
            spaces=[space for _, _, space, *_ in pieces],
            tags=[tag for *_, tag, _, _ in pieces],
            lemmas=[lemma for *_, lemma, _ in pieces],
            sent_starts=[opens for *_, opens in pieces],
        )
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


_Group = tuple[int, int, str, str, bool]
_Piece = tuple[int, int, bool, str, str, bool]


def _groups(tokens: Tokens) -> list[_Group]:
    """Merge morphemes that share characters: (start, end, tag, lemma, opens a sentence), disjoint, in order."""
    openings = {first for first, _ in tokens.sentences}
    groups: list[_Group] = []
    for index, start in enumerate(tokens.starts):
        end, tag, lemma = tokens.ends[index], tokens.tags[index], tokens.lemmas[index]
        opens = index in openings
        if tag in ("XSV", "XSA"):
            lemma += "다"  # Kiwi leaves the suffix 하 bare
        while groups and (start < groups[-1][1] or end == start):
            before = groups.pop()
            start, end = min(start, before[0]), max(end, before[1])
            tag, lemma, opens = f"{before[2]}+{tag}", before[3], opens or before[4]
        if end > start:
            groups.append((start, end, tag, lemma, opens))
    return groups


def _tile(text: str, groups: list[_Group]) -> list[_Piece]:
    """Cover the whole text: (start, end, space after, tag, lemma, opens a sentence)."""
    pieces: list[_Piece] = []
    at = 0
    for start, end, tag, lemma, opens in groups:
        _fill(text, at, start, pieces)
        pieces.append((start, end, False, tag, lemma, opens or not pieces))
        at = end
    _fill(text, at, len(text), pieces)
    return pieces


def _fill(text: str, start: int, end: int, pieces: list[_Piece]) -> None:
    """Say what lies between two tokens: one plain space belongs to the token before, the rest is a token."""
    if start < end and text[start] == " " and pieces and not pieces[-1][2]:
        before = pieces.pop()
        pieces.append((before[0], before[1], True, *before[3:]))
        start += 1
    if start < end:
        gap = text[start:end]
        pieces.append((start, end, False, "_SP" if gap.isspace() else "_X", gap, not pieces))


@functools.cache
def pipeline() -> Language:
    """A spaCy pipeline for Korean: ``pipeline()(text).text == text`` for every text."""
    language = spacy.blank("xx")  # blank("ko") would ask for mecab
    language.tokenizer = KiwiTokenizer(language.vocab)
    return language
