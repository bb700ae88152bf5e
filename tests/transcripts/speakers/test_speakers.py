"""Speakers' labels in plain text: what is one, what is not, and where speech begins."""

import pytest

from transcripts import read


def turns(text):
    return [(turn.speaker, turn.text) for turn in read(text.encode(), "a.txt").turns]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("○○정밀 대표: 인력이 없습니다.", [("○○정밀 대표", "인력이 없습니다.")]),
        ("사회자：시작하겠습니다.", [("사회자", "시작하겠습니다.")]),
        ("[참가자 4] 관세가 걱정입니다.", [("참가자 4", "관세가 걱정입니다.")]),
        ("[참가자 4]: 관세가 걱정입니다.", [("참가자 4", "관세가 걱정입니다.")]),
        ("참가자 4: 네.\n참가자 5: 아니요.", [("참가자 4", "네."), ("참가자 5", "아니요.")]),
        ("○ 김○○ 과장\n예산은 있습니다.", [("김○○ 과장", "예산은 있습니다.")]),
        ("○ 김○○ 과장  예산은 있습니다.", [("김○○ 과장", "예산은 있습니다.")]),
        ("○ 김○○ 과장 예산은 있습니다.", [("김○○ 과장", "예산은 있습니다.")]),
        ("○위원장 김○○  개의하겠습니다.", [("위원장 김○○", "개의하겠습니다.")]),
        ("Q. 어떻습니까?\nA. 어렵습니다.", [("Q", "어떻습니까?"), ("A", "어렵습니다.")]),
        ("Q1. 하나\nA1. 둘", [("Q", "하나"), ("A", "둘")]),
        (
            "CHAIR EXAMPLE.  Good afternoon.\nMS. SAMPLE.  Thank you.",
            [("CHAIR EXAMPLE", "Good afternoon."), ("MS. SAMPLE", "Thank you.")],
        ),
        ("Participant 3: We cannot hire.", [("Participant 3", "We cannot hire.")]),
        ("A사 대표(제조업): 네.", [("A사 대표(제조업)", "네.")]),
        ("**사회자:** 시작합니다.", [("사회자", "시작합니다.")]),
        ("사회자) 네.\n참가자1) 예.", [("사회자", "네."), ("참가자1", "예.")]),
        ("1. 사회자: 네.\n2. 참가자 1: 예.", [("사회자", "네."), ("참가자 1", "예.")]),
        ("- 사회자: 네.", [("사회자", "네.")]),
        ("Plant manager, firm B: We cannot hire.", [("Plant manager, firm B", "We cannot hire.")]),
        ("사회자:\n시작합니다.\n이어서 말합니다.", [("사회자", "시작합니다.\n이어서 말합니다.")]),
        ("가온테크: 네.\n누리소프트: 예.\n가온테크: 좋습니다.\n누리소프트: 네.", [
            ("가온테크", "네."), ("누리소프트", "예."), ("가온테크", "좋습니다."), ("누리소프트", "네."),
        ]),
    ],
)  # fmt: skip
def test_a_label_is_read_and_speech_begins_after_it(text, expected):
    assert turns(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "자료는 http://example.org/a: 여기에 있습니다.",
        "http://example.org",
        "10:30에 시작해서 15:00에 끝났습니다.",
        "비율은 3:1입니다.",
        "문제는 이렇습니다: 사람이 없습니다.",
        "결론: 지원이 필요합니다.",
        "일시: 2026. 10. 14. 15:00",
        "다시 말씀드리면, 대표: 아닙니다.",
        "the point is this: nobody applies.",
        "○ 인력난이 심각합니다.",
        "- 금융: 한도가 찼습니다.",
        "[웃음] 그렇지요.",
        "(박수) 감사합니다.",
        "A. 서론과 본론입니다.",
        "참석자: 부산시 2명, 기업 3개사",
        "1) 대표님께서는 안 오셨습니다.",
        "저희 대표는 이렇게 말합니다: 버티자.",
        "C:\\자료에 있습니다.",
    ],
)
def test_a_line_that_only_looks_like_a_label_stays_speech(line):
    assert turns(line) == [(None, line)]


def test_such_lines_inside_a_speech_do_not_end_it():
    speech = "제 생각은 둘입니다.\n결론: 지원이 필요합니다.\n한마디로: 어렵습니다.\n10:30에 시작했습니다.\n[웃음]"
    assert turns(f"참가자 1: {speech}\n참가자 2: 네.") == [("참가자 1", speech), ("참가자 2", "네.")]


def test_the_head_of_a_record_has_no_speaker():
    head = "일시: 2026. 10. 14.\n장소: 19층 회의실"
    found = turns(f"{head}\n\n사회자: 시작합니다.")
    assert found == [(None, head), ("사회자", "시작합니다.")]


def test_a_name_that_occurs_once_among_speakers_counts_and_is_noted():
    transcript = read("사회자: 한 말씀.\n참가자 1: 네.\n가온테크: 저희는 다릅니다.".encode(), "a.txt")
    assert transcript.speakers == ("사회자", "참가자 1", "가온테크")
    (asked,) = transcript.questions
    assert (asked.key, asked.guess, asked.words) == (
        "label:가온테크",
        "yes",
        "한 번만 나온 ‘가온테크’, 발언자의 호칭입니까?",
    )
    assert asked.choices[0].sample == "가온테크: 저희는 다릅니다."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[00:12:30] 사회자: 네.", [("사회자", 750.0, None)]),
        ("사회자: [00:12:30] 네.", [("사회자", 750.0, None)]),
        ("사회자 [12:30]: 네.", [("사회자", 750.0, None)]),
        ("00:12:30 사회자: 네.", [("사회자", 750.0, None)]),
        ("[00:00:01]\n사회자: 네.", [("사회자", 1.0, None)]),
        ("참석자 1 00:05\n네.\n\n참석자 2 01:05\n예.", [("참석자 1", 5.0, None), ("참석자 2", 65.0, None)]),
        ("[00:01 - 00:04] 사회자: 네.", [("사회자", 1.0, 4.0)]),
        ("[00:01] 네.\n[00:05] 예.", [(None, 1.0, None), (None, 5.0, None)]),
    ],
)
def test_time_stamps_become_seconds_and_leave_the_speech(text, expected):
    found = read(text.encode(), "a.txt").turns
    assert [(turn.speaker, turn.time_start, turn.time_end) for turn in found] == expected
    assert {turn.text for turn in found} <= {"네.", "예."}


def test_prose_without_speakers_is_cut_at_paragraphs():
    assert turns("첫째 문단의\n두 줄\n\n둘째 문단") == [(None, "첫째 문단의\n두 줄"), (None, "둘째 문단")]


def test_lines_that_end_as_sentences_are_paragraphs_of_their_own():
    assert turns("하나입니다.\n둘입니다.\n셋입니다.") == [(None, f"{n}입니다.") for n in ("하나", "둘", "셋")]


def test_a_name_alone_needs_a_blank_line_above_and_speech_beneath():
    assert turns("김○○ 과장\n네.\n\n이○○ 대표\n예.") == [("김○○ 과장", "네."), ("이○○ 대표", "예.")]
    assert turns("담당은 김○○ 과장") == [(None, "담당은 김○○ 과장")]


def test_personal_names_count_even_where_one_of_them_speaks_once():
    found = turns("김예시: 하나.\n이보기: 둘.\n김예시: 셋.\n주소: 부산시")
    assert found == [("김예시", "하나."), ("이보기", "둘."), ("김예시", "셋.\n주소: 부산시")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "사회자: 시작합니다. 참가자4: 네. 사회자: 끝입니다.",
            [("사회자", "시작합니다."), ("참가자4", "네."), ("사회자", "끝입니다.")],
        ),
        ("사회자：네 알겠습니다 [참가자 4] 저요", [("사회자", "네 알겠습니다"), ("참가자 4", "저요")]),
        ("Q. 왜요? A. 그냥요. Q. 네?", [("Q", "왜요?"), ("A", "그냥요."), ("Q", "네?")]),
        ("○ (사회자) 네.\n○ [김○○ 과장] 아니요.", [("사회자", "네."), ("김○○ 과장", "아니요.")]),
        ("ㅇ 사회자: 네.\no 참가자 1: 예.", [("사회자", "네."), ("참가자 1", "예.")]),
        ("사회자 - 네.\n참가자 1 - 예.", [("사회자", "네."), ("참가자 1", "예.")]),
        ("사회자   네\n참가자 1\t예", [("사회자", "네"), ("참가자 1", "예")]),
        ("A: 네.\nB: 예.\nA: 그래요.", [("A", "네."), ("B", "예."), ("A", "그래요.")]),
        ("사회자: 네.\n참가자(A정밀): 예.", [("사회자", "네."), ("참가자(A정밀)", "예.")]),
        (
            "김철수\n네, 그렇습니다.\n\n이영희\n아닙니다.\n\n김철수\n네.",
            [("김철수", "네, 그렇습니다."), ("이영희", "아닙니다."), ("김철수", "네.")],
        ),
    ],
)
def test_labels_inside_paragraphs_and_in_other_shapes_are_read(text, expected):
    assert turns(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "결론: 사람이 없다는 겁니다.",
        "장소: 부산시청",
        "1. 인력 문제",
        "14:30 시작",
        "http://a.b/c: 참고",
        "비율은 3:1입니다.",
        "문제는 이렇습니다: 사람이 없다.",
        "○ 애로사항: 인력난",
        "말했습니다. 결론: 없다.",
        "참석자: 12명",
        "2026. 11. 4. 14:30",
        "그렇습니다. 10:30에 다시 모입시다.",
        "(웃음) 하하.",
        "(A정밀) 쪽 이야기입니다.",
        "첫째: 사람, 둘째: 돈.",
    ],
)
def test_what_only_looks_like_a_label_stays_speech(line):
    transcript = read(f"사회자: 네.\n{line}\n참가자 1: 네.\n사회자: 네.".encode(), "a.txt")
    assert transcript.turns[0].text == f"네.\n{line}" and transcript.speakers == ("사회자", "참가자 1")


def test_bracketed_words_that_come_back_are_asked_about():
    transcript = read("(사회자) 네.\n(A정밀) 저희는요.\n(A정밀) 또요.\n(사회자) 네.".encode(), "a.txt")
    assert [q.key for q in transcript.questions] == ["label:A정밀"]


def test_a_label_answered_with_no_is_speech_again():
    text = "사회자: 네.\n참가자 1: 예.\n가온테크: 저희는요."
    turn = read(text.encode(), "a.txt", {"label:가온테크": "no"}).turns[-1]
    assert (turn.speaker, turn.text) == ("참가자 1", "예.\n가온테크: 저희는요.")


def test_without_speakers_it_is_asked_whose_words_these_are():
    data = "가. 사람이 없습니다.\n\n대표 - 원자재가 올랐습니다.\n\n나머지: 금리도 문제입니다.".encode()
    (asked,) = read(data, "a.txt").questions
    assert asked.key == "speakers" and [each.value for each in asked.choices] == ["one", "paragraphs", "labels"]
    ways = ("one", "paragraphs")
    speakers = {way: [turn.speaker for turn in read(data, "a.txt", {"speakers": way}).turns] for way in ways}
    assert speakers == {"one": [None] * 3, "paragraphs": ["문단 1", "문단 2", "문단 3"]}
    assert read(data, "a.txt", {"speakers": "labels"}).speakers == ("대표", "나머지")


@pytest.mark.parametrize(
    ("first", "last", "guess", "seconds"),
    [
        ("[14:30]", "[14:45]", "clock", 900.0),
        ("[06:10]", "[06:12]", "recording", 2.0),
        ("14:30:00", "14:45:30", "clock", 930.0),
    ],
)
def test_times_that_may_be_of_the_day_are_asked_about(first, last, guess, seconds):
    said = "네, 시작합니다. " * (30 if guess == "clock" else 2)
    data = f"{first} 사회자: {said}\n{last} 참가자 1: 네.\n".encode()
    transcript = read(data, "a.txt")
    (asked,) = transcript.questions
    assert (asked.key, asked.guess) == ("times", guess)
    if guess == "clock":
        assert transcript.turns[1].time_start == seconds
    assert read(data, "a.txt", {"times": "recording"}).turns[0].time_start > 0
    assert read(data, "a.txt", {"times": "clock"}).turns[0].time_start == 0
    assert read("[00:10] 사회자: 네.\n[14:30] 참가자 1: 네.".encode(), "a.txt").questions == ()


def test_a_name_on_the_records_list_is_a_speaker_though_it_comes_once_and_first():
    talk = "오예시: 시작하겠습니다.\n가온 대표: 네.\n기록자> 적었습니다.\n가온 대표: 네.\n".encode()
    found = read(talk, "a.txt", {"known": "오 예시님\n기록자"})
    assert found.speakers == ("오예시", "가온 대표", "기록자") and found.questions == ()
    assert found.turns[0].text == "시작하겠습니다." and found.turns[2].text == "적었습니다."


def test_the_first_of_several_full_names_is_asked_about_and_keeps_its_turn():
    talk = "오예시: 시작합니다.\n김예시: 네.\n이예시: 네.\n김예시: 네.\n이예시: 네.\n".encode()
    found = read(talk, "a.txt")
    assert found.turns[0].speaker == "오예시" and [q.key for q in found.questions] == ["label:오예시"]


def test_an_angle_closes_a_label_but_does_not_make_one_of_a_comparison():
    talk = "최예시 교수> 네, 그렇습니다.\n사회자> 네.\n수출> 내수입니다.\n가 -> 나\n".encode()
    found = read(talk, "a.txt")
    assert [(t.speaker, t.text) for t in found.turns] == [
        ("최예시 교수", "네, 그렇습니다."), ("사회자", "네.\n수출> 내수입니다.\n가 -> 나"),
    ]  # fmt: skip


def test_a_listed_name_with_nothing_but_a_space_behind_it_is_asked_about_and_keeps_its_words():
    talk = "사회자: 시작하겠습니다.\nA정밀 대표 수주가 작년의 6할입니다.\n사회자: 네.\n".encode()
    found = read(talk, "a.txt", {"known": "A정밀 대표\n사회자"})
    assert [(t.speaker, t.text) for t in found.turns][1] == ("A정밀 대표", "수주가 작년의 6할입니다.")
    assert [(q.key, q.guess) for q in found.questions] == [("label:A정밀 대표", "yes")]
    no = read(talk, "a.txt", {"known": "A정밀 대표\n사회자", "label:A정밀 대표": "no"})
    assert no.speakers == ("사회자",) and no.questions == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"사람이 없습니다." - 한보기 대표\n"길이 없습니다." - 이시늉 이사\n', [
            ("한보기 대표", '"사람이 없습니다."'), ("이시늉 이사", '"길이 없습니다."'),
        ]),
        ('▶ 인터뷰 : 한보기 / 예시정공 대표\n- "사람이 없습니다."\n정부는 나섭니다.\n', [
            ("한보기 / 예시정공 대표", '- "사람이 없습니다."'), (None, "정부는 나섭니다."),
        ]),
        ("화자 1 (00:00)\n네.\n\n이시늉 (01:00:12)\n예.\n", [("화자 1", "네."), ("이시늉", "예.")]),
        ("00:00 화자 1\n네.\n\n01:12 이시늉\n예.\n", [("화자 1", "네."), ("이시늉", "예.")]),
        ("오전 9:23, 김예시 : 네\n오전 9:25, bogi : 예\n", [("김예시", "네"), ("bogi", "예")]),
        ("10:02:33\t From 김예시 to 모두(Everyone):\n\t네\n10:03:10\t From bogi to Everyone:\n\t예\n", [
            ("김예시", "네"), ("bogi", "예"),
        ]),
        ("회의 기록\n\n2025년 4월 9일\n\nKim Yesi   0:03\nHello.\n\nsinyung (외부)   1:02:09\nTariffs.\n", [
            (None, "회의 기록"), (None, "2025년 4월 9일"), ("Kim Yesi", "Hello."), ("sinyung (외부)", "Tariffs."),
        ]),
    ],
)  # fmt: skip
def test_what_programs_and_newspapers_write_is_read_by_its_shape(text, expected):
    assert turns(text) == expected


def test_a_word_that_is_a_heading_and_an_office_is_asked_about():
    found = read("질문 : 왜요?\n답변 : 없어서요.\n시장: 정돈해 주십시오.\n".encode(), "a.txt")
    assert [(q.key, q.guess) for q in found.questions] == [("label:시장", "no")]


ASSEMBLY = """
◯위원장 김예시 의석을 정돈해 주시기 바랍니다.
◯朴甫基 委員 인력난의 대책이 무엇입니까?
◯경제국장 이시늉 자금을 늘리겠습니다.
◯朴甫基 委員 그것으로 됩니까?
◯간사역 최예문 보고드리겠습니다.
◯위원장 김예시 산회를 선포합니다.
"""


def test_names_in_chinese_letters_speak_in_the_minutes_of_an_assembly():
    found = read(ASSEMBLY.encode(), "a.txt")
    assert [turn.speaker for turn in found.turns] == [
        "위원장 김예시", "朴甫基 委員", "경제국장 이시늉", "朴甫基 委員", "간사역 최예문", "위원장 김예시",
    ]  # fmt: skip


def test_two_words_after_the_sign_of_all_other_speakers_are_asked_about_whatever_they_are():
    assert [(question.key, question.guess) for question in read(ASSEMBLY.encode(), "a.txt").questions] == [
        ("label:간사역 최예문", "yes")
    ]


def test_a_firm_in_brackets_before_a_name_is_whom_the_name_speaks_for():
    talk = (
        "[예시센터] 류가온: 언제부터입니까?\n[예시정밀] 마루한: 작년부터요.\n[예시정밀] 도하늘: 저는 올해부터입니다.\n"
    )
    assert [(t.speaker, t.text) for t in read(talk.encode(), "a.txt").turns] == [
        ("류가온 (예시센터)", "언제부터입니까?"),
        ("마루한 (예시정밀)", "작년부터요."),
        ("도하늘 (예시정밀)", "저는 올해부터입니다."),
    ]


def test_an_office_alone_on_a_line_between_bullets_is_a_turn_and_asked_about():
    talk = (
        "○위원장 김예시  시작합니다.\n○노다솜 위원  예.\n변한울 위원\n저는 두 번 떨어졌습니다.\n"
        "○위원장 김예시  네.\n○노다솜 위원  네.\n변한울 위원\n서류가 복잡합니다.\n"
    )
    found = read(talk.encode(), "a.txt")
    assert [t.speaker for t in found.turns][2::3] == ["변한울 위원", "변한울 위원"]
    assert [(q.key, q.guess) for q in found.questions] == [("label:변한울 위원", "yes")]
    refused = read(talk.encode(), "a.txt", {"label:변한울 위원": "no"})
    assert "변한울 위원" not in refused.speakers and refused.questions == ()


def test_an_attendance_list_before_anybody_speaks_asks_nothing():
    talk = "참석자: 예시시청 과장, 예시정밀 대표\n\n" + "사회자: 시작합니다.\n예시정밀 대표: 네.\n" * 2
    found = read(talk.encode(), "a.txt")
    assert found.questions == () and set(found.speakers) == {"사회자", "예시정밀 대표"}
