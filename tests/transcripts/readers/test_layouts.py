"""Layouts of programs as they write them: captions in part with voices, frames, lyrics, recognizers' columns."""

import pytest

from transcripts import read
from transcripts.speakers.asides import lines_apart

FRAMES = [("Kim Yesi", 1.0, "Hello."), ("Park Bogi", 5.0, "Orders fell."), ("Kim Yesi", 15.0, "Right.")]


def told(transcript):
    return [(turn.speaker, turn.time_start, turn.text) for turn in transcript.turns]


@pytest.mark.parametrize(
    "text",
    [
        "Kim Yesi [00:00:01:12]\nHello.\n\nPark Bogi [00:00:05:03]\nOrders fell.\n\nKim Yesi [00:00:15:03]\nRight.\n",
        "[00:00:01:12] Kim Yesi: Hello.\n[00:00:05:03] Park Bogi: Orders fell.\n[00:00:15:03] Kim Yesi: Right.\n",
        "[00:00:01;12] Kim Yesi\nHello.\n\n[00:00:05;03] Park Bogi\nOrders fell.\n\n[00:00:15;03] Kim Yesi\nRight.\n",
        "00:00:01:12 - 00:00:05:03\nKim Yesi\nHello.\n\n00:00:05:03 - 00:00:15:03\nPark Bogi\nOrders fell.\n\n"
        "00:00:15:03 - 00:00:17:01\nKim Yesi\nRight.\n",
        "Kim Yesi 00:00:01:12\nHello.\nPark Bogi 00:00:05:03\nOrders fell.\nKim Yesi 00:00:15:03\nRight.\n",
    ],
)
def test_a_stamp_with_frames_is_a_time_to_the_second(text):
    assert told(read(text.encode(), "a.txt")) == FRAMES


def test_captions_in_part_without_a_voice_are_read_by_their_labels():
    cues = [
        "<v Kim Yesi>Hello.</v>",
        "박보기: 수주가 줄었습니다.",
        "<v.loud Kim Yesi>Right.</v>",
        "Kim Yesi: Go on.",
        "And so on.",
    ]
    data = "WEBVTT\n\n" + "\n\n".join(f"00:00:0{at}.000 --> 00:00:0{at}.900\n{words}" for at, words in enumerate(cues))
    found = read(data.encode(), "a.vtt")
    assert [(turn.speaker, turn.text) for turn in found.turns] == [
        ("Kim Yesi", "Hello."), ("박보기", "수주가 줄었습니다."), ("Kim Yesi", "Right. Go on. And so on."),
    ]  # fmt: skip


def test_a_caption_without_a_voice_is_not_given_to_whoever_spoke_before():
    data = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Kim Yesi>Hello.</v>\n\n00:03.000 --> 00:04.000\nNo voice here.\n"
    assert [turn.speaker for turn in read(data.encode(), "a.vtt").turns] == ["Kim Yesi", None]


def test_a_closing_line_among_captions_is_nobodys_and_offered():
    cues = ["김예시: 시작합니다.", "박보기: 네.", "Transcribed by https://otter.ai", "이어서 말씀드리면", "김예시: 네."]
    data = "WEBVTT\n\n" + "\n\n".join(f"00:00:0{n}.000 --> 00:00:0{n}.900\n{words}" for n, words in enumerate(cues))
    found = read(data.encode(), "a.vtt")
    assert [turn.speaker for turn in found.turns] == ["김예시", "박보기", None, "박보기", "김예시"]
    assert [found.text[start:end] for start, end in lines_apart(found.turns)] == [cues[2]]


def test_timed_lyrics_of_a_recognizer_are_read_with_their_times():
    found = read(
        "[by:whisper.cpp]\n[00:00.00] 김예시: 안녕.\n[00:03.50] 박보기: 네.\n[00:06.00]김예시: 끝.\n".encode(), "a.lrc"
    )
    assert told(found)[1:] == [("김예시", 0.0, "안녕."), ("박보기", 3.5, "네."), ("김예시", 6.0, "끝.")]
    assert [found.text[start:end] for start, end in lines_apart(found.turns)] == ["[by:whisper.cpp]"]


def test_a_recognizers_number_of_a_speaker_gets_a_name():
    data = 'start,end,speaker,text\n0,3000,"0"," Hello there."\n3000,6000,"1"," Orders fell."\n'
    assert told(read(data.encode(), "a.csv")) == [("화자 0", 0.0, "Hello there."), ("화자 1", 3.0, "Orders fell.")]


@pytest.mark.parametrize("sign", [": ", " : ", "  ", "\t", "\n"])
def test_a_firm_in_brackets_behind_a_name_is_whom_the_name_speaks_for(sign):
    said = [
        ("류가온", "예시센터", "언제부터입니까?"),
        ("마루한", "예시정밀", "작년부터요."),
        ("도하늘", "예시정밀", "올해요."),
    ]
    talk = "".join(f"{name} [{firm}]{sign}{words}\n" for name, firm, words in said)
    found = read(talk.encode(), "a.txt")
    assert [(turn.speaker, turn.text) for turn in found.turns] == [
        (f"{name} ({firm})", words) for name, firm, words in said
    ]


@pytest.mark.parametrize(
    ("anchor", "reporter"),
    [
        ("◀ 앵커 ▶", "◀ 리포트 ▶"),
        ("[앵커]", "[리포트]"),
        ("【 앵커멘트 】", "【 기자 】"),
        ("<앵커>", "<기자>"),
        ("〈앵커〉", "〈기자〉"),
    ],
)
@pytest.mark.parametrize(
    "quoted",
    [
        '[박보기/예시정밀 전무]\n"수주가 줄었습니다."',
        '[박보기 / 예시정밀 전무 : "수주가 줄었습니다."]',
        '▶ 인터뷰 : 박보기 / 예시정밀 전무\n- "수주가 줄었습니다."',
        "▶ 인터뷰 : 박보기 / 예시정밀 전무\n- 수주가 줄었습니다.",
    ],
)
def test_a_broadcasts_parts_and_quotations_have_their_speakers(anchor, reporter, quoted):
    text = (
        f"{anchor}\n업계가 흔들립니다.\n\n{reporter}\n\n공단은 조용합니다.\n\n{quoted}\n\n정부는 대책을 마련합니다.\n\n"
        "예시뉴스 김예시입니다.\n\n영상취재: 이시늉, 영상편집: 최예문\n"
    )
    found = read(text.encode(), "a.txt")
    assert found.questions == () and [turn.text.strip('-" ') for turn in found.turns][:4] == [
        "업계가 흔들립니다.", "공단은 조용합니다.", "수주가 줄었습니다.", "정부는 대책을 마련합니다.",
    ]  # fmt: skip
    names = [turn.speaker for turn in found.turns]
    assert names[0] == anchor.strip("◀▶[]【】<>〈〉 ") and names[1] == reporter.strip("◀▶[]【】<>〈〉 ")
    assert "".join(names[2].split()) == "박보기/예시정밀전무" and set(names[3:]) == {None}


def test_a_report_on_quotations_has_no_speakers_and_its_places_are_offered():
    text = "인용문 보고서\n\n1:1 ¶ 2 in 간담회.docx\n수주가 줄었습니다.\n코드: 수요\n\n"
    text += "1:2 ¶ 5 in 간담회.docx\n사람이 없습니다.\n코드: 인력\n"
    found = read(text.encode(), "a.txt")
    assert found.speakers == () and [question.key for question in found.questions] == ["speakers"]
    offered = [found.text[start:end] for start, end in lines_apart(found.turns)]
    assert offered == ["1:1 ¶ 2 in 간담회.docx", "1:2 ¶ 5 in 간담회.docx"]
