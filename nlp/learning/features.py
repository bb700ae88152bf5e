"""What a text offers to a model: lemmas, forms, pairs, character n-grams and terms, each with the place it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

import numpy as np
import scipy.sparse as sparse

from nlp.learning.naming import WORD, grams, names
from nlp.lexicon.lexicon import Lexicon
from nlp.lexicon.matching import Hit
from nlp.lexicon.terms import Terms
from nlp.reading.analysing import analyse
from nlp.reading.language import language_of
from nlp.reading.tokens import Tokens

Found = tuple[str, int, int]
Reading = dict[str, list[Found]]


@dataclass(frozen=True, slots=True)
class Block:
    """One kind of feature: its share in the row's length, and in how many texts it must stand where they are many."""

    weight: float
    texts: int


# Up to so many texts every feature counts, beyond it one of a single text tells little and costs room.
FEW_TEXTS = 2_000
# Found on Beige Book sentences of the years to 2016; see bench/README.md.
BLOCKS = {
    "lemma": Block(0.7, 1),
    "form": Block(0.5, 1),
    "pair": Block(0.8, 2),
    "char": Block(1.0, 2),
    "term": Block(0.4, 1),
    # What a statement leans on, and how it is said: only where a reader gives them (`nlp.base.reading`). Found on the
    # marked corpus, whole authors held out; see bench/README.md.
    "asked": Block(0.8, 2),
    "before": Block(0.4, 2),
    "who": Block(0.5, 1),
    "trade": Block(0.3, 2),
    "said": Block(1.0, 2),
}
TEXT_BLOCKS = ("lemma", "form", "pair", "char", "term")
# Read from the text itself, so that each feature has a place there.
IN_TEXT = (*TEXT_BLOCKS, "said")


class Reads(Protocol):
    """Whatever turns a text into features with a lexicon."""

    lexicon: Lexicon

    def __call__(self, text: str, /) -> Reading: ...


class Reader:
    """Reads texts with one lexicon; keep it, its matchers take a tenth of a second to build."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.terms = Terms(lexicon)

    def __call__(self, text: str) -> Reading:
        """The features of one text by block, each as (feature, start, end).

        Block ``char`` holds the words whose n-grams count; `Vocabulary` takes them apart.
        """
        own = language_of(text)
        return self.read(analyse(text, own), own)

    def read(self, tokens: Tokens, own: str, hits: Sequence[Hit] | None = None) -> Reading:
        """The same for a text already analysed in its language (`language_of`), and read for its terms."""
        named = zip(names(tokens), tokens.starts, tokens.ends, strict=True)
        lemmas = [found for found in named if found[0]]
        words = [(m[0].lower(), m.start(), m.end()) for m in WORD.finditer(tokens.text)]
        return {
            "lemma": lemmas,
            "form": words,
            "pair": [(f"{a[0]} {b[0]}", a[1], b[2]) for a, b in pairwise(lemmas)],
            "char": words,
            "term": [
                (name, hit.start, hit.end)
                for hit in self.hits(tokens, own, hits)
                for name in (f"={hit.term.theme}", hit.term.form.lower())
            ],
        }

    def hits(self, tokens: Tokens, own: str, hits: Sequence[Hit] | None = None) -> list[Hit]:
        """Each term where it stands; words of the other script are looked up in their own language."""
        found = list(self.terms.find(tokens, own) if hits is None else hits)
        return found + self.terms.english(tokens.text) if own == "ko" and "SL" in tokens.tags else found


def occurrences(block: str, reading: Reading) -> Iterable[Found]:
    """The features of one block where they stand; n-grams stand on their whole word."""
    if block != "char":
        return reading.get(block, ())
    return ((gram, start, end) for word, start, end in reading.get("char", ()) for gram in grams(word))


@dataclass(frozen=True)
class Vocabulary:
    """The columns of the matrix: for each block its features in sorted order and their rarity (idf).

    Attributes
    ----------
    features : dict of str to tuple of str
    rarity : ndarray, shape (columns,)
        ``ln((1 + n) / (1 + texts with the feature)) + 1``, float32.
    dims : int
        Columns of a sentence vector behind those of the features; 0 for none.
    """

    features: dict[str, tuple[str, ...]]
    rarity: np.ndarray
    dims: int = 0
    _column: dict[str, dict[str, int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        at, column = 0, {}
        for block in BLOCKS:
            column[block] = {name: at + n for n, name in enumerate(self.features.get(block, ()))}
            at += len(column[block])
        object.__setattr__(self, "_column", column)

    def __len__(self) -> int:
        """Columns of features, without those of a vector."""
        return len(self.rarity)

    def name(self, column: int) -> tuple[str, str]:
        """Block and feature of a column."""
        for block in BLOCKS:
            own = self.features.get(block, ())
            if column < len(own):
                return block, own[column]
            column -= len(own)
        raise IndexError(column)

    def column(self, block: str, feature: str) -> int | None:
        return self._column[block].get(feature)

    def columns(self, block: str) -> Mapping[str, int]:
        """Feature to column of one block."""
        return self._column[block]

    def matrix(self, readings: Sequence[Reading], vectors: np.ndarray | None = None) -> sparse.csr_matrix:
        """Rows of the texts: ``(1 + ln count) * rarity``, each block brought to the length of its weight.

        Parameters
        ----------
        vectors : ndarray, shape (len(readings), dims), optional
            Stand behind the features as they are; needed where the vocabulary has any.

        Returns
        -------
        csr_matrix, shape (len(readings), columns + dims), float64, columns sorted in each row
        """
        parts = []
        for block, plan in BLOCKS.items():
            if not self.features.get(block):
                continue
            counts = _counts(block, readings, self._column[block], len(self))
            counts.data = 1.0 + np.log(counts.data)
            counts = (counts @ sparse.diags(self.rarity.astype(np.float64))).tocsr()
            length = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
            length[length == 0] = 1.0
            parts.append(sparse.diags(plan.weight / length) @ counts)
        rows = sum(parts, sparse.csr_matrix((len(readings), len(self)))).tocsr()
        if self.dims:
            assert vectors is not None and vectors.shape == (len(readings), self.dims)
            rows = sparse.hstack([rows, sparse.csr_matrix(vectors.astype(np.float64))]).tocsr()
        rows.sort_indices()
        return rows


def vocabulary(
    readings: Sequence[Reading],
    background: Sequence[Reading] = (),
    *,
    dims: int = 0,
    fewest: Mapping[str, int] | None = None,
) -> Vocabulary:
    """The vocabulary of the texts a model learns from; `background` texts only help to say what is rare.

    `dims` columns of a sentence vector may stand behind its features; `fewest` overrules by block in how many texts a
    feature must stand.
    """
    features: dict[str, tuple[str, ...]] = {}
    rarity: list[float] = []
    total = len(readings) + len(background)
    for block, plan in BLOCKS.items():
        own = _texts_with(block, readings)
        least = (fewest or {}).get(block, plan.texts if len(readings) > FEW_TEXTS else 1)
        kept = sorted(name for name, count in own.items() if count >= least)
        beyond = _texts_with(block, background) if background else Counter()
        features[block] = tuple(kept)
        rarity.extend(np.log((1 + total) / (1 + own[name] + beyond[name])) + 1.0 for name in kept)
    return Vocabulary(features, np.asarray(rarity, dtype=np.float32), dims)


def _texts_with(block: str, readings: Sequence[Reading]) -> Counter[str]:
    if block != "char":
        return Counter(name for r in readings for name in {found[0] for found in r.get(block, ())})
    words, columns, inside = _words(readings)
    every = (words @ inside).tocsr()
    return Counter(dict(zip(columns, np.bincount(every.indices, minlength=len(columns)).tolist(), strict=True)))


def _counts(block: str, readings: Sequence[Reading], column: dict[str, int], width: int) -> sparse.csr_matrix:
    """How often each known feature stands in each text, shape (texts, width)."""
    if block == "char":
        words, names, inside = _words(readings)
        known = [n for n, name in enumerate(names) if name in column]
        place = sparse.csr_matrix(
            (np.ones(len(known)), (known, [column[names[n]] for n in known])), shape=(len(names), width)
        )
        return (words @ (inside @ place)).tocsr()
    rows, columns = [], []
    for row, reading in enumerate(readings):
        known = [column[found[0]] for found in reading.get(block, ()) if found[0] in column]
        columns.extend(known)
        rows.extend([row] * len(known))
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(readings), width))


def _words(readings: Sequence[Reading]) -> tuple[sparse.csr_matrix, list[str], sparse.csr_matrix]:
    """Texts by words, the n-grams' names, and words by n-grams: a text's n-grams are the product.

    Each distinct word is taken apart once, which makes five thousand texts a matter of a second.
    """
    word_at: dict[str, int] = {}
    rows, columns = [], []
    for row, reading in enumerate(readings):
        for word, _start, _end in reading.get("char", ()):
            rows.append(row)
            columns.append(word_at.setdefault(word, len(word_at)))
    gram_at: dict[str, int] = {}
    inside_rows, inside_columns = [], []
    for word, at in word_at.items():
        for gram in grams(word):
            inside_rows.append(at)
            inside_columns.append(gram_at.setdefault(gram, len(gram_at)))
    words = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(readings), len(word_at)))
    inside = sparse.csr_matrix(
        (np.ones(len(inside_rows)), (inside_rows, inside_columns)), shape=(len(word_at), len(gram_at))
    )
    return words, list(gram_at), inside
