"""A learned model: decide, explain to the last word, write to a directory and read back, never by pickle."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import scipy.sparse as sparse

from nlp.learning import shift
from nlp.learning.calibration import sigmoid
from nlp.learning.features import BLOCKS, TEXT_BLOCKS, Reader, Reading, Vocabulary
from nlp.learning.modelcard import Card, Shift
from nlp.learning.telling import Contribution, by_word, outside, places_of

CARD, WORDS, WEIGHTS = "card.json", "vocabulary.json", "weights.npz"


class ModelError(ValueError):
    """A directory that holds no model this program can use."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision on one theme; ``bias`` and the contributions add up to ``decision``.

    Attributes
    ----------
    theme : str
    decision, bias : float
    probability : float
    contributions : tuple of Contribution
        Largest first by size, without those of weight 0.
    words : tuple of (int, int, float)
        The same contributions told word by word in reading order: start, end, value. A feature that stands in
        several places, or over several words, is shared out equally among them.
    beside : tuple of (str, float)
        What the text itself does not hold, by block: the question (``asked``), the statement before (``before``),
        the speaker (``who``), the industry (``trade``), the sentence vector (``vector``). Words, these and the bias
        add up to the decision.
    """

    theme: str
    decision: float
    bias: float
    probability: float
    contributions: tuple[Contribution, ...]
    words: tuple[tuple[int, int, float], ...]
    beside: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Model:
    """Linear decisions for every theme.

    Attributes
    ----------
    themes : tuple of str
        Sorted.
    vocabulary : Vocabulary
    weights : ndarray, shape (themes, columns), float32
    biases : ndarray, shape (themes,), float64
    sigmoids : ndarray, shape (themes, 2), float64
        Slope and shift from decision value to log odds.
    card : Card
        Where it tells of a shift with one theme a text, a text's probabilities add up to 1.
    """

    themes: tuple[str, ...]
    vocabulary: Vocabulary
    weights: np.ndarray
    biases: np.ndarray
    sigmoids: np.ndarray
    card: Card

    @cached_property
    def version(self) -> str:
        """First 12 hex digits of the SHA-256 of vocabulary and weights."""
        return hashlib.sha256(self._words() + self._numbers()).hexdigest()[:12]

    def decisions(self, readings: Sequence[Reading], vectors: np.ndarray | None = None) -> np.ndarray:
        """Decision values, shape (texts, themes); above 0 speaks for the theme."""
        return self.values(self.vocabulary.matrix(readings, vectors))

    def values(self, rows: sparse.csr_matrix) -> np.ndarray:
        """The same from rows of the vocabulary's matrix, which cost more to make than to use."""
        return np.asarray(rows @ self._columns) + self.biases

    @cached_property
    def _columns(self) -> np.ndarray:
        return np.ascontiguousarray(self.weights.T.astype(np.float64))

    def probabilities(self, decisions: np.ndarray) -> np.ndarray:
        """The calibrated probability of every decision value, same shape."""
        if self.card.shift and self.card.shift.one_of:
            return shift.one_of(self._log_odds(decisions))
        pairs = zip(decisions.T, self.sigmoids, strict=True)
        return np.column_stack([sigmoid(values, slope, shift) for values, (slope, shift) in pairs])

    def choices(self, decisions: np.ndarray) -> np.ndarray:
        """The strongest theme of each text, as its place in `themes`, shape (texts,).

        Likelihood and probability halfway: the log odds less half the log of the theme's share. A rare theme loses to
        a frequent one if it is not clearly meant, and is not overlooked for being rare; macro-F1 gains by both.
        """
        return np.asarray((self._log_odds(decisions) - 0.5 * np.log(self._shares())).argmax(axis=1))

    def adapted(self, readings: Sequence[Reading], *, one_of: bool = False, vectors: np.ndarray | None = None) -> Model:
        """The same decisions with probabilities for texts among which themes are rarer or more frequent than they were.

        The shares are estimated from the texts alone, no label is looked at; the card says so. A theme told too badly,
        or whose estimate is not stable (`nlp.learning.shift`), keeps its share.

        Parameters
        ----------
        readings : sequence of Reading
            The texts to be coded. Fewer than 100 leave the model as it is.
        one_of : bool
            Whether every text has exactly one of the themes. Otherwise each theme is looked at by itself, and only
            one with 30 accepted and 30 rejected decisions is moved.

        Raises
        ------
        ValueError
            For a model that was adapted already.
        """
        if self.card.shift:
            raise ValueError("adapt the model as it was learned")
        if len(readings) < shift.FEWEST_TEXTS:
            return self
        odds, old = self._log_odds(self.decisions(readings, vectors)), self._shares()
        old = old / old.sum() if one_of else old
        estimate = shift.shares_one_of if one_of else shift.shares_each
        kept = self._movable(one_of) & shift.stable(estimate, odds, old)
        new = np.where(kept, estimate(odds, old), old)
        new = new / new.sum() if one_of else new
        moved = np.log(new) - np.log(old) if one_of else shift.log_odds(new) - shift.log_odds(old)
        told = [dict(zip(self.themes, shares.tolist(), strict=True)) for shares in (old, new)]
        card = replace(self.card, shift=Shift(len(readings), one_of, told[0], told[1]))
        return replace(self, sigmoids=self.sigmoids + np.column_stack([np.zeros(len(moved)), moved]), card=card)

    def _log_odds(self, decisions: np.ndarray) -> np.ndarray:
        return decisions * self.sigmoids[:, 0] + self.sigmoids[:, 1]

    def _shares(self) -> np.ndarray:
        if self.card.shift:
            return np.array([self.card.shift.found[theme] for theme in self.themes])
        sides = np.array([self.card.sides(theme) for theme in self.themes], dtype=np.float64)
        return np.asarray(sides[:, 0] / sides.sum(axis=1))

    def _movable(self, one_of: bool) -> np.ndarray:
        lines, few = [self.card.overall(theme) for theme in self.themes], 0 if one_of else shift.FEWEST_DECISIONS
        return np.array([n.f1 >= shift.TOLD_WELL and min(n.accepted, n.rejected) >= few for n in lines])

    def explain(self, text: str, theme: str, reader: Reader) -> Explanation:
        """Why the model decides as it does on one text and theme.

        Raises
        ------
        KeyError
            For a theme the model never learned.
        """
        return self.explain_reading(reader(text), theme)

    def explain_reading(self, reading: Reading, theme: str, *, row: sparse.csr_matrix | None = None) -> Explanation:
        """The same for a text already read; several themes of one text cost one reading and one `row` of the matrix."""
        if theme not in self.themes:
            raise KeyError(theme)
        n = self.themes.index(theme)
        row = self.vocabulary.matrix([reading]) if row is None else row
        values = row.data * self.weights[n, row.indices].astype(np.float64)
        bias = float(self.biases[n])
        decision = bias + float(values.sum())
        places = places_of(self.vocabulary, reading)
        inside = row.indices < len(self.vocabulary)
        found = [
            Contribution(*self.vocabulary.name(int(column)), float(value), tuple(places[int(column)]))
            for column, value in zip(row.indices[inside], values[inside], strict=True)
            if value
        ]
        found.sort(key=lambda c: (-abs(c.value), c.block, c.feature))
        sure = self._probability(row, n, decision)
        words, beside = by_word(found, reading.get("form", ())), outside(found, float(values[~inside].sum()))
        return Explanation(theme, decision, bias, sure, tuple(found), words, beside)

    def _probability(self, row: sparse.csr_matrix, n: int, decision: float) -> float:
        """Of one theme of one text; the others are asked only where they share one sum with it."""
        values = np.full((1, len(self.themes)), decision)
        if self.card.shift and self.card.shift.one_of:
            values[0] = self.weights[:, row.indices].astype(np.float64) @ row.data + self.biases
        return float(self.probabilities(values)[0, n])

    def save(self, directory: Path) -> None:
        """Write card, vocabulary and weights; the same model gives the same bytes."""
        directory.mkdir(parents=True, exist_ok=True)
        (directory / WEIGHTS).write_bytes(self._numbers())
        (directory / WORDS).write_bytes(self._words())
        card = {"version": self.version, "themes": self.themes, **self.card.as_json()}
        text = json.dumps(card, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (directory / CARD).write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> Model:
        """Read what `save` wrote.

        Raises
        ------
        ModelError
            Where a file is missing, damaged, or does not fit the others.
        """
        try:
            card = json.loads((directory / CARD).read_text(encoding="utf-8"))
            words = json.loads((directory / WORDS).read_text(encoding="utf-8"))
            with np.load(directory / WEIGHTS, allow_pickle=False) as stored:
                numbers = {name: stored[name] for name in ("rarity", "weights", "biases", "sigmoids")}
            version, themes = card.pop("version"), tuple(card.pop("themes"))
            rarity = numbers.pop("rarity")
            features = {block: tuple(words.get(block, ())) for block in BLOCKS}
            vocabulary = Vocabulary(features, rarity, numbers["weights"].shape[1] - len(rarity))
            model = cls(themes, vocabulary, card=Card.from_json(card), **numbers)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError, zipfile.BadZipFile) as error:
            raise ModelError(f"{directory}: no model that can be read ({error})") from error
        if not model._fits() or model.version != version:
            raise ModelError(f"{directory}: the files do not belong together; train the model again")
        return model

    def _fits(self) -> bool:
        themes, columns = len(self.themes), sum(map(len, self.vocabulary.features.values()))
        shapes = (self.weights.shape, self.biases.shape, self.sigmoids.shape, self.vocabulary.rarity.shape)
        dims = self.vocabulary.dims
        return dims >= 0 and shapes == ((themes, columns + dims), (themes,), (themes, 2), (columns,))

    def _words(self) -> bytes:
        kept = {block: names for block, names in self.vocabulary.features.items() if names or block in TEXT_BLOCKS}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    def _numbers(self) -> bytes:
        stream = io.BytesIO()
        np.savez(
            stream,
            allow_pickle=False,
            rarity=self.vocabulary.rarity,
            weights=self.weights,
            biases=self.biases,
            sigmoids=self.sigmoids,
        )
        return stream.getvalue()
