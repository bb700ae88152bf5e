"""Likeness of words and meaning together, worked by hand, and names of groups."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from nlp.exploring import meant
from nlp.exploring.naming import counted, name_of, naming, strongest
from nlp.exploring.similar import groups, rows_of


def at(*cosines):
    """Vectors of length 1 with these cosines to the first, each in a direction of its own."""
    found = np.zeros((len(cosines) + 1, len(cosines) + 1), dtype=np.float32)
    found[:, 0] = [1, *cosines]
    for n, cosine in enumerate(cosines, start=1):
        found[n, n] = np.sqrt(1 - cosine**2)
    return found


def test_the_likeness_is_that_worked_by_hand():
    # 0 and 1 share all words at a cosine of .9: .3 + .7 * .1 / .2; 0 and 2 none at .98: .7 * .18 / .2.
    rows = rows_of([["가", "나"], ["나", "가"], ["다", "라"]])
    found = meant.pairs(rows, at(0.9, 0.98), 0.5)
    assert [(i, j) for _v, i, j in found if i == 0] == [(0, 1), (0, 2)]
    assert [value for value, i, _j in found if i == 0] == pytest.approx([0.65, 0.63], abs=1e-4)


def test_no_pair_that_reaches_the_threshold_is_passed_over():
    draw = np.random.default_rng(2)
    texts = [[str(word) for word in draw.integers(0, 12, 5)] for _ in range(60)]
    near = np.abs(draw.normal(1, 0.25, (60, 16))).astype(np.float32)
    near /= np.linalg.norm(near, axis=1, keepdims=True)
    rows = rows_of(texts)
    whole = 0.3 * (rows @ rows.T).toarray() + 0.7 * (near @ near.T - 0.8) / 0.2
    expected = {(i, j) for i in range(60) for j in range(i + 1, 60) if whole[i, j] >= 0.7}
    assert expected and {(i, j) for _v, i, j in meant.pairs(rows, near, 0.7)} == expected


def test_answers_in_other_words_with_the_same_meaning_are_a_group_and_those_without_a_vector_are_not():
    texts = [["사람", "없다"], ["구인", "어렵다"], ["구인", "힘들다"]]
    vectors = at(0.99, 0.99)
    assert groups(texts, 0.6) == []
    assert [set(group.members) for group in groups(texts, 0.6, vectors=vectors[[0, 1, 1]])] == [{0, 1, 2}]
    vectors[2] = 0
    assert [set(group.members) for group in groups(texts, 0.6, vectors=vectors)] == [{0, 1}]


def test_a_group_is_named_by_the_words_others_do_not_say():
    texts = [["주차", "부족"], ["주차", "타워"], ["인력", "부족"], ["인력", "부족"], ["금리", "부족"]]
    assert strongest(counted(texts[:2]), counted(texts), most=1) == ("주차",)
    assert "부족" not in strongest(counted(texts[:2]), counted(texts))
    assert strongest(Counter(), counted(texts)) == ()


def test_a_group_of_everything_is_named_by_what_is_said_most():
    texts = [["인력", "주차"], ["주차"]]
    assert strongest(counted(texts), counted(texts)) == ("주차", "인력")


def test_a_name_has_nouns_and_verbs_two_statements_share_and_no_word_of_any_talk():
    """관세가 올라 결국 줄이다: 결국, 되다 and what only one says are left out; the longer word stands for its part."""
    said = [
        (
            "전기요금 결국 줄이다 되다",
            [("전기", "NNG"), ("요금", "NNG"), ("결국", "NNG"), ("줄이다", "VV"), ("되다", "VV")],
        ),
        ("전기요금 줄이다 공장", [("전기", "NNG"), ("요금", "NNG"), ("줄이다", "VV"), ("공장", "NNG")]),
        ("요금 결국", [("요금", "NNG"), ("결국", "NNG")]),
    ]
    texts = [naming(text, _placed(text, words)) for text, words in said]
    assert "결국" not in texts[0] and "되다" not in texts[0]
    assert set(name_of(texts, counted([*texts, ["인력"], ["금리"]]))) == {"전기요금", "줄이다"}
    assert name_of(texts[1:2], counted(texts)) == ()


def _placed(text, words):
    found, at = [], 0
    for lemma, tag in words:
        start = text.index(lemma, at)
        at = start + len(lemma)
        found.append([lemma, tag, start, at])
    return found
