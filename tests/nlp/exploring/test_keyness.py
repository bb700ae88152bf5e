"""Keyness by hand: two groups of ten words."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from nlp.exploring.keyness import keyness, log_odds, tally

RATE, LABOR, OTHER = ("금리", "NNG"), ("인력", "NNG"), ("회사", "NNG")


def test_log_odds_and_z_are_those_of_the_formula_worked_by_hand() -> None:
    # A says the word 6 times in 10, B once in 10; the prior gives it 2 of 5 pseudo-words.
    delta, z = log_odds(np.array([6.0]), np.array([1.0]), np.array([2.0]), total_a=10, total_b=10, total_prior=5)
    by_hand = math.log(8 / 7) - math.log(3 / 12)  # (6+2)/(10+5-6-2) against (1+2)/(10+5-1-2)
    assert delta[0] == pytest.approx(by_hand) == pytest.approx(1.5198, abs=1e-4)
    assert z[0] == pytest.approx(by_hand / math.sqrt(1 / 8 + 1 / 3)) == pytest.approx(2.2449, abs=1e-4)


def test_words_are_ranked_from_one_group_to_the_other() -> None:
    a = tally([("one", [RATE, RATE, OTHER]), ("two", [RATE, OTHER])])
    b = tally([("three", [LABOR, OTHER]), ("four", [LABOR, LABOR, OTHER])])
    found = keyness(a, b, a.counts + b.counts)
    assert [word.lemma for word in found] == ["금리", "회사", "인력"]
    first, last = found[0], found[-1]
    assert (first.count_a, first.count_b, first.respondents_a, first.respondents_b) == (3, 0, 2, 0)
    # Prior of 5 words (no more than a group has), 3 of 10 for either word: alpha 1.5.
    assert first.log_odds == pytest.approx(math.log(4.5 / 5.5) - math.log(1.5 / 8.5))
    assert first.z == pytest.approx(-last.z)


def test_a_word_that_one_respondent_keeps_saying_is_no_key_word() -> None:
    a = tally([("one", [RATE] * 9), ("two", [OTHER]), ("three", [LABOR])])
    b = tally([("four", [OTHER, LABOR]), ("five", [OTHER])])
    assert "금리" not in [word.lemma for word in keyness(a, b, a.counts + b.counts)]
    assert "금리" in [word.lemma for word in keyness(a, b, a.counts + b.counts, min_respondents=1)]


def test_statements_without_a_known_respondent_count_one_by_one() -> None:
    found = tally([(None, [RATE]), (None, [RATE]), ("one", [RATE]), ("one", [OTHER])])
    assert found.respondents[RATE] == 3
    assert (found.statements, found.voices, found.total) == (4, 3, 4)


def test_an_empty_group_has_no_key_words() -> None:
    assert keyness(tally([]), tally([("one", [RATE])]), Counter()) == []


def test_words_written_alike_are_kept_apart_by_their_part_of_speech() -> None:
    verb = ("금리", "VV")
    a, b = tally([("one", [RATE, verb])]), tally([("two", [verb, verb])])
    found = keyness(a, b, Counter(), min_count=1, min_respondents=1)
    assert {(word.lemma, word.tag) for word in found} == {RATE, verb}
