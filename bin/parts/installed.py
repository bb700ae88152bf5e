"""The parts of the workbench: each row of the lock with its licence, where it is needed and what it carries."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from bin.parts.licences import Policy, UnclearLicence, declared, normalized
from bin.parts.lock import Row, closure, rows, wanted

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "app" / "static" / "vendor" / "VENDOR.json"
LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice|copyright", re.I)
GROUPS = ("default", "cluster", "test")


@dataclass(frozen=True)
class Part:
    """One package: licence as SPDX, its group of the lock, the packages it needs, its NOTICE files."""

    row: Row
    licence: str
    group: str
    needs: tuple[str, ...]
    notices: tuple[str, ...]


@cache
def installed(row: Row) -> Distribution | None:
    """The row's package in this environment, if this very version is there."""
    try:
        found = distribution(row.name)
    except PackageNotFoundError:
        return None
    return found if found.version == row.version else None


@cache
def licence_texts(row: Row) -> dict[str, str]:
    """Path and text of every licence, copying and notice file the installed package brings."""
    there = installed(row)
    paths = [p for p in (there.files or [] if there else []) if LICENCE_FILE.search(p.name) or "/licenses/" in str(p)]
    plain = [p for p in paths if p.suffix not in {".py", ".pyc", ".json", ".so"}]
    return {str(p): Path(str(p.locate())).read_text(encoding="utf-8", errors="replace") for p in plain}


class Parts:
    """What the lock, the metadata of what is installed and docs/licences.toml say together."""

    def __init__(self, lock: str, project: dict[str, Any], told: dict[str, Any]) -> None:
        self.rows, self.project, self.told = rows(lock), project, told
        self.policy = Policy(*(frozenset(told["policy"][kind]) for kind in ("permissive", "with_reason")))

    def entry(self, row: Row) -> dict[str, Any]:
        """docs/licences.toml on a row: on this version, else on the package."""
        packages = self.told["packages"]
        return packages.get(row.key) or packages.get(row.name) or {}

    def licence(self, row: Row) -> str:
        """The row's licence: docs/licences.toml first, then the installed metadata; raises UnclearLicence."""
        if told := self.entry(row).get("licence"):
            return normalized(told)
        there = installed(row)
        if there is None:
            raise UnclearLicence("is not installed here, so docs/licences.toml has to name its licence")
        return declared(there.metadata, self.told["words"])

    def needs_of(self, name: str) -> list[str]:
        """What a package asks for, from the installed version or from docs/licences.toml."""
        for row in self.rows:
            if row.name == name and (there := installed(row)):
                return there.requires or []
        return [need for row in self.rows if row.name == name for need in self.entry(row).get("needs", [])]

    @cached_property
    def asked(self) -> dict[str, list[str]]:
        """What pyproject.toml asks for in each group; a later group contains the earlier ones."""
        mine, more = self.project["dependencies"], self.project["optional-dependencies"]
        cluster = [*mine, *more["cluster"]]
        tests = [*cluster, *(need for need in more["test"] if not need.startswith(self.project["name"]))]
        return dict(zip(GROUPS, (mine, cluster, tests), strict=True))

    def roots(self, group: str) -> set[str]:
        """The names of what pyproject.toml asks for in a group."""
        return {canonicalize_name(each.name) for each in wanted(self.asked[group])}

    @cached_property
    def reached(self) -> dict[str, dict[str, set[str]]]:
        """For each group the packages it needs, with what each needs."""
        return {group: closure(asked, self.needs_of) for group, asked in self.asked.items()}

    def part(self, row: Row) -> Part:
        group = next(name for name in GROUPS if row.name in self.reached[name])
        notices = tuple(sorted(path for path in licence_texts(row) if Path(path).name.startswith("NOTICE")))
        return Part(row, self.licence(row), group, tuple(sorted(self.reached[group][row.name])), notices)

    def of(self, group: str) -> Iterator[Part]:
        return (part for part in map(self.part, self.rows) if part.group == group)

    @cached_property
    def vendored(self) -> list[dict[str, Any]]:
        """The files of others in this repository, by package, with licence and terms."""
        listed = json.loads(VENDOR.read_text(encoding="utf-8"))
        return [
            {
                **{"name": name, **told},
                "version": next(each["version"] for each in listed if each["package"] == name),
                "files": {each["file"]: each["sha256"] for each in listed if each["package"] == name},
            }
            for name, told in sorted(self.told["vendored"].items())
        ]


def read() -> Parts:
    """The parts of this repository."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = tomllib.loads((ROOT / "docs" / "licences.toml").read_text(encoding="utf-8"))
    return Parts((ROOT / "requirements.lock").read_text(encoding="utf-8"), project, told)
