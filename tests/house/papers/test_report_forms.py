"""Forms for reports and changes speak Korean first, English too, and warn of personal data before anything is typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[3] / ".github"
FORMS = sorted((FOLDER / "ISSUE_TEMPLATE").glob("*.md"))
HANGUL, LATIN = re.compile("[가-힣]"), re.compile("[A-Za-z]{3}")


def korean_first(line: str) -> bool:
    hangul, latin = HANGUL.search(line), LATIN.search(line)
    return bool(hangul and latin and hangul.start() < latin.start())


def questions(text: str) -> list[str]:
    """The words in bold at the beginning of a line: what is asked."""
    return re.findall(r"^\*\*(.+?)\*\*", text, re.M)


def test_there_is_a_form_for_a_fault_a_wrong_suggestion_and_a_wish() -> None:
    assert [path.stem for path in FORMS] == ["bug", "feature", "suggestion"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_found_by_its_name_and_warns_before_it_asks(path: Path) -> None:
    _empty, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
    told = yaml.safe_load(head)
    assert set(told) == {"name", "about", "labels"}
    assert korean_first(told["name"]) and korean_first(told["about"])
    warning, _rest = text.strip().split("\n\n", 1)
    assert warning.startswith("> **") and all(line.startswith(">") for line in warning.splitlines())
    assert korean_first(warning) and re.search("No personal data|Do not quote", warning)


@pytest.mark.parametrize("path", [*FORMS, FOLDER / "PULL_REQUEST_TEMPLATE.md"], ids=lambda path: path.stem)
def test_every_question_is_asked_in_korean_and_english(path: Path) -> None:
    asked = questions(path.read_text(encoding="utf-8"))
    assert 3 <= len(asked) <= 6 and all(korean_first(question) for question in asked), asked
