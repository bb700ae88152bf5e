"""The Pythons the workbench takes: one list in pyproject.toml, bin/prepare, the reading of the lock and the READMEs."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator

from bin.parts.installed import ROOT
from bin.parts.lock import PYTHONS
from tests.house.test_translations import KEYWORDS, extracted


def test_every_supported_python_is_named_alike_everywhere() -> None:
    low, high = re.findall(
        r"3\.(\d+)", tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    )
    assert [f"3.{minor}" for minor in range(int(low), int(high))] == list(PYTHONS)
    prepare = (ROOT / "bin" / "prepare").read_text(encoding="utf-8")
    assert f"(3, {low}) <= sys.version_info[:2] < (3, {high})" in prepare
    assert all(f"python{python} " in prepare for python in PYTHONS)
    for page in ("README.md", "README.ko.md"):
        assert all(python in (ROOT / page).read_text(encoding="utf-8") for python in PYTHONS), page


def told_inside_f_strings() -> Iterator[str]:
    """Texts to translate that a call inside an f-string holds."""
    for folder in ("app", "forms", "transcripts"):
        for path in (ROOT / folder).rglob("*.py"):
            strings = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.JoinedStr)]
            calls = [n for string in strings for n in ast.walk(string) if isinstance(n, ast.Call) and n.args]
            for call in calls:
                if (
                    isinstance(call.func, ast.Name)
                    and call.func.id in KEYWORDS
                    and isinstance(call.args[0], ast.Constant)
                ):
                    yield call.args[0].value


def test_texts_inside_f_strings_are_translated_on_every_python() -> None:
    # Babel reads inside f-strings from Python 3.12 on only; on 3.11 such a text needs a call outside of one as well.
    assert set(told_inside_f_strings()) - extracted() == set()
