"""What people say of themselves and others is replaced or asked about, class by class; what looks alike is left alone."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from transcripts.personal.finding import find
from transcripts.personal.findings import Known, KnownPerson
from transcripts.personal.labels import person_in
from transcripts.personal.layers import layer
from transcripts.personal.lists import GIVEN_NAMES, GIVEN_WORDS, words_of
from transcripts.personal.pseudonyms import assigned, changes

MARK = re.compile(r"\[\[(.+?)\|(\w+)\]\](?!\])")
HERE = Path(__file__).parent
LINES = [x for x in (HERE / "details.txt").read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")]
DETAILED, CLEAN = [x for x in LINES if "[[" in x], [x for x in LINES if "[[" not in x]
CLASSES = tuple(
    "number phone email titled given family foreign place firm marked birth contact web forms".split()  # noqa: SIM905
)
MARKS_OF_FIRMS = re.compile(r"\((?:주|유|합)\)|㈜|주식회사|영농조합법인|농업회사법인")


def outcome(sentence: str) -> list[tuple[str, str]]:
    """Of each marked detail its class, and whether all its letters are replaced, at least listed, or silent."""
    text = MARK.sub(r"\1", sentence)
    found = find(text)
    sure = {n for each in found if each.sure for n in range(each.start, each.end)}
    listed = {n for each in found for n in range(each.start, each.end)}
    told, moved = [], 0
    for mark in MARK.finditer(sentence):
        start = mark.start() - moved
        moved += len(mark[0]) - len(mark[1])
        free = {n for sign in MARKS_OF_FIRMS.finditer(mark[1]) for n in range(start + sign.start(), start + sign.end())}
        letters = {n for n in range(start, start + len(mark[1])) if text[n].isalnum()} - free
        told.append((mark[2], "replaced" if letters <= sure else "listed" if letters <= listed else "silent"))
    return told


def test_hardly_a_detail_passes_in_silence_and_most_are_replaced_at_once() -> None:
    told = Counter(how for sentence in DETAILED for _, how in outcome(sentence))
    assert told.total() >= 120
    assert told["silent"] <= 0.05 * told.total() and told["replaced"] >= 0.9 * told.total(), told


@pytest.mark.parametrize("kind", CLASSES)
def test_no_class_of_details_is_left_behind(kind: str) -> None:
    told = Counter(how for sentence in DETAILED for each, how in outcome(sentence) if each == kind)
    assert told and told["silent"] <= max(1, 0.15 * told.total()), told


def test_what_looks_alike_is_not_touched_and_hardly_asked_about() -> None:
    touched = [x for x in CLEAN if any(each.sure for each in find(x))]
    asked = [x for x in CLEAN if find(x)]
    assert len(CLEAN) >= 60 and not touched and len(asked) <= 0.03 * len(CLEAN), (touched, asked)


def told_with(text: str, labels: tuple[str, ...] = ()) -> str:
    """The text as it is stored from the command line: what is sure replaced."""
    known = Known(people=tuple(person for label in labels if (person := person_in(label))))
    found = [each for each in find(text, known) if each.sure]
    return layer(text, changes(found, text, assigned(found, text, given={}))).shown


def test_every_form_of_a_replaced_person_is_replaced() -> None:
    text = (
        "참석: 한빛소프트 최영호 대표, 바다데이터 정은지 이사\n"
        "한빛소프트 최 대표: 저희는 개발자를 못 구합니다.\n"
        "바다데이터 정이사: 운전자금 금리가 올랐습니다.\n"
        "한빛소프트 최 대표: 최 대표인 저도 힘듭니다. 영호 씨라고 부르세요."
    )
    assert told_with(text, ("한빛소프트 최 대표", "바다데이터 정이사")) == (
        "참석: 기업 1 인물 1 대표, 기업 2 인물 2 이사\n"
        "기업 1 인물 1 대표: 저희는 개발자를 못 구합니다.\n"
        "기업 2 인물 2 이사: 운전자금 금리가 올랐습니다.\n"
        "기업 1 인물 1 대표: 인물 1 대표인 저도 힘듭니다. 인물 1 씨라고 부르세요."
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "박 예시 대표가 시작했고 박예시는 끝냈습니다. 박대표님이 또 오셨어요.",
            "인물 1 대표가 시작했고 인물 1은 끝냈습니다. 인물 1 대표님이 또 오셨어요.",
        ),
        (
            "심재윤 이사가 왔다. 심 이사는 반대했다. 재윤 씨는 조용했다.",
            "인물 1 이사가 왔다. 인물 1 이사는 반대했다. 인물 1 씨는 조용했다.",
        ),
        ("담당자는 차은별이고 차 주임이라고 부릅니다.", "담당자는 인물 1이고 인물 1 주임이라고 부릅니다."),
        ("과장 이수정 씨가 안 된대요. 이 사장님도요.", "과장 인물 1 씨가 안 된대요. 인물 2 사장님도요."),
        ("정유진 대리랑 정유민 대리인데, 정 대리가 갔다.", "인물 1 대리랑 인물 2 대리인데, 인물 3 대리가 갔다."),
        ("김다솜 부장과 김보람 부장인데, 다솜 씨만 왔다.", "인물 1 부장과 인물 2 부장인데, 인물 1 씨만 왔다."),
    ],
)
def test_one_person_is_one_pseudonym_and_two_are_two(text: str, shown: str) -> None:
    assert told_with(text) == shown


def test_the_interview_and_the_open_answer_that_once_passed() -> None:
    assert told_with("대표자 홍길동, 휴대폰 010-1234-5678로. 계좌는 부산은행 101-2000-3000-04 입니다.") == (
        "대표자 인물 1, 휴대폰 [전화번호 1]로. 계좌는 부산은행 [계좌번호 1] 입니다."
    )
    answer = "홍길동 부장(010-1234-5678)이 맡은 부산정밀공업(주)가 늦게 줘서요. 주민번호 900101-1234568 때문에"
    assert (
        told_with(answer) == "인물 1 부장([전화번호 1])이 맡은 기업 1이 늦게 줘서요. 주민번호 [주민등록번호 1] 때문에"
    )


def test_names_numbers_and_firms_of_a_talk_are_replaced_or_asked_about() -> None:
    text = (
        "사회자: 서울 본사에서 오신 남궁민 이사님도 계십니다.\n"
        "A정밀 대표: 저희 김 반장이 은퇴합니다. 영호 형님이라고 부르는데, 현수가 배우다 나갔어요.\n"
        "B기계 전무: 미래모빌가 물량을 줄였습니다. 남해자동차도요. 거래처 가람금속이 부도났습니다.\n"
        "A정밀 대표: 우리 집은 사상로 123번길 45에 있는데, 옆의 누리단조가 문 닫으면 끝입니다. 사장이 박 사장인데.\n"
        "B기계 전무: 공일공 1234 5678입니다. 사업자번호 123-45-67891이고, 예시은행 과장 이수정 씨가 그럽니다.\n"
        "사회자: 김민지 대리 카톡 아이디 minji_k 로요. 이모 국장님도 오셨네요.\n"
        "A정밀 대표: 이 사장도 나도 마찬가지지. 정 이사 말이 맞아요. 최 부장도 그랬고."
    )
    found = {(each.text, each.sure) for each in find(text)}
    sure = set("남궁민 김 영호 현수 미래모빌 남해자동차 가람금속 누리단조 박 이수정 김민지 minji_k 이 정 최".split())  # noqa: SIM905
    sure |= {"사상로 123번길 45", "공일공 1234 5678", "123-45-67891"}
    assert {words for words, is_sure in found if is_sure} == sure
    assert ("이모", False) in found


@pytest.mark.parametrize("label", ["kim bogi (기업 1)", "lee.dasom", "○책임연구원 소이든"])
def test_who_is_labelled_in_small_letters_or_behind_a_bullet_is_found(label: str) -> None:
    text = f"{label}: 저희는 사람이 없습니다."
    assert any(each.kind == "person" and each.sure for each in find(text))
    assert label.startswith("○") or isinstance(person_in(label), KnownPerson)


@pytest.mark.parametrize(
    "name", ["given_names", "given_words", "foreign_names", "latin_names", "trade_words", "firm_stems"]
)
def test_lists_say_where_they_come_from_and_hold_words_only(name: str) -> None:
    lines = (
        (HERE.parents[2] / "transcripts" / "personal" / "lists" / f"{name}.txt")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    assert lines[0].startswith("# ") and all(re.fullmatch("[가-힣]+|[a-zà-ÿ]+", word) for word in words_of(name))


def test_given_names_have_two_syllables() -> None:
    assert {len(name) for name in GIVEN_NAMES | GIVEN_WORDS} == {2}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("최 전 대표가 세웠고 박 신임 이사가 왔다.", ["최", "박"]),
        ("팀장(한보람)에게 문의", ["한보람"]),
        ("참석자: 문태오(대표), 변서린(이사)", ["문태오", "변서린"]),
        ("병만이가 갔고 가재훈 반장이 왔다.", ["병만", "가재훈"]),
        ("남궁 부장님과 양 사장님", ["남궁", "양"]),
        ("네팔인 디펜드라가, 미스터 브라운이", ["디펜드라", "브라운"]),
    ],
)
def test_names_are_found_in_forms_of_every_day(text: str, words: list[str]) -> None:
    assert sorted(each.text for each in find(text) if each.kind == "person") == sorted(words)


@pytest.mark.parametrize(
    "text",
    ["강 대표 제품이 잘 팔립니다.", "3년 차 대리가 갔다.", "공사장 소음", "online with three", "at capacity. Sea"],
)
def test_words_that_look_like_a_name_or_an_account_are_none(text: str) -> None:
    assert find(text) == []
