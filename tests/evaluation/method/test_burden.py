"""Burdens: the respondent is the unit, a firm is as badly off as where it hurts most, and no codebook steers it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.evaluation.method.burden import burden_points, judged_places, respondent_burdens
from app.evaluation.method.evidence import Adjudicated, Codings, Places, Stance
from tests.evaluation.method.rounds import ints

POINTS = (0.2, 0.4, 0.6, 0.8, 1.0)
D = 3
ROWS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 1), st.integers(-1, D - 1), st.integers(0, 5)), max_size=25)


def judged(rows, settled=(), places=6):
    """`rows` (place, coder, domain, severity, stance or none); place p belongs to respondent p // 2."""
    full = [(*r[:4], r[4] if len(r) > 4 else Stance.NEED if r[3] else Stance.OTHER, -1) for r in rows]
    return judged_places(Codings(*ints(full, 6)), Adjudicated(*ints(settled, 3)), places=places, domains=D)


def burdens(*rows, settled=(), places=6):
    owner = Places(np.arange(places) // 2, np.arange(places) % 2)
    found = judged(rows, settled, places)
    return respondent_burdens(found, owner, respondents=(places + 1) // 2, severity_points=POINTS)


def test_saying_it_twice_counts_once_and_the_worst_place_counts():
    assert burdens((0, 0, 1, 3), (1, 0, 1, 3)).b[0].tolist() == [0, 0.6, 0]
    assert burdens((0, 0, 0, 2), (1, 0, 2, 5)).B[0] == 1.0


def test_three_domains_at_4_weigh_as_one():
    assert burdens((0, 0, 0, 4), (0, 0, 1, 4), (0, 0, 2, 4)).B[0] == burdens((0, 0, 0, 4)).B[0] == 0.8


def test_coders_who_agree_on_the_severity_and_not_on_the_domain_agree():
    found = burdens((0, 0, 0, 4), (0, 1, 1, 4))
    assert found.B[0] == 0.8 and found.b[0] == pytest.approx([0.4, 0.4, 0])


def test_a_coder_who_saw_no_problem_halves_it_and_one_who_left_it_open_does_not():
    assert burdens((0, 0, 1, 4), (0, 1, -1, 0)).B[0] == pytest.approx(0.4)
    assert burdens((0, 0, 1, 4), (0, 1, -1, 0, Stance.UNDECIDED)).B[0] == pytest.approx(0.8)


def test_a_theme_without_a_domain_counts_as_nothing_and_still_was_judged():
    assert burdens((0, 0, -1, 5)).B[0] == 0 and burdens((0, 0, -1, 5), (0, 1, 0, 4)).B[0] == pytest.approx(0.4)


def test_an_adjudicated_place_has_its_adjudicated_value():
    rows = [(0, 0, 1, 5), (0, 1, 1, 4), (1, 0, 1, 2)]
    assert burdens(*rows, settled=[(0, 0, 1)]).B[0] == pytest.approx(0.4)
    assert burdens(*rows, settled=[(0, -1, 0), (1, -1, 0)]).B[0] == 0
    assert burdens(*rows, settled=[(0, 0, 3)]).b[0] == pytest.approx([0.6, 0.4, 0])


def test_places_whose_coders_gave_one_value_do_not_differ():
    found = judged([(0, 0, 0, 4), (0, 1, 1, 4), (1, 0, 0, 2), (1, 1, 0, 3), (2, 0, 0, 5)])
    assert found.differ.tolist() == [False, True, False, False, False, False]
    assert found.coders.tolist() == [2, 2, 1, 0, 0, 0]


@settings(max_examples=30)
@given(ROWS, st.randoms())
def test_repeating_and_reordering_codings_change_nothing(rows, random):
    twice = rows + rows
    random.shuffle(twice)
    one, other = burdens(*rows), burdens(*twice)
    assert np.array_equal(one.B, other.B) and np.array_equal(one.b, other.b)


@settings(max_examples=30)
@given(ROWS, st.integers(0, 5), st.integers(0, D - 1), st.integers(1, 5))
def test_one_more_problem_named_by_a_coder_never_lowers_a_burden(rows, place, domain, severity):
    # A coder who judged the place already: a new judgment of "nothing" could lower the mean.
    rows = [*rows, (place, 0, -1, 0)]
    before, after = burdens(*rows), burdens(*rows, (place, 0, domain, severity))
    assert (after.B >= before.B - 1e-12).all() and (after.b >= before.b - 1e-12).all()


@settings(max_examples=30)
@given(ROWS)
def test_burdens_lie_between_nothing_and_the_worst_and_no_domain_exceeds_the_whole(rows):
    found = burdens(*rows)
    assert found.b.shape == (3, D) and (found.b >= 0).all() and (found.B <= 1).all()
    assert (found.b.max(axis=1) <= found.B + 1e-12).all()


def test_points_of_severities_none_to_five():
    points = burden_points([0, *POINTS], calm=0.3, crisis=0.9)
    assert points == pytest.approx([0, 0, 100 / 6, 50, 500 / 6, 100])
