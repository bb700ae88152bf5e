"""The Business Survey Index against the examples every user knows."""

import pytest

from app.surveys.results.bsi import bsi, bsi_of_counts


def test_half_up_thirty_down_twenty_same_is_120():
    assert bsi_of_counts(50, 20, 30).value == 120


def test_sixty_up_and_forty_down_is_120():
    assert bsi_of_counts(60, 0, 40).value == 120


def test_on_five_points_much_better_counts_as_better():
    index = bsi([5, 4, 4, 3, 2, 1, 1, 1])
    assert (index.positive, index.neutral, index.negative) == (3, 1, 4)
    assert index.value == pytest.approx(100 * (3 - 4) / 8 + 100)


def test_on_three_points_the_middle_is_two():
    assert bsi([3, 3, 2, 1], points=3).value == 125


def test_unanswered_does_not_count():
    assert bsi([None, 4, 4, 2, None]).n == 3


def test_below_three_answers_neither_value_nor_counts_are_shown():
    index = bsi([5, 1])
    assert (index.value, index.positive, index.reason, index.n) == (None, None, "too_few", 2)


def test_no_answer_at_all_says_so():
    assert bsi([]).reason == "no_answers"


def test_all_up_is_200_and_all_down_is_0():
    assert (bsi([4, 5, 5]).value, bsi([1, 2, 2]).value) == (200, 0)


def test_an_answer_off_the_scale_is_refused():
    with pytest.raises(ValueError, match=r"1\.\.5"):
        bsi([6, 3, 3])
