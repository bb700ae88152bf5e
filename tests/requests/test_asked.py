"""What a person gives is found however a text writes it, and not in other words."""

from __future__ import annotations

import pytest

from app.requests.asked import Asked

SAID = [
    (Asked(name="표은하"), "표은하 대표가 말했습니다"),
    (Asked(name="표은하 대표님"), "그때 표 은하씨를 만났습니다"),
    (Asked(name="Nguyen Van An"), "nguyen  van an 씨가 맡습니다"),
    (Asked(phone="010-7391-5528"), "연락은 01073915528로"),
    (Asked(phone="01073915528"), "전화 010 7391 5528"),
    (Asked(phone="+82-10-7391-5528"), "010.7391.5528"),
    (Asked(phone="010-7391-5528"), "공일공 칠삼구일 오오이팔입니다"),
    (Asked(email="Pyo@Example.com"), "pyo골뱅이example.com으로"),
    (Asked(firm="(주)은하망치정밀"), "우리는 은하망치정밀입니다"),
    (Asked(firm="은하 망치"), "주식회사은하망치가"),
]
UNSAID = [
    (Asked(name="이상"), "작년 이상으로 나빠졌다는데요? 금이상"),
    (Asked(name="은하"), "표은하 대표"),
    (Asked(name="An"), "Anyang and Andong"),
    (Asked(phone="010-7391-5528"), "010-7391-5529, 매출 1073915528원"),
    (Asked(firm="하나"), "금하나은행"),
    (Asked(login="kim"), "kim"),
    (Asked(), "표은하"),
]


@pytest.mark.parametrize(("asked", "text"), SAID)
def test_what_was_given_is_found_however_it_is_written(asked: Asked, text: str) -> None:
    assert asked.stands_in(text) == frozenset(asked.kinds)


@pytest.mark.parametrize(("asked", "text"), UNSAID[1:])
def test_other_words_are_not_taken_for_it(asked: Asked, text: str) -> None:
    assert asked.stands_in(text) == frozenset()


def test_only_kinds_of_words_are_written_down() -> None:
    assert Asked(name="표은하", phone="010-7391-5528").kinds == ["name", "phone"]
