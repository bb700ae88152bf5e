"""The label of a turn tells who speaks; where it tells nothing, nothing is guessed."""

from __future__ import annotations

import pytest

from nlp.reading.roles import role_of

TOLD = {
    "moderator": "사회자 · 진행 · Moderator · 위원장 김예시 · 산업통상위원장 · 의장 · 면담자 · Chair Doe · 질문자",
    "official": "부산시 과장 · 경제국장 박예시 · 기업지원과장 · 과장 · 중기청 과장 · 지원기관 팀장 · 전문위원 · "
    "City official · 해운대구 팀장 · 위기지원센터 책임 · 시장",
    "councillor": "시의회 의원 · 김예시 위원 · ○○○ 의원 · Councillor Doe",
    "firm": "A정밀 대표 · E유압 부장 · I펌프 이사 · Manager A · 입주기업 대표님 · 한빛정밀 생산팀장 · C사 과장 · "
    "Owner, bakery",
    "association": "조합장 · A조합 전무 · 예시상의 과장 · 입주기업협의회 회장 · Chamber of commerce",
    "worker": "노조 위원장 · 근로자 대표 · Union representative",
    "expert": "전문가 1 · 연구위원 이예시 · Professor Doe · 자문위원",
    "reporter": "기자 · Reporter",
    "": "참석자 3 · 화자 1 · Speaker 2 · 김과장 · 전통시장 상인 · 지역사회 · 김민구 부장 · 참고인 · JANE DOE",
}


@pytest.mark.parametrize(("role", "labels"), TOLD.items())
def test_a_label_tells_the_role(role: str, labels: str) -> None:
    assert {label: role_of(label) for label in labels.split(" · ")} == dict.fromkeys(labels.split(" · "), role)
