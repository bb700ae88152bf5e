"""A definition becomes a workbook a person could have written, which others can read and which comes back the same."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from forms.questionnaire import Questionnaire
from forms.xlsform import read, write
from forms.xlsform.opinion import opinion
from tests.forms.xlsform.building import imported

ROOT = Path(__file__).resolve().parents[3]
REAL = sorted(ROOT.parent.glob("shared/real/questionnaires/*.xlsx"))
SHIPPED = sorted((ROOT / "app" / "surveys" / "questionnaires").glob("*.json"))
EVERY_TYPE = ROOT / "tests" / "forms" / "every_type.json"


def rows(data: bytes, sheet: str) -> list[dict[str, object]]:
    head, *lines = load_workbook(io.BytesIO(data))[sheet].values
    return [{str(h): c for h, c in zip(head, line, strict=True) if c is not None} for line in lines]


@pytest.mark.parametrize("path", [*SHIPPED, EVERY_TYPE], ids=lambda path: path.name)
def test_the_houses_own_questionnaires_come_back_as_the_same_version(path: Path) -> None:
    definition = json.loads(path.read_text(encoding="utf-8"))
    data = write(definition)
    assert read(data, "x.xlsx").questionnaire.sha256 == Questionnaire.from_dict(definition).sha256
    assert opinion(data) == ""


def test_names_languages_and_rules_are_given_back_as_they_were_written() -> None:
    found = imported(
        "type|name|label::Tigirigna|relevant\ninteger|Head-Count|A?|\nnote|b|You said ${Head-Count}|${Head-Count} > 1",
        settings="form_title|form_id|style\nForm|f-1|theme-grid",
    )
    data = write(found.definition)
    first, second = rows(data, "survey")
    assert first == {"type": "integer", "name": "Head-Count", "label::Tigirigna (x-tigirign-a)": "A?"}
    assert (second["relevant"], second["label::Tigirigna (x-tigirign-a)"]) == (
        "${Head-Count} > 1",
        "You said ${Head-Count}",
    )
    assert rows(data, "settings") == [
        {"form_title": "Form", "form_id": "f-1", "default_language": "Tigirigna (x-tigirign-a)", "style": "theme-grid"}
    ]


def test_bounds_stand_as_a_constraint_other_readers_understand_and_come_back_as_bounds() -> None:
    words = {"ko": "가", "en": "a"}
    asked = [
        {"id": "n", "type": "number", "label": words, "min": 1, "max": 9, "constraint": ". mod 2 = 1"},
        {"id": "t", "type": "text", "label": words, "max": 10},
    ]
    definition = {"id": "x", "title": words, "questions": asked}
    data = write(definition)
    assert [row["constraint"] for row in rows(data, "survey")] == [
        "(. >= 1 and . <= 9) and (. mod 2 = 1)",
        "string-length(.) <= 10",
    ]
    assert read(data, "x.xlsx").definition == {**definition, "sections": []}


def test_a_cell_is_text_whatever_it_looks_like() -> None:
    words = {"ko": "=1+1", "en": "2026-11-30"}
    data = write(
        {"id": "1", "title": words, "questions": [{"id": "a", "type": "text", "label": words, "default": "1"}]}
    )
    assert rows(data, "survey")[0]["label::한국어 (ko)"] == "=1+1"
    sheet = load_workbook(io.BytesIO(data))["survey"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


@pytest.mark.skipif(not REAL, reason="the real workbooks are not here")
def test_six_real_workbooks_are_read_and_come_back_as_the_same_version() -> None:
    for path in REAL:
        found = read(path.read_bytes(), path.name)
        again = read(write(found.definition), path.name)
        assert again.questionnaire.sha256 == found.questionnaire.sha256, path.name
        assert all(finding.row for finding in found.findings if finding.key.startswith("rule_"))
