"""An invented encoder, so that tests of keeping and finding vectors need no model."""

from __future__ import annotations

import numpy as np
import pytest

from app.coding.meaning import placing, searching
from nlp.vectors import encoding, remembering
from nlp.vectors.nearest import unit
from nlp.vectors.remembering import Remembering

VERSION = "invented"


class Letters(encoding.Encoder):
    """An encoder that needs no model: how often each of some syllables stands in a text."""

    def encode(self, texts: object) -> np.ndarray:
        counts = [[1e-3 + text.count(each) for each in "인조임숙"] for text in texts]  # type: ignore[attr-defined]
        return np.array(counts, dtype=np.float16).astype(np.float32)


@pytest.fixture
def invented(monkeypatch: pytest.MonkeyPatch) -> None:
    """An encoder for tests about keeping and finding vectors: quick, and there where the package is not."""
    model = Letters(VERSION, 4, None)
    monkeypatch.setattr(encoding, "encoder", lambda: model)
    monkeypatch.setattr(encoding, "version_here", lambda: VERSION)
    monkeypatch.setattr(remembering, "encode", lambda: Remembering(encoding.encoder()) if encoding.encoder() else None)
    monkeypatch.setattr(placing, "_placer", lambda _lexicon: lambda said: unit(model.encode([s.text for s in said])))
    monkeypatch.setattr(
        placing, "_leaner", lambda _lexicon: lambda said: {"workforce": "need"} if "인력" in said.text else {}
    )
    monkeypatch.setattr(placing, "_kept", {})
    monkeypatch.setattr(searching, "floor", lambda: 0.5)
    monkeypatch.setattr(searching, "missing", lambda: "")
