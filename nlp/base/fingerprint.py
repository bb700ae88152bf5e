"""Which base models ship: their files and version, told without loading anything."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from nlp.vectors import encoding

LEARNED = Path(__file__).with_name("learned")
WORDS, WEIGHTS, SPACE = "vocabulary.json.gz", "weights.npz", "space.npz"


@lru_cache(maxsize=1)
def version() -> str:
    """First 12 hex digits of the SHA-256 of words and weights."""
    found = hashlib.sha256()
    for name in (WORDS, WEIGHTS, SPACE):
        found.update((LEARNED / name).read_bytes())
    return found.hexdigest()[:12]


def place_version() -> str:
    """The version of places made here; empty where sentences cannot be encoded. A codebook makes no other one."""
    encoder = encoding.version_here()
    return f"place {version()}; {encoder}" if encoder else ""
