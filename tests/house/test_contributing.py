"""What CONTRIBUTING.md sends people to is there: tests by their names, dicts to add a line to, registers of words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def sources(*folders: str) -> str:
    """All Python of some folders."""
    return "\n".join(path.read_text(encoding="utf-8") for name in folders for path in (ROOT / name).rglob("*.py"))


def test_every_test_named_by_a_recipe_exists() -> None:
    named = set(re.findall(r"\btest_\w+(?!\w|\.py)", PAGE))
    there = set(re.findall(r"def (test_\w+)\(", sources("tests")))
    assert len(named) > 30
    assert named - there == set()


def test_every_dict_and_class_a_recipe_adds_to_exists() -> None:
    names = set(re.findall(r"`([A-Z]\w+)(?:\[|`)", PAGE)) | set(re.findall(r"`([A-Z]\w+)\[", PAGE))
    code = sources("app", "forms", "transcripts", "migrations", "tests")
    assert {"TYPES", "READERS", "PERMISSIONS", "STEPS", "KINDS"} <= names
    missing = [name for name in sorted(names - {"SQL"}) if not re.search(rf"^(?:class )?{name}\b", code, re.M)]
    assert missing == []


@pytest.mark.parametrize("register", sorted({*re.findall(r'LABELS\["(\w+)"\]', PAGE), "level"}))
def test_every_register_of_words_a_recipe_names_is_one(app: Flask, register: str) -> None:
    page = app.jinja_env.from_string("{{ 'no such code'|label(register) }}")  # KeyError for what is no register
    with app.test_request_context():
        assert page.render(register=register) == "no such code"
