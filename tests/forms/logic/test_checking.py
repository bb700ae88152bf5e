"""Faults of a whole program: each is named with the question or section it is in, all at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from forms.logic import Model, check, evaluate, parse
from forms.logic.reading.parsing import Tree

SECTIONS: list[dict[str, Any]] = [
    {"id": "g"},
    {"id": "m", "repeat": {"most": 9}},
    {"id": "k", "parent": "m", "repeat": {"most": 9}},
]


def question(id: str, kind: str = "calculate", section: str | None = None, **entries: Any) -> dict[str, Any]:
    return {"id": id, "type": kind, "section": section, **entries}


def faults(questions: list[dict[str, Any]], sections: list[dict[str, Any]] = SECTIONS) -> list[tuple[str, str, str]]:
    found = check({"v": 1, "questions": questions, "sections": sections})
    assert all(fault.say("ko") != fault.say("en") for fault in found)
    return [(fault.id, fault.key, fault.entry) for fault in found]


def asked(source: str, section: str | None = None, entry: str = "calculation", **further: Any) -> list[str]:
    """Keys of the faults of one expression beside some sound questions."""
    beside = [question("age", "number"), question("grade", "number", "m"), question("name", "text", "k")]
    choices = [{"id": "a", "attributes": {"region": "1"}}, {"id": "b"}]
    beside.append(question("y", "single", choices=choices))
    here = question("x", "single", section, **{entry: parse(source)}, choices=choices, **further)
    found = faults([*beside, here])
    assert {(id, where) for id, _key, where in found} <= {("x", entry)}
    return [key for _id, key, _entry in found]


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ("${age} + sum(${grade}) + count(${m})", []),
        ("${agee} > 3", ["unknown_name_like"]),
        ("${nobody} = 'x' and ${else} = 'y'", ["unknown_name", "unknown_name"]),
        ("age > 3", ["bare_name"]),
        ("true", ["bare_name"]),
        (". > 3", ["no_self"]),
        ("${g} = 'x'", ["section_value"]),
        ("count(${nobody})", ["unknown_name"]),
        ("position(..)", ["no_position"]),
        ("position(${m})", ["no_position"]),
        ("position(${g})", ["not_a_repeat"]),
        ("indexed-repeat(${grade}, ${m}, 1)", []),
        ("indexed-repeat(${name}, ${m}, 1, ${k}, ${agee})", ["unknown_name_like"]),
        ("indexed-repeat(${age}, ${m}, 1)", ["not_in_repeat"]),
        ("indexed-repeat(${grade}, ${g}, 1)", ["not_a_repeat"]),
        ("indexed-repeat(${grade}, ${k}, 1)", ["not_in_repeat"]),
        ("indexed-repeat(${m}, ${m}, 1)", ["section_value"]),
        ("jr:choice-name('a', '${age}')", ["no_choices_named"]),
        ("instance('l')/root/item[name = ${age}]/label", ["no_choices_named"]),
        ("instance('l')/root/item[name = ${agee}]/size", ["unknown_name_like"]),
        ("instance('l')/root/item[name = ${y}]/region", []),
        ("instance('l')/root/item[name = ${y}]/size", ["unknown_attribute"]),
        ("regex(${agee}, 'a')", ["unknown_name_like"]),
    ],
)
def test_an_expression_that_means_nothing_here_is_named(source: str, keys: list[str]) -> None:
    assert asked(source) == keys


def test_some_words_mean_something_in_one_place_only() -> None:
    assert asked("position(..) = 1 and position(${m}) = 1", "m") == []
    assert asked(". != 'a'", entry="constraint") == []
    assert asked(". = 'a'", entry="relevant") == ["no_self"]
    assert asked("region = '1' or name = 'b'", entry="filter") == []
    assert asked("size = '1'", entry="filter") == ["unknown_attribute"]
    assert asked("region = '1'", entry="constraint") == ["bare_name"]


def test_circles_are_named_with_everybody_in_them_once() -> None:
    a = question("a", relevant=parse("${c} = 1"))
    b = question("b", calculation=parse("${a} + 1"))
    c = question("c", default={"tree": parse("${b}")})
    d = question("d", calculation=parse("${a} + ${d2}"))
    d2 = question("d2", calculation=parse("${d}"))
    found = check({"v": 1, "questions": [a, b, c, d, d2], "sections": []})
    assert [(fault.id, dict(fault.params)["path"]) for fault in found] == [("a", "a → c → b → a"), ("d", "d → d2 → d")]


def test_a_section_waits_for_what_it_is_asked_by() -> None:
    section = [{"id": "m", "repeat": {"count": parse("sum(${x})"), "most": 9}}]
    assert faults([question("x", "number", "m")], section) == [("x", "cycle", "")]
    assert faults([question("x", calculation=parse("${x} + 1"))], []) == [("x", "cycle", "")]


def test_a_constraint_or_the_instance_before_makes_no_circle() -> None:
    running = parse("indexed-repeat(${run}, ${m}, position(..) - 1) + 1", self_id="run")
    both = [
        question("a", "number", constraint=parse(". < ${b}")),
        question("b", "number", constraint=parse(". > ${a}")),
    ]
    assert faults([*both, question("run", section="m", calculation=running)]) == []


def test_repeats_that_multiply_are_bounded() -> None:
    sections = [{"id": "a", "repeat": {"most": 50}}, {"id": "b", "parent": "a", "repeat": {}}]
    assert faults([], sections) == []
    assert faults([], [*sections, {"id": "c", "parent": "b", "repeat": {"most": 2}}]) == [
        ("c", "repeat_large", "count")
    ]


@pytest.mark.parametrize(
    "tree",
    [
        ["frobnicate", 1], ["selected", 1], ["get"], ["get", 3], ["get", "a", "b"], [], [1], {"a": 1}, None,
        ["up", 1], ["self", 1], ["position", ["get", 1]],
        ["position", 1], ["indexed-repeat", ["get", "a"], ["get", "m"]], ["indexed-repeat", ["get", "a"], 1, 1],
        ["jr:choice-name", "a", ["get", "b"]], ["choice-column", "a", "b"], ["choice-column", "a", "b", 3],
        ["regex", "a", "b"],
        ["regex", "a", "(a+)+", ["matcher", ["in", False, 97, 97]]],
        ["regex", "a", "(", ["matcher"]], ["position", ["up", 0]], ["position", ["up", True]], ["matcher"],
    ],
)  # fmt: skip
def test_a_tree_no_parser_made_is_refused(tree: Tree) -> None:
    keys = [key for _id, key, _entry in faults([question("a", constraint=["not", tree])], [])]
    assert keys == ["bad_tree"]


def test_a_tree_too_deep_to_walk_is_refused() -> None:
    tree: Tree = 1
    for _level in range(5_000):
        tree = ["not", tree]
    assert faults([question("a", constraint=tree)], []) == [("a", "bad_tree", "constraint")]


def test_a_chain_of_five_hundred_questions_is_reckoned_without_recursion() -> None:
    chain = [question(f"q{n}", calculation=parse(f"${{q{n + 1}}} + 1")) for n in range(500)] + [
        question("q500", "number")
    ]
    program = {"v": 1, "questions": chain, "sections": []}
    assert check(program) == []
    state = evaluate(Model(program), {"q500": 1}, now=datetime(2026, 11, 30, 9))
    assert state.answers["q0"] == 501


@pytest.mark.parametrize("now", ["no day", "", "14:05", "2026-02-30"])
def test_a_moment_that_is_none_is_refused(now: str) -> None:
    with pytest.raises(ValueError, match="not a moment"):
        evaluate({"questions": []}, {}, now=now)
