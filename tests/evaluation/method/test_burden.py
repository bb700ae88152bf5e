"""Burdens: the respondent is the unit, and the codebook cannot steer them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.evaluation.method.burden import area_burdens, codings_of, respondent_burdens, speakers_of, wilson

POINTS = (0.2, 0.4, 0.6, 0.8, 1.0)
J, D = 4, 3
ROWS = st.lists(
    st.tuples(
        st.integers(0, J - 1),
        st.integers(0, D - 1),
        st.integers(0, 5),
        st.integers(0, 1),
        st.integers(0, 5),
        st.booleans(),
    ),
    max_size=25,
)


def burdens(*rows):
    return respondent_burdens(codings_of(rows), respondents=J, domains=D, severity_points=POINTS)


def test_saying_it_ten_times_counts_once():
    ten = [(0, 1, place, 0, 3, False) for place in range(10)]
    assert burdens(*ten)[0].tolist() == [0, 0.6, 0]


def test_the_largest_severity_of_a_respondent_counts():
    assert burdens((0, 0, 1, 0, 2, False), (0, 0, 2, 0, 5, False))[0, 0] == 1.0


def test_two_coders_of_a_place_are_averaged():
    assert burdens((0, 0, 1, 0, 2, False), (0, 0, 1, 1, 5, False))[0, 0] == pytest.approx(0.7)


def test_a_coder_who_saw_no_problem_at_the_place_halves_it():
    assert burdens((0, 0, 1, 0, 4, False), (0, 0, 1, 1, 0, False))[0, 0] == pytest.approx(0.4)


def test_the_adjudicated_coding_wins_at_its_place_only():
    rows = [(0, 0, 1, 0, 5, False), (0, 0, 1, 1, 4, False), (0, 0, 1, 2, 1, True), (0, 0, 2, 0, 2, False)]
    assert burdens(*rows)[0, 0] == pytest.approx(0.4)


def test_splitting_a_code_within_a_domain_changes_nothing():
    """One coder files the same place under two codes of the domain, the other under one."""
    whole = burdens((0, 0, 1, 0, 4, False), (0, 0, 1, 1, 2, False))
    split = burdens((0, 0, 1, 0, 4, False), (0, 0, 1, 0, 3, False), (0, 0, 1, 1, 2, False))
    assert whole.tolist() == split.tolist()


@given(ROWS, st.randoms())
def test_repeating_and_reordering_codings_change_nothing(rows, random):
    twice = rows + rows
    random.shuffle(twice)
    assert burdens(*twice) == pytest.approx(burdens(*rows))


@given(ROWS)
def test_burdens_stay_between_nothing_and_the_worst(rows):
    b = burdens(*rows)
    assert b.shape == (J, D) and (b >= 0).all() and (b <= 1).all()


def test_a_severity_off_the_scale_is_refused():
    with pytest.raises(ValueError, match="severity"):
        burdens((0, 0, 1, 0, 6, False))


def test_an_index_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="domain"):
        burdens((0, D, 1, 0, 3, False))


def test_those_without_a_problem_stay_in_the_denominator():
    result = area_burdens([[0.8], [0.0], [0.4], [0.0]], speakers_of([(0, j, 1) for j in range(4)]), areas=1)
    assert result.mean[0, 0] == pytest.approx(0.3) and (result.n[0], result.named[0, 0]) == (4, 2)
    assert result.prevalence[0, 0] * result.severity[0, 0] == pytest.approx(result.mean[0, 0])


def test_an_expert_speaks_for_each_area_he_was_asked_about():
    result = area_burdens([[1.0], [0.0]], speakers_of([(0, 0, 1), (1, 0, 1), (1, 1, 1)]), areas=2)
    assert result.mean[:, 0].tolist() == [1.0, 0.5]


def test_unequal_weights_count_for_fewer_respondents():
    result = area_burdens([[1.0], [0.0]], speakers_of([(0, 0, 3), (0, 1, 1)]), areas=1)
    assert result.n_eff[0] == pytest.approx(16 / 10) and result.mean[0, 0] == pytest.approx(0.75)


def test_an_area_without_voices_has_no_mean():
    result = area_burdens([[1.0]], speakers_of([(0, 0, 1)]), areas=2)
    assert (result.n[1], result.n_eff[1]) == (0, 0) and np.isnan(result.mean[1, 0]) and np.isnan(result.low[1, 0])


def test_a_weight_of_nothing_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        area_burdens([[1.0]], speakers_of([(0, 0, 0)]), areas=1)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe (1998), Statistics in Medicine 17, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_newcombes_published_intervals(k, n, low, high):
    assert [float(x) for x in wilson(k, n)] == pytest.approx([low, high], abs=5.1e-5)
