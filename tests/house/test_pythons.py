"""The Pythons the workbench takes: one list in pyproject.toml, bin/prepare, the reading of the lock and the READMEs."""

from __future__ import annotations

import re
import tomllib

from bin.parts.installed import ROOT
from bin.parts.lock import PYTHONS


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
