"""Prevalence counts respondents; severity is a mean of each one's worst; quotes need three firms."""

from __future__ import annotations

import math

import pytest

from app.coding.statements.voices import ProblemCoding, Voice
from app.coding.themes.themes import Prevalence, may_quote, prevalences, quotable_areas
from app.coding.themes.trends import by_wave

FIRMS = [Voice(f"f{n}", "firm", ("A",)) for n in range(1, 5)]
EXPERT = Voice("e", "expert", ("A", "B"))


def problem(respondent, theme, severity, *, segment="s", coder="c", areas=("A",)):
    return ProblemCoding(respondent, areas, theme, severity, coder, segment, 0)


def test_ten_mentions_of_one_firm_count_once():
    said = [problem("f1", "hr", 3, segment=f"s{n}") for n in range(10)]
    assert prevalences(FIRMS, said) == {("A", "hr"): Prevalence(1, 4, 3.0)}


def test_severity_is_the_mean_over_coders_then_the_worst_segment_then_the_mean_over_respondents():
    said = [
        problem("f1", "hr", 5, segment="s1", coder="c1"),
        problem("f1", "hr", 2, segment="s1", coder="c2"),
        problem("f1", "hr", 3, segment="s2"),
        problem("f2", "hr", 2, segment="s3"),
    ]
    # f1: max((5 + 2) / 2, 3) = 3.5; f2: 2; mean 2.75 over two of four.
    assert prevalences(FIRMS, said)["A", "hr"] == Prevalence(2, 4, 2.75)


def test_an_expert_counts_in_every_area_asked_about():
    found = prevalences([*FIRMS, EXPERT], [problem("e", "hr", 4, areas=("A", "B"))])
    assert (found["A", "hr"].n, found["B", "hr"].n) == (5, 1)


@pytest.mark.parametrize(("k", "n", "shade"), [(0, 9, 0), (1, 9, 1), (2, 9, 2), (5, 9, 3), (6, 9, 4), (9, 9, 4)])
def test_the_shade_follows_the_share(k, n, shade):
    assert Prevalence(k, n).shade == shade


def test_nobody_spoke_is_no_share():
    assert math.isnan(Prevalence(0, 0).share) and Prevalence(0, 0).shade == 0


def test_three_firms_make_an_area_quotable_and_experts_do_not_help():
    assert quotable_areas(FIRMS[:3]) == {"A"}
    assert quotable_areas([*FIRMS[:2], EXPERT]) == frozenset()


def test_a_quote_needs_all_areas_of_its_speaker_or_the_one_whose_page_it_is():
    assert may_quote(["A"], {"A"}) and not may_quote(["A", "B"], {"A"})
    assert may_quote(["A", "B"], {"A"}, shown="A") and not may_quote(["A", "B"], {"A"}, shown="B")
    assert not may_quote([], {"A"})


def test_each_wave_has_its_own_denominator():
    said = [problem("f1", "hr", 3, segment="s1"), problem("f1", "hr", 3, segment="s2")]
    found = by_wave(
        FIRMS, said, area_id="A", waves={"s1": "Q3", "s2": "Q4"}, spoke={"Q4": {"f1"}, "Q3": {"f1", "f2", "x"}}
    )
    assert list(found) == ["Q3", "Q4"]
    assert (found["Q3"]["hr"].k, found["Q3"]["hr"].n) == (1, 2)
    assert (found["Q4"]["hr"].k, found["Q4"]["hr"].n) == (1, 1)
