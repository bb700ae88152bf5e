"""Topics of texts that have two."""

from __future__ import annotations

from nlp.exploring.topics import topics_of

MONEY = [["대출", "금리", "이자"], ["금리", "이자", "은행"], ["은행", "대출", "금리"], ["이자", "대출"]]
PEOPLE = [
    ["인력", "채용", "청년"],
    ["청년", "인력", "이직"],
    ["채용", "인력"],
    ["이직", "청년", "채용"],
    ["채용", "청년"],
]


def test_two_kinds_of_talk_become_two_topics_the_larger_first() -> None:
    found = topics_of(MONEY + PEOPLE, 2)
    assert [set(topic.members) for topic in found.topics] == [{4, 5, 6, 7, 8}, {0, 1, 2, 3}]
    assert set(found.topics[0].words[:3]) <= {"인력", "채용", "청년", "이직"}
    assert found.left == 0


def test_the_same_texts_give_the_same_topics() -> None:
    assert topics_of(MONEY + PEOPLE, 3) == topics_of(MONEY + PEOPLE, 3)


def test_a_statement_that_shares_no_word_has_no_topic() -> None:
    found = topics_of([*MONEY, *PEOPLE, ["악취"], []], 2)
    assert found.left == 2
    assert not {9, 10} & {n for topic in found.topics for n in topic.members}


def test_texts_that_hold_no_topic_give_none() -> None:
    assert topics_of([], 5).topics == ()
    assert topics_of([["하나"], ["둘"]], 5).left == 2
