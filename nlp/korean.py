"""Korean for spaCy on Kiwi: one morphological pass gives tokens, tags, lemmas and sentences."""

from __future__ import annotations

import functools
import threading
from dataclasses import dataclass, field
from typing import Any

import spacy
from kiwipiepy import Kiwi
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.tokens import Tokens

_LOCK = threading.Lock()
_SUFFIXES = frozenset({"XSV", "XSA"})
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
    found = kiwi().tokenize(text)
    starts = [morpheme.start for morpheme in found]
    places = [morpheme.sent_position for morpheme in found]
    return Tokens(
        text,
        starts,
        [start + morpheme.len for start, morpheme in zip(starts, found, strict=True)],
        [morpheme.form for morpheme in found],
        [morpheme.lemma for morpheme in found],
        [morpheme.tag for morpheme in found],
        _sentences(places),
    )


def _sentences(places: list[int]) -> list[tuple[int, int]]:
    """Token ranges from each token's sentence number, which Kiwi counts up in the same pass."""
    if not places or places[0] == places[-1]:
        return [(0, len(places))] if places else []
    borders = [n for n in range(1, len(places)) if places[n] != places[n - 1]]
    return list(zip([0, *borders], [*borders, len(places)], strict=True))


class KiwiTokenizer:
    """spaCy tokenizer whose ``doc.text`` is the given text to the character.

    Morphemes that share a syllable become one spaCy token (합니다: lemma 하다, tag XSA+EF); what Kiwi leaves
    out (runs of white space, stray characters) becomes tokens of its own. ``doc.sents`` are Kiwi's sentences
    and ``doc.user_data["tokens"]`` keeps the morphemes.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        tokens = analyse(text)
        tiles = _tiles(tokens)
        doc = Doc(
            self.vocab,
            words=tiles.words,
            spaces=tiles.spaces,
            tags=tiles.tags,
            lemmas=tiles.lemmas,
            sent_starts=list(tiles.opens),
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


@dataclass(slots=True)
class _Tiles:
    """The tokens of a Doc under construction; together with the spaces they give back the text."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    opens: list[bool] = field(default_factory=list)

    def add(self, word: str, tag: str, lemma: str, opens: bool) -> None:
        self.words.append(word)
        self.spaces.append(False)
        self.tags.append(tag)
        self.lemmas.append(lemma)
        self.opens.append(opens)

    def fill(self, gap: str) -> None:
        """Say what lies between two tokens: one plain space belongs to the token before, the rest is one."""
        if gap[0] == " " and self.words:
            self.spaces[-1] = True
            gap = gap[1:]
        if gap:
            self.add(gap, "_SP" if gap.isspace() else "_X", gap, False)


def _tiles(tokens: Tokens) -> _Tiles:
    """Cover the text; a morpheme that shares characters with the token before is merged into it."""
    tiles, text, begin, at = _Tiles(), tokens.text, 0, 0
    openings = {first for first, _ in tokens.sentences}
    rows = zip(tokens.starts, tokens.ends, tokens.tags, tokens.lemmas, strict=True)
    for index, (start, end, tag, lemma) in enumerate(rows):
        if start < at or start == end:
            if tiles.words:
                at = max(at, end)
                tiles.words[-1] = text[begin:at]
                tiles.tags[-1] += f"+{tag}"
            continue
        if start > at:
            tiles.fill(text[at:start])
        # Kiwi leaves the suffix 하 bare
        tiles.add(text[start:end], tag, f"{lemma}다" if tag in _SUFFIXES else lemma, index in openings)
        begin, at = start, end
    if at < len(text):
        tiles.fill(text[at:])
    return tiles


@functools.cache
def pipeline() -> Language:
    """A spaCy pipeline for Korean: ``pipeline()(text).text == text`` for every text."""
    language = spacy.blank("xx")  # blank("ko") would ask for mecab
    language.tokenizer = KiwiTokenizer(language.vocab)
    return language
