"""Nouns that several respondents say and the lexicon does not name."""

from __future__ import annotations

import math

import pytest

from nlp.exploring.newterms import NewTerm, Statement, compounds, new_terms
from nlp.exploring.words import words_of


def statement(n: int, text: str, *themes: str) -> Statement:
    """A statement of its own respondent."""
    return Statement(f"s{n}", f"r{n}", text, words_of(text), frozenset(themes))


def offered(*said: Statement, known: tuple[str, ...] = (), passed: tuple[str, ...] = ()) -> dict[str, NewTerm]:
    return {term.form: term for term in new_terms(said, known, passed=passed)}


def test_compounds_are_runs_of_nouns_with_at_most_a_space_between() -> None:
    text = "납품단가 인하의 부담"
    assert [form for form, _lang, _nouns in compounds(text, words_of(text))] == [
        *("납품", "납품단가", "납품단가 인하"),
        *("단가", "단가 인하"),
        "인하",
        "부담",
    ]


def test_units_and_nouns_of_any_talk_are_no_terms_but_their_compounds_are() -> None:
    found = offered(
        statement(1, "사람이 20퍼센트 줄었습니다. 다음 달에 사람 관리가 문제입니다. 전기 공사를 합니다."),
        statement(2, "사람이 퍼센트로 따지면 그렇습니다. 다음 달 사람 관리. 전기도 비싸고 전기 공사도 밀립니다."),
    )
    assert {"사람 관리", "전기 공사"} <= set(found)
    assert not {"사람", "퍼센트", "다음", "다음 달", "문제", "전기"} & set(found)


def test_a_term_is_offered_where_enough_respondents_say_it() -> None:
    found = offered(
        statement(1, "주차장이 좁습니다."), statement(2, "주차장을 늘려 주세요."), statement(3, "악취가 납니다.")
    )
    assert list(found) == ["주차장"]
    assert (found["주차장"].respondents, found["주차장"].segments) == (2, 2)
    assert found["주차장"].examples == ("s1", "s2")


def test_what_the_lexicon_names_in_any_spacing_is_not_offered() -> None:
    said = (statement(1, "대출 금리가 높습니다."), statement(2, "대출 금리 인상"))
    assert "대출 금리" not in offered(*said, known=("대출금리",))


def test_a_compound_says_which_terms_of_the_lexicon_it_holds() -> None:
    found = offered(statement(1, "대출 금리가 높습니다."), statement(2, "대출 금리"), known=("금리",))
    assert found["대출 금리"].holds == ("금리",)


def test_a_noun_that_only_stands_in_one_compound_is_that_compound() -> None:
    found = offered(statement(1, "원료 요금이 부담입니다."), statement(2, "원료 요금"), statement(3, "요금 인상"))
    assert "원료" not in found
    assert {"원료 요금", "요금"} <= set(found)


def test_what_was_set_aside_is_not_offered_again() -> None:
    said = (statement(1, "주차장이 좁습니다."), statement(2, "주차장"))
    assert offered(*said, passed=("주차장",)) == {}


def test_the_closest_theme_is_that_of_the_log_odds_worked_by_hand() -> None:
    said = [statement(n, "주차장이 좁습니다.", "place") for n in range(2)]
    said += [statement(n, "인력이 없습니다.", "people") for n in range(2, 4)]
    term = offered(*said)["주차장"]
    assert (term.theme, term.with_theme) == ("place", 2)
    # 2 of 2 segments of the theme, 0 of 2 others; prior of one segment, half of which holds the word.
    delta = math.log(2.5 / 0.5) - math.log(0.5 / 2.5)
    assert term.closeness == pytest.approx(delta / math.sqrt(1 / 2.5 + 1 / 0.5))


def test_english_runs_are_offered_too() -> None:
    found = offered(statement(1, "The supply chain broke."), statement(2, "Our supply chain is slow."))
    assert found["supply chain"].lang == "en"
