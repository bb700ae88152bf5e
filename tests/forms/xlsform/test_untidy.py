"""Untidy workbooks are read as they were meant, what is not carried is told with its row, and all come back the same."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from forms.xlsform import Finding, Imported, read, write
from tests.forms.xlsform.building import workbook

CASES = tomllib.loads(Path(__file__).with_name("untidy.toml").read_text(encoding="utf-8"))["case"]
NAMED = {case["what"]: case for case in CASES}


def imported(case: dict[str, Any]) -> Imported:
    return read(workbook(case["sheets"], case.get("merged", ())), "form.xlsx")


def test_there_are_more_than_forty_kinds_of_untidiness() -> None:
    assert len(NAMED) == len(CASES) > 40


@pytest.mark.parametrize("what", NAMED)
def test_an_untidy_workbook_is_read_as_it_was_meant(what: str) -> None:
    case = NAMED[what]
    found = imported(case)
    assert {q.id: q.type for q in found.questionnaire.questions} == case["questions"]
    told = {(finding.key, finding.row or 0) for finding in found.findings}
    _sentences(found.findings)
    assert {(each["key"], each["row"]) for each in case.get("told", ())} <= told, told
    asked = {q["id"]: q for q in found.definition["questions"]}
    for id, entries in case.get("entries", {}).items():
        assert {name: asked[id].get(name) for name in entries} == entries
    again = read(write(found.definition), "form.xlsx")
    assert again.definition == found.definition
    assert again.questionnaire.sha256 == found.questionnaire.sha256


def _sentences(findings: tuple[Finding, ...]) -> None:
    """Everything told is a sentence in both languages, with its place."""
    for finding, lang in [(finding, lang) for finding in findings for lang in ("ko", "en")]:
        said = finding.what(lang) + finding.instead(lang)
        assert said and "%(" not in said and "\x1f" not in said
        assert finding.row is None or finding.where(lang)
