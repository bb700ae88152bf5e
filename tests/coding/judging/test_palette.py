"""What the bench's scripts are given with the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.coding.access import themes_by_code
from app.coding.judging.bench_words import WORDS
from app.coding.judging.palette import DOCUMENT, QUEUE, palette

SCRIPTS = Path(__file__).parents[3] / "app/static/js/bench"


@pytest.mark.parametrize(("view", "told"), [("queue", QUEUE), ("document", DOCUMENT)])
def test_the_modules_asked_for_at_once_are_those_the_view_imports(view, told):
    found: set[str] = set()

    def imports(name: str) -> None:
        for other in re.findall(r'from "\./([a-z_]+)\.js"', (SCRIPTS / f"{name}.js").read_text(encoding="utf-8")):
            if other not in found:
                found.add(other)
                imports(other)

    imports(view)
    assert sorted(told) == sorted(found)


def test_every_sentence_a_script_says_is_given_and_none_besides():
    text = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js"))
    said = set(re.findall(r'"([a-z_]+)"', text)) | {"missing_theme", "missing_severity"}
    prefixes = set(re.findall(r"word\(`([a-z]+_)\$", text))
    for name in WORDS:
        assert name in said or any(name.startswith(prefix) for prefix in prefixes), name
    assert set(re.findall(r'word\("([a-z_]+)"', text)) <= set(WORDS)


def test_every_theme_has_two_letters_of_its_own(world):
    themes = palette(world.db, themes_by_code(world.db), "x")["themes"]
    assert len({each["mark"] for each in themes}) == len({each["colour"] for each in themes}) == len(themes) == 12
    assert {len(each["mark"]) for each in themes} == {2}
