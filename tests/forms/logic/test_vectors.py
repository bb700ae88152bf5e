"""One file of hand-written vectors, run by Python and by JavaScript; and random programs, compared to the byte."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from forms.logic import check, parse
from forms.logic.reading.signatures import FUNCTIONS
from tests.forms.logic.random_programs import cases
from tests.forms.logic.twins import Case, browser_page, run, run_in_browser, written

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
ENTRIES = ("relevant", "required", "constraint", "calculation", "filter")


def compiled(part: Mapping[str, Any]) -> dict[str, Any]:
    """A question or section of the file with trees where it has expressions."""
    found = dict(part)
    for entry in ENTRIES:
        if isinstance(found.get(entry), str):
            found[entry] = parse(found[entry], self_id=found["id"])
    if isinstance(found.get("default"), dict):
        found["default"] = {"tree": parse(found["default"]["expression"])}
    if "repeat" in found and "count" in found["repeat"]:
        found["repeat"] = {**found["repeat"], "count": parse(found["repeat"]["count"])}
    return found


def program(part: Mapping[str, Any], further: list[dict[str, Any]] = []) -> dict[str, Any]:  # noqa: B006
    sections = [compiled(each) for each in part.get("sections", [])]
    questions = [compiled(each) for each in [*part["questions"], *further]]
    return {"v": 1, "languages": ["ko", "en"], "sections": sections, "questions": questions}


def vectors() -> Iterator[tuple[str, str | None, Any]]:
    """Source, section and what it gives."""
    for listed in VECTORS["expressions"].values():
        yield from ((source, None, value) for source, value in listed)
    for section, listed in VECTORS["inside"].items():
        if section != "what":
            yield from ((source, section, values) for source, values in listed)


def world() -> Case:
    """All expressions as calculated questions of one program."""
    asked = [
        {"id": f"x{place}", "type": "calculate", "section": section, "calculation": source}
        for place, (source, section, _value) in enumerate(vectors())
    ]
    return {"program": program(VECTORS["world"], asked), "answers": [VECTORS["answers"]], "now": VECTORS["now"],
            "lang": "ko", "grows": True}  # fmt: skip


def examples() -> list[Case]:
    return [
        {
            "program": program(each),
            "answers": [one["answers"]],
            "now": VECTORS["now"],
            "lang": one.get("lang", "ko"),
            "grows": True,
        }
        for each in VECTORS["programs"]
        for one in each["cases"]
    ]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser_page(browser) as page:
        yield page


@pytest.mark.parametrize("where", ["python", "browser"])
def test_every_expression_gives_what_was_reckoned_by_hand(where: str, page: Page) -> None:
    [told] = run([world()]) if where == "python" else run_in_browser(page, [world()])
    answers = json.loads(told.replace(":#", ":"))["answers"]
    wrong = []
    for place, (source, section, value) in enumerate(vectors()):
        found = [answers.get(key) for key in _keys(section, place)]
        if written(found) != written([value] if section is None else value):
            wrong.append((source, section, found, value))
    assert wrong == []


def _keys(section: str | None, place: int) -> list[str]:
    places = {None: [""], "pet": ["[1.1]", "[1.2]", "[3.1]"]}.get(section, ["[1]", "[2]", "[3]"])
    return [f"x{place}{each}" for each in places]


@pytest.mark.parametrize("where", ["python", "browser"])
def test_every_program_says_what_was_reckoned_by_hand(where: str, page: Page) -> None:
    told = run(examples()) if where == "python" else run_in_browser(page, examples())
    expected = [(each["name"], one) for each in VECTORS["programs"] for one in each["cases"]]
    for (name, one), text in zip(expected, told, strict=True):
        state = json.loads(text.replace("#", ""))
        wanted = {k: sorted(v) if isinstance(v, list) else v for k, v in one["expect"].items()}
        assert written({entry: state[entry] for entry in wanted}) == written(wanted), (name, one["answers"])


def test_the_vectors_use_every_function_and_hold_no_fault() -> None:
    used = {operator for _s, _t, tree in _trees() for operator in _operators(tree)}
    assert set(FUNCTIONS) - used == set()
    assert [fault.say() for fault in check(world()["program"]) if fault.key != "no_position"] == []


def _trees() -> list[tuple[str, str | None, Any]]:
    return [(source, section, parse(source)) for source, section, _value in vectors()]


def _operators(tree: Any) -> Iterator[str]:
    if isinstance(tree, list) and tree[0] != "matcher":
        yield tree[0]
        for argument in tree[1:]:
            yield from _operators(argument)


def test_twenty_thousand_random_cases_are_alike_to_the_byte(page: Page) -> None:
    """Another seed than the bench's million; answers of each fourth program are also given one after another."""
    asked = cases(20261130, 2_000, 10, grown=4)
    here, there = run(asked), run_in_browser(page, asked)
    assert len(here) == 20_000
    assert [(a, b) for a, b in zip(here, there, strict=True) if a != b][:3] == []


def test_numbers_are_written_alike(page: Page) -> None:
    figures = [1e21, -0.0, 0.1 + 0.2, 5e-324, 1.7976931348623157e308, 1e-7, 123456789.125, 2**53, 1 / 3, 100.0, -2.5e-9]
    ask = (
        "async (text) => { const { textOf } = await import('/logic/figures.js'); return JSON.parse(text).map(textOf); }"
    )
    assert page.evaluate(ask, json.dumps(figures)) == [written(x)[1:] for x in figures]
