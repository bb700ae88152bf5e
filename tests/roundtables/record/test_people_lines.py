"""People as offices write them down become lines of the record, with the kind their words tell of; a sentence does not."""

from __future__ import annotations

from time import perf_counter

import pytest

from app.roundtables.preview.attending import attending
from app.roundtables.record.organizations import kind_of
from app.roundtables.record.people_lines import listed_in, people_on, people_pasted


@pytest.mark.parametrize(
    ("line", "label", "organization", "org_kind", "role"),
    [
        ("A정밀 대표, A정밀(예시), 기업, 대표", "A정밀 대표", "A정밀(예시)", "firm", "대표"),
        ("A정밀 대표, A정밀(주, 예시), 기업, 대표", "A정밀 대표", "A정밀(주, 예시)", "firm", "대표"),
        ("사회자\t지역연구모임(예시)\t사회자\t진행", "사회자", "지역연구모임(예시)", "moderator", "진행"),
        ("부산시 과장 / 부산시 경제정책과 / 시 / 과장", "부산시 과장", "부산시 경제정책과", "city", "과장"),
        ("전문가 1 · 지역 대학(예시) · 외부 전문가 · 교수", "전문가 1", "지역 대학(예시)", "expert", "교수"),
        ("부품·소재 협의회, 김예시, 위원", "김예시", "부품·소재 협의회", "", "위원"),
        ("부산시, 과장, 김예시", "김예시", "부산시", "city", "과장"),
        ("○ 부산광역시 미래산업과장 김예시", "김예시", "부산광역시", "city", "미래산업과장"),
        ("- (주)가나 대표이사 박보기", "박보기", "(주)가나", "firm", "대표이사"),
        ("1. 주식회사 마바사 이예시 상무", "이예시", "주식회사 마바사", "firm", "상무"),
        ("부산테크노파크 최시늉 단장", "최시늉", "부산테크노파크", "technopark", "단장"),
        ("예시경제진흥원 팀장(이가상)", "이가상", "예시경제진흥원", "agency", "팀장"),
        ("홍예시(예시구청 과장)", "홍예시", "예시구청", "city", "과장"),
        ("좌장: 오예시(예시대학교 교수)", "오예시", "예시대학교", "moderator", "좌장"),
        ("예시지방중소벤처기업청 과장", "예시지방중소벤처기업청 과장", "예시지방중소벤처기업청", "ministry", "과장"),
        ("시의회 의원", "시의회 의원", "시의회", "council", "의원"),
        ("D게임즈 이사", "D게임즈 이사", "D게임즈", "firm", "이사"),
        ("성우정밀 김보기", "김보기", "성우정밀", "firm", ""),
        ("참석자 1", "참석자 1", "", "", ""),
    ],
)
def test_a_line_is_read_as_it_is_written(line: str, label: str, organization: str, org_kind: str, role: str) -> None:
    [each] = people_on(line)
    assert (each.label, each.organization, each.org_kind, each.role) == (label, organization, org_kind, role)


def test_a_heading_says_which_column_is_which_and_is_nobody() -> None:
    read = people_pasted("소속\t직위\t성명\n예시시청\t과장\t김예시\n(주)가나\t대표\t박보기\n")
    assert [(p.organization, p.role, p.label, p.org_kind) for p in read.people] == [
        ("예시시청", "과장", "김예시", "city"),
        ("(주)가나", "대표", "박보기", "firm"),
    ]
    assert read.unread == ()


def test_several_on_one_line_are_several_and_a_head_count_is_nobody() -> None:
    found = people_on("부산시 김예시 과장, (주)가나 박보기 대표, 외 3명")
    assert [each.label for each in found] == ["김예시", "박보기"]
    assert listed_in("부산시 김예시 과장, 오늘은 이만 마치겠습니다.") == []


def test_a_sentence_is_left_with_its_line_number() -> None:
    read = people_pasted("부산시 과장\n\n오늘 회의를 시작하겠습니다.\n")
    assert [each.label for each in read.people] == ["부산시 과장"]
    assert read.unread == ((3, "오늘 회의를 시작하겠습니다."),)


@pytest.mark.parametrize(
    ("organization", "title", "kind"),
    [
        ("예시시의회", "의원", "council"),
        ("예시경제협의회", "회장", ""),
        ("산업통상자원부", "사무관", "ministry"),
        ("예시산업진흥원", "대표", "agency"),
        ("예시산업", "", "firm"),
        ("예시정밀 부설 연구소", "", "expert"),
        ("강서구", "과장", "city"),
        ("지역사회 모임", "", ""),
        ("", "사회자", "moderator"),
        ("예시대학교", "사회", "moderator"),
        ("", "과장", ""),
    ],
)
def test_the_kind_is_guessed_from_words_or_left_open(organization: str, title: str, kind: str) -> None:
    assert kind_of(organization, title) == kind


@pytest.mark.parametrize(
    "line", ["김" * 200_000, "(" * 200_000, "가 " * 100_000, "참석(" + "1" * 200_000, "·" * 200_000, "가,\t" * 1900]
)
def test_a_line_without_end_is_read_at_once_as_nobody(line: str) -> None:
    began = perf_counter()
    people_pasted(line)
    attending(f"참석자: {line}\n{line}\n참석자\n{line}\n")
    assert perf_counter() - began < 5, "seconds"


@pytest.mark.parametrize(
    ("line", "label", "organization", "role"),
    [
        ("책임연구원 소이든", "소이든", "", "책임연구원"),
        ("소이든 책임연구원", "소이든", "", "책임연구원"),
        ("예시연구원 책임연구원 소이든", "소이든", "예시연구원", "책임연구원"),
        ("예시연구원 소이든 책임연구원", "소이든", "예시연구원", "책임연구원"),
        ("센터장 소이든", "소이든", "", "센터장"),
        ("소이든(예시연구원)", "소이든", "예시연구원", ""),
        ("박보기 예시정밀 전무", "박보기", "예시정밀", "전무"),
        ("박보기 / 예시정밀 전무", "박보기", "예시정밀", "전무"),
        ("류가온 (예시센터)", "류가온", "예시센터", ""),
        ("가나다 대표", "가나다 대표", "가나다", "대표"),
    ],
)
def test_a_persons_name_is_never_taken_for_an_organization(line: str, label: str, organization: str, role: str) -> None:
    [each] = people_on(line)
    assert (each.organization, each.role) == (organization, role) and each.label in (label, line)


def test_an_unusual_name_takes_nobodys_organization_away() -> None:
    found = listed_in("김예시(예시정밀), 응우옌반안(예시베트남), 황보라미(예시테크)")
    assert [(each.label, each.organization) for each in found] == [
        ("김예시", "예시정밀"),
        ("응우옌반안", "예시베트남"),
        ("황보라미", "예시테크"),
    ]
