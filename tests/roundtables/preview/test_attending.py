"""Attendance lists in a file's own words: every person of them is proposed, and nothing that is none."""

from __future__ import annotations

import pytest

from app.roundtables.preview.attending import attending, heads_list


def told(text: str) -> list[tuple[str, str, str, str]]:
    return [(p.label, p.organization, p.org_kind, p.role) for p in attending(text)]


def test_a_line_of_people_is_a_list() -> None:
    assert told("예시 간담회\n참석자: 부산시 미래산업과장, (주)가나 대표, 외 3명\n\n사회자: 시작합니다.\n") == [
        ("부산시 미래산업과장", "부산시", "city", "미래산업과장"),
        ("(주)가나 대표", "(주)가나", "firm", "대표"),
    ]


@pytest.mark.parametrize("heading", ["참석자", "□ 참석자(3명)", "○ 참석 :", "【참석자 명단】", "<참석>"])
def test_lines_below_a_heading_are_a_list_until_the_empty_line(heading: str) -> None:
    text = f"회의록\n{heading}\n- 예시시청 김예시 과장\n- (주)가나 박보기 대표\n- 예시대학교 교수 이가상\n\n정상인 대표\n네."
    assert [p[:3] for p in told(text)] == [
        ("김예시", "예시시청", "city"),
        ("박보기", "(주)가나", "firm"),
        ("이가상", "예시대학교", "expert"),
    ]


def test_a_council_lists_names_side_by_side_and_is_their_organization() -> None:
    head = "제301회 예시구의회 임시회\n○위원장 김예시\n산회합니다.\n"
    text = f"{head}○출석위원(2인)\n 김예시 박보기\n○출석공무원\n경제국장 이시늉\n"
    assert told(text) == [
        ("김예시", "예시구의회", "council", "위원"),
        ("박보기", "예시구의회", "council", "위원"),
        ("이시늉", "", "", "경제국장"),
    ]


def test_an_office_said_once_is_everybodys_behind_it() -> None:
    assert [p[:2] for p in told("참석자\n예시시청: 김예시 과장, 박보기 팀장\n사회: 오예시\n사회자: 시작합니다.\n")] == [
        ("김예시", "예시시청"),
        ("박보기", "예시시청"),
        ("오예시", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "참석자 1 00:00\n안녕하십니까.\n참석자 2 00:07\n네.\n",
        "참석자: 12명\n",
        "참석: 시장(주재), 부품기업 5개사, 전문가, 대학 등 20여 명\n",
        "참석해 주셔서 고맙습니다.\n",
        "참석자: 네, 맞습니다.\n",
        "참석자\n오늘은 사람이 적습니다.\n",
        "",
    ],
)
def test_what_is_no_list_of_people_proposes_nobody(text: str) -> None:
    assert told(text) == []


def test_a_label_that_heads_a_list_is_no_speaker() -> None:
    assert heads_list("출석위원(2인)")
    assert not heads_list("참석자 1") and not heads_list("참석자")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "참석자 : 예시시청 김예시 과장, 이보기 주무관 / (주)가나 박가나 대표\n",
            [("김예시", "예시시청", "city"), ("이보기", "", "city"), ("박가나", "(주)가나", "firm")],
        ),
        (
            "▢ 참석자\n ○ (기업) 나라기술 박가나 대표, 다라금속 최다라 전무\n ○ (기관) 예시TP 한사아 팀장\n\n",
            [("박가나", "나라기술", "firm"), ("최다라", "다라금속", "firm"), ("한사아", "예시TP", "technopark")],
        ),
        (
            "3. 참 석 자: 예시시장, 예시상공회의소 회장 등 10명\n",
            [("예시시장", "", "city"), ("예시상공회의소 회장", "예시상공회의소", "support")],
        ),
        (
            "참석자\n연번\t소속\t직위\t성명\n1\t예시시청\t과장\t김예시\n2\t(주)가나\t대표\t박보기\n\n",
            [("김예시", "예시시청", "city"), ("박보기", "(주)가나", "firm")],
        ),
        ("출석위원(2인)\n김 예 시  박 보 기\n", [("김예시", "", ""), ("박보기", "", "")]),
        (
            "참석자 명단\n· 박보기((주)가나 대표)\n· 이시늉 교수(예시대)\n",
            [("박보기", "(주)가나", "firm"), ("이시늉", "예시대", "expert")],
        ),
        ("■ 참석자 예시시청 김예시 과장\n", [("김예시", "예시시청", "city")]),
        ("참석자 – 예시시청 김예시 과장\n", [("김예시", "예시시청", "city")]),
    ],
)
def test_lists_as_offices_write_them(text: str, people: list[tuple[str, str, str]]) -> None:
    assert [p[:3] for p in told(text)] == people


PLACED = [("김예시", "예시센터", "", ""), ("박보기", "예시정밀", "firm", ""), ("이시늉", "시늉철강", "firm", "")]


@pytest.mark.parametrize(
    "line",
    [
        "참석자: 김예시(예시센터), 박보기(예시정밀), 이시늉(시늉철강)",
        "참석자 김예시 (예시센터), 박보기 (예시정밀), 이시늉 (시늉철강)",
        "참석 : 김예시[예시센터], 박보기[예시정밀], 이시늉[시늉철강]",
        "참석: 김예시/예시센터, 박보기/예시정밀, 이시늉/시늉철강",
        "참석: 예시센터 김예시, 예시정밀 박보기, 시늉철강 이시늉",
        "Attendees: 김예시(예시센터), 박보기(예시정밀), 이시늉(시늉철강)",
    ],
)
def test_names_with_their_organizations_need_no_titles(line: str) -> None:
    assert told(f"기업 간담회\n{line}\n\n김예시 00:00\n네.\n") == PLACED


def test_names_in_latin_letters_are_people_of_a_list() -> None:
    assert told("Attendees\nKim Yesi, Park Bogi\n\nKim Yesi: Hello.\n") == [
        ("Kim Yesi", "", "", ""),
        ("Park Bogi", "", "", ""),
    ]
    assert told("참석자: Kim Yesi(예시정밀 이사), 박보기(예시정밀)\n")[0] == ("Kim Yesi", "예시정밀", "firm", "이사")


@pytest.mark.parametrize(
    "line",
    [
        "출석 전문가 / 예시연구원 책임연구원 소이든",
        "○ 출석 전문가\n  예시연구원 책임연구원 소이든",
        "○출석전문가(1인): 소이든(예시연구원 책임연구원)",
    ],
)
def test_an_expert_of_the_list_has_a_name_an_office_and_a_title(line: str) -> None:
    assert told(f"{line}\n") == [("소이든", "예시연구원", "expert", "책임연구원")]


def test_an_office_on_a_line_of_its_own_is_that_of_the_people_beneath_it() -> None:
    assert told("○정부측 및 기타 참석자\n예시중소벤처기업청\n 과장 이시늉\n 팀장 최예문\n") == [
        ("이시늉", "예시중소벤처기업청", "ministry", "과장"),
        ("최예문", "예시중소벤처기업청", "ministry", "팀장"),
    ]
