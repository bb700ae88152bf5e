"""The head of minutes, numbers that stay, and questions asked once: the preview of a council's minutes."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient

from tests.roundtables.conftest import new_record, send, upload
from tests.roundtables.preview.test_preview_work import press, turns

MINUTES = (
    "제300회 예시시의회(임시회)\n경제위원회 회의록\n\n일시  2026년 4월 9일(목) 10시\n장소  회의실\n\n"
    "의사일정\n1. 2026년도 업무보고의 건\n\n부의된 안건\n1. 2026년도 업무보고의 건\n\n(10시 02분 개의)\n\n"
    "○위원장 김예시  시작합니다.\n○노다솜 위원  예.\n(10시 40분 회의중지)\n(11시 05분 계속개의)\n"
    "○위원장 김예시  속개합니다.\n○노다솜 위원  저는 두 가지를 묻겠습니다.\n2. 질의응답\n첫째입니다.\n"
    "○위원장 김예시  산회를 선포합니다.\n(12시 10분 산회)\n\n○출석위원(2인)\n  김예시 노다솜\n"
)
MANY = "사회자: 네.\n" + "".join(
    f"사회자: 네.\n{n} 전무 수주가 줄었습니다.\n" for n in ("박보기", "이시늉", "최예문", "정견본", "한보람")
)


def opened(facilitator: FlaskClient, data: str) -> str:
    return str(upload(facilitator, new_record(facilitator), data.encode(), "회의록.txt").location)


def numbered(client: FlaskClient, preview: str) -> dict[str, str]:
    found = re.findall(
        r'class="turn-number">(.*?)</span>.*?<p class="speech">(.*?)</p>', client.get(preview).text, re.S
    )
    return {text: number for number, text in found}


def test_the_whole_head_of_minutes_is_set_aside_with_one_button(facilitator: FlaskClient, firms: Any) -> None:
    preview = opened(facilitator, MINUTES)
    page = facilitator.get(preview).text
    assert "첫 발언자보다 앞에 있는 글 5개" in page and page.count('value="title"') == 1
    press(facilitator, preview, "title")
    nameless = [text for speaker, text in turns(facilitator, preview) if speaker == "(이름 없음)"]
    assert not [text for text in nameless if MINUTES.index(text) < MINUTES.index("시작합니다")]
    assert 'value="title"' not in facilitator.get(preview).text


def test_nothing_nameless_is_left_once_head_and_offered_lines_are_set_aside(
    facilitator: FlaskClient, firms: Any
) -> None:
    preview = opened(facilitator, MINUTES)
    offered = re.findall(r'name="lift" value="(\d+-\d+)"', facilitator.get(preview).text)
    press(facilitator, preview, "lift", lift=offered)
    assert 'value="title"' in facilitator.get(preview).text
    press(facilitator, preview, "title")
    shown = turns(facilitator, preview)
    assert {speaker for speaker, _text in shown} == {"발언 아님", "위원장 김예시", "노다솜 위원"}
    assert ("발언 아님", "○출석위원(2인)\n  김예시 노다솜") in shown


def test_a_turns_number_stays_when_others_are_taken_apart(facilitator: FlaskClient, firms: Any) -> None:
    preview = opened(facilitator, MINUTES)
    before = numbered(facilitator, preview)
    offered = re.findall(r'name="lift" value="(\d+-\d+)"', facilitator.get(preview).text)
    press(facilitator, preview, "lift", lift=offered)
    press(facilitator, preview, "title")
    after = numbered(facilitator, preview)
    assert {text: after[text] for text in before if text in after} == {
        text: number for text, number in before.items() if text in after
    }
    whole = before["저는 두 가지를 묻겠습니다.\n2. 질의응답\n첫째입니다."]
    assert after["저는 두 가지를 묻겠습니다."] == whole and after["첫째입니다."] == f"{whole}-3"
    first = MINUTES.index("저는 두")
    field = {f"to-{first}": "새 사람", f"until-{first}": f"{whole}-3"}
    press(facilitator, preview, f"give {first}", **field)
    assert ("새 사람", "첫째입니다.") in turns(facilitator, preview)


def test_reading_by_answers_without_an_answer_says_so_at_the_field(facilitator: FlaskClient, firms: Any) -> None:
    preview = opened(facilitator, "사회자: 시작합니다.\n참가자 1: 네.\n가온테크: 저희는요.\n")
    refused = send(facilitator, preview, op="answer")
    assert refused.status_code == 422 and 'id="wrong-question-0"' in refused.text
    press(facilitator, preview, "answer", **{"question-0": "yes"})
    assert 'name="question-0"' not in facilitator.get(preview).text


def test_many_odd_labels_are_one_question_with_their_list_which_may_be_answered_one_by_one(
    facilitator: FlaskClient, firms: Any
) -> None:
    preview = opened(facilitator, MANY)
    page = facilitator.get(preview).text
    assert page.count("<legend>호칭인지") == 1 and "<strong>한보람 전무</strong>" in page
    press(facilitator, preview, "answer", **{"question-0": "each"})
    assert facilitator.get(preview).text.count("발언자의 호칭입니까?</legend>") == 5
    press(facilitator, preview, "anew")
    press(facilitator, preview, "answer", **{"question-0": "no"})
    assert {speaker for speaker, _text in turns(facilitator, preview)} == {"사회자"}
