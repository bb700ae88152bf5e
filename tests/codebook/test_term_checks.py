"""Faults that stop a term, and what it is warned of."""

from __future__ import annotations

import pytest

from app.codebook.corpus import Reach
from app.codebook.pasting import read_lines
from app.codebook.term_checks import advice, faults


def term(form: str, lang: str = "ko", kind: str = "surface", weight: float = 1.0) -> dict:
    return {"lang": lang, "form": form, "kind": kind, "weight": weight, "note": ""}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (term("대출"), "doubled"),
        (term("LOAN", lang="en"), "doubled"),
        (term("금리", weight=0), "weight"),
        (term("금리", weight=1.5), "weight"),
        (term("금리", weight=float("nan")), "weight"),
        (term("돈~빌리다"), "surface"),
        (term("돈 빌리다", kind="near"), "near"),
        (term("돈~빌리다~못하다", kind="near"), "near"),
        (term("많은 돈~빌리다", kind="near"), "near"),
        (term("~빌리다", kind="near"), "near"),
        (term("융자", lang="en"), "hangul"),
        (term("·"), "empty"),
        (term("가" * 81), "long"),
    ],
)
def test_a_fault_stops_a_term(wrong, code, small):
    assert [c.code for c in faults(wrong, small["themes"][0]["terms"])] == [code]


def test_a_good_term_has_no_fault(small):
    for good in (term("금리"), term("돈~빌리다", kind="near"), term("ESG"), term("대출", lang="ko", weight=0.5)):
        assert faults(good, small["themes"][1]["terms"]) == []


def test_a_term_of_two_themes_and_one_syllable_are_warned_of_and_a_covered_one_is_told(small):
    def codes(form: str, theme: str = "finance") -> list[tuple[str, str]]:
        found = term(form)
        return [(c.code, c.other) for c in advice(small, (theme, "ko", form), found)]

    assert codes("수주") == [("shared", "market")]
    assert codes("빚") == [("syllable", "")]
    assert codes("대출 금리") == [("covered", "대출")]
    assert codes("대출금리") == []
    assert codes("이자부담") == [("alike", "이자 부담")] and codes("이자~부담") == [("alike", "이자 부담")]
    assert codes("주문") == [("inside", "주문~줄다")] and codes("주문", "market") == []
    assert codes("시회") == [("inside", "전시회")] and codes("줄") == [("syllable", "")]
    assert codes("해외 전시회", "market") == []  # a weak term covers nothing


def test_a_word_is_general_where_it_is_said_often_or_mostly_of_other_themes():
    assert Reach(held=40, fresh=37).is_general(1250) and not Reach(held=4, fresh=3, coded=1).is_general(1250)
    assert not Reach(held=40, fresh=37).is_general(10_000)
    assert Reach(held=6, fresh=6, coded=4, elsewhere=2).is_general(1250)
    assert not Reach(held=6, fresh=6, coded=4, elsewhere=1).is_general(1250)


def test_lines_are_read_with_weights_and_notes_in_either_language():
    found = read_lines("외상값; 0.5; 현장 말; 둘째\r\n\r\ncash crunch\n어음 ～ 막다；1\n이자;많이\n금리\t0.5")
    assert [
        (f.number, f.term["lang"], f.term["form"], f.term["kind"], f.term["weight"], f.term["note"]) for f in found
    ] == [
        (1, "ko", "외상값", "surface", 0.5, "현장 말; 둘째"),
        (3, "en", "cash crunch", "surface", 1.0, ""),
        (4, "ko", "어음~막다", "near", 1.0, ""),
        (5, "ko", "이자", "surface", 1.0, ""),
        (6, "ko", "금리", "surface", 0.5, ""),
    ]
    assert found[3].wrong_weight == "많이"
