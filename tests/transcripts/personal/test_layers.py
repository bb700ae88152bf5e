"""Two layers and the map between them: exact at borders, both ways, whatever the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.personal.finding import find
from transcripts.personal.findings import Finding, Known, KnownFirm, KnownPerson
from transcripts.personal.layers import Change, Layers, OffsetMap, layer, reapplied
from transcripts.personal.pseudonyms import assigned, changes
from transcripts.text.particles import fitted


@st.composite
def layered(draw: st.DrawFn) -> Layers:
    raw = draw(st.text(alphabet="가나다 abc\n🙂é\t", min_size=1, max_size=60))
    borders = sorted(draw(st.sets(st.integers(0, len(raw)), max_size=12)))
    words = st.text(alphabet="기업 12🙂", min_size=1, max_size=6)
    pairs = list(pairwise(borders))[:: draw(st.sampled_from([1, 2]))]
    return layer(raw, [Change("firm", start, end, draw(words)) for start, end in pairs])


@given(layered())
def test_outside_the_replaced_stretches_every_character_is_the_same_both_ways(layers: Layers) -> None:
    raw_inside = {n for each in layers.replacements for n in range(each.raw_start, each.raw_end)}
    for n in set(range(len(layers.raw))) - raw_inside:
        assert layers.shown[layers.map.to_shown(n)] == layers.raw[n]
        assert layers.map.to_raw(layers.map.to_shown(n)) == n
    shown_inside = {n for each in layers.replacements for n in range(each.start, each.end)}
    for n in set(range(len(layers.shown))) - shown_inside:
        assert layers.raw[layers.map.to_raw(n)] == layers.shown[n]


@given(layered())
def test_borders_are_exact_and_the_map_makes_the_shown_text_anew(layers: Layers) -> None:
    for each in layers.replacements:
        assert layers.map.span_to_shown(each.raw_start, each.raw_end) == (each.start, each.end)
        assert layers.map.span_to_raw(each.start, each.end) == (each.raw_start, each.raw_end)
    assert layers.map.to_shown(0) == 0 and layers.map.to_shown(len(layers.raw)) == len(layers.shown)
    assert layers.map.to_raw(len(layers.shown)) == len(layers.raw)
    assert reapplied(layers.raw, layers.shown, layers.replacements) == layers.shown


@given(layered())
def test_offsets_never_run_backwards(layers: Layers) -> None:
    led = [layers.map.to_shown(n) for n in range(len(layers.raw) + 1)]
    assert led == sorted(led)
    led = [layers.map.to_shown(n, up=True) for n in range(len(layers.raw) + 1)]
    assert led == sorted(led)


def test_by_hand() -> None:
    layers = layer("나는 김영수다.", [Change("person", 3, 6, "인물 1")])
    assert layers.shown == "나는 인물 1다."
    assert [layers.map.to_shown(n) for n in (0, 3, 4, 6, 7)] == [0, 3, 3, 7, 8]
    assert layers.map.to_shown(4, up=True) == 7 and layers.map.to_raw(5) == 3 and layers.map.to_raw(5, up=True) == 6
    assert OffsetMap(()).to_shown(9) == 9 == OffsetMap(()).to_raw(9)


def test_changes_that_overlap_or_are_empty_are_refused() -> None:
    for wrong in (
        [Change("person", 0, 2, "가"), Change("person", 1, 3, "나")],
        [Change("person", 0, 2, "")],
        [Change("person", 1, 1, "가")],
        [Change("person", 2, 9, "가")],
    ):
        with pytest.raises(ValueError, match="overlap or are empty"):
            layer("가나다라", wrong)


def told(text: str, known: Known, given_names: dict[tuple[str, str], str] | None = None) -> str:
    found = find(text, known)
    names = assigned(found, text, given=given_names or {})
    return layer(text, changes(found, text, names)).shown


KNOWN = Known(people=(KnownPerson("김영수", "대표"),), firms=(KnownFirm("(주)대한정밀"),))


def test_the_same_original_is_the_same_pseudonym_and_particles_fit() -> None:
    text = "대한정밀은 ㈜대한정밀이고, 대한정밀로 갑니다. 박영희 과장이 010-1234-5678로, 010-9999-5678과 01012345678을"
    assert told(text, KNOWN) == (
        "기업 1은 기업 1이고, 기업 1로 갑니다. 인물 1 과장이 [전화번호 1]로, [전화번호 2]와 [전화번호 1]을"
    )


def test_a_participant_keeps_his_label_and_numbers_the_text_holds_are_not_given_again() -> None:
    given_names = {("person", "김영수"): "참가자 4", ("firm", "대한정밀"): "기업 3"}
    text = "김 대표: 대한정밀입니다. 인물 1은 인물 12와 다르고, 최민준 팀장이 왔습니다."
    assert told(text, KNOWN, given_names) == (
        "참가자 4 대표: 기업 3입니다. 인물 1은 인물 12와 다르고, 인물 2 팀장이 왔습니다."
    )


@pytest.mark.parametrize(
    ("word", "particle", "right"),
    [
        ("기업 3", "는", "은"), ("기업 2", "은", "는"), ("기업 10", "가", "이"), ("인물 1", "으로", "로"),
        ("인물 3", "로", "으로"), ("[전화번호 4]", "을", "를"), ("가람", "와", "과"), ("나무", "이라고", "라고"),
        ("기업 3", "만", "만"), ("Person A", "은", "는"),
        ("30 %", "으로", "로"), ("0.5", "을", "를"), ("KAIST", "은", "는"), ("HTML", "으로", "로"), ("PDM", "를", "을"),
        ("Excel", "으로", "로"), ("Zoom", "를", "을"), ("server", "을", "를"), ("Slack", "가", "이"), ("note", "이", "가"),
        ("‘주의’", "으로", "로"), ("“심각”", "로", "으로"), ("1,000", "를", "을"), ("", "을", "를"),
    ],
)  # fmt: skip
def test_particles_by_the_last_sound(word: str, particle: str, right: str) -> None:
    assert fitted(word, particle) == right


def test_findings_without_a_pseudonym_stay() -> None:
    found = Finding("person", 0, 2, "가나", True, "title", "가나")
    assert changes([found], "가나다", {}) == []
