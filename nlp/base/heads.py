"""Linear heads over words and dense columns: themes one by one, stance, kind and severity each as one choice."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import scipy.sparse as sparse

from nlp.base.columns import Columns
from nlp.base.fingerprint import WEIGHTS, WORDS
from nlp.learning.features import BLOCKS, Vocabulary

# With and without sentence vectors: two sets of weights over the same words.
BARE, VECTORS = "bare", "vectors"
VARIANTS = (BARE, VECTORS)
# What is judged: themes from a statement alone, themes with what is around it, and how it is said.
ALONE, THEME, STANCE, KIND, SEVERITY = "alone", "theme", "stance", "kind", "severity"
HEADS = (ALONE, THEME, STANCE, KIND, SEVERITY)


@dataclass(frozen=True)
class Head:
    """Linear decisions.

    Attributes
    ----------
    labels : tuple of str
        Themes, or the choices.
    weights : ndarray, shape (labels, columns), float32
        Of the vocabulary's features; what is stored is float16, and these are its values.
    dense : ndarray, shape (labels, dims), float32
        Of the dense columns behind them.
    bias : ndarray, shape (labels,)
    sigmoids : ndarray, shape (labels, 2)
        Slope and shift to log odds, of heads that judge each label by itself; else empty.
    """

    labels: tuple[str, ...]
    weights: np.ndarray
    dense: np.ndarray
    bias: np.ndarray
    sigmoids: np.ndarray

    def values(self, rows: sparse.csr_matrix, dense: np.ndarray) -> np.ndarray:
        """Decision values, shape (statements, labels)."""
        return self.completed(rows @ self.columns, dense)

    def completed(self, words: np.ndarray, dense: np.ndarray) -> np.ndarray:
        """Decision values from what the words of the statements add up to."""
        return np.asarray(words + dense @ self.dense.T + self.bias)

    @cached_property
    def columns(self) -> np.ndarray:
        """The weights of words, one row a feature."""
        return np.ascontiguousarray(self.weights.T)

    def log_odds(self, values: np.ndarray) -> np.ndarray:
        return np.asarray(values * self.sigmoids[:, 0] + self.sigmoids[:, 1])


@dataclass(frozen=True)
class Heads:
    """Everything learned: two vocabularies and, for each variant, the five heads.

    Attributes
    ----------
    vocabularies : dict of str to Vocabulary
        ``about`` for themes, ``manner`` for the others.
    heads : dict of (str, str) to Head
        By variant and name.
    """

    vocabularies: dict[str, Vocabulary]
    heads: dict[tuple[str, str], Head]
    _side_by_side: dict[tuple[str, ...], np.ndarray] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def columns(self) -> dict[str, Columns]:
        """Both vocabularies ready to lay statements out."""
        return {name: Columns(own) for name, own in self.vocabularies.items()}

    def products(self, variant: str, names: tuple[str, ...], rows: sparse.csr_matrix) -> dict[str, np.ndarray]:
        """What the words of statements add up to, by head: one product for all of them."""
        found = rows @ self._stacked(variant, names)
        ends = np.cumsum([len(self.heads[variant, name].labels) for name in names])
        return dict(zip(names, np.split(found, ends[:-1], axis=1), strict=True))

    def _stacked(self, variant: str, names: tuple[str, ...]) -> np.ndarray:
        """The weights of words of several heads side by side, one row a feature."""
        key = (variant, *names)
        if key not in self._side_by_side:
            own = [self.heads[variant, name].weights.T for name in names]
            self._side_by_side[key] = np.ascontiguousarray(np.hstack(own))
        return self._side_by_side[key]

    def save(self, folder: Path) -> None:
        """Write vocabularies and weights; the same heads give the same bytes."""
        folder.mkdir(parents=True, exist_ok=True)
        words = {
            "features": {name: v.features for name, v in self.vocabularies.items()},
            "labels": {name: self.heads[BARE, name].labels for name in HEADS},
        }
        text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
        (folder / WORDS).write_bytes(gzip.compress(text.encode(), mtime=0))
        stream = io.BytesIO()
        np.savez_compressed(stream, allow_pickle=False, **self._arrays())
        (folder / WEIGHTS).write_bytes(stream.getvalue())

    def _arrays(self) -> dict[str, np.ndarray]:
        arrays = {f"rarity {name}": v.rarity for name, v in self.vocabularies.items()}
        for (variant, name), head in self.heads.items():
            key = f"{variant} {name}"
            arrays |= {
                f"{key} weights": head.weights.astype(np.float16),
                f"{key} dense": head.dense.astype(np.float16),
                f"{key} bias": head.bias,
                f"{key} sigmoids": head.sigmoids,
            }
        return arrays

    @classmethod
    def load(cls, folder: Path, *, variants: tuple[str, ...] = VARIANTS) -> Heads:
        """Read what `save` wrote, of the variants asked for. Raises OSError or ValueError where it is no such thing."""
        words = json.loads(gzip.decompress((folder / WORDS).read_bytes()))
        with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
            vocabularies = {
                name: Vocabulary({b: tuple(own.get(b, ())) for b in BLOCKS}, stored[f"rarity {name}"])
                for name, own in words["features"].items()
            }
            heads = {
                (variant, name): _head(stored, f"{variant} {name}", tuple(words["labels"][name]))
                for variant in variants
                for name in HEADS
            }
        return cls(vocabularies, heads)


def rounded(weights: np.ndarray) -> np.ndarray:
    """As they will be after storing."""
    return weights.astype(np.float16).astype(np.float32)


def _head(stored: Mapping[str, np.ndarray], key: str, labels: tuple[str, ...]) -> Head:
    return Head(
        labels,
        stored[f"{key} weights"].astype(np.float32),
        stored[f"{key} dense"].astype(np.float32),
        stored[f"{key} bias"],
        stored[f"{key} sigmoids"],
    )
