"""What is wrong with the licences of the lock: refused or unclear ones, hearsay, unexplained words, stale entries."""

from __future__ import annotations

import re
from importlib.metadata import Distribution
from itertools import chain
from pathlib import Path
from typing import Any

from bin.parts.installed import VENDOR, Parts, installed, licence_texts
from bin.parts.licences import Policy, UnclearLicence, problem
from bin.parts.lock import Row

GNU = re.compile(r"general\s+public\s+licen|\b[al]?gpl", re.I)


def refusals(parts: Parts) -> list[str]:
    """Every package of the lock whose licence is unknown or not allowed, and every such part inside a package."""
    found = []
    for row in parts.rows:
        try:
            why = problem(parts.licence(row), parts.policy, reason=parts.told["reasons"].get(row.name, ""))
        except UnclearLicence as unclear:
            why = f"{unclear}; name its licence in docs/licences.toml"
        if why:
            found.append(f"{row.key}: {why}")
    return found + [
        f"{each['package']}: {each['part']}: {why}" for each in parts.told["inside"] if (why := _within(parts, each))
    ]


def unreached(parts: Parts) -> list[str]:
    """Rows of the lock that nothing in pyproject.toml asks for: their group, and so NOTICE, would be a guess."""
    return [row.key for row in parts.rows if row.name not in parts.reached["test"]]


def hearsay(parts: Parts) -> list[str]:
    """Entries of docs/licences.toml whose evidence does not stand in the package that is installed here."""
    packages = ((key, entry) for key, entry in parts.told["packages"].items())
    lists = ((entry["package"], entry) for entry in chain(parts.told["inside"], parts.told["attribution"]))
    found = [
        f"{key}: {entry['file']} does not say {entry['says']!r}"
        for key, entry in chain(packages, lists)
        for row in _rows(parts, key)
        if (there := installed(row)) and not _stands(there, entry)
    ]
    for name, entry in parts.told["vendored"].items():
        if not _says((VENDOR.parent / entry["file"]).read_text(encoding="utf-8"), entry["says"]):
            found.append(f"{name}: {entry['file']} does not say {entry['says']!r}")
    return found


def unexplained(parts: Parts) -> list[str]:
    """Licence files that name the GNU licences, of packages that stand neither in `inside` nor in `mentions`."""
    known = {row.key for each in parts.told["inside"] for row in _rows(parts, each["package"])}
    known |= {row.key for name in parts.told["mentions"] for row in _rows(parts, name)}
    rows = [row for row in parts.rows if row.key not in known]
    return [f"{row.key}: {path}" for row in rows for path, text in licence_texts(row).items() if GNU.search(text)]


def stale(parts: Parts) -> list[str]:
    """Names in docs/licences.toml that the lock does not have; conditional packages that it does not name by version."""
    told = parts.told
    listed = [each["package"] for each in chain(told["inside"], told["attribution"])]
    names = [*told["packages"], *told["reasons"], *told["mentions"], *listed]
    gone = [f"{name} is not in the lock" for name in names if not _rows(parts, name)]
    return gone + [
        f"{row.key} is not installed everywhere and not in docs/licences.toml"
        for row in parts.rows
        if row.when and row.key not in told["packages"]
    ]


def _within(parts: Parts, entry: dict[str, Any]) -> str:
    policy = Policy(parts.policy.permissive | set(parts.told["policy"]["inside"]), parts.policy.with_reason)
    return problem(entry["licence"], policy, reason=entry["reason"])


def _rows(parts: Parts, key: str) -> list[Row]:
    return [row for row in parts.rows if key in (row.name, row.key)]


def _stands(there: Distribution, entry: dict[str, Any]) -> bool:
    paths = [p for p in there.files or [] if str(p).endswith(entry["file"])]
    texts = (Path(str(p.locate())).read_text(encoding="utf-8", errors="replace") for p in paths)
    return any(_says(text, entry["says"]) for text in texts)


def _says(text: str, words: str) -> bool:
    """Whether a text has the words, whatever its line breaks."""
    return " ".join(words.split()) in " ".join(text.split())
