"""How positions are counted is told by what the selections read as."""

from __future__ import annotations

import pytest

from app.exchange.project.positions import EVERY, USUAL, Claim, Convention, Span, Text, check, settle

TEXT = (
    "진행: 요즘 사정이 어떻습니까?\r\n대표: 작년보다 매출이 줄었습니다. 😀 인건비도 올랐습니다.\r\n"
    "이사: 임대료가 너무 높습니다.\r\n대표: 사람을 구하기 어렵습니다. 이자도 부담입니다.\n끝으로 감사합니다.\n"
    "더 할 말은 없습니다."
)
QUOTES = [
    "작년보다 매출이 줄었습니다.",
    "인건비도 올랐습니다.",
    "임대료가",
    "사람을 구하기 어렵습니다.",
    "이자도 부담입니다.",
]
QUOTES += ["감사합니다.", "더 할 말은 없습니다."]


def stated(way: Convention, offset: int) -> int:
    """Where a code point stands as a tool of this convention writes it."""
    before = TEXT[:offset]
    if way.lines != "file":
        before = before.replace("\r\n", "\n").replace("\n", "\r\n" if way.lines == "crlf" else "\n")
    size = {"points": len(before), "utf16": len(before.encode("utf-16-le")) // 2, "bytes": len(before.encode())}[
        way.unit
    ]
    return size + ({"bytes": 3}.get(way.unit, 1) if way.mark else 0)


def written(way: Convention, *, named: bool) -> Text:
    claims = []
    for quote in QUOTES:
        start = TEXT.index(quote)
        end = start + len(quote) - (way.end == "inclusive")
        claims.append(Claim(stated(way, start), stated(way, end), quote if named else ""))
    return Text(TEXT, claims, mark=True)


def read(spans: list[Span | None]) -> list[str]:
    return [TEXT[slice(*span)] if span else "" for span in spans]


@pytest.mark.parametrize("named", [True, False], ids=["named", "bare"])
def test_every_way_of_counting_is_found_with_and_without_the_words(named: bool) -> None:
    read_as = {str(way): read(settle([written(way, named=named)])[1][0]) for way in EVERY}
    assert {way: got for way, got in read_as.items() if got != QUOTES} == {}


def test_the_printed_example_of_the_specification_ends_behind_the_last_character() -> None:
    # REFI-QDA 1.5, annex A.2: startPosition 215, endPosition 275; the words are those the selection is called by.
    name = "I did try the gluten free bread, but it was always so soggy,"
    text = "x " * 107 + "." + name + " and so on"
    way, (spans,) = settle([Text(text, [Claim(215, 275, name)])])
    assert (way, text[slice(*spans[0])]) == (USUAL, name)  # type: ignore[misc]


def test_names_that_are_no_quotes_change_nothing() -> None:
    way, spans = settle([Text("매출이 줄었습니다. 힘듭니다.", [Claim(0, 10, "핵심 발언"), Claim(11, 16, "심정")])])
    assert (way, spans) == (USUAL, [[(0, 10), (11, 16)]])


def test_words_before_their_particle_do_not_look_like_ends_that_are_one_short() -> None:
    text = "매출이 줄고 임대료가 오르고 인력이 없고 이자가 높습니다."
    claims = [Claim(text.index(w), text.index(w) + len(w)) for w in ("매출", "임대료", "인력", "이자가 높습니다")]
    assert settle([Text(text, claims)])[0] == USUAL


def test_one_text_may_be_counted_apart_from_the_others_if_its_words_say_so() -> None:
    plain = "가나다 매출이 줄었습니다. 끝"
    usual = Text(plain, [Claim(4, 14, "매출이 줄었습니다.")] * 3)
    marked = Text(plain, [Claim(5, 15, "매출이 줄었습니다.")], mark=True)
    assert settle([usual, marked])[1] == [[(4, 14)] * 3, [(4, 14)]]


def test_a_selection_outside_of_its_text_is_nowhere() -> None:
    assert settle([Text("짧은 글", [Claim(0, 40), Claim(3, 2), Claim(-1, 2)])])[1] == [[None, None, None]]


def test_a_selection_that_begins_within_a_word_is_doubtful_unless_it_is_called_by_its_words() -> None:
    text = "매출이 줄었습니다."
    assert [check(text, *span, "") for span in ((0, 2), (1, 3), (4, 10))] == ["fits", "doubtful", "fits"]
    assert check(text, 1, 3, "출이") == "named"
