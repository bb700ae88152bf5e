"""Statements laid out straight to columns are the rows their features make."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from nlp.base.columns import Columns, Layout
from nlp.base.inputs import sparse_rows
from nlp.base.reading import StatementReader
from nlp.learning.features import vocabulary
from nlp.lexicon.lexicon import Lexicon
from nlp.reading.said import Said

BOOK = Path(__file__).parents[3] / "app" / "codebook" / "codebook.json"
LEXICON = Lexicon.from_dict(json.loads(BOOK.read_text(encoding="utf-8")))
SAID = [
    Said(
        "인력이 부족하고 또 인력이 부족합니다.", question="어떤 지원을 바라십니까?", role="firm", industry="금속 가공"
    ),
    Said("주문이 없습니다. WE CANNOT FIND WORKERS", before="인력이 없습니다."),
    Said("Tariffs hurt: 관세 and tariffs.", question="What hurts?", industry="metal"),
    Said("ㅠㅠ"),
    Said(""),
]
UNKNOWN = Said("서버 이전이 늦어져 걱정입니다.", question="무엇이 걱정입니까?")


def test_rows_without_places_are_those_of_the_features_with_places() -> None:
    reader = StatementReader(LEXICON)
    reads = [reader(each) for each in SAID]
    every = [*reads, reader(UNKNOWN)]
    about, manner = vocabulary([r.about for r in reads]), vocabulary([r.manner for r in reads])
    layout = Layout(reader, Columns(about), Columns(manner))
    for rows, words, readings in (
        (layout.about(every), about, [r.about for r in every]),
        (layout.manner(every), manner, [r.manner for r in every]),
        (layout.parts([r.about for r in every]), about, [r.about for r in every]),
    ):
        assert np.array_equal(rows.toarray(), sparse_rows(words, readings).toarray())
        assert rows.has_sorted_indices and rows[0].nnz > 20 and rows[4].nnz < 3
