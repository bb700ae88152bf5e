"""Agreement of spans: pairs of half an overlap, and alpha over characters, worked by hand."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.agreeing.agreement import agreement
from nlp.agreeing.ratings import Ratings
from nlp.agreeing.spans import Span, SpanAgreement, Text, matched, span_agreement

BOTH = ("one", "two")


def spans(coder: str, *places: tuple[int, int], text: str = "t", theme: str = "finance") -> list[Span]:
    return [Span(text, coder, theme, start, end) for start, end in places]


def of(*every: list[Span], length: int = 20) -> SpanAgreement:
    return span_agreement(chain(*every), {"t": Text(length, BOTH)}, draws=0)


def test_spans_pair_off_where_they_share_half_of_what_both_mark() -> None:
    assert matched([(0, 10)], [(5, 10)]) == 1
    assert matched([(0, 10)], [(6, 12)]) == 0
    assert matched([(0, 10)], [(0, 10), (0, 10)]) == 1


def test_no_pairing_leaves_out_a_pair_that_could_be() -> None:
    """Whoever takes the nearest first gives (0, 10) to (0, 10) and leaves (0, 20) without a partner."""
    assert matched([(0, 10), (1, 11)], [(0, 10), (0, 20)], least=0.5) == 2


def test_f1_counts_pairs_by_spans_of_both() -> None:
    found = of(spans("one", (0, 4), (10, 14)), spans("two", (1, 4), (16, 20), (5, 8)))
    assert found.f1.value == pytest.approx(2 / 5) and found.spans == 5
    other = of(spans("one", (0, 4)), spans("two", (0, 4), theme="market"))
    assert other.f1.value == 0.0 and (other.characters.alpha.value or 0) < 0


def test_characters_are_the_units_of_alpha() -> None:
    found = of(spans("one", (0, 6)), spans("two", (3, 9)))
    by_hand = [[int(n < 6), int(3 <= n < 9)] for n in range(20)]
    expected = agreement(Ratings(np.array(by_hand), (False, True)), draws=0)
    for name, each in expected.estimates.items():
        assert found.characters.estimates[name].value == pytest.approx(each.value)
    assert found.characters.pairable == 20


def test_alpha_of_characters_reads_the_same_however_a_passage_is_cut() -> None:
    whole = of(spans("one", (2, 12)), spans("two", (4, 12)))
    cut = of(spans("one", (2, 5), (5, 12)), spans("two", (4, 12)))
    assert cut.characters.alpha.value == pytest.approx(whole.characters.alpha.value)
    assert (cut.f1.value or 0) < (whole.f1.value or 0) == 1.0


def test_nothing_behind_the_end_of_a_text_counts() -> None:
    beyond = of(spans("one", (0, 99)), spans("two", (10, 99)))
    assert beyond.characters == of(spans("one", (0, 20)), spans("two", (10, 20))).characters


def test_nobody_marking_anything_is_no_f1_of_one() -> None:
    found = of()
    assert (found.f1.value, found.f1.reason) == (None, "no_spans")
    assert (found.characters.alpha.value, found.characters.alpha.reason) == (None, "no_variation")
    assert found.characters.estimates["percent"].value == 1.0


def test_one_coder_alone_has_no_agreement_of_spans() -> None:
    found = span_agreement(spans("one", (0, 5)), {"t": Text(20, ("one",))}, draws=0)
    assert found.f1.reason == found.characters.alpha.reason == "one_coder"
    assert span_agreement([], {}, draws=0).f1.value is None


def test_a_text_counts_only_for_whoever_judged_it() -> None:
    texts = {"t": Text(20, BOTH), "u": Text(20, ("one",))}
    found = span_agreement(
        [*spans("one", (0, 5)), *spans("two", (0, 5)), *spans("one", (3, 9), text="u")], texts, draws=0
    )
    assert found.f1.value == 1.0 and found.characters.alpha.value == 1.0


def test_intervals_draw_respondents() -> None:
    texts = {n: Text(30, BOTH, group=n // 2) for n in range(20)}
    every = [Span(n, coder, "rnd", 5, 15 + shift * (n % 4)) for n in texts for coder, shift in (("one", 0), ("two", 5))]
    found = span_agreement(every, texts, draws=200)
    for each in (found.f1, found.characters.alpha):
        assert each.low is not None and each.value is not None and each.high is not None
        assert each.low <= each.value <= each.high
    assert found.characters.clusters == 10


places = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 10)).map(lambda p: (p[0], p[0] + p[1])), max_size=5)


@settings(max_examples=40, deadline=None)
@given(places, places)
def test_neither_coder_comes_first(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    there = of(spans("one", *one), spans("two", *other), length=30)
    back = of(spans("one", *other), spans("two", *one), length=30)
    assert there.f1 == back.f1
    assert there.characters.alpha.value == pytest.approx(back.characters.alpha.value)
    again = of(spans("one", *one), spans("two", *one), length=30)
    assert again.f1.value == (1.0 if one else None)
