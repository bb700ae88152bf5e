"""Sentence vectors made once: a statement is asked for as itself, as a neighbor and as what was said before."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cache
from threading import Lock

import numpy as np

from nlp.vectors.encoding import DIMS, Encoder, encoder, wanted

# Vectors kept: a round's statements and questions take 8 MiB as float16.
KEPT = 10_000


class Remembering:
    """An encoder that keeps the vectors it made last; the same bytes as without."""

    def __init__(self, model: Encoder, kept: int = KEPT) -> None:
        self._model = model
        self._most = kept
        self._kept: OrderedDict[str, np.ndarray] = OrderedDict()
        self._lock = Lock()

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """Shape (texts, 384), float32."""
        with self._lock:
            new = sorted({text for text in texts if text not in self._kept})
            if new:
                self._keep(dict(zip(new, self._model.encode(new), strict=True)))
            found = np.empty((len(texts), DIMS), dtype=np.float32)
            for n, text in enumerate(texts):
                found[n] = self._kept[text]
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found

    def told(self, vectors: Mapping[str, np.ndarray]) -> None:
        """Vectors made earlier by the same encoder, as they are stored."""
        with self._lock:
            self._keep(vectors)

    def _keep(self, vectors: Mapping[str, np.ndarray]) -> None:
        self._kept.update({text: np.asarray(vector, dtype=np.float16) for text, vector in vectors.items()})


@cache
def _remembering() -> Remembering:
    model = encoder()
    assert model is not None
    return Remembering(model)


def encode() -> Remembering | None:
    """The process's encoder with its memory; None where there is none, or none is wanted."""
    return _remembering() if wanted() and encoder() is not None else None
