"""Like answers: groups in which every two are alike."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.exploring.similar import groups, pairs, rows_of
from nlp.exploring.words import words_of
from tests.conftest import SHARED

KQC = SHARED / "texts" / "paraKQC_v1.txt"


def test_rows_have_length_one_and_a_text_without_words_none() -> None:
    rows = rows_of([["금리", "인상"], ["금리"], []])
    assert np.sqrt(rows.multiply(rows).sum(axis=1)).ravel().tolist()[0] == pytest.approx([1, 1, 0])


def test_the_cosine_is_that_worked_by_hand() -> None:
    # Words of one letter have no pairs of letters: only 가, 나, 다 count. Rarity: ln(3/3)+1 = 1 for 가, ln(3/2)+1 else.
    rare = np.log(1.5) + 1
    found = pairs(rows_of([["가", "나"], ["가", "다"]]), 0.1)
    assert found[0][0] == pytest.approx(1 / (1 + rare**2))


def test_answers_with_the_same_words_are_one_group() -> None:
    texts = [["금리", "인상"], ["인상", "금리"], ["인력", "부족"], ["금리", "인상"]]
    assert [group.members for group in groups(texts)] == [(0, 1, 3)]
    assert groups(texts)[0].lowest == 1.0


def test_a_chain_of_answers_is_cut_where_it_breaks() -> None:
    chain = [["가", "나", "다"], ["나", "다", "라"], ["다", "라", "마"], ["라", "마", "바"]]
    likeness = {(i, j): value for value, i, j in pairs(rows_of(chain), 0.01)}
    threshold = likeness[1, 2] - 0.01
    assert likeness[0, 2] < threshold  # neighbors are alike, those further apart are not
    for group in groups(chain, threshold):
        assert len(group.members) == 2
        assert group.lowest >= threshold


def test_answers_without_a_word_stay_alone() -> None:
    assert groups([[], [], ["금리"]]) == []


def test_the_same_answers_in_another_order_are_the_same_groups() -> None:
    texts = [
        [w.lemma for w in words_of(t)]
        for t in ("이자가 너무 높습니다", "이자가 높아요", "사람이 없습니다", "사람 없어요")
    ]
    there = {frozenset(group.members) for group in groups(texts)}
    back = {frozenset(3 - n for n in group.members) for group in groups(texts[::-1])}
    assert there == back == {frozenset({0, 1}), frozenset({2, 3})}


@pytest.mark.skipif(not KQC.exists(), reason="real texts are not here")
def test_paraphrases_of_real_questions_are_found_at_the_usual_threshold() -> None:
    """Ten paraphrases in a row; the figures of all ten thousand are in bench/README.md."""
    said = [row.split("\t")[2] for row in KQC.read_text(encoding="utf-8-sig").splitlines()[:1000]]
    texts = [[word.lemma for word in words_of(text)] for text in said]
    found = groups(texts)
    right = sum(a // 10 == b // 10 for g in found for n, a in enumerate(g.members) for b in g.members[:n])
    all_found = sum(len(g.members) * (len(g.members) - 1) // 2 for g in found)
    assert right / all_found > 0.85
    assert right / 4500 > 0.4


def test_no_pair_is_missed_by_looking_at_rare_words_first() -> None:
    dice = np.random.default_rng(3)
    texts = [[f"w{n}" for n in dice.zipf(1.6, size=8) if n < 60] for _ in range(300)]
    rows = rows_of(texts)
    full = (rows @ rows.T).toarray()
    for threshold in (0.3, 0.55, 0.9):
        wanted = {(i, j) for i, j in zip(*np.where(np.triu(full >= threshold, 1)), strict=True)}
        assert {(i, j) for _value, i, j in pairs(rows, threshold)} == wanted
