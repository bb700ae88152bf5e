"""Stance and kind of statement learned from decisions: the linear machinery of themes over what stands around a mention."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from nlp.learning.learned import Explanation, Model
from nlp.learning.learning import FEWEST, Decision, LearningError, fit
from nlp.learning.modelcard import digest
from nlp.learning.office import OnBase, Prior
from nlp.learning.stance_reading import Stanced, StanceReader
from nlp.reading.labels import DIFFICULTY, FACT, NEED, STANCES, UNDECIDED
from nlp.reading.labels import KINDS as STATEMENTS

__all__ = ["KINDS", "Comparison", "Judged", "StanceModel", "StanceReader", "Stanced", "fit_stances", "told_before"]

# What is learned, and the label whose loss counts most.
KINDS = {"stance": STANCES, "statement": STATEMENTS}
FIRST = {"stance": NEED, "statement": DIFFICULTY}
# Fewer decisions than this and no learned label is shown, however good.
# As few as for showing a theme (app/coding/learning/proof.py).
FEWEST_SHOWN = 30
# Chosen, not measured: fewer leave less to learn from, more take longer.
FOLDS = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """The model against what is said without it, on decisions held out from it.

    Attributes
    ----------
    decisions : int
    labels : dict of str to int
        How often people said what.
    rules_accuracy, model_accuracy : float
        Share of decisions told right.
    rules_recall, model_recall : float
        Share of the needs (of the difficulties, for statements) found; 1 where there are none.
    shown : bool
        Whether the model may propose: at least 30 decisions, two labels learned, and more right than the rules.
    """

    decisions: int
    labels: dict[str, int]
    rules_accuracy: float
    model_accuracy: float
    rules_recall: float
    model_recall: float
    shown: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What a model says of a mention.

    Attributes
    ----------
    label : str
    probability : float
        Among the labels the model knows, 0 to 1.
    """

    label: str
    probability: float


@dataclass(frozen=True)
class StanceModel:
    """A learned model of stance or of statement kind; `model` is stored and loaded like a theme's.

    `prior` is the base it was learned on, whose themes are labels and whose texts are keys of mentions; None: on none.
    """

    model: Model
    prior: Prior | None = None

    @property
    def kind(self) -> str:
        return str(self.model.card.settings["kind"])

    @property
    def labels(self) -> tuple[str, ...]:
        return self.model.themes

    @property
    def version(self) -> str:
        return self.model.version

    @property
    def comparison(self) -> Comparison:
        return Comparison(**self.model.card.settings["comparison"])

    def judge(self, row: Stanced, reader: StanceReader) -> Judged:
        """The likeliest label of one mention; what the person said (``row.label``) is not looked at."""
        return self.judge_all([row], reader)[0]

    def judge_all(self, rows: Sequence[Stanced], reader: StanceReader) -> list[Judged]:
        """The same for many; one matrix for all of them."""
        if not rows:
            return []
        keys = [reader.key(row) for row in rows]
        sure = _shares(OnBase(self.model, self.prior), keys, reader)
        best = sure.argmax(axis=1)
        return [Judged(self.labels[n], float(sure[row, n])) for row, n in enumerate(best.tolist())]

    def explain(self, row: Stanced, reader: StanceReader, label: str | None = None) -> Explanation:
        """Why `label` (the likeliest by default): bias and contributions add up to its decision value."""
        told = label or self.judge(row, reader).label
        key = reader.key(row)
        return OnBase(self.model, self.prior).explain(key, reader(key), told)

    def save(self, directory: Path) -> None:
        """Card, vocabulary and weights, as `nlp.learning.learned.Model.save` writes them."""
        self.model.save(directory)

    @classmethod
    def load(cls, directory: Path) -> StanceModel:
        """Raises ModelError where the directory holds no model that can be read."""
        return cls(Model.load(directory))


def fit_stances(rows: Iterable[Stanced], reader: StanceReader, *, prior: Prior | None = None) -> StanceModel:
    """Learn the reader's kind of label from people's decisions.

    Parameters
    ----------
    rows : iterable of Stanced
        In any order, any number of times; the same set gives the same model to the byte.
    reader : StanceReader
        Says what is learned (``stance`` or ``statement``), and by which lexicon.
    prior : Prior, optional
        A base model of the labels, asked by keys of mentions: its log odds are what the decisions add to, and its
        likeliest label is what the comparison is with; without one it is with calling everything undecided, or a fact.

    Raises
    ------
    LearningError
        Where fewer than two labels were given to at least two mentions each.
    """
    said = sorted({(reader.key(row), row.label) for row in rows})
    labels = _learnable(said)
    comparison = _compared(said, labels, reader, prior)
    model = fit(_decisions(said, labels), reader, prior=prior)
    card = replace(
        model.card,
        decisions_sha256=digest((key, label, True) for key, label in said),
        decisions=len(said),
        settings={**model.card.settings, "kind": reader.kind, "comparison": asdict(comparison)},
    )
    return StanceModel(replace(model, card=card), prior)


def _learnable(said: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The labels given to enough mentions; a rarer one only tells what the others are not."""
    counts = Counter(label for _, label in said)
    labels = tuple(sorted(label for label, count in counts.items() if count >= FEWEST))
    if len(labels) < 2:
        raise LearningError(tuple((label, n, len(said) - n) for label, n in sorted(counts.items())))
    return labels


def _decisions(said: Iterable[tuple[str, str]], labels: Iterable[str]) -> list[Decision]:
    return [Decision(key, each, each == label) for key, label in said for each in labels]


def _shares(model: OnBase, keys: Sequence[str], reader: StanceReader) -> np.ndarray:
    """Probabilities brought to a sum of 1, shape (keys, labels)."""
    sure = model.probabilities(model.decisions(keys, [reader(key) for key in keys]))
    return np.asarray(sure / sure.sum(axis=1, keepdims=True))


def _compared(
    said: Sequence[tuple[str, str]], labels: tuple[str, ...], reader: StanceReader, prior: Prior | None
) -> Comparison:
    """Every decision judged by a model that has seen nothing of its text, beside what was said without it."""
    told: dict[int, str] = {}
    place = _folds(said, reader)
    for fold in range(FOLDS):
        own = [pair for n, pair in enumerate(said) if place[n] != fold]
        held = [n for n in range(len(said)) if place[n] == fold]
        if not held:
            continue
        guess = _held_out(own, [said[n][0] for n in held], reader, prior)
        told.update(zip(held, guess, strict=True))
    rules = told_before([key for key, _ in said], reader, prior)
    return _counted([label for _, label in said], rules, [told[n] for n in range(len(said))], labels, reader.kind)


def told_before(keys: Sequence[str], reader: StanceReader, prior: Prior | None) -> list[str]:
    """What is said without the decisions: by the base, else that nothing can be told."""
    if prior is None:
        return [UNDECIDED if reader.kind == "stance" else FACT] * len(keys)
    return [prior.themes[n] for n in prior.values(keys).argmax(axis=1)]


def _held_out(
    own: Sequence[tuple[str, str]], keys: Sequence[str], reader: StanceReader, prior: Prior | None
) -> list[str]:
    try:
        labels = _learnable(own)
        model = OnBase(fit(_decisions(own, labels), reader, prior=prior), prior)
    except LearningError:
        # Too few of anything: the base goes on speaking.
        return told_before(keys, reader, prior)
    return [model.themes[n] for n in _shares(model, keys, reader).argmax(axis=1)]


def _folds(said: Sequence[tuple[str, str]], reader: StanceReader) -> list[int]:
    """Every label spread over the folds, all mentions of one text in the same; the order is the texts' hashes."""
    first: dict[str, str] = {}
    for key, label in said:
        first.setdefault(reader.text(key), label)
    turn: Counter[str] = Counter()
    place = {}
    for text, label in sorted(first.items(), key=lambda pair: hashlib.sha256(pair[0].encode()).digest()):
        place[text] = turn[label] % FOLDS
        turn[label] += 1
    return [place[reader.text(key)] for key, _ in said]


def _counted(
    true: Sequence[str], rules: Sequence[str], model: Sequence[str], labels: tuple[str, ...], kind: str
) -> Comparison:
    def right(found: Sequence[str]) -> float:
        return round(sum(a == b for a, b in zip(found, true, strict=True)) / len(true), 4)

    def recall(found: Sequence[str]) -> float:
        own = [a == b for a, b in zip(found, true, strict=True) if b == FIRST[kind]]
        return round(sum(own) / len(own), 4) if own else 1.0

    shown = len(true) >= FEWEST_SHOWN and len(labels) >= 2 and right(model) > right(rules)
    counts = Counter(true)
    return Comparison(
        len(true),
        {label: counts[label] for label in sorted(counts)},
        right(rules),
        right(model),
        recall(rules),
        recall(model),
        shown,
    )
