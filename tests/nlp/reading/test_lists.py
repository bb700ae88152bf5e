"""A list falls into its items where they are whole points; values and bare words stay together."""

from __future__ import annotations

import pytest

from nlp.reading.segmenting import segment


@pytest.mark.parametrize(
    "said",
    [
        "참석 기업은 △통근버스 증차 | △용수 요금 감면 | △기숙사 신축 지원 등을 건의했다.",
        "1. 통근버스를 늘려 주세요 | 2. 용수 요금을 낮춰 주세요",
        "1) 공용 주차장 확보 | 2) 야간 버스 운행",
        "- 야간 버스 없음 | - 주차 자리 부족",
        "○ 금속 A사: 집진기 노후 | ○ 목재 B사: 휴업 팻말",
        "1) a second bus line | 2) lower water fees",
    ],
)
def test_whole_points_are_statements_of_their_own(said: str) -> None:
    parts = said.split(" | ")
    assert [found.text for found in segment(" ".join(parts))] == parts


@pytest.mark.parametrize(
    "said",
    [
        "업종별로는 △섬유 58 △금속 66 △식품 80 순으로 낮았다.",
        "어려움으로는 △인력난 △자금난 △내수부진을 꼽았다.",
        "1. 인력 2. 자금",
        "지난 8. 15. 이후로는 주문이 없습니다.",
        "저희는 ○○정밀과 ○○테크에 납품합니다.",
    ],
)
def test_values_and_bare_words_stay_together(said: str) -> None:
    assert [found.text for found in segment(said)] == [said]
