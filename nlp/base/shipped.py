"""The base models as they ship with the program: what training wrote, read once a process."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from nlp.base.base import Base
from nlp.base.fingerprint import LEARNED, SPACE
from nlp.base.fingerprint import version as version
from nlp.base.heads import BARE, VECTORS, Heads
from nlp.base.inputs import Meaning
from nlp.base.reading import StatementReader
from nlp.base.space import Space
from nlp.lexicon.lexicon import Lexicon
from nlp.vectors.remembering import encode

CARD = Path(__file__).with_name("card.json")
# The marked statements with their labels, and where they lie in the space.
MARKED, PLACES = "marked.json.gz", "marked.npz"


@dataclass(frozen=True)
class Placed:
    """What belongs to sentence vectors: how the heads read them, and the space of meaning."""

    meaning: Meaning
    space: Space

    def save(self, folder: Path) -> None:
        stream = io.BytesIO()
        np.savez_compressed(
            stream,
            allow_pickle=False,
            middle=self.meaning.middle,
            scale=np.array(self.meaning.scale),
            space_middle=self.space.middle,
            matrix=self.space.matrix.astype(np.float16),
            share=np.array(self.space.share),
        )
        (folder / SPACE).write_bytes(stream.getvalue())

    @classmethod
    def load(cls, folder: Path) -> Placed:
        with np.load(folder / SPACE, allow_pickle=False) as stored:
            meaning = Meaning(stored["middle"], float(stored["scale"]))
            space = Space(stored["space_middle"], stored["matrix"].astype(np.float32), float(stored["share"]))
        return cls(meaning, space)


@lru_cache(maxsize=2)
def _heads(variant: str) -> Heads:
    return Heads.load(LEARNED, variants=(variant,))


@lru_cache(maxsize=1)
def placed() -> Placed:
    """How statements are placed by meaning."""
    return Placed.load(LEARNED)


def base_of(lexicon: Lexicon, *, vectors: bool) -> Base:
    """The base for a codebook's lexicon, with sentence vectors where they are wanted and can be made."""
    own = encode() if vectors else None
    return Base(_heads(VECTORS if own else BARE), StatementReader(lexicon), placed().meaning, own)


@lru_cache(maxsize=1)
def card() -> dict[str, Any]:
    """The model card: corpus, labellers, figures, grades."""
    found: dict[str, Any] = json.loads(CARD.read_text(encoding="utf-8"))
    return found
