"""Names that no sign closes: before their words or alone above them, they speak or are asked about."""

import pytest

from transcripts import read

COLON = "사회자: 시작하겠습니다.\n{}\n사회자: 네.\n이시늉 대표: 예, 저도요.\n사회자: 끝입니다.\n"
BULLETS = "○위원장 김예시  시작합니다.\n○노다솜 위원  예.\n{}\n○위원장 김예시  네.\n○노다솜 위원  네.\n"


def asked(found):
    return [(question.key, question.guess) for question in found.questions]


@pytest.mark.parametrize("talk", [COLON, BULLETS])
@pytest.mark.parametrize("space", [" ", "  ", "\t", "　"])
@pytest.mark.parametrize(
    "name", ["박보기 전무", "경제국장 최예문", "예시정밀 박보기 전무", "박보기 예시정밀 전무", "가온정밀 대표"]
)
def test_a_name_and_an_office_before_words_is_a_turn_and_asked_about(talk, space, name):
    data = talk.format(f"{name}{space}수주가 작년의 6할입니다.").encode()
    found = read(data, "a.txt")
    assert [turn.text for turn in found.turns if turn.speaker == name] == ["수주가 작년의 6할입니다."]
    assert asked(found) == [(f"label:{name}", "yes")]
    refused = read(data, "a.txt", {f"label:{name}": "no"})
    assert name not in refused.speakers and refused.questions == ()


@pytest.mark.parametrize("talk", [COLON, BULLETS])
@pytest.mark.parametrize("name", ["변한울", "변한울 위원", "경제국장 변한울"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_name_alone_on_a_line_among_other_labels_is_asked_about(talk, name, gap):
    data = talk.format(f"{name}{gap}저는 두 번 떨어졌습니다.").encode()
    found = read(data, "a.txt")
    assert [key for key, _guess in asked(found)] == [f"label:{name}"]
    told = read(data, "a.txt", {f"label:{name}": "yes"})
    assert [turn.text for turn in told.turns if turn.speaker == name] == ["저는 두 번 떨어졌습니다."]


@pytest.mark.parametrize("heading", ["출석위원(3인)\n  김예시 노다솜 변한울", "참석: 김예시, 노다솜, 변한울"])
def test_a_bare_name_of_the_attendance_list_is_read_as_a_speaker_and_asked_about(heading):
    for words in ("변한울\n저는 두 번 떨어졌습니다.", "변한울 저는 두 번 떨어졌습니다."):
        found = read(f"{heading}\n\n{BULLETS.format(words)}".encode(), "a.txt")
        assert [turn.text for turn in found.turns if turn.speaker == "변한울"] == ["저는 두 번 떨어졌습니다."]
        assert asked(found) == [("label:변한울", "yes")]


def test_a_name_that_a_sign_closes_elsewhere_is_asked_about_by_its_lines_without_one():
    data = COLON.format("이시늉 대표 말씀처럼 관세가 문제입니다.").encode()
    assert asked(read(data, "a.txt")) == [("label:이시늉 대표 …", "no")]
    speaks = read(data, "a.txt", {"label:이시늉 대표 …": "yes"})
    assert [turn.speaker for turn in speaks.turns] == ["사회자", "이시늉 대표", "사회자", "이시늉 대표", "사회자"]
    refused = read(data, "a.txt", {"label:이시늉 대표 …": "no"})
    assert [turn.speaker for turn in refused.turns] == ["사회자", "사회자", "이시늉 대표", "사회자"]
    assert not refused.questions


@pytest.mark.parametrize(
    "words",
    [
        "박보기 전무는 수주가 줄었다고 했습니다.",
        "소위원장 선임 절차를 진행하겠습니다.",
        "지난 회장 때도 그랬습니다.",
        "2. 소위원장 선임의 건",
        "이 문제를 논의하고 그 결과를 우리 지역 중소기업의\n박보기 전무 측에 전하겠습니다.",
    ],
)
def test_an_office_that_is_spoken_of_is_no_question(words):
    found = read(COLON.format(f"네.\n{words}").encode(), "a.txt")
    assert found.questions == () and found.turns[0].text.endswith(words)


@pytest.mark.parametrize(
    "name",
    [
        "박○○ 전무",
        "○○정밀 대표",
        "A사 대표",
        "참석자 3",
        "박보기 씨",
        "박보기님",
        "가온정밀 대표 박보기",
        "김박사",
        "박보기(예시정밀)",
        "박보기 (예시정밀 전무)",
        "경제국장(이시늉)",
        "(주)예시정밀 박보기 전무",
    ],
)
def test_masked_numbered_and_politely_called_people_are_asked_about_too(name):
    found = read(COLON.format(f"{name} 수주가 줄었습니다.").encode(), "a.txt")
    assert asked(found) == [(f"label:{name}", "yes")]
    assert [turn.text for turn in found.turns if turn.speaker == name] == ["수주가 줄었습니다."]


@pytest.mark.parametrize("head", ["[00:05] ", "00:00:05 ", "2. ", "> "])
def test_a_time_or_a_number_before_the_name_hides_it_not(head):
    talk = "[00:01] 사회자: 시작합니다.\n{}\n[00:09] 사회자: 네.\n[00:12] 사회자: 네.\n"
    found = read(talk.format(f"{head}박보기 전무 수주가 줄었습니다.").encode(), "a.txt")
    assert asked(found) == [("label:박보기 전무", "yes")] and found.turns[1].text == "수주가 줄었습니다."
    assert found.turns[1].time_start == (5.0 if ":" in head else None)


def test_somebody_called_upon_is_asked_about_and_read_as_spoken_of():
    found = read(COLON.format("박보기 전무, 말씀해 주십시오.").encode(), "a.txt")
    assert asked(found) == [("label:박보기 전무", "no")] and "박보기 전무" not in found.speakers


def test_an_english_name_alone_on_a_line_is_asked_about():
    talk = "Moderator: Hello.\nKim Yesi: Fine.\nModerator: Yes.\nKim Yesi: Yes.\nPark Bogi\nTariffs rose.\nModerator: Bye.\n"
    assert asked(read(talk.encode(), "a.txt")) == [("label:Park Bogi", "no")]


def test_what_only_names_a_person_behind_its_colon_is_no_speech():
    talk = "보도자료\n\n배포일: 2026. 4. 9.\n책임자: 과장 김예시\n담당자: 주무관 박보기\n\n시는 지원을 늘린다.\n"
    assert read(talk.encode(), "a.txt").speakers == ()


def test_a_text_whose_names_no_sign_closes_asks_whose_words_these_are():
    data = "김예시 과장 시작하겠습니다.\n박보기 전무 수주가 줄었습니다.\n이시늉 대표 관세가 걱정입니다.\n".encode()
    (question,) = read(data, "a.txt").questions
    assert [choice.value for choice in question.choices] == ["one", "paragraphs", "labels"]
    assert read(data, "a.txt", {"speakers": "labels"}).speakers == ("김예시 과장", "박보기 전무", "이시늉 대표")


def test_a_stage_direction_that_comes_back_is_one_question_with_no_as_its_guess():
    note = "(발언시간 초과로 마이크 중단)"
    for talk in (
        f"사회자: 네.\n{note}\n박보기: 예.\n{note}\n사회자: 네.\n박보기: 예.\n",
        "[김예시] 네.\n[박보기] 예.\n[발언시간 초과로 마이크 중단]\n" * 3,
    ):
        found = read(talk.encode(), "a.txt")
        assert asked(found) == [("label:발언시간 초과로 마이크 중단", "no")] and len(found.speakers) == 2


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("지역: 100\n부산: 120\n울산: 30\n경남: 12\n부산: 12\n울산: 20\n", ()),
        ("김예시 과장: 051-000-0000\n박보기 대리: 051-000-0001\n", ()),
        ("예시시, 지원 확대\n\n시는 지원을 늘린다.\n\n지원 대상: 관내 기업\n문의: 기업지원과\n시는 다음 달 공고한다.\n", ()),
        ("○위원장 김예시  네.\n○ 소위원장 선임\n○박보기 위원  네.\n○위원장 김예시  네.\n", ("위원장 김예시", "박보기 위원")),
    ],
)  # fmt: skip
def test_figures_articles_and_headings_name_no_speakers(text, speakers):
    assert read(text.encode(), "a.txt").speakers == speakers
