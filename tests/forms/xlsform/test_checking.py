"""The answer of a check follows its schema, names every question by language, and ends with what cannot be carried."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from forms.xlsform import answer, check
from tests.forms.xlsform.building import workbook

HERE = Path(__file__).resolve()
SCHEMA = HERE.parents[3] / "docs" / "schemas" / "questionnaire-check.schema.json"
CASES = tomllib.loads(HERE.with_name("untidy.toml").read_text(encoding="utf-8"))["case"]
SURVEY = """
type             | name | label::한국어 (ko) | label::English (en) | relevant
integer          | Age  | 몇 살입니까?      | How old are you?    |
select_one yn    | told | 들었습니까?       | Were you told?      | ${Age} > 18
text             | why  | 왜입니까?         | Why?                | pulldata('x', 'y', 'z', ${told})
"""
CHOICES = """
list_name | name | label::한국어 (ko) | label::English (en)
yn        | yes  | 예                | Yes
yn        | no   | 아니오            | No
"""


@pytest.fixture(scope="module")
def valid() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def checked(**sheets: str) -> dict[str, Any]:
    return answer(check(workbook(sheets), "form.xlsx"))


def test_questions_are_told_with_type_name_and_labels_by_language(valid: Draft202012Validator) -> None:
    told = checked(survey=SURVEY, choices=CHOICES)
    valid.validate(told)
    assert told["importable"] and told["languages"] == ["ko", "en"]
    first, second, third = told["questions"]
    assert (first["id"], first["name"], first["type"], first["written_type"]) == ("age", "Age", "number", "integer")
    assert first["labels"] == {"ko": "몇 살입니까?", "en": "How old are you?"}
    assert (second["sheet"], second["row"], third["row"]) == ("survey", 3, 4)
    assert second["choices"][1] == {"id": "no", "labels": {"ko": "아니오", "en": "No"}}


def test_a_refused_rule_is_told_with_its_row_and_what_its_want_does() -> None:
    told = checked(survey=SURVEY, choices=CHOICES)
    assert (told["counts"]["rules_compiled"], told["counts"]["rules_refused"]) == (1, 1)
    carried, refused = told["rules"]
    assert (carried["source"], carried["compiled"], carried["reason"]) == ("${age} > 18", True, None)
    assert (refused["row"], refused["compiled"]) == (4, False) and "pulldata" in refused["reason"]["en"]
    lost = told["not_carried"][0]
    assert (lost["sheet"], lost["row"], lost["column"]) == ("survey", 4, "relevant")
    assert lost["instead"] == {"ko": "조건 없이 늘 보입니다.", "en": "Always shown."}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "XLSForm"),
        (b"PK\x03\x04 no archive", "열 수 없습니다"),
        (b"\xd0\xcf\x11\xe0 no workbook", "열 수 없습니다"),
        (workbook({"survey": "a|b\n1|2"}), "문항 시트"),
        (workbook({"survey": "type|name|label\nend group||"}), "하나도 없습니다"),
        (b'{"id": "x"}', "title"),
        (b"[]", "JSON"),
    ],
)
def test_a_file_that_is_no_form_says_why_in_both_languages(valid: Draft202012Validator, data: bytes, told: str) -> None:
    said = answer(check(data, "form.xlsx"))
    valid.validate(said)
    assert not said["importable"] and told in " ".join(each["what"]["ko"] for each in said["problems"])


def test_the_answer_of_every_untidy_workbook_follows_the_schema(valid: Draft202012Validator) -> None:
    for case in CASES[::9]:
        valid.validate(answer(check(workbook(case["sheets"], case.get("merged", ())), "form.xlsx")))


def test_what_pyxform_objects_to_is_told_as_an_opinion_with_its_row() -> None:
    doubled = CHOICES + "yn | yes | 네 | Yes!"
    told = checked(survey=SURVEY, choices=doubled)
    assert told["importable"]
    assert [(each["sheet"], each["row"]) for each in told["opinions"]] == [("choices", 4)]


def test_a_json_definition_is_checked_without_rows(valid: Draft202012Validator) -> None:
    words = {"ko": "가", "en": "a"}
    questions = [
        {"id": "a", "type": "number", "label": words},
        {"id": "b", "type": "text", "label": words, "relevant": "${a} > 1"},
    ]
    told = answer(check(json.dumps({"id": "x", "title": words, "questions": questions}).encode(), "x.json"))
    valid.validate(told)
    assert [rule["source"] for rule in told["rules"]] == ["${a} > 1"]
    assert told["questions"][0]["row"] is None
