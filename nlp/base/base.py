"""The base models at work: what a statement speaks of, how, of what kind and how gravely, before an office has decided."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import scipy.sparse as sparse

from nlp.base.columns import Layout
from nlp.base.deciding import together
from nlp.base.heads import ALONE, BARE, THEME, VECTORS, Head, Heads
from nlp.base.inputs import Encode, Meaning, neighbors, quiet
from nlp.base.manners import NEED, Manner, Manners
from nlp.base.reading import KEPT, Read, StatementReader
from nlp.learning.calibration import sigmoid
from nlp.learning.features import Reading
from nlp.learning.telling import by_place
from nlp.reading.clauses import clauses
from nlp.reading.said import Said
from nlp.reading.tokens import Tokens

# How much a theme's own clause counts beside the whole statement. Chosen, not measured.
CLAUSE = 0.7


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
    rows : csr_matrix
        Their words, for themes.
    dense, leaning : ndarray
        The columns beside them: of themes, and the vectors of stance, severity and kind.
    vectors : ndarray, shape (statements, 384)
        The sentence vectors as the encoder gives them; no columns without one.
    """

    said: Sequence[Said]
    reads: list[Read]
    odds: np.ndarray
    rows: sparse.csr_matrix
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
        self._layout = Layout(reader, heads.columns["about"], heads.columns["manner"])
        self.themes = self._head(THEME).labels
        self._manners = Manners(heads, self._variant, self._layout)
        self._near: dict[str, np.ndarray] = {}

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms it has met, in small letters."""
        return frozenset(self._heads.vocabularies["about"].features["term"])

    def hear(
        self, said: Sequence[Said], tokens: Sequence[Tokens] | None = None, talks: Sequence[int] | None = None
    ) -> Heard:
        """Read statements, with their analyses where there are any; a hundred or more at a time is quickest.

        `talks` tells of statements of several talks which one each stands in: it has its neighbors there.
        """
        reads = [self.reader(each, tokens[n] if tokens else None) for n, each in enumerate(said)]
        rows = self._layout.about(reads)
        head, words = self._head(THEME), self._heads.products(self._variant, (ALONE, THEME), rows)
        leaning = vectors = self._leaning(said)
        if self.encode is not None:
            vectors = self.encode([quiet(s.text) for s in said])
        near = self._around(said, talks or [0] * len(said), words[ALONE], self._meaning.own(leaning))
        dense = np.hstack([near, leaning])
        odds = head.log_odds(head.completed(words[THEME], dense))
        return Heard(said, reads, odds, rows, dense, leaning, vectors)

    def judge(self, heard: Heard, asked: Sequence[tuple[int, str]]) -> tuple[list[Manner], dict[int, str]]:
        """Stance and severity of each (statement, theme) asked for, and the kind of each of the statements.

        The two fit each other (`nlp.base.deciding`); an official's or a moderator's words are never a need.
        """
        if not asked:
            return [], {}
        stances, kinds = self._manners.stances, self._manners.kinds
        own = sorted({n for n, _ in asked})
        place = {n: at for at, n in enumerate(own)}
        spoken = self._manners.spoken([heard.reads[n] for n in own], heard.leaning[own])
        shares, severities = self._manners.of_themes(spoken, [(place[n], theme) for n, theme in asked])
        shares = self._by_clause(heard, asked, shares)
        of_kind = self._manners.of_statements(spoken)
        places = defaultdict(list)
        for at, (n, _) in enumerate(asked):
            places[n].append(at)
        found: dict[int, Manner] = {}
        told = {}
        for n in own:
            best, kind = together(shares[places[n]], of_kind[place[n]], stances, kinds)
            told[n] = kinds[kind]
            for at, choice in zip(places[n], best, strict=True):
                stance = stances[choice]
                severity = int(severities[at]) if stance == NEED else None
                found[at] = Manner(stance, float(np.exp(shares[at, choice])), severity)
        return [found[at] for at in range(len(asked))], told

    def _by_clause(self, heard: Heard, asked: Sequence[tuple[int, str]], shares: np.ndarray) -> np.ndarray:
        """Of several themes each has the stance of its own clause: "관세는 문제없지만 인력이 부족합니다"."""
        own = self._clauses(heard, asked)
        if not own:
            return shares
        said = [replace(heard.said[asked[place][0]], text=text) for place, text in own.items()]
        spoken = self._manners.spoken([self.reader(each) for each in said], self._leaning(said))
        told, _ = self._manners.of_themes(spoken, [(n, asked[place][1]) for n, place in enumerate(own)])
        found = shares.copy()
        for row, place in enumerate(own):
            found[place] = CLAUSE * told[row] + (1.0 - CLAUSE) * shares[place]
        return found

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
        if not parts:
            return {}
        values = self._heads.products(self._variant, (ALONE, THEME), self._layout.parts(parts))[THEME]
        told: dict[int, str] = {}
        first = 0
        for n, found in cut.items():
            own = values[first : first + len(found)]
            first += len(found)
            stands = {place: int(own[:, self.themes.index(asked[place][1])].argmax()) for place in themed[n]}
            if len(set(stands.values())) > 1:
                told |= {place: heard.said[n].text[slice(*found[at])].strip() for place, at in stands.items()}
        return told

    def shares(self, said: Sequence[Said], themes: Sequence[str], kind: str) -> np.ndarray:
        """Log probabilities of stances of a theme each, or of the statements' kinds, shape (statements, labels)."""
        spoken = self._manners.spoken([self.reader(each) for each in said], self._leaning(said))
        if kind == "stance":
            return self._manners.of_themes(spoken, list(enumerate(themes)))[0]
        return self._manners.of_statements(spoken)

    def because(self, heard: Heard, n: int, theme: str) -> Because:
        """Why statement `n` is said to speak of `theme`. Raises ValueError for a theme the base does not know."""
        head, vocabulary = self._head(THEME), self._heads.vocabularies["about"]
        at = head.labels.index(theme)
        slope, shift = head.sigmoids[at]
        own = slice(*heard.rows.indptr[n : n + 2])
        columns = heard.rows.indices[own]
        values = slope * heard.rows.data[own] * head.weights[at, columns].astype(np.float64)
        words, outside = by_place(vocabulary, heard.reads[n].about, columns, values)
        near, count = slope * heard.dense[n] * head.dense[at].astype(np.float64), 3 * len(head.labels)
        beside = {**outside, "around": float(near[:count].sum()), "vector": float(near[count:].sum())}
        bias = float(slope * head.bias[at] + shift)
        told = tuple((name, value) for name, value in beside.items() if value)
        # Weights are multiplied in single precision where many statements are read: what is told adds up exactly.
        decision = math.fsum([bias, *(value for _, _, value in words), *(value for _, value in told)])
        return Because(decision, bias, words, told)

    def _leaning(self, said: Sequence[Said]) -> np.ndarray:
        """Vectors of the statements and what they lean on; no columns without an encoder."""
        if self.encode is None:
            return np.zeros((len(said), 0), dtype=np.float32)
        return self._meaning.leaning(said, self.encode)

    def _head(self, name: str) -> Head:
        return self._heads.heads[self._variant, name]

    def _around(self, said: Sequence[Said], talks: Sequence[int], words: np.ndarray, dense: np.ndarray) -> np.ndarray:
        """What the neighbors by themselves speak of; a statement of the batch is not read again as a neighbor."""
        place = {(talk, each.text): n for n, (talk, each) in enumerate(zip(talks, said, strict=True), 1)}
        near = [(talk, text) for talk, each in zip(talks, neighbors(said), strict=True) for text in each]
        beyond = sorted({text for talk, text in near if text and (talk, text) not in place})
        far = {text: n for n, text in enumerate(beyond, len(said) + 1)}
        shares = [np.zeros((1, words.shape[1]), dtype=np.float32), _shares(self._head(ALONE), words, dense)]
        table = np.concatenate([*shares, self._far(beyond)] if beyond else shares)
        at = [(place.get(one) or far[one[1]]) if one[1] else 0 for one in near]
        return table[at].reshape(len(said), -1)

    def _far(self, texts: Sequence[str]) -> np.ndarray:
        """The same of texts outside the batch, kept while they are likely to come again."""
        if len(self._near) > KEPT:
            self._near.clear()
        new = [Said(text) for text in texts if text not in self._near]
        if new:
            rows = self._layout.about([self.reader(each) for each in new])
            dense = np.zeros((len(new), 0), dtype=np.float32)
            if self.encode is not None:
                dense = self._meaning.alone(new, self.encode)
            head = self._head(ALONE)
            shares = _shares(head, self._heads.products(self._variant, (ALONE, THEME), rows)[ALONE], dense)
            self._near.update(zip([each.text for each in new], shares, strict=True))
        return np.array([self._near[text] for text in texts])


def _shares(head: Head, words: np.ndarray, dense: np.ndarray) -> np.ndarray:
    return sigmoid(head.log_odds(head.completed(words, dense)), 1.0, 0.0).astype(np.float32)


def _within(reading: Reading, start: int, stop: int) -> Reading:
    """What of a reading stands in a stretch of the text."""
    return {block: [f for f in found if f[1] >= start and f[2] <= stop + 1] for block, found in reading.items()}
