"""The version stands in four places: the newest release of CHANGELOG.md says which it is, and the others follow."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import yaml

from app.config import VERSION

ROOT = Path(__file__).resolve().parents[3]
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
RELEASE = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", re.M)
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Known to fall short"}


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def test_releases_are_told_newest_first_under_known_headings() -> None:
    releases = RELEASE.findall(CHANGES)
    headings = re.findall(r"^## (.+)$", CHANGES, re.M)
    assert [f"[{version}] - {day}" for version, day in releases] == [h for h in headings if h != "[Unreleased]"]
    assert "[Unreleased]" not in headings[1:]
    for (version, day), (before, day_before) in pairwise(releases):
        assert numbers(version) > numbers(before) and date.fromisoformat(day) >= date.fromisoformat(day_before)
    assert set(re.findall(r"^### (.+)$", CHANGES, re.M)) <= KINDS


def test_the_program_and_its_package_have_the_version_of_the_newest_release() -> None:
    newest = RELEASE.findall(CHANGES)[0][0]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION == newest


def test_the_citation_is_sound_and_names_the_newest_release() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    version, day = RELEASE.findall(CHANGES)[0]
    assert {"cff-version", "message", "title", "authors"} <= set(cited)
    assert cited["cff-version"] == "1.2.0" and cited["type"] == "software"
    assert cited["authors"] and all(set(author) == {"name"} and author["name"] for author in cited["authors"])
    assert (str(cited["version"]), str(cited["date-released"])) == (version, day)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert cited["license"] == project["license"]


def test_the_lock_does_not_depend_on_the_version() -> None:
    assert not re.search(r"^moksori\b", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M | re.I)
