"""Captions: times, voices, repeats of machine captions, broken times."""

import pytest

from transcripts import TranscriptError, read


def vtt(body):
    return read(f"WEBVTT\n\n{body}\n".encode(), "a.vtt")


def test_voices_become_speakers_and_neighbouring_cues_of_one_speaker_one_turn():
    transcript = vtt(
        "00:01.000 --> 00:02.500\n<v 사회자>시작\n\n"
        "00:02.500 --> 00:04.000\n<v 사회자>하겠습니다.\n\n"
        "00:05.000 --> 00:06.000\n<v.loud 참가자 4>네, <b>좋습니다</b> &amp; 감사합니다.</v>\n"
    )
    assert transcript.text == "사회자: 시작 하겠습니다.\n참가자 4: 네, 좋습니다 & 감사합니다."
    first, second = transcript.turns
    assert (first.speaker, first.start, first.end, first.time_start, first.time_end) == (
        "사회자",
        5,
        14,
        1.0,
        4.0,
    )
    assert (second.speaker, second.text) == ("참가자 4", "네, 좋습니다 & 감사합니다.")
    assert transcript.text[second.start : second.end] == second.text


def test_two_voices_in_one_cue_are_two_turns():
    transcript = vtt("00:01.000 --> 00:02.000\n<v 가>네</v>\n<v 나>예</v>")
    assert [(turn.speaker, turn.text, turn.time_start) for turn in transcript.turns] == [
        ("가", "네", 1.0),
        ("나", "예", 1.0),
    ]


def test_labels_in_the_text_serve_where_there_are_no_voices():
    transcript = vtt("00:01.000 --> 00:02.000\n사회자: 네.\n\n00:03.000 --> 00:04.000\n이어서\n\n"
                     "00:04.000 --> 00:05.000\n참가자 1: 예.")  # fmt: skip
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        ("사회자", "네. 이어서"),
        ("참가자 1", "예."),
    ]


def test_lines_rolled_up_by_machine_captions_occur_once():
    transcript = vtt(
        "00:01.000 --> 00:02.000\n안녕<00:01.500><c>하세요</c>\n\n"
        "00:02.000 --> 00:03.000\n안녕하세요\n반갑<00:02.500><c>습니다</c>\n\n"
        "00:03.000 --> 00:04.000\n반갑습니다\n"
    )
    assert transcript.text == "안녕하세요 반갑습니다"


def test_a_person_may_say_the_same_word_twice():
    assert vtt("00:01.000 --> 00:02.000\n네\n\n00:02.000 --> 00:03.000\n네").text == "네 네"


def test_without_speakers_a_pause_begins_a_new_turn():
    transcript = vtt("00:01.000 --> 00:02.000\n하나\n\n00:02.000 --> 00:03.000\n둘\n\n00:09.000 --> 00:10.000\n셋")
    assert [turn.text for turn in transcript.turns] == ["하나 둘", "셋"]


def test_every_broken_time_is_named_with_its_line():
    with pytest.raises(TranscriptError) as caught:
        vtt("00:01.000 --> 0002\n하나\n\n00:02.000 --> 00:03.000\n둘\n\n00:0x.000 --> 00:03.000\n셋")
    assert [said.where for said in caught.value.problems] == ["3번째 줄", "9번째 줄"]


def test_subrip_numbers_are_not_speech():
    first = "1\r\n00:00:01,000 --> 00:00:02,000\r\n사회자: 2026\r\n\r\n"
    data = first + "2\r\n00:00:02,000 --> 00:00:03,500\r\n참가자 1: 3\r\n"
    transcript = read(data.encode("cp949"), "a.srt")
    assert [(turn.speaker, turn.text, turn.time_end) for turn in transcript.turns] == [
        ("사회자", "2026", 2.0),
        ("참가자 1", "3", 3.5),
    ]


def test_long_talk_without_speakers_is_cut_at_a_sentence_end():
    # A cue has 101 letters: four with their spaces are 407, the first length past 400.
    cues = "\n\n".join(f"00:{n:02}.000 --> 00:{n + 1:02}.000\n{'가' * 99}다." for n in range(10))
    assert [len(turn.text) for turn in vtt(cues).turns] == [407, 407, 203]


def test_rolling_captions_that_became_srt_are_joined_once():
    words = ["요즘 사람을", "못 구합니다", "작년에 세 명이", "나갔고요", "관세 때문에", "수출도 줄었습니다"]
    cues = [
        f"{at + 1}\n00:00:{at:02},000 --> 00:00:{at + 1:02},000\n" + (f"{words[at - 1]}\n" if at else "") + word + "\n"
        for at, word in enumerate(words)
    ]
    assert read("\n".join(cues).encode(), "a.srt").text == " ".join(words)


def test_a_person_may_say_the_same_twice_and_places_of_captions_are_no_words():
    text = "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}네.\n네.\n\n2\n00:00:02,000 --> 00:00:03,000\n네.\n그래요.\n"
    assert read(text.encode(), "a.srt").text == "네. 네. 네. 그래요."


def test_the_name_beside_a_cues_number_is_its_speaker():
    found = vtt('1 "김예시" (123)\n00:01.000 --> 00:02.000\n네.\n\n2 "Bogi Park" (124)\n00:03.000 --> 00:04.000\n예.')
    assert [(turn.speaker, turn.text) for turn in found.turns] == [("김예시", "네."), ("Bogi Park", "예.")]


def test_a_cue_without_a_voice_among_others_is_nobodys():
    found = vtt(
        "00:01.000 --> 00:02.000\n<v 가>네.</v>\n\n00:02.000 --> 00:03.000\n예.\n\n00:03.000 --> 00:04.000\n<v 나>음.</v>"
    )
    assert [turn.speaker for turn in found.turns] == ["가", None, "나"]


def test_two_labels_on_lines_of_one_cue_are_two_turns():
    found = vtt("00:01.000 --> 00:02.000\n(Yesi Kim)\nLet us begin.\n-\n\n(Bogi Park)\nWe cannot hire.\n\n"
                "00:03.000 --> 00:04.000\n(Yesi Kim)\nTariffs?")  # fmt: skip
    assert [(turn.speaker, turn.text) for turn in found.turns] == [
        ("Yesi Kim", "Let us begin."), ("Bogi Park", "We cannot hire."), ("Yesi Kim", "Tariffs?"),
    ]  # fmt: skip


def test_labels_that_are_rare_in_captions_are_asked_about_and_the_records_list_answers():
    cues = ["사회자: 시작합니다.", "이어서", "말합니다.", "가온: 저희는요.", "그리고", "더", "사회자: 네."]
    data = "WEBVTT\n\n" + "\n\n".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n{words}" for n, words in enumerate(cues))
    found = read(data.encode(), "a.vtt")
    assert [question.key for question in found.questions] == ["label:가온"]
    known = read(data.encode(), "a.vtt", {"known": "가온"})
    assert known.questions == () and known.speakers == ("사회자", "가온")
    assert read(data.encode(), "a.vtt", {"label:가온": "no"}).speakers == ("사회자",)


def test_comments_and_styles_are_not_speech_and_words_above_a_time_are():
    found = vtt(
        "STYLE\n::cue {}\n\n00:01.000 --> 00:02.000\n네.\n\nNOTE 메모\n둘째 줄\n\n마지막 말\n00:03.000 --> 00:04.000\n예."
    )
    assert found.text == "네. 마지막 말 예."
