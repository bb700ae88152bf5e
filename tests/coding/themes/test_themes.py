"""Prevalence counts respondents; severity is a mean of each one's worst; quotes need three firms."""

from __future__ import annotations

import math
from itertools import product

import pytest

from app.areas.anonymity import release
from app.coding.statements.voices import ProblemCoding, Voice
from app.coding.themes.cells import shown
from app.coding.themes.themes import Prevalence, may_quote, numbers_told, prevalences, quotable_areas, told
from app.coding.themes.trends import by_wave, trend_told

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


def test_of_two_firms_no_prevalence_is_told_nor_how_many_spoke():
    two = [Voice(f"g{n}", "firm", ("B",)) for n in range(2)]
    voices = [*FIRMS, *two, EXPERT]
    said = [problem(v.respondent_id, "hr", 3, areas=v.area_ids) for v in voices]
    found = told(voices, prevalences(voices, said))
    assert list(found) == [("A", "hr")] and found["A", "hr"] == Prevalence(5, 5, 3.0)
    assert numbers_told(voices) == {"A": 5, "B": None}


def test_a_theme_that_two_named_is_told_without_number_and_severity():
    said = [problem("f1", "hr", 5), problem("f2", "hr", 4)]
    assert told(FIRMS, prevalences(FIRMS, said)) == {("A", "hr"): Prevalence(None, 4, None)}


def _waves(first, second, named):
    voices = [Voice(f"f{n}", "firm", ("A",)) for n in range(8)]
    spoke = {"Q3": {f"f{n}" for n in first}, "Q4": {f"f{n}" for n in second}}
    said = [problem(f"f{n}", "hr", 3, segment=f"{wave}{n}") for wave, firms in named.items() for n in firms]
    waves = {p.segment_id: p.segment_id[:2] for p in said}
    whole = {theme: cell for (_area, theme), cell in prevalences(voices, said).items()}
    trend = by_wave(voices, said, area_id="A", waves=waves, spoke=spoke)
    return trend_told(trend, voices=voices, spoke=spoke, whole=whole)


def test_waves_are_told_where_neither_they_nor_what_lies_between_them_is_small():
    found = _waves(range(4), range(4, 8), {"Q3": range(3), "Q4": range(4, 7)})
    assert [found[wave]["hr"].k for wave in ("Q3", "Q4")] == [3, 3]


def test_no_wave_is_told_where_the_round_less_it_leaves_one_firm():
    assert _waves(range(7), range(7, 8), {"Q3": range(3)}) == {}
    assert _waves(range(7), range(1, 8), {"Q3": range(3)}) == {}


def test_a_themes_waves_are_not_told_where_one_of_them_is_of_two_firms():
    assert _waves(range(4), range(4, 8), {"Q3": range(3), "Q4": range(4, 6)}) == {"Q3": {}, "Q4": {}}


def test_the_parts_told_beside_a_sum_are_those_the_rule_for_tables_gives():
    for sizes in product(range(6), repeat=4):
        parts = {f"a{n}": size for n, size in enumerate(sizes)}
        assert shown(parts) == release({part: {"": n} for part, n in parts.items()}).shown, parts
    assert shown({}) == frozenset()
