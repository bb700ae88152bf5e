"""Order: the order in which evidence comes changes nothing, and evidence that contradicts itself is refused."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.evaluation.method.evidence import Stance
from app.evaluation.method.order import in_order
from app.evaluation.method.result import evaluate
from tests.evaluation.method.rounds import MIXED, random_round, round_of, scheme, shuffled

SCHEME = scheme(MIXED, draws=60)


def arrays(value, path=""):
    """Every array of an outcome, by its place."""
    if hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from arrays(getattr(value, name), f"{path}.{name}")
    else:
        yield path, value


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_areas_respondents_and_rows_in_any_order_give_the_same_bytes(seed):
    evidence = random_round(seed)
    other, order = shuffled(evidence, np.random.default_rng(seed))
    one, two = evaluate(evidence, SCHEME), evaluate(other, SCHEME)
    assert two.codes == tuple(one.codes[a] for a in order)
    found = dict(arrays(two))
    for path, value in arrays(one):
        if path in (".b", ".B", ".l", ".codes"):
            continue
        same = value if path.startswith(".round") else np.array(value)[order]
        np.testing.assert_array_equal(np.array(found[path]), same, err_msg=path)


def test_burdens_come_back_in_the_order_the_respondents_were_given():
    firms = [("Z", "A", True), ("B", "A", True)]
    found = evaluate(round_of(["A"], [[50, np.nan] * 2], firms=firms, codings=[("Z", 0, 0, 0, 5)]), SCHEME)
    assert found.B.tolist() == [1, 0] and found.b[:, 0].tolist() == [1, 0]


@settings(max_examples=10)
@given(st.integers(0, 10_000))
def test_rows_given_twice_change_nothing(seed):
    e = random_round(seed)

    def twice(part):
        return type(part)(*(np.concatenate([getattr(part, name)] * 2) for name in part.__dataclass_fields__))

    doubled = replace(
        e,
        memberships=twice(e.memberships),
        answers=twice(e.answers),
        codings=twice(e.codings),
        adjudicated=twice(e.adjudicated),
    )
    np.testing.assert_array_equal(evaluate(e, SCHEME).merged.R, evaluate(doubled, SCHEME).merged.R)


def refused(evidence):
    with pytest.raises(ValueError) as caught:
        in_order(evidence, indicators=4, domains=3)
    return str(caught.value)


Y = [[50, np.nan] * 2]


def test_what_contradicts_itself_is_refused_with_its_place():
    firm = [("F", "A", True)]
    assert "code 'A' occurs twice" in refused(round_of(["A", "A"], Y * 2))
    assert "firm 'F' stands for 2 areas" in refused(round_of(["A", "B"], Y * 2, firms=[("F", ("A", "B"), True)]))
    twice = round_of(["A"], Y, firms=[("F", "A", True)], codings=[("F", 0, 0, 0, 3), ("F", 1, 0, 0, 3)])
    twice.places.position[1] = 0
    assert "two places of a respondent have position 0" in refused(twice)
    assert "in two ways" in refused(round_of(["A"], Y, firms=firm, answers=[("F", 1, 1), ("F", 1, -1)]))
    assert "weights must be above 0" in refused(round_of(["A"], Y, firms=[("F", "A", True, False, 0.0, "firm")]))
    assert "severity of 1 to 5" in refused(round_of(["A"], Y, firms=firm, codings=[("F", 0, 0, 0, 3, Stance.OTHER)]))
    assert "must be a number" in refused(round_of(["A"], [[np.inf, np.nan, 50, np.nan]]))
    assert "register must be" in refused(round_of(["A"], [[50]]))


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (("F", 0, 0, 3, 2), "coding domain"),
        (("F", 0, 0, 0, 2, 2), "coding stance"),
        (("F", 0, 0, 0, 6), "coding severity"),
        (("F", 0, -1, 0, 2), "coding coder"),
    ],
)
def test_an_index_that_is_not_there_is_refused(row, what):
    assert what in refused(round_of(["A"], Y, firms=[("F", "A", True)], codings=[row]))
