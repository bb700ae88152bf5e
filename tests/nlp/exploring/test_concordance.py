"""Where a word stands and what stands around it."""

from __future__ import annotations

import unicodedata

import pytest

from nlp.exploring.concordance import Line, by_left, by_right, cleaned, find, line
from nlp.exploring.words import words_of


def found(text: str, query: str, mode: str = "lemma") -> list[str]:
    return [text[start:end] for start, end in find(text, words_of(text), query, mode)]


@pytest.mark.parametrize(
    ("text", "query", "wanted"),
    [
        ("대출 금리가 높아 대출금리 부담", "대출금리", ["대출 금리", "대출금리"]),
        ("대출 금리가 높아 대출금리 부담", "대출 금리", ["대출 금리", "대출금리"]),
        ("대출의 금리", "대출금리", []),
        ("구할 사람이 없고 구하기도 어렵다", "구하다", ["구할", "구하"]),
        ("구할 사람이 없고 구하기도 어렵다", "구하", ["구할", "구하"]),
        ("이유가 있고 유가가 오른다", "유가", ["유가"]),
        ("Tariffs hurt. A tariff hurts.", "tariff", ["Tariffs", "tariff"]),
        ("AI를 쓰고 ai를 판다", "ai", ["AI", "ai"]),
    ],
)
def test_a_lemma_is_found_in_all_its_forms(text: str, query: str, wanted: list[str]) -> None:
    assert found(text, query) == wanted


def test_a_written_form_neither_begins_nor_ends_inside_a_word() -> None:
    assert found("이유가 있고 유가가 오른다", "유가", "form") == ["유가"]
    assert found("이유가 있고 유가가 오른다", "유가", "part") == ["유가", "유가"]


def test_a_written_form_with_a_space_takes_any_white_space() -> None:
    assert found("구할 수\r\n 없다", "할 수 없", "part") == ["할 수\r\n 없"]


def test_a_query_typed_on_a_mac_finds_what_is_stored() -> None:
    assert cleaned(unicodedata.normalize("NFD", "  금리  ")) == "금리"
    assert found("금리", unicodedata.normalize("NFD", "금리")) == ["금리"]
    assert found("금리", "") == []


def test_signs_of_a_search_language_are_letters_like_any_other() -> None:
    assert found("R&D 예산 (50%)", "(50%)", "part") == ["(50%)"]
    assert found("a.b", "a.b", "part") == ["a.b"]
    assert found("aXb", "a.b", "part") == []


def test_a_line_is_cut_by_columns_and_white_space_is_made_single() -> None:
    text = "가나다라 마바\n금리 사아자차"
    start = text.index("금리")
    # Six columns a side: a Hangul letter takes two, a space one.
    assert line(text, (start, start + 2), width=6) == Line("… 마바 ", "금리", " 사아…")
    assert line(text, (start, start + 2), width=60) == Line("가나다라 마바 ", "금리", " 사아자차")


def test_lines_sort_by_the_next_words_and_by_the_words_before_backwards() -> None:
    lines = [Line("나 가", "x", " 다"), Line("가 나", "x", " 나"), Line("가 가", "x", " 가")]
    assert [each.right for each in sorted(lines, key=by_right)] == [" 가", " 나", " 다"]
    assert [each.left for each in sorted(lines, key=by_left)] == ["가 가", "나 가", "가 나"]
