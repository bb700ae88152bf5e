"""Statements as rows of a vocabulary, a batch at a time: straight to columns, each distinct word taken apart once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, repeat

import numpy as np
import scipy.sparse as sparse

from nlp.base.reading import KEPT, Read, StatementReader, runs
from nlp.learning.features import BLOCKS, Reading, Vocabulary
from nlp.learning.naming import REMEMBERED, WORD, grams, names

# A feature the vocabulary does not know.
NONE = -1
# A statement's number and a column in one integer: a vocabulary of a million features would be ten times the one there is.
BITS = 20
COLUMN = (1 << BITS) - 1


class Columns:
    """The rows `Vocabulary.matrix` makes, in single precision as the stored weights are; keep it.

    A statement is told by the columns of its features one behind the other, each as often as it stands there, as the
    bytes of 32-bit integers: what is the same in many statements is made once and joined.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        counts = [len(vocabulary.features.get(block, ())) for block in BLOCKS]
        self._column = {block: vocabulary.columns(block) for block in BLOCKS}
        self._block = np.repeat(np.arange(len(BLOCKS)), counts)
        self._weight = np.array([plan.weight for plan in BLOCKS.values()])
        assert len(vocabulary) <= COLUMN, "the vocabulary has outgrown BITS"
        self._rarity = vocabulary.rarity.astype(np.float64)
        self._words = _Words(self._column)

    def of(self, block: str, features: Iterable[str]) -> bytes:
        """The columns of features of one block."""
        return array("i", map(self._column[block].get, features, repeat(NONE))).tobytes()

    def words(self, words: Iterable[str]) -> bytes:
        """The columns of whole words and of the letters they are made of."""
        if len(self._words) > REMEMBERED:
            self._words.clear()
        return b"".join(map(self._words.__getitem__, words))

    def read(self, reading: Reading) -> bytes:
        """The columns of a reading."""
        words = self.words(word for word, _, _ in reading.get("char", ()))
        others = [block for block in reading if block not in ("char", "form")]
        return words + b"".join(self.of(block, [found[0] for found in reading[block]]) for block in others)

    def rows(self, told: Sequence[bytes]) -> sparse.csr_matrix:
        """Shape (statements, columns), float32, columns sorted in each row."""
        count, kinds = len(told), len(self._weight)
        found = np.frombuffer(b"".join(told), dtype=np.int32)
        lengths = np.fromiter(map(len, told), dtype=np.int64, count=count) // found.itemsize
        places = np.repeat(np.arange(count) << BITS, lengths) + found
        places = places[found != NONE]
        places.sort()
        opens = np.ones(len(places), dtype=bool)
        np.not_equal(places[1:], places[:-1], out=opens[1:])
        first = np.flatnonzero(opens)
        places = places[first]
        row, column = places >> BITS, places & COLUMN
        values = self._rarity[column]
        if len(first) < len(opens):
            often = np.diff(first, append=len(opens))
            again = np.flatnonzero(often > 1)
            values[again] *= 1.0 + np.log(often[again])
        group = row * kinds + self._block[column]
        length = np.sqrt(np.bincount(group, values * values, minlength=count * kinds)).reshape(count, kinds)
        length[length == 0] = 1.0
        share = (self._weight / length).ravel()
        begins = np.searchsorted(row, np.arange(count + 1)).astype(np.int32)
        entries = (share[group] * values).astype(np.float32), column.astype(np.int32), begins
        return sparse.csr_matrix(entries, shape=(count, len(self._rarity)))


class _Words(dict[str, bytes]):
    """The columns of each word met so far: its own and those of its n-grams."""

    def __init__(self, column: Mapping[str, Mapping[str, int]]) -> None:
        self._form, self._char = column["form"], column["char"]

    def __missing__(self, word: str) -> bytes:
        lower = word.lower()
        known = [self._form.get(lower), *map(self._char.get, grams.__wrapped__(lower))]
        found = self[word] = array("i", [column for column in known if column is not None]).tobytes()
        return found


class Layout:
    """Statements laid out as rows of both vocabularies: the features of `Read.about` and `Read.manner`, without places."""

    def __init__(self, reader: StatementReader, about: Columns, manner: Columns) -> None:
        self._about, self._manner = about, manner
        # A question is asked of many, an industry told of many.
        self._beside = lru_cache(maxsize=KEPT)(lambda text: self._placeless(reader.elsewhere(text)))

    def _placeless(self, found: list[str]) -> tuple[bytes, bytes, bytes]:
        """Lemmas and terms of another text as columns: as a question in both vocabularies, and as an industry."""
        return self._about.of("asked", found), self._manner.of("asked", found), self._about.of("trade", found)

    def about(self, reads: Sequence[Read]) -> sparse.csr_matrix:
        """For themes."""
        return self._about.rows([self._of_matter(read) for read in reads])

    def manner(self, reads: Sequence[Read]) -> sparse.csr_matrix:
        """For stance, kind and severity."""
        return self._manner.rows([self._of_manner(read) for read in reads])

    def parts(self, readings: Sequence[Reading]) -> sparse.csr_matrix:
        """Stretches of statements, for themes."""
        return self._about.rows([self._about.read(reading) for reading in readings])

    def _of_matter(self, read: Read) -> bytes:
        own, said = self._about, read.said
        named = list(filter(None, names(read.tokens)))
        terms = [name for hit in read.terms() for name in (f"={hit.term.theme}", hit.term.form.lower())]
        return b"".join(
            (
                own.words(WORD.findall(read.tokens.text)),
                own.of("lemma", named),
                own.of("pair", [f"{one} {two}" for one, two in pairwise(named)]),
                own.of("term", terms) if terms else b"",
                own.of("who", (read.who,)),
                self._beside(said.question)[0] if said.question else b"",
                self._beside(said.industry)[2] if said.industry else b"",
            )
        )

    def _of_manner(self, read: Read) -> bytes:
        own, question = self._manner, read.said.question
        return b"".join(
            (
                own.words(WORD.findall(read.tokens.text)),
                own.of("said", runs(read.tokens)),
                own.of("who", (read.who,)),
                self._beside(question)[1] if question else b"",
            )
        )
