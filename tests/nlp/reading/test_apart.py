"""What is no statement is set aside; a claim within it never is."""

from __future__ import annotations

import pytest

from nlp.reading.apart import KINDS, apart
from nlp.reading.said import Said

ASIDE = {
    "assent": """
네. | 네, 맞습니다. | 예, 그렇습니다. | 네, 잘 알겠습니다. | 그러니까요. | 예, 그렇게 하겠습니다. | 아이고.
Yes, that's right.
""",
    "greeting": """
안녕하세요. | 네, 감사합니다. | 바쁘신데 와 주셔서 고맙습니다. | 위원님들 수고 많으셨습니다.
끝까지 읽어주셔서 감사합니다 | 네, 위원장님. | 김예시 위원님, 감사합니다.
Good afternoon, and thank you for coming.
""",
    "introduction": """
일자리경제국장 김예시입니다. | 안녕하십니까? 박예시 위원입니다. | 저는 예시산단에서 열처리하는 집입니다.
저희는 산업용 밸브를 만드는 회사입니다. | I'm the owner of a small bakery in the harbor district.
""",
    "procedure": """
의사일정 제2항 중소기업 인력 지원 조례안을 상정합니다. | 다음 안건입니다. | 질의하실 위원 계십니까?
김예시 과장님 나오셔서 보고해 주시기 바랍니다. | 이의가 없으므로 가결되었음을 선포합니다.
그럼 회의를 시작하겠습니다. | 왼쪽부터 한 분씩 소개 부탁드립니다.
일자리경제과 소관 주요업무 추진계획을 보고드리겠습니다. | Next question.
""",
    "direction": """
(웃음) | (일동 박수) | (10시 05분 정회) | 14:30 | (「없습니다」하는 위원 있음) | [laughter]
""",
}

STATEMENTS = """
안녕하세요, 요즘 죽겠습니다 | 네, 그게 제일 힘듭니다 | 네, 부족합니다. | 지원해 주셔서 감사합니다.
감사합니다만 그걸로는 부족합니다. | 전기요금 좀 낮춰 주시기 바랍니다. | 연구원 부탁드립니다
지원센터 부탁드립니다 | 저희 의견을 반영해 주시기 바랍니다. | 저희는 인력 부족 업체입니다.
저희는 3년째 적자 나는 회사입니다. | 저희는 직원을 못 구하는 공장입니다. | 문제는 대표 인건비입니다
회의가 너무 많습니다. | 보고 서류가 너무 많습니다. | 저희도 그렇습니다. | 없습니다. | 괜찮습니다. | 손님 | 기업 | 시간 | 회의
전기료요. | 안전교육을 마치겠습니다. | (전기료가 제일 문제입니다) | 인력은 어떻습니까?
예산을 확보하도록 하겠습니다. | 올해까지만 하고 마무리하겠습니다. | Thank you, but it is not enough.
Yes, and we cannot find welders. | Sorry, we are closing. | Rent.
I'm the owner of a bakery and I am losing money.
"""


def each(told: str) -> list[str]:
    return [said.strip() for said in told.replace("\n", "|").split("|") if said.strip()]


@pytest.mark.parametrize("kind", ASIDE)
def test_what_claims_nothing_is_set_aside(kind: str) -> None:
    assert {said: apart(Said(said)) for said in each(ASIDE[kind])} == dict.fromkeys(each(ASIDE[kind]), kind)


@pytest.mark.parametrize("said", each(STATEMENTS))
def test_a_claim_stays_a_statement(said: str) -> None:
    assert apart(Said(said)) == ""


def test_every_kind_is_tried() -> None:
    assert set(ASIDE) == set(KINDS)
