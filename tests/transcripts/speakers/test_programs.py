"""Lines that programs, clerks and editors write: nobody's speech, and offered for setting aside."""

import pytest

from transcripts import read
from transcripts.speakers.asides import lines_apart
from transcripts.speakers.programs import apart

TALK = "사회자: 시작합니다.\n참가자 1: 수주가 줄었습니다.\n사회자: 네.\n참가자 1: 예.\n"


@pytest.mark.parametrize(
    "line",
    [
        "회의가 00:12:34 후에 종료되었습니다 👋",
        "회의가 12분 34초 후 종료되었습니다.",
        "Meeting ended after 00:12:34 👋",
        "Transcription ended after 01:02:03",
        "이 수정 가능한 스크립트는 컴퓨터로 생성되었으며 오류가 있을 수 있습니다.",
        "김예시님이 대화 내용 기록을 중지했습니다.",
        "김예시 님이 전사를 시작했습니다",
        "Kim Yesi stopped transcription",
        "Kim Yesi started the recording.",
        "clovanote.naver.com",
        "https://otter.ai/u/abc",
        "Transcribed by https://otter.ai",
        "다글로(daglo.ai)로 작성된 문서입니다.",
        "본 회의록은 클로바노트에서 자동 생성된 파일입니다.",
        "(10시 40분 회의중지)",
        "(11시05분 계속개의)",
        "(오전 11시 5분 감사중지)",
        "【11시 05분 속개】",
        "(10시 40분 정회 ~ 11시 05분 속개)",
        "(10시 41분)",
        "10시 40분 회의중지",
        "11시 05분 계속개의",
        "촬영기자:이시늉/영상편집:최예문",
        "(영상취재 : 이시늉, 영상편집 : 최예문)",
        "○ 출석 전문가 / 예시연구원 책임연구원 소이든",
        "[by:whisper.cpp]",
    ],
)
def test_a_line_of_a_program_or_a_clerk_is_nobodys_and_offered(line):
    found = read(f"{TALK}{line}\n".encode(), "a.txt")
    assert found.turns[-2].text == "예." and found.turns[-1].speaker is None
    assert [found.text[start:end] for start, end in lines_apart(found.turns)] == [line]
    assert found.questions == ()


@pytest.mark.parametrize(
    "line",
    [
        "회의가 끝나면 알려 드리겠습니다.",
        "We stopped recording.",
        "10시 시작입니다.",
        "기록을 중지했습니다.",
        "오후 3시 회의에서 시작했습니다.",
        "취재기자: 어떻게 보십니까?",
        "홈페이지는 example.com 입니다.",
        "클로바노트는 참 편합니다.",
    ],
)
def test_what_people_say_of_records_and_clocks_stays_theirs(line):
    assert apart(line) is None


@pytest.mark.parametrize("line", ["○정부측 및 기타 참석자", "○출석 위원(2인)", "Attendees", "위원 아닌 출석의원(1인)"])
def test_the_heading_of_a_list_of_people_begins_what_nobody_says(line):
    found = read(f"{TALK}\n{line}\n  이시늉 최예문\n".encode(), "a.txt")
    assert found.turns[-1].speaker is None and found.turns[-1].text.startswith(line)


def test_a_point_of_the_agenda_within_a_speech_is_offered():
    line = "1. 예시시 중소기업 지원에 관한 조례 일부개정조례안(김예시 의원 대표발의)"
    found = read(f"{TALK}{line}\n".encode(), "a.txt")
    assert [found.text[start:end] for start, end in lines_apart(found.turns)] == [line]
