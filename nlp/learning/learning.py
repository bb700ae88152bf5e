"""Themes learned from decisions: a linear SVM a theme, calibrated, the same bytes for the same decisions."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy
import scipy.sparse as sparse
import sklearn

from nlp.learning import modelcard
from nlp.learning.features import Reads, Vocabulary, vocabulary
from nlp.learning.learned import Model
from nlp.learning.machine import centred, learn, settings, settled
from nlp.learning.office import Anchors, Prior, chosen_anchors, learn_on, offsets
from nlp.lexicon.lexicon import Lexicon
from nlp.lexicon.versions import analyser_version
from nlp.reading.language import language_of

# Fewer than this on either side of a theme and nothing could be held out. Before they load all
# this, app/coding/learning/learning.py and app/batch/training.py ask for as many.
FEWEST = 2


# Sentence vectors of texts, shape (texts, dims).
Encode = Callable[[Sequence[str]], np.ndarray]


class LearningError(ValueError):
    """Decisions a model cannot learn from; `problems` holds one (theme, accepted, rejected) per theme."""

    def __init__(self, problems: tuple[tuple[str, int, int], ...]) -> None:
        super().__init__("; ".join(f"{t}: {a} accepted, {r} rejected" for t, a, r in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on a text: whether it speaks of the theme."""

    text: str
    theme: str
    accepted: bool


@dataclass(frozen=True)
class Decided:
    """Decisions as a table in an order of its own, so that the order of arrival does not count.

    Attributes
    ----------
    texts, themes : tuple of str
        Sorted, each once.
    marks : ndarray, shape (texts, themes), int8
        1 accepted, -1 rejected, 0 not decided. Of two different words on the same the acceptance counts.
    """

    texts: tuple[str, ...]
    themes: tuple[str, ...]
    marks: np.ndarray

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Decided:
        known: dict[tuple[str, str], bool] = {}
        for said in decisions:
            key = unicodedata.normalize("NFC", said.text), said.theme
            known[key] = known.get(key, False) or said.accepted
        texts = tuple(sorted({text for text, _ in known}))
        themes = tuple(sorted({theme for _, theme in known}))
        row, column = {t: n for n, t in enumerate(texts)}, {t: n for n, t in enumerate(themes)}
        marks = np.zeros((len(texts), len(themes)), dtype=np.int8)
        for (text, theme), accepted in known.items():
            marks[row[text], column[theme]] = 1 if accepted else -1
        return cls(texts, themes, marks)

    def problems(self) -> tuple[tuple[str, int, int], ...]:
        counts = [(t, int((m > 0).sum()), int((m < 0).sum())) for t, m in zip(self.themes, self.marks.T, strict=True)]
        return tuple(found for found in counts if min(found[1:]) < FEWEST)

    def rows(self) -> Iterable[tuple[str, str, bool]]:
        for n, m in zip(*np.nonzero(self.marks), strict=True):
            yield self.texts[n], self.themes[m], bool(self.marks[n, m] > 0)


def decided(texts: Sequence[str], labels: Sequence[str]) -> list[Decision]:
    """Labelled texts as decisions: its own label accepted, every other label rejected."""
    themes = sorted(set(labels))
    return [
        Decision(text, theme, theme == label) for text, label in zip(texts, labels, strict=True) for theme in themes
    ]


def fit(
    decisions: Iterable[Decision],
    reader: Reads,
    *,
    background: Sequence[str] = (),
    prior: Prior | None = None,
    encode: Encode | None = None,
) -> Model:
    """Learn every theme that was decided on.

    Parameters
    ----------
    decisions : iterable of Decision
        In any order, any number of times; the same set gives the same model to the byte.
    reader : Reads
        With the lexicon the model shall know; it must be read with the same one later.
    background : sequence of str
        Texts without decisions; they help to say which words are rare.
    prior : Prior, optional
        A base model. The themes it knows are learned as what the decisions add to its log odds
        (`nlp.learning.office`), and the model must be read together with it.
    encode : callable, optional
        From texts to sentence vectors, shape (texts, dims), which are learned beside the features; the model must be
        read with those of the same encoder.

    Raises
    ------
    LearningError
        Where a theme has fewer than two accepted or two rejected texts.
    """
    return fit_and_prove(decisions, reader, background=background, prior=prior, encode=encode).model


@dataclass(frozen=True)
class Proved:
    """A model with what was held out from it.

    Attributes
    ----------
    model : Model
    table : Decided
        The decisions it learned from, in their own order.
    held_out : ndarray, shape (texts, themes)
        For every decided text the probability told by a machine that had not seen it; 0 where not decided.
    base : ndarray, shape (texts, themes)
        The base's log odds; 0 for a theme it does not know.
    """

    model: Model
    table: Decided
    held_out: np.ndarray
    base: np.ndarray


def fit_and_prove(
    decisions: Iterable[Decision],
    reader: Reads,
    *,
    background: Sequence[str] = (),
    prior: Prior | None = None,
    encode: Encode | None = None,
) -> Proved:
    """`fit`, and the held-out probabilities its card was made from. Raises LearningError like it."""
    table = Decided.of(decisions)
    if table.problems() or not table.themes:
        raise LearningError(table.problems())
    base = _Base.of(prior, table, background)
    texts = [*table.texts, *base.texts]
    readings, vectors = [reader(text) for text in texts], encode(texts) if encode else None
    beyond = [reader(text) for text in sorted(set(background))]
    dims = 0 if vectors is None else vectors.shape[1]
    words = vocabulary(readings[: len(table.texts)], beyond, dims=dims)
    return _fitted(table, words, words.matrix(readings, vectors), base, reader.lexicon)


@dataclass(frozen=True)
class _Base:
    """What a base says of the decided texts and of those nobody decided on."""

    version: str
    known: tuple[str, ...]
    themes: tuple[str, ...]
    decided: np.ndarray
    texts: list[str]
    anchors: np.ndarray

    @classmethod
    def of(cls, prior: Prior | None, table: Decided, background: Sequence[str]) -> _Base:
        texts = chosen_anchors(background, table.texts) if prior else []
        version, themes = (prior.version, prior.themes) if prior else ("", ())
        told = [offsets(prior, table.themes, each) for each in (table.texts, texts)]
        return cls(version, themes, tuple(t for t in table.themes if t in themes), told[0], texts, told[1])

    def settings(self) -> dict[str, object]:
        return (
            {"base": self.version, "base_themes": list(self.known), "on_base": list(self.themes)} if self.themes else {}
        )


def _fitted(table: Decided, words: Vocabulary, every: sparse.csr_matrix, base: _Base, lexicon: Lexicon) -> Proved:
    """`every`: the decided texts' rows, and after them those of the base's anchors."""
    every, mean = centred(every, words.dims)
    rows, anchors = every[: len(table.texts)], every[len(table.texts) :]
    # One after the other: the solver draws from one generator a process, and two threads would share it.
    learned = [
        settled(
            learn_on(rows, marks, base.decided[:, n], Anchors(anchors, base.anchors[:, n]))
            if table.themes[n] in base.themes
            else learn(rows, marks, dims=words.dims),
            mean,
        )
        for n, marks in enumerate(table.marks.T)
    ]
    sure = np.column_stack([found.probability for found in learned])
    languages = [language_of(text) for text in table.texts]
    card = modelcard.Card(
        decisions_sha256=modelcard.digest(table.rows()),
        texts=len(table.texts),
        decisions=int(np.count_nonzero(table.marks)),
        lexicon_version=lexicon.version,
        versions=_versions(),
        settings=settings(words.dims) | base.settings(),
        held_out=tuple(modelcard.held_out(table.themes, languages, table.marks, sure)),
    )
    model = Model(
        themes=table.themes,
        vocabulary=words,
        weights=np.stack([found.weights for found in learned]),
        biases=np.array([found.bias for found in learned]),
        sigmoids=np.array([found.sigmoid for found in learned]),
        card=card,
    )
    return Proved(model, table, sure, base.decided)


def _versions() -> dict[str, str]:
    libraries = {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__}
    return {"analyser": analyser_version(), **libraries}
