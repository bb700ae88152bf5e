"""Small files of the kinds that were once misread in silence, with who says what and when: all invented."""

from pathlib import Path

import pytest

from transcripts import read
from transcripts.speakers.asides import lines_apart

CASES = Path(__file__).parent / "cases"
MINUTES = (
    "위원장 김예시: 의석을 정돈하여 주시기 바랍니다.",
    "박보기 위원: 중소기업 인력난이 심각합니다.",
    "경제국장 이시늉: 자금을 늘리겠습니다. 추가로 인력도 돕겠습니다.",
    "박보기 위원: 그러면 대책이 뭡니까?",
    "위원장 김예시: 산회를 선포합니다.",
)
TALK = ("안녕하십니까. 시작하겠습니다.", "인력이 없습니다.", "네, 다음 분이요.", "사람을 못 구해요.",
        "관세가 걱정입니다.", "알겠습니다.")  # fmt: skip


def talk(*speakers):
    return tuple(f"{speaker}: {words}" for speaker, words in zip(speakers, TALK, strict=True))


def case(name, **answers):
    return read((CASES / name).read_bytes(), name, answers)


def said(transcript):
    return tuple(f"{turn.speaker}: {' '.join(turn.text.split())}" for turn in transcript.turns if turn.speaker)


RIGHT = {
    "zoom_one_turn_speakers.vtt": (
        "김예시: 안녕하십니까. 오늘 간담회를 시작하겠습니다.",
        "Park Bogi: 저희는 인력이 제일 문제입니다. 사람을 구할 수가 없어요.",
        "이보기(예시정밀): 관세도 걱정입니다.",
    ),
    "zoom_lowercase_name.vtt": talk("Kim Yesi", "Bogi Park", "Kim Yesi", "Bogi Park", "sinyung", "Kim Yesi"),
    "whisperx_speaker_once.srt": talk(*(f"SPEAKER_0{n}" for n in (0, 1, 0, 1, 2, 0))),
    "subsai_speaker_line.srt": ("Speaker_01: 안녕하십니까. 시작하겠습니다.", "Speaker_02: 인력이 없습니다."),
    "clova_one_renamed.txt": talk("참석자 1", "참석자 2", "참석자 1", "참석자 2", "이시늉", "참석자 1"),
    "clova_oneline.txt": talk("참석자 1", "참석자 2", "참석자 1", "참석자 2", "참석자 3", "참석자 1"),
    "kakao_pc.txt": talk("김예시", "박보기", "김예시", "박보기", "이시늉", "김예시"),
    "teams_minutes_ko.txt": talk("김예시", "박보기", "김예시", "박보기", "이시늉", "김예시"),
    "f4_maxqda_stamps.txt": (
        "I: 안녕하십니까. 간담회를 시작하겠습니다.", "B1: 인력이 제일 문제입니다.", "B2: 관세도 걱정입니다.",
        "I: 네, 알겠습니다.",
    ),
    "qualcoder_stamps.txt": ("사회자: 안녕하십니까.", "박보기: 인력이 제일 문제입니다.", "이시늉: 관세도 걱정입니다."),
    "qualcoder_at.txt": (
        "사회자: 안녕하십니까.", "박보기: 인력이 제일 문제입니다.", "이시늉: 관세도 걱정입니다.", "박보기: 저희도요.",
    ),
    "stamp_dash_speaker.txt": (
        "Speaker 1: Hello and welcome.", "Speaker 2: Thanks for having me.", "Speaker 1: Tariffs first.",
    ),
    "council_name_alone.txt": MINUTES,
    "council_one_space.txt": MINUTES,
    "council_bullet_in_name.txt": MINUTES,
    "bracket_news.txt": (
        "한보기 / (주)예시금속 해외영업실장: 발주를 미룬 업체도 있고 계약을 무기한 연기한 곳도 있고….",
        "자동차 부품업체 관계자: 관세를 더해서는 이길 수가 없어요.",
        "한보기 / (주)예시금속 해외영업실장: 수출을 계속하기는 쉽지 않을 것 같습니다.",
    ),
    "interview_tag.txt": (
        '한보기(예시정공 대표이사): "사람을 찾기가 어렵습니다."',
        '이시늉(시늉철강 대표이사): "실적이 없으면 방법이 없습니다."',
        '김예시(산업부 장관): "조치하겠습니다."',
    ),
    "ktv.txt": (
        "윤보기 앵커: 지원 사업을 펼치고 있습니다.", "조시늉 국민기자: 어떻게 시작하게 된 건가요?",
        "노예시 과장: 업체는 36만 개 정도 됩니다.", "조시늉 국민기자: 정확히 어떤 사업인가요?",
        "노예시 과장: 자동화를 돕습니다.",
    ),
    "markdown.txt": (
        "박보기 위원: 입주 기업이 줄었습니까?", "경제과장 이시늉: 네, 두 곳이 나갔습니다.", "박보기 위원: 왜 나갔습니까?",
        "경제과장 이시늉: 임대료 때문입니다.",
    ),
    "space.txt": (
        "위원장 김예시: 의석을 정돈하여 주시기 바랍니다. 성원이 되었으므로 개회하겠습니다.",
        "경제국장 이시늉: 반갑습니다. 경제국장 이시늉입니다.", "위원장 김예시: 수고하셨습니다.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_everybody_keeps_their_own_words_under_a_clean_name(name):
    assert said(case(name)) == RIGHT[name]


@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        ("clova_one_renamed.txt", [0, 67, 134, 201, 268, 335]),
        ("clova_oneline.txt", [0, 67, 134, 201, 268, 335]),
        ("teams_minutes_ko.txt", [0, 67, 134, 201, 268, 335]),
        ("kakao_pc.txt", [0, 60, 120, 180, 240, 300]),
        ("qualcoder_stamps.txt", [5.1, 15.2, 25.3]),
        ("stamp_dash_speaker.txt", [1, 5, 9]),
    ],
)
def test_a_turn_begins_at_the_time_beside_its_label(name, seconds):
    assert [turn.time_start for turn in case(name).turns if turn.speaker] == seconds


def test_stamps_behind_the_words_say_when_they_end():
    times = [(turn.time_start, turn.time_end) for turn in case("f4_maxqda_stamps.txt").turns]
    assert times == [(0.0, 15.2), (15.2, 40.8), (40.8, 62.1), (62.1, 65.0)]


@pytest.mark.parametrize("name", [*RIGHT, "discussion.txt"])
def test_no_stamp_or_mark_stays_in_names_and_words(name):
    for turn in case(name).turns:
        assert not turn.speaker or turn.speaker == turn.speaker.strip("○◇◆#@[]<>: ")
        assert "--" in turn.text or not any(mark in turn.text for mark in ("#0", "[오", "SPEAKER", "녹취>"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "blank_after_time.vtt",
            "인력 얘기는 했나요? 원자재 값이 두 배가 됐습니다 그래서 납품단가를 못 맞춥니다. 그렇군요.",
        ),
        ("arrow_in_words.vtt", "관세 --> 환율 --> 수출 순서로 봅니다."),
        ("srt_no_ms.srt", "밀리초가 없습니다."),
        ("vtt_comma.vtt", "관세가 걱정입니다."),
    ],
)
def test_captions_as_programs_really_write_them_lose_no_word(name, text):
    assert case(name).text == text and case(name).turns[0].time_end


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("council_one_space.txt", ["(10시 02분 개의)", "(12시 10분 산회)", "○출석위원(2인)\n 김예시 박보기"]),
        (
            "kakao_pc.txt",
            ["저장한 날짜 : 2025-04-09 18:00:11", "--------------- 2025년 4월 9일 수요일 ---------------"],
        ),
        (
            "discussion.txt",
            [
                "<발표 1> 지역거점별 신산업 기반 AI 제조혁신 공급망 구축",
                "<발표 2> 미래산업 대응 중소기업 지원 정책제언",
                "<종합토론>",
            ],
        ),
        (
            "summary.txt",
            [
                "□ 주요 발언",
                "※ D사는 서면의견 제출(노조 임단협 이슈로 불참)",
                "□ 향후 계획",
                "ㅇ 시설자금 1,000억원 조기 집행 (~'25. 6월)",
            ],
        ),
    ],
)
def test_what_nobody_says_is_offered_for_setting_aside(name, offered):
    found = case(name)
    assert [found.text[start:end] for start, end in lines_apart(found.turns)] == offered


def test_the_reporters_lines_between_quotations_are_nobodys():
    words = [turn.text for turn in case("bracket_news.txt").turns if turn.speaker is None]
    assert words == ["다른 부품 업체도 사정은 마찬가지입니다.", "정부는 대책을 마련하기로 했습니다."]


def test_a_list_of_who_attended_is_nobodys_speech():
    last = case("council_name_alone.txt").turns[-1]
    assert last.speaker is None and last.text == "○출석위원(2인)\n 김예시 박보기"
