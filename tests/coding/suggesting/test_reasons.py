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


SAID = "일손 이 모자라서, don't know...ㅠㅠ"


def test_a_models_words_are_told_whole_and_endings_typed_apart_are_manner():
    words = [[0, 1, 0.5], [1, 2, 0.25], [3, 4, 0.1], [7, 9, 0.2], [5, 7, 0.3], [9, 10, -0.05], [15, 16, 0.4]]
    found = reasons_of(stored(words, kind="base"), SAID)
    assert [(p.text, round(p.value, 9)) for p in found.parts] == [("일손", 0.75), ("모자라서", 0.5), ("don't", 0.4)]
    assert found.manner == pytest.approx(0.05)
    assert sum(p.value for p in found.parts) + found.manner == pytest.approx(found.decision)


@given(
    st.text("가나 다.'a-", max_size=20), st.lists(st.tuples(st.integers(0, 19), st.integers(1, 5), st.floats(-3, 3)))
)
def test_words_manner_and_what_stands_outside_always_add_up(text, words):
    inside = [[start, min(start + length, len(text)), value] for start, length, value in words if start < len(text)]
    beside = [["asked", 0.7], ["vector", -0.2]]
    found = reasons_of(stored(inside, kind="base", beside=beside, decision=sum(w[2] for w in inside) + 0.5), text)
    assert sum(p.value for p in found.parts) + found.manner + found.outside == pytest.approx(found.decision)
    assert all(p.text == text[p.start : p.end] and any(map(str.isalnum, p.text)) for p in found.parts)


def test_terms_of_the_lexicon_stay_as_they_were_found():
    assert [p.text for p in reasons_of(stored([[0, 1, 0.5]], kind="lexicon"), SAID).parts] == ["일"]


def test_what_stands_outside_has_its_share_and_is_named_where_it_carries_weight():
    beside = [["asked", 0.6], ["who", 0.1], ["around", -0.9]]
    found = reasons_of(stored([[0, 2, 0.4]], kind="base", beside=beside), SAID)
    assert [round(each.share, 2) for each in found.beside] == [0.3, 0.05, 0.45]
    assert found.leaning == ("asked",) and found.outside == pytest.approx(-0.2)


def test_the_nearest_marked_statements_are_read_with_their_labels():
    near = [
        {"text": "사람이 없습니다", "labels": "workforce:need", "cosine": 0.8, "shared": 0.62},
        {"text": "안녕하십니까", "labels": "", "cosine": 0.1},
    ]
    found = reasons_of(stored([], like=near), SAID).like
    assert [each.labels for each in found] == [(("workforce", "need"),), ()]
    assert [each.shared for each in found] == [0.62, None]


def test_words_that_carry_no_meaning_are_no_reason_and_their_share_stays_in_the_rest():
    text = "저희가 그래서 사람이 없어요"
    words = [[0, 3, 0.5], [4, 7, 0.25], [8, 11, 1.0], [12, 15, 0.5]]
    found = reasons_of(stored(words, kind="base", content=[[8, 10], [12, 13]]), text)
    assert found.strongest == ("사람이", "없어요") and found.manner == 0.75
    assert [p.text for p in reasons_of(stored(words, kind="base"), text).parts] == text.split()
