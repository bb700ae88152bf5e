"""What the whole method promises of any round."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.evaluation.method.known import known_of
from app.evaluation.method.order import in_order
from app.evaluation.method.result import evaluate
from tests.evaluation.method.rounds import MIXED, random_round, round_of, scheme

SCHEME = scheme(MIXED, draws=100)
SEEDS = st.integers(0, 100_000)


def merged(evidence):
    return known_of(in_order(evidence, indicators=4, domains=3).evidence, SCHEME).merged


def with_firm(evidence, code, area, severity, domain):
    """The evidence with one firm more, which names one problem and answers nothing else."""
    e = evidence
    j, p = len(e.respondents.code), len(e.places.respondent)
    people = type(e.respondents)(
        (*e.respondents.code, code),
        (*e.respondents.kind, "firm"),
        np.append(np.ones_like(e.respondents.omega), 1.0),
        np.append(e.respondents.spoke, True),
        np.append(e.respondents.no_crisis, False),
    )

    def plus(part, *row):
        return type(part)(
            *(np.append(getattr(part, n), v) for n, v in zip(part.__dataclass_fields__, row, strict=True))
        )

    return type(e)(
        **vars(e)
        | {
            "respondents": people,
            "memberships": plus(e.memberships, j, area),
            "places": plus(e.places, j, 0),
            "codings": plus(e.codings, p, 0, domain, severity, 1, domain),
        }
    )


def of_equal_weight(evidence):
    people = evidence.respondents
    return type(evidence)(
        **vars(evidence) | {"respondents": type(people)(**vars(people) | {"omega": np.ones_like(people.omega)})}
    )


@settings(max_examples=25)
@given(SEEDS)
def test_contributions_add_up_to_the_score_of_every_area(seed):
    found = merged(random_round(seed))
    known = ~np.isnan(found.R)
    assert found.by_domain[known].sum(1) == pytest.approx(found.R[known], abs=1e-9)
    assert (found.by_indicator.sum(1) + found.by_voices)[known] == pytest.approx(found.R[known], abs=1e-9)


@settings(max_examples=25)
@given(SEEDS, st.integers(0, 8), st.integers(0, 2))
def test_one_more_firm_at_severity_5_never_lowers_its_areas_score(seed, area, domain):
    before = of_equal_weight(random_round(seed))
    after = with_firm(before, "New", area, 5, domain)
    old, new = merged(before).R[area], merged(after).R[area]
    assert np.isnan(old) or new >= old - 1e-9


@settings(max_examples=25)
@given(SEEDS, st.integers(0, 8), st.integers(0, 5))
def test_one_more_firm_moves_the_score_towards_its_own_word_beside_the_numbers(seed, area, severity):
    before = of_equal_weight(random_round(seed))
    after = with_firm(before, "New", area, severity, 0 if severity else -1)
    if severity == 0:
        after.codings.stance[-1] = 0
    old, new = merged(before), merged(after)
    l = [0, 0, 100 / 6, 50, 500 / 6, 100][severity]  # noqa: E741
    e = old.e[area].sum()
    if np.isnan(old.R[area]):
        return
    word = (old.R_numbers[area] * e if e else 0) + 0.4 * l
    word /= e + 0.4
    assert min(old.R[area], word) - 1e-9 <= new.R[area] <= max(old.R[area], word) + 1e-9


@settings(max_examples=25)
@given(SEEDS, st.data())
def test_a_worse_answer_of_a_firm_that_spoke_never_lowers_its_areas_score(seed, data):
    e = random_round(seed)
    named = np.flatnonzero((e.codings.severity > 0) & (e.codings.severity < 5))
    firm = np.array(e.respondents.kind)[e.places.respondent[e.codings.place[named]]] == "firm"
    row = data.draw(st.sampled_from(named[firm].tolist() or [None]))
    if row is None:
        return
    before = merged(e).R
    e.codings.severity[row] += 1
    j = e.places.respondent[e.codings.place[row]]
    area = e.memberships.area[e.memberships.respondent == j][0]
    assert np.isnan(before[area]) or merged(e).R[area] >= before[area] - 1e-9


def test_the_score_moves_without_a_cliff_from_nobody_asked_to_thirty():
    R = []
    for n in range(31):
        firms = [(f"F{j}", "A", True) for j in range(n)]
        codings = [(f"F{j}", 0, 0, 0, 5) for j in range(n)]
        R.append(merged(round_of(["A"], [[20, np.nan, 20, np.nan]], firms=firms, codings=codings)).R[0])
    steps = np.diff(R)
    # With half of the numbers' weight in registers the first voice moves a fifth of the way it could, each later less.
    assert R[0] == pytest.approx(20) and (steps > 0).all() and (np.diff(steps) < 0).all() and steps[0] < 0.2 * 80


def test_splitting_a_theme_within_its_domain_changes_nothing_but_saturation():
    firms = [(f"F{j}", "A", True) for j in range(3)]
    whole = [(f"F{j}", 0, 0, 1, 3 + j % 2, 1, 7) for j in range(3)]
    split = [(*row[:6], 7 + j % 2) for j, row in enumerate(whole)] + [(*whole[0][:4], 2, 1, 9)]
    one, two = (
        evaluate(round_of(["A"], [[50, np.nan] * 2], firms=firms, codings=codings), SCHEME)
        for codings in (whole, split)
    )
    np.testing.assert_array_equal(one.merged.by_domain, two.merged.by_domain)
    np.testing.assert_array_equal(one.uncertainty.shares, two.uncertainty.shares)
    assert two.grades.saturation[0] < one.grades.saturation[0] == 1


def test_effective_weights_of_numbers_and_voices_explain_all_of_the_spread():
    found = evaluate(random_round(3), SCHEME).round
    assert found.by_numbers + found.by_voices == pytest.approx(1) and found.by_domain.sum() == pytest.approx(1)
    assert found.uncalibrated and pytest.approx(found.s2 / found.a2) == found.K


def test_a_round_in_which_nobody_spoke_goes_by_the_numbers_alone():
    found = evaluate(round_of(["A", "B"], [[50, np.nan, 50, np.nan], [np.nan] * 4]), SCHEME)
    assert found.merged.R[0] == found.merged.R_numbers[0] == 50 and np.isnan(found.merged.R[1])
    assert found.grades.grade == ("D", "D") and found.credibility.Z.tolist() == [0, 0]
    assert (found.fit == 3).all() and found.levels.proposed.tolist() == [1, -1]


def test_a_round_without_areas_has_an_empty_outcome():
    found = evaluate(round_of([], np.zeros((0, 4))), SCHEME)
    assert found.codes == () and found.merged.R.shape == (0,)
