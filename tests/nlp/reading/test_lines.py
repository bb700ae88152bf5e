"""A line end is meant, or only the end of a full line."""

from __future__ import annotations

import textwrap

import pytest

from nlp.reading.segmenting import segment

SAID = [
    "저희는 예시산단에서 이십 년째 주물을 하는 작은 공장인데 올해 들어 전기요금이 두 번이나 올랐습니다.",
    "밤에 쇳물을 녹이던 집들은 이제 낮에 녹이지도 못하고 밤에 녹이지도 못하는 형편이 되었습니다.",
    "납품 단가는 삼 년 전 그대로인데 원청은 얘기를 꺼내면 다른 데를 알아보겠다고 합니다.",
]
SPOKEN = [
    "We have run this foundry for twenty years and our power bill doubled twice since spring.",
    "The shops that used to melt at night can afford to melt neither by night nor by day.",
    "Our customer has not moved the price in three years and says others would be glad of the work.",
]


@pytest.mark.parametrize("said", [SAID, SPOKEN], ids=["ko", "en"])
@pytest.mark.parametrize("width", [32, 38, 45, 60, 80])
def test_a_text_wrapped_at_any_width_is_cut_as_if_it_were_not(said: list[str], width: int) -> None:
    wrapped = textwrap.fill(" ".join(said), width)
    assert [found.text.replace("\n", " ") for found in segment(wrapped)] == said


def test_a_line_of_its_own_stays_one_whatever_its_length() -> None:
    lines = [
        "전기요금 인하",
        "외국인 근로자 쿼터를 늘려 주시기 바랍니다",
        "주차장",
        "야간 통근버스가 없어 사람이 못 옴",
    ]
    assert [found.text for found in segment("\n".join(lines))] == lines


@pytest.mark.parametrize(
    "line", ["여러 번 신청을\n하였습니다", "지원이 없던\n저희들도 있습니다", "서류를 내고\n됐다는 답을 받았습니다"]
)
def test_a_line_that_goes_on_is_joined_though_it_was_not_full(line: str) -> None:
    assert [found.text for found in segment(line)] == [line]


def test_a_masked_firm_at_the_beginning_of_a_line_is_no_bullet() -> None:
    text = "지난달에는 산단 안에서 오래 거래하던\n○○정밀이 문을 닫아서 저희도 걱정입니다"
    assert [found.text for found in segment(text)] == [text]


@pytest.mark.parametrize("width", [31, 37, 43, 61])
def test_a_text_broken_within_words_is_cut_nowhere_but_where_a_statement_ends(width: int) -> None:
    whole = " ".join(SAID)
    broken = "\n".join(whole[n : n + width] for n in range(0, len(whole), width))
    found = [each.text.replace("\n", "") for each in segment(broken)]
    assert [text.replace(" ", "") for text in found] == [text.replace(" ", "") for text in SAID]


def test_letters_count_items_where_they_begin_with_the_first() -> None:
    lines = [
        "가. 공용 주차장을 넓혀 주시고 통근버스도",
        "나. 전기요금을 낮춰 주시고 검침도",
        "다. 기숙사를 지어 주십시오",
    ]
    assert [found.text for found in segment("\n".join(lines))] == lines
