"""The base models at work: what a statement speaks of, how, of what kind and how gravely, before an office has decided."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import scipy.sparse as sparse

from nlp.base.deciding import together
from nlp.base.heads import ALONE, BARE, KIND, SEVERITY, STANCE, THEME, VECTORS, Head, Heads
from nlp.base.inputs import Encode, Meaning, around, neighbors, one_hot, quiet, sparse_rows
from nlp.base.reading import Read, StatementReader
from nlp.learning.calibration import sigmoid
from nlp.learning.features import Reading
from nlp.learning.telling import by_place
from nlp.reading.clauses import clauses
from nlp.reading.said import NEVER_IN_NEED, Said
from nlp.reading.tokens import Tokens

NEED = "need"
# Added to the log odds of stances: a need missed is worse than one too many, and what is said to be no problem is rarer
# in the corpus's talk than it is meant. Chosen on 700 real statements outside the project, where it left as many stances
# right and called .63 of Korean needs (.60 with half of it) and .58 of English ones (.53) needs.
LEANING = {"need": 0.8, "none": 0.8, "resolved": 0.56}
# How much a theme's own clause counts beside the whole statement. Chosen, not measured.
CLAUSE = 0.7
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
    vectors : ndarray, shape (statements, 384)
        The sentence vectors as the encoder gives them; no columns without one.
    """

    said: Sequence[Said]
    reads: list[Read]
    odds: np.ndarray
    rows: sparse.csr_matrix
    manner: sparse.csr_matrix
    dense: np.ndarray
    leaning: np.ndarray
    vectors: np.ndarray


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

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms it has met, in small letters."""
        return frozenset(self._heads.vocabularies["about"].features["term"])

    def hear(self, said: Sequence[Said], tokens: Sequence[Tokens] | None = None) -> Heard:
        """Read statements, with their analyses where there are any; a hundred or more at a time is quickest."""
        reads = [self.reader(each, tokens[n] if tokens else None) for n, each in enumerate(said)]
        rows = sparse_rows(self._heads.vocabularies["about"], [r.about for r in reads])
        manner = sparse_rows(self._heads.vocabularies["manner"], [r.manner for r in reads])
        dense, leaning = self._around(said, rows), np.zeros((len(said), 0), dtype=np.float32)
        vectors = leaning
        if self.encode is not None:
            leaning, vectors = self._meaning.leaning(said, self.encode), self.encode([quiet(s.text) for s in said])
            dense = np.hstack([dense, leaning])
        head = self._head(THEME)
        return Heard(said, reads, head.log_odds(head.values(rows, dense)), rows, manner, dense, leaning, vectors)

    def judge(self, heard: Heard, asked: Sequence[tuple[int, str]]) -> tuple[list[Manner], list[str]]:
        """Stance and severity of each (statement, theme) asked for, and the kind of every statement.

        The two fit each other (`nlp.base.deciding`); an official's or a moderator's words are never a need.
        """
        stances, kinds = self._head(STANCE), self._head(KIND)
        shares, severities = self._stances(heard, asked)
        shares = self._by_clause(heard, asked, shares)
        of_kind = self._kinds(heard)
        places: list[list[int]] = [[] for _ in heard.said]
        for place, (n, _) in enumerate(asked):
            places[n].append(place)
        found: list[Manner | None] = [None] * len(asked)
        told = []
        for n, own in enumerate(places):
            best, kind = together(shares[own], of_kind[n], stances.labels, kinds.labels)
            told.append(kinds.labels[kind])
            for place, choice in zip(own, best, strict=True):
                stance = stances.labels[choice]
                severity = int(severities[place]) if stance == NEED else None
                found[place] = Manner(stance, float(np.exp(shares[place, choice])), severity)
        return [each for each in found if each is not None], told

    def _by_clause(self, heard: Heard, asked: Sequence[tuple[int, str]], shares: np.ndarray) -> np.ndarray:
        """Of several themes each has the stance of its own clause: "관세는 문제없지만 인력이 부족합니다"."""
        own = self._clauses(heard, asked)
        if not own:
            return shares
        said = [replace(heard.said[asked[place][0]], text=text) for place, text in own.items()]
        told, _ = self._stances(self._alone(said), [(n, asked[place][1]) for n, place in enumerate(own)])
        found = shares.copy()
        for row, place in enumerate(own):
            found[place] = CLAUSE * told[row] + (1.0 - CLAUSE) * shares[place]
        return found

    def _alone(self, said: Sequence[Said]) -> Heard:
        """Statements read for their manner only."""
        reads = [self.reader(each) for each in said]
        manner = sparse_rows(self._heads.vocabularies["manner"], [r.manner for r in reads])
        none = np.zeros((len(said), 0), dtype=np.float32)
        leaning = self._meaning.leaning(said, self.encode) if self.encode else none
        return Heard(said, reads, none, sparse.csr_matrix((len(said), 0)), manner, none, leaning, none)

    def _clauses(self, heard: Heard, asked: Sequence[tuple[int, str]]) -> dict[int, str]:
        """By place in `asked` the clause a theme stands in, where the statement's themes stand in different ones."""
        themed: dict[int, list[int]] = defaultdict(list)
        for place, (n, theme) in enumerate(asked):
            if theme in self.themes:
                themed[n].append(place)
        cut = {
            n: found
            for n, places in themed.items()
            if len(places) > 1 and len(found := clauses(heard.reads[n].tokens, heard.reads[n].language)) > 1
        }
        parts = [_within(heard.reads[n].about, *part) for n, found in cut.items() for part in found]
        values = sparse_rows(self._heads.vocabularies["about"], parts) @ self._head(THEME).weights.T if parts else None
        told: dict[int, str] = {}
        first = 0
        for n, found in cut.items():
            assert values is not None
            own = values[first : first + len(found)]
            first += len(found)
            stands = {place: int(own[:, self.themes.index(asked[place][1])].argmax()) for place in themed[n]}
            if len(set(stands.values())) > 1:
                told |= {place: heard.said[n].text[slice(*found[at])].strip() for place, at in stands.items()}
        return told

    def shares(self, said: Sequence[Said], themes: Sequence[str], kind: str) -> np.ndarray:
        """Log probabilities of stances of a theme each, or of the statements' kinds, shape (statements, labels)."""
        heard = self.hear(said)
        return self._stances(heard, list(enumerate(themes)))[0] if kind == "stance" else self._kinds(heard)

    def _stances(self, heard: Heard, asked: Sequence[tuple[int, str]]) -> tuple[np.ndarray, np.ndarray]:
        """Log probabilities of stances, shape (asked, stances), and the middle severity of each, 1 to 5."""
        stances, grades = self._head(STANCE), self._head(SEVERITY)
        if not asked:
            return np.zeros((0, len(stances.labels))), np.zeros(0, dtype=int)
        at = [n for n, _ in asked]
        dense = np.hstack([one_hot([theme for _, theme in asked], self.themes), heard.leaning[at]])
        leaning = np.array([LEANING.get(label, 0.0) for label in stances.labels])
        shares = _log_shares(stances.values(heard.manner[at], dense) + leaning)
        shares[[heard.said[n].role in NEVER_IN_NEED for n in at], stances.labels.index(NEED)] = -np.inf
        steps = np.cumsum(np.exp(_log_shares(grades.values(heard.manner[at], dense))), axis=1)
        return shares, (steps >= 0.5).argmax(axis=1) + 1

    def _kinds(self, heard: Heard) -> np.ndarray:
        """Log probabilities of kinds, shape (statements, kinds)."""
        head = self._head(KIND)
        dense = np.hstack([one_hot([None] * len(heard.said), self.themes), heard.leaning])
        shares = _log_shares(head.values(heard.manner, dense))
        plain = np.array([label in PLAIN_KINDS for label in head.labels])
        outside = np.array([s.role in NEVER_IN_NEED for s in heard.said], dtype=bool)
        shares[np.ix_(outside, ~plain)] = -np.inf
        return shares

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
        # Weights are multiplied in single precision where many statements are read: what is told adds up exactly.
        decision = math.fsum([bias, *(value for _, _, value in words), *(value for _, value in told)])
        return Because(decision, bias, words, told)

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


def _within(reading: Reading, start: int, stop: int) -> Reading:
    """What of a reading stands in a stretch of the text."""
    return {block: [f for f in found if f[1] >= start and f[2] <= stop + 1] for block, found in reading.items()}


def _log_shares(values: np.ndarray) -> np.ndarray:
    """Log of the softmax, row by row."""
    return np.asarray(values - np.logaddexp.reduce(values, axis=1, keepdims=True))
