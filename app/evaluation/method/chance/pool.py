"""Random numbers of an area, cut from one pool at a place that its code says: the same in every database."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

SPARE = 10  # times what one area needs; bands from fresh numbers differ by less than .1 point
LEAST = 1 << 16  # numbers

Singles = NDArray[np.float32]


def seed_of(*words: object) -> int:
    """A seed from the scheme's seed and lasting words."""
    return int.from_bytes(sha256("\x1f".join(map(str, words)).encode()).digest()[:8], "big")


@dataclass(frozen=True)
class Pool:
    """Normals and 16-bit numbers; each pool goes on with its beginning, so that every slice is whole."""

    seed: int
    size: int
    normals: Singles
    bits: NDArray[np.uint16]

    def normals_of(self, code: str, rows: int, draws: int) -> Singles:
        """Standard normals of an area, shape (rows, draws); a view that must not be written to."""
        start = seed_of(self.seed, "area", code) % self.size
        return self.normals[start : start + rows * draws].reshape(rows, draws)

    def bits_of(self, code: str, row: int, draws: int) -> NDArray[np.uint16]:
        """Whole numbers 0..65535, shape (draws,)."""
        start = (seed_of(self.seed, "coders", code) + row * draws) % self.size
        return self.bits[start : start + draws]


def make_pool(seed: int, *, rows: int, draws: int, coders: bool) -> Pool:
    """A pool for areas that need `rows` of normals; bits only where coders are drawn."""
    size = max(LEAST, SPARE * rows * draws)
    normals = np.empty(size + rows * draws, np.float32)
    np.random.default_rng(seed_of(seed, "normals")).standard_normal(size, np.float32, normals[:size])
    normals[size:] = normals[: rows * draws]
    bits = np.zeros(0, np.uint16)
    if coders:
        bits = np.random.default_rng(seed_of(seed, "bits")).integers(0, 1 << 16, size, np.uint16)
        bits = np.concatenate([bits, bits[:draws]])
    return Pool(seed, size, normals, bits)
