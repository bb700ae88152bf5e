"""De-identifying open answers: what is sure at once, one person one pseudonym in all answers of a return."""

from __future__ import annotations

from app.personal.disguises import Choices
from app.surveys.sealed.masking import masked, open_answers, plan
from transcripts.personal.findings import KnownFirm
from transcripts.personal.firms import Register

FIRMS = Register(KnownFirm(name, present=False) for name in ("예시가람정밀", "예시누리기계"))


def read(*answers: str, own: str = "", choices: Choices | None = None) -> list[str]:
    return [each.shown for each in masked(answers, plan(answers, FIRMS, own=own, choices=choices))]


def test_what_is_sure_is_replaced_and_the_rest_stays_as_written() -> None:
    [shown] = read("홍길동 부장(010-1234-5678)이 맡은 부산예시공업(주)가 대금을 늦게 줍니다.")
    assert not any(told in shown for told in ("홍길동", "010-1234-5678", "부산예시공업"))
    assert shown.endswith("대금을 늦게 줍니다.")


def test_one_person_has_one_pseudonym_in_all_answers_of_a_return() -> None:
    first, second = read("홍길동 부장이 나갔습니다.", "그래서 홍길동 부장의 일이 남았습니다.")
    assert first.split(" ")[:2] == ["인물", "1"] and "인물 1" in second


def test_the_answering_firms_own_name_is_replaced() -> None:
    assert "예시누리기계" not in read("저희 예시누리기계는 어렵습니다.", own="예시누리기계")[0]


def test_answers_without_anything_personal_stay_as_they_are() -> None:
    answers = ("자금난이 심각합니다.", "  관세가 25 %입니다.\n다음 줄")
    assert read(*answers) == list(answers)


def test_an_unsure_finding_stays_until_somebody_chooses_it() -> None:
    answers = ("1988년생이라 대출이 어렵습니다.",)
    found = plan(answers, FIRMS)
    assert found.unsure and masked(answers, found)[0].shown == answers[0]
    chosen = Choices(replaced=frozenset(group.id for group in found.unsure))
    assert "1988" not in read(*answers, choices=chosen)[0]


def test_only_open_questions_with_words_count_as_open_answers() -> None:
    assert open_answers({"a": "말", "b": 3, "c": " "}, ["a", "b", "c", "d"]) == {"a": "말"}
