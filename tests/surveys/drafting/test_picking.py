"""Rules by picking: what the lines say, and that the same lines come back from the expression."""

from __future__ import annotations

import pytest

from app.surveys.drafting.picking import Condition, Picked, of_source, read, source

TYPES = {"need": "single", "causes": "multiple", "employees": "number", "biz_past": "likert", "hardest": "text"}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([("need", "is", "rnd")], "${need} = 'rnd'"),
        ([("causes", "is", "finance")], "selected(${causes}, 'finance')"),
        ([("causes", "isnt", "finance")], "not(selected(${causes}, 'finance'))"),
        ([("employees", ">=", "1,000")], "${employees} >= 1000"),
        ([("biz_past", "is", "2")], "${biz_past} = 2"),
        ([("hardest", "answered", "")], "${hardest} != ''"),
        ([("need", "is", "")], "${need} != ''"),
        ([("", "is", "x"), ("need", "blank", "")], "${need} = ''"),
    ],
)
def test_lines_become_an_expression_and_come_back(lines: list[tuple[str, str, str]], said: str) -> None:
    rule = read("and", lines, TYPES)
    assert source(rule, TYPES) == said
    assert of_source(said) == rule


def test_several_conditions_are_joined_by_one_word() -> None:
    said = "${need} = 'rnd' or ${employees} < 10"
    assert of_source(said) == Picked((Condition("need", "is", "rnd"), Condition("employees", "<", "10")), "or")
    assert source(of_source(said), TYPES) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "beyond", ["${a} + 1 > 3", "selected(${a}, 'x') and (${b} = 1 or ${c} = 2)", "count-selected(${a}) > 2", "not ("]
)
def test_what_says_more_than_can_be_picked_is_left_to_its_text(beyond: str) -> None:
    assert of_source(beyond) is None
