"""Training the base models from the marked corpus: `python -m nlp.base.training` writes nlp/base/learned anew.

The same corpus, codebook and libraries give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from nlp.base.averaging import MANNERS, THEMES, averaged, mixed
from nlp.base.heads import ALONE, BARE, KIND, SEVERITY, STANCE, THEME, VARIANTS, VECTORS, Head, Heads, rounded
from nlp.base.inputs import Encode, Meaning, around, neighbors, one_hot, quiet, sparse_rows
from nlp.base.marked import Marked, Phrase
from nlp.base.reading import Read, StatementReader
from nlp.learning.calibration import fit_sigmoid, sigmoid
from nlp.learning.features import Vocabulary, vocabulary
from nlp.reading.said import Said

# The price of an error. Chosen on the marked corpus, whole authors held out.
COST, COST_MANNER = 4.0, 4.0
# Coarser than the library's, so that a fit ends sooner.
TOLERANCE = 1e-2
FOLDS = 5
# Texts a feature must stand in. A word of a single phrase counts: that is what phrases are for. Rarer runs of letters and
# morphemes cost room and tell nothing.
FEWEST = {"lemma": 1, "term": 1, "form": 3, "pair": 3, "char": 5, "said": 4}
SEED = 20_261_122
# By the name of a head the head, and what it says of statements whose author it had not seen.
Told = dict[str, tuple[Head, np.ndarray]]
STANCES = ("need", "none", "resolved", "undecided")
KINDS = ("difficulty", "request", "proposal", "praise", "fact", "other")
SEVERITIES = ("1", "2", "3", "4", "5")


@dataclass(frozen=True)
class Material:
    """What is learned from, read once."""

    marked: Sequence[Marked]
    phrases: Sequence[Phrase]
    themes: tuple[str, ...]
    reads: Sequence[Read]
    phrase_reads: Sequence[Read]
    encode: Encode
    meaning: Meaning

    @property
    def said(self) -> list[Said]:
        return [m.said for m in self.marked]

    @property
    def authors(self) -> np.ndarray:
        return np.array([m.author for m in self.marked])


@dataclass(frozen=True)
class Trained:
    """The heads, and what models that had not seen an author said of his statements.

    Attributes
    ----------
    unseen : dict of (str, str) to ndarray
        By variant and head: log odds of themes, probabilities of the choices, in the order of the statements (of
        stance and severity: of `asked`).
    asked : list of (int, str)
        Statement and theme of every stance.
    """

    heads: Heads
    unseen: dict[tuple[str, str], np.ndarray]
    asked: list[tuple[int, str]]


def material(marked: Sequence[Marked], phrases: Sequence[Phrase], reader: StatementReader, encode: Encode) -> Material:
    """Everything read and encoded; takes about a minute a thousand statements."""
    themes = tuple(sorted({p.theme for p in phrases if p.theme != "none"}))
    reads = [reader(m.said) for m in marked]
    spoken = [reader(Said(p.text, p.language)) for p in phrases]
    meaning = Meaning.of(encode([quiet(m.said.text) for m in marked]))
    return Material(marked, phrases, themes, reads, spoken, encode, meaning)


def train(own: Material) -> Trained:
    """All heads of both variants."""
    about = vocabulary([*(r.about for r in own.reads), *(r.about for r in own.phrase_reads)], fewest=FEWEST)
    manner = vocabulary([r.manner for r in own.reads], fewest=FEWEST)
    heads: dict[tuple[str, str], Head] = {}
    unseen: dict[tuple[str, str], np.ndarray] = {}
    asked = [(n, theme) for n, m in enumerate(own.marked) for theme in sorted(m.themes)]
    without: Told = {}
    for variant in VARIANTS:
        found = theme_heads(own, about, variant, without)
        found |= _manners(own, manner, variant, asked, without)
        for name, (head, told) in found.items():
            heads[variant, name], unseen[variant, name] = head, told
        without = found
    return Trained(Heads({"about": about, "manner": manner}, heads), unseen, asked)


def folds(own: Material) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows to learn from and rows to judge, whole authors on one side."""
    return iter(GroupKFold(FOLDS).split(own.authors, groups=own.authors))


def theme_heads(own: Material, words: Vocabulary, variant: str, without: Told | None = None) -> Told:
    """The themes of a statement by itself, then with what its neighbors by themselves speak of.

    Parameters
    ----------
    without : dict, optional
        The heads without vectors, which those with vectors are averaged with; learned here where they are not given.
    """
    if variant == VECTORS and not without:
        without = theme_heads(own, words, BARE)
    rows = sparse_rows(words, [*(r.about for r in own.reads), *(r.about for r in own.phrase_reads)])
    true = np.array([[theme in m.themes for theme in own.themes] for m in own.marked])
    named = np.array([[p.theme == theme for theme in own.themes] for p in own.phrases], dtype=bool)
    spoken = [Said(p.text, p.language) for p in own.phrases]
    bare = np.zeros((len(rows.indptr) - 1, 0), dtype=np.float32)
    alone = bare
    if variant == VECTORS:
        alone = np.vstack([own.meaning.alone(own.said, own.encode), own.meaning.alone(spoken, own.encode)])
    head, odds = _by_theme(own, rows, alone, true, named)
    if without:
        head, odds = _both(*without[ALONE], head, odds, true)
    shares = dict(zip([s.text for s in own.said], sigmoid(odds, 1.0, 0.0).astype(np.float32), strict=True))
    known = _known_neighbors(own, shares, len(own.themes))
    none = np.zeros((len(spoken), known.shape[1]), dtype=np.float32)
    leaning = np.vstack([known, none])
    if variant == VECTORS:
        beyond = np.vstack([own.meaning.leaning(own.said, own.encode), own.meaning.leaning(spoken, own.encode)])
        leaning = np.hstack([leaning, beyond])
    final, told = _by_theme(own, rows, leaning, true, named)
    if without:
        final, told = _both(*without[THEME], final, told, true)
    return {ALONE: (head, odds), THEME: (final, told)}


def _both(bare: Head, known: np.ndarray, full: Head, odds: np.ndarray, true: np.ndarray) -> tuple[Head, np.ndarray]:
    """Two heads of themes averaged, their probabilities set right anew, and what they say of unseen statements."""
    odds = (1.0 - THEMES) * known + THEMES * odds
    sigmoids = np.array([fit_sigmoid(odds[:, n], true[:, n]) for n in range(odds.shape[1])])
    head = replace(averaged(bare, full, THEMES), sigmoids=sigmoids)
    return head, head.log_odds(odds)


def _known_neighbors(own: Material, shares: dict[str, np.ndarray], themes: int) -> np.ndarray:
    """Neighbors are statements of the corpus themselves, some of them without a label: those say nothing."""
    nothing = np.zeros(themes, dtype=np.float32)
    complete = {text: shares.get(text, nothing) for each in neighbors(own.said) for text in each if text}
    return around(own.said, complete, themes)


def _by_theme(
    own: Material, rows: sparse.csr_matrix, dense: np.ndarray, true: np.ndarray, named: np.ndarray
) -> tuple[Head, np.ndarray]:
    """A head of one yes or no a theme, and the log odds of statements whose author it had not seen."""
    full = sparse.hstack([rows, sparse.csr_matrix(dense)]).tocsr()
    count, every = len(own.marked), np.concatenate([true, named.reshape(-1, len(own.themes))])
    phrases = np.arange(count, len(every))
    values = np.zeros(true.shape)
    for learn, judge in folds(own):
        used = np.concatenate([learn, phrases])
        for n in range(len(own.themes)):
            values[judge, n] = _machine(full[used], every[used, n]).decision_function(full[judge])
    machines = [_machine(full, every[:, n]) for n in range(len(own.themes))]
    weights = rounded(np.vstack([m.coef_ for m in machines]))
    sigmoids = np.array([fit_sigmoid(values[:, n], true[:, n]) for n in range(len(own.themes))])
    bias = np.array([float(m.intercept_[0]) for m in machines])
    width = rows.shape[1]
    head = Head(own.themes, weights[:, :width], weights[:, width:], bias, sigmoids)
    return head, head.log_odds(values)


def _machine(rows: sparse.csr_matrix, true: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=COST, solver="liblinear", tol=TOLERANCE, random_state=SEED).fit(rows, true)


def _manners(own: Material, words: Vocabulary, variant: str, asked: Sequence[tuple[int, str]], without: Told) -> Told:
    """Stance and severity of every theme of a statement, and the statement's kind."""
    rows = sparse_rows(words, [r.manner for r in own.reads])
    beyond = np.zeros((len(own.marked), 0), dtype=np.float32)
    if variant == VECTORS:
        beyond = own.meaning.leaning(own.said, own.encode)
    at = np.array([n for n, _ in asked])
    said = [own.marked[n].themes[theme] for n, theme in asked]
    themed = np.hstack([one_hot([theme for _, theme in asked], own.themes), beyond[at]])
    plain = np.hstack([one_hot([None] * len(own.marked), own.themes), beyond])
    needs = np.array([severity is not None for _, severity in said])
    stances = np.array([STANCES.index(stance) for stance, _ in said])
    severities = np.array([SEVERITIES.index(str(s)) for _, s in said if s is not None])
    kinds = np.array([KINDS.index(m.kind) for m in own.marked])
    who = own.authors
    found = {
        STANCE: _choice(rows[at], themed, stances, STANCES, who[at]),
        KIND: _choice(rows, plain, kinds, KINDS, who),
        SEVERITY: _choice(rows[at][needs], themed[needs], severities, SEVERITIES, who[at][needs]),
    }
    if not without:
        return found
    return {
        name: (averaged(without[name][0], head, MANNERS), mixed(without[name][1], told, MANNERS))
        for name, (head, told) in found.items()
    }


def _choice(
    rows: sparse.csr_matrix, dense: np.ndarray, true: np.ndarray, labels: tuple[str, ...], authors: np.ndarray
) -> tuple[Head, np.ndarray]:
    """A head that chooses one of several, and the probabilities of what its author's statements were not learned from."""
    full = sparse.hstack([rows, sparse.csr_matrix(dense)]).tocsr()
    unseen = np.zeros((len(true), len(labels)))

    def machine(learn: np.ndarray | slice) -> LogisticRegression:
        return LogisticRegression(C=COST_MANNER, tol=TOLERANCE, max_iter=200).fit(full[learn], true[learn])

    for learn, judge in GroupKFold(FOLDS).split(true, groups=authors):
        told = machine(learn)
        unseen[np.ix_(judge, told.classes_)] = told.predict_proba(full[judge])
    last = machine(slice(None))
    assert list(last.classes_) == list(range(len(labels))), "a label nobody gave"
    weights, width = rounded(last.coef_), rows.shape[1]
    bias = np.asarray(last.intercept_, dtype=np.float64)
    return Head(labels, weights[:, :width], weights[:, width:], bias, np.zeros((0, 2))), unseen
