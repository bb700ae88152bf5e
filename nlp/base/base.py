"""The base models at work: what a statement speaks of, how, of what kind and how gravely, before an office has decided."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sparse

from nlp.base.heads import ALONE, BARE, KIND, SEVERITY, STANCE, THEME, VECTORS, Head, Heads
from nlp.base.inputs import DIMS, Encode, Meaning, around, neighbors, one_hot, sparse_rows
from nlp.base.reading import Read, StatementReader
from nlp.learning.calibration import sigmoid
from nlp.learning.learned import by_place
from nlp.reading.said import NEVER_IN_NEED, Said

LEARNED = Path(__file__).with_name("learned")
CARD = "card.json"
NEED = "need"
# What an official's or a moderator's words can be.
PLAIN_KINDS = ("fact", "other")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a theme is spoken of: the likeliest stance and, of a need, the middle of the severities' distribution."""

    stance: str
    share: float
    severity: int | None


@dataclass(frozen=True, slots=True)
class Because:
    """A theme's log odds taken apart: bias, words by place and what stands outside the text add up to them.

    Attributes
    ----------
    decision, bias : float
    words : tuple of (int, int, float)
    beside : tuple of (str, float)
        ``asked``, ``who``, ``trade``, ``around`` (what the neighbors speak of) and ``vector`` (likeness in meaning).
    """

    decision: float
    bias: float
    words: tuple[tuple[int, int, float], ...]
    beside: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Heard:
    """Statements read by the base.

    Attributes
    ----------
    reads : list of Read
    odds : ndarray, shape (statements, themes)
        Log odds that a statement speaks of a theme.
    rows, manner : csr_matrix
        Rows of the two vocabularies.
    dense, leaning : ndarray
        The columns beside them: of themes, and the vectors of the others.
    """

    said: Sequence[Said]
    reads: list[Read]
    odds: np.ndarray
    rows: sparse.csr_matrix
    manner: sparse.csr_matrix
    dense: np.ndarray
    leaning: np.ndarray


class Base:
    """The models that ship; keep it. With an encoder it weighs sentence vectors, without one it does without."""

    def __init__(self, heads: Heads, reader: StatementReader, meaning: Meaning, encode: Encode | None = None) -> None:
        self.reader = reader
        self.encode = encode
        self._meaning = meaning
        self._heads = heads
        self._variant = BARE if encode is None else VECTORS

    @property
    def themes(self) -> tuple[str, ...]:
        return self._head(THEME).labels

    def hear(self, said: Sequence[Said]) -> Heard:
        """Read statements; a hundred or more at a time is quickest."""
        reads = [self.reader(each) for each in said]
        rows = sparse_rows(self._heads.vocabularies["about"], [r.about for r in reads])
        manner = sparse_rows(self._heads.vocabularies["manner"], [r.manner for r in reads])
        dense, leaning = self._around(said, rows), np.zeros((len(said), 0), dtype=np.float32)
        if self.encode is not None:
            leaning = self._meaning.leaning(said, self.encode)
            dense = np.hstack([dense, leaning])
        head = self._head(THEME)
        return Heard(said, reads, head.log_odds(head.values(rows, dense)), rows, manner, dense, leaning)

    def manners(self, heard: Heard, asked: Sequence[tuple[int, str]]) -> list[Manner]:
        """Stance and severity of each (statement, theme) asked for; an official's or moderator's is never a need."""
        if not asked:
            return []
        at = [n for n, _ in asked]
        dense = np.hstack([one_hot([theme for _, theme in asked], self.themes), heard.leaning[at]])
        stances, grades = self._head(STANCE), self._head(SEVERITY)
        shares = _softmax(stances.values(heard.manner[at], dense))
        steps = np.cumsum(_softmax(grades.values(heard.manner[at], dense)), axis=1)
        need, found = stances.labels.index(NEED), []
        for row, n in enumerate(at):
            if heard.said[n].role in NEVER_IN_NEED:
                shares[row, need] = 0.0
            best = int(shares[row].argmax())
            severity = int((steps[row] >= 0.5).argmax()) + 1 if best == need else None
            found.append(Manner(stances.labels[best], float(shares[row, best] / shares[row].sum()), severity))
        return found

    def kinds(self, heard: Heard) -> list[str]:
        """The kind of every statement: difficulty, request, proposal, praise, fact or other."""
        head = self._head(KIND)
        dense = np.hstack([one_hot([None] * len(heard.said), self.themes), heard.leaning])
        values = head.values(heard.manner, dense)
        plain = [label in PLAIN_KINDS for label in head.labels]
        outside = np.array([s.role in NEVER_IN_NEED for s in heard.said], dtype=bool)
        values[np.ix_(outside, ~np.array(plain))] = -np.inf
        return [head.labels[n] for n in values.argmax(axis=1)]

    def because(self, heard: Heard, n: int, theme: str) -> Because:
        """Why statement `n` is said to speak of `theme`. Raises ValueError for a theme the base does not know."""
        head, vocabulary = self._head(THEME), self._heads.vocabularies["about"]
        at = head.labels.index(theme)
        slope, shift = head.sigmoids[at]
        row = heard.rows[n]
        values = slope * row.data * head.weights[at, row.indices].astype(np.float64)
        words, outside = by_place(vocabulary, heard.reads[n].about, row.indices, values)
        near, count = slope * heard.dense[n] * head.dense[at].astype(np.float64), 3 * len(head.labels)
        beside = {**outside, "around": float(near[:count].sum()), "vector": float(near[count:].sum())}
        bias = float(slope * head.bias[at] + shift)
        told = tuple((name, value) for name, value in beside.items() if value)
        return Because(float(heard.odds[n, at]), bias, words, told)

    def _head(self, name: str) -> Head:
        return self._heads.heads[self._variant, name]

    def _around(self, said: Sequence[Said], rows: sparse.csr_matrix) -> np.ndarray:
        """What the neighbors by themselves speak of; a statement of the batch is not read again as a neighbor."""
        own = {each.text: n for n, each in enumerate(said)}
        near = sorted({text for each in neighbors(said) for text in each if text})
        beyond = [Said(text) for text in near if text not in own]
        head = self._head(ALONE)
        dense = np.zeros((len(said), 0), dtype=np.float32)
        far = np.zeros((len(beyond), 0), dtype=np.float32)
        if self.encode is not None:
            dense, far = self._meaning.alone(said, self.encode), self._meaning.alone(beyond, self.encode)
        shares = dict(zip(own, _shares(head, rows, dense)[list(own.values())], strict=True))
        if beyond:
            others = sparse_rows(self._heads.vocabularies["about"], [self.reader(each).about for each in beyond])
            shares |= dict(zip([s.text for s in beyond], _shares(head, others, far), strict=True))
        return around(said, shares, len(head.labels))


def _shares(head: Head, rows: sparse.csr_matrix, dense: np.ndarray) -> np.ndarray:
    return sigmoid(head.log_odds(head.values(rows, dense)), 1.0, 0.0).astype(np.float32)


def _softmax(values: np.ndarray) -> np.ndarray:
    powers = np.exp(values - values.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


@lru_cache(maxsize=1)
def card() -> dict[str, Any]:
    """The model card that ships: corpus, figures, grades."""
    found: dict[str, Any] = json.loads((LEARNED / CARD).read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=2)
def heads(variant: str) -> tuple[Heads, Meaning]:
    """The stored heads of one variant, read once."""
    with np.load(LEARNED / "meaning.npz", allow_pickle=False) as stored:
        meaning = Meaning(stored["middle"].astype(np.float32), float(stored["scale"]))
    assert meaning.middle.shape == (DIMS,)
    return Heads.load(LEARNED, variants=(variant,)), meaning
