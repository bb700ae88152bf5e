"""Segments are single statements with exact offsets."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.reading.segmenting import segment

BITS = st.sampled_from(
    [
        "인력이 부족합니다. ",
        "네. ",
        "관세는 괜찮습니다! ",
        "\n",
        "\n\n",
        "\r\n",
        "# 제목\n",
        "- 주차난\n",
        "We can not hire. ",
        "😀 ",
        "\u1112\u1161\u11ab\u1100\u1173\u11af ",
        "  ",
        "\t",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.lists(BITS, max_size=14).map("".join), st.text(max_size=80)))
def test_segments_are_exact_ordered_and_trimmed(text: str) -> None:
    at = 0
    for found in segment(text):
        assert text[found.start : found.end] == found.text
        assert found.start >= at and found.text and found.text == found.text.strip()
        assert "\n\n" not in found.text.replace("\r", "")
        at = found.end


def texts(text: str) -> list[str]:
    return [found.text for found in segment(text)]


def test_each_sentence_is_a_segment() -> None:
    assert texts("관세는 괜찮습니다. 그런데 사람이 없습니다.") == [
        "관세는 괜찮습니다.",
        "그런데 사람이 없습니다.",
    ]


def test_a_very_short_sentence_joins_its_neighbor() -> None:
    assert texts("네. 인력이 부족합니다. 예.") == ["네. 인력이 부족합니다. 예."]
    assert texts("Yes. We cannot find welders.") == ["Yes. We cannot find welders."]


def test_headings_are_left_out_and_blank_lines_are_never_crossed() -> None:
    assert texts("# Prices\nInput costs rose.\n\nRents fell") == ["Input costs rose.", "Rents fell"]


def test_list_items_stand_alone_and_wrapped_lines_do_not() -> None:
    assert texts("- 인력난 심각\n- 자금난") == ["- 인력난 심각", "- 자금난"]
    wrapped = "We have one overarching goal, which is to sustain the expansion with a strong \njob market."
    assert texts(wrapped) == [wrapped]


def test_two_spaces_behind_a_full_stop_still_end_the_sentence() -> None:
    assert texts("Tariffs hurt our sales.  We would like some help.") == [
        "Tariffs hurt our sales.",
        "We would like some help.",
    ]


def test_a_paragraph_in_two_languages_names_each_segment() -> None:
    found = segment("관세가 부담됩니다. Our tariff burden is heavy.")
    assert [s.language for s in found] == ["ko", "en"]


def test_a_quotation_after_a_full_stop_opens_the_next_segment() -> None:
    assert texts('Orders fell again. "Nobody is broke yet," one owner said.') == [
        "Orders fell again.",
        '"Nobody is broke yet," one owner said.',
    ]
