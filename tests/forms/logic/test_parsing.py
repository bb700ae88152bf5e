"""Expressions as people write them become trees; what cannot be carried is named with its place."""

from __future__ import annotations

import pytest

from forms.logic import WORDS, ExpressionError, names, parse, renamed

AGE = [">=", ["get", "age"], 18]


@pytest.mark.parametrize(
    "written",
    [
        "${age} >= 18",
        "  ${ age }>=18 ",
        "../age >= 18",
        "/data/person/age >= 18",
        "../../age >= 18",
        "current()/../age >= 18",
        "${age} ≥ 18",
        "${age} &gt;= 18",
        "＄｛age｝　＞＝　１８",
        "(${age}) >= (18.0)",
        "\n${age}\u00a0>= 18",
    ],
)
def test_one_rule_is_one_tree_however_it_is_written(written: str) -> None:
    assert parse(written) == AGE


@pytest.mark.parametrize(
    "written",
    [
        "selected(${need}, 'rnd')",
        'selected(${need}, "rnd")',
        "selected(${need}, ‘rnd’)",
        "selected(${need}, 'rnd’)",
        "Selected (${need}，“rnd”)",
    ],
)
def test_quotes_and_names_of_functions_that_a_sheet_has_changed_are_understood(written: str) -> None:
    assert parse(written) == ["selected", ["get", "need"], "rnd"]


@pytest.mark.parametrize(
    ("written", "tree"),
    [
        ("1 + 2 * 3", ["+", 1, ["*", 2, 3]]),
        ("1 - 2 - 3", ["-", ["-", 1, 2], 3]),
        ("1 + 2 + 3", ["+", 1, 2, 3]),
        ("1 + (2 + 3)", ["+", 1, ["+", 2, 3]]),
        ("6 div 3 mod 2", ["mod", ["div", 6, 3], 2]),
        ("1 – 2", ["-", 1, 2]),
        ("-2 * -${a}", ["*", -2, ["neg", ["get", "a"]]]),
        ("--2", 2),
        ("1 = 2 or 3 < 4 and 5 != 6", ["or", ["=", 1, 2], ["and", ["<", 3, 4], ["!=", 5, 6]]]),
        ("1 == 2 OR 3 <> 4", ["or", ["=", 1, 2], ["!=", 3, 4]]),
        ("(.='a')or(.='b')", ["or", ["=", ["self"], "a"], ["=", ["self"], "b"]]),
        ("not(.)", ["not", ["self"]]),
        (".5 + .", ["+", 0.5, ["self"]]),
        ("'it''s'", None),
        ('"it\'s"', "it's"),
        ("position(..)", ["position", ["up", 1]]),
        ("position(../..)", ["position", ["up", 2]]),
        ("string-length()", ["string-length", ["self"]]),
        ("jr:choice-name(${q}, '${q}')", ["jr:choice-name", ["get", "q"], "q"]),
        ("region = ${region}", ["=", ["attribute", "region"], ["get", "region"]]),
        ("${me} > 3", [">", ["self"], 3]),
        ("지역 = '동'", ["=", ["attribute", "지역"], "동"]),
    ],
)
def test_operators_bind_as_in_xpath(written: str, tree: object) -> None:
    if tree is None:
        with pytest.raises(ExpressionError):
            parse(written)
    else:
        assert parse(written, self_id="me") == tree


@pytest.mark.parametrize(
    ("written", "key", "column"),
    [
        ("", "logic_empty", 1),
        ("${a} / 2", "logic_slash", 6),
        ("item[1]", "logic_predicate", 5),
        ("${a} | ${b}", "logic_union", 6),
        ("selectd(${a}, 'b')", "no_function_like", 1),
        ("frobnicate(1)", "no_function", 1),
        ("1 + random()", "not_alike", 5),
        ("instance('x')/root", "outside", 1),
        ("1 + instance('x')/root/item[size = ${a}]/label", "outside", 5),
        ("instance('x')/root/item[name = 'a']/label", "outside", 1),
        ("jr:itext('x')", "outside", 1),
        ("${last-saved#a}", "outside", 1),
        ("distance(${a})", "of_places", 1),
        ("${a} =", "logic_end", 7),
        ("(1 + 2", "logic_end", 7),
        ("1 + * 2", "logic_unexpected", 5),
        ("${a} ${b}", "logic_rest", 6),
        ("1 2", "logic_rest", 3),
        ("${a", "logic_brace", 1),
        ("'abc", "logic_quote", 1),
        ("1 # 2", "logic_character", 3),
        ("if(1, 2)", "arguments", 1),
        ("today(1)", "arguments", 1),
        ("count(..)", "logic_up", 7),
        ("//a", "logic_path", 1),
        ("indexed-repeat(${a}, ${r})", "arguments", 1),
        ("indexed-repeat(1, ${r}, 2)", "indexed", 1),
        ("jr:choice-name(${a}, 3)", "choice_name", 1),
        ("regex(., ${a})", "pattern_literal", 1),
        ("regex(., '(?<=a)b')", "pattern_unlike", 1),
        ("(" * 101 + "1" + ")" * 101, "logic_deep", 101),
        ("-".join(["1"] * 102), "logic_deep", 1),
        ("1" * 20_001, "logic_long", 20_001),
    ],
)
def test_what_cannot_be_carried_is_named_with_its_place(written: str, key: str, column: int) -> None:
    with pytest.raises(ExpressionError) as found:
        parse(written)
    assert (found.value.key, found.value.column) == (key, column)
    assert found.value.say("ko") and found.value.say("en") != found.value.say("ko")


def test_long_chains_of_or_stay_flat() -> None:
    tree = parse(" or ".join(f"${{q{n}}} = {n}" for n in range(500)))
    assert tree[0] == "or" and len(tree) == 501


def test_every_sentence_is_there_in_both_languages() -> None:
    assert all(words["ko"] and words["en"] for words in WORDS.values())


def test_names_are_found_and_put_in_place_as_the_expression_is_written() -> None:
    source = "${Age} >= 18 and  jr:choice-name(${Job}, '${Job}') != ‘${x}’"
    assert names(parse(source)) == {"Age", "Job"}
    new = renamed(source, {"Age": "age", "Job": "job_1"})
    assert new == "${age} >= 18 and  jr:choice-name(${job_1}, '${job_1}') != ‘${x}’"
