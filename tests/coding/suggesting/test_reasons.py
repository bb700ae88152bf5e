"""How reasons are read for a page: levels, marks that never lose a character, the strongest words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding.suggesting.reasons import Part, reasons_of, shaded


def stored(words, **more):
    kept = {"kind": "model", "decision": sum(w[2] for w in words), "bias": 0.0, "factor": 1.0, "sigmoid": [1.0, 0.0]}
    return {"explanation": json.dumps({**kept, **more, "words": words})}


def test_words_are_weighed_against_the_heaviest():
    found = reasons_of(stored([[0, 2, 1.0], [3, 5, 0.4], [6, 8, 0.05], [9, 11, -0.8]]), "사람 없어 오늘 좋다")
    assert [p.level for p in found.parts] == [3, 2, 0, -3]
    assert [p.text for p in found.parts] == ["사람", "없어", "오늘", "좋다"]
    assert found.strongest == ("사람", "없어")
    assert found.figure == pytest.approx(1 / (1 + 2.718281828459045**-0.65))


def test_an_older_suggestion_has_no_reasons():
    assert reasons_of({"explanation": ""}, "글") is None


def test_a_suggestion_without_any_word_can_be_read():
    assert reasons_of(stored([]), "글").parts == ()


def test_marks_are_cut_where_the_level_changes_and_the_stronger_wins():
    parts = [Part(0, 4, "", 0, 0, 1), Part(2, 4, "", 0, 0, 3), Part(5, 6, "", 0, 0, -2)]
    assert shaded("가나다라마바사", parts) == [("가나", 1), ("다라", 3), ("마바사", 0)]
    assert shaded("가나다라마바사", parts, against=True) == [("가나", 1), ("다라", 3), ("마", 0), ("바", -2), ("사", 0)]


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(-3, 3))))
def test_no_character_is_lost_or_said_twice(text, spans):
    inside = [(min(a, b), max(a, b), level) for a, b, level in spans if max(a, b) <= len(text) and a != b]
    parts = [Part(start, end, "", 0.0, 0.0, level) for start, end, level in inside]
    assert "".join(piece for piece, _ in shaded(text, parts, against=True)) == text
