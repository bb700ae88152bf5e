"""Licences as SPDX expressions: what a package's metadata says, and whether the workbench may stand on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageMetadata

import license_expression as spdx

SPDX = spdx.get_spdx_licensing()


class UnclearLicence(Exception):
    """The metadata names no licence, or one that is no SPDX licence, or two that disagree."""


@dataclass(frozen=True)
class Policy:
    """Licences that pass by themselves, and those that pass where a package has a written reason."""

    permissive: frozenset[str]
    with_reason: frozenset[str]


def normalized(text: str) -> str:
    """An SPDX expression in its own spelling; raises UnclearLicence for anything else."""
    try:
        return str(SPDX.parse(text, validate=True))
    except (spdx.ExpressionError, spdx.ExpressionParseError) as problem:
        raise UnclearLicence(f"{text!r} is no SPDX expression") from problem


def declared(metadata: PackageMetadata, words: Mapping[str, str]) -> str:
    """The licence a package's metadata declares.

    License-Expression goes first, then a License of one line, then the classifiers; `words` are free words with their
    SPDX names. Raises UnclearLicence where nothing is said, a word is not known, or a classifier names another family.
    """
    classifiers = [
        c.rpartition("::")[2].strip() for c in metadata.get_all("Classifier") or [] if c.startswith("License")
    ]
    field = _first(metadata, "License-Expression") or _one_line(_first(metadata, "License"))
    if field:
        said = normalized(words.get(field, field))
    elif len(classifiers) == 1:
        said = normalized(words.get(classifiers[0], classifiers[0]))
    else:
        raise UnclearLicence(f"no licence field, classifiers {classifiers}")
    for each in classifiers:
        if _family(words.get(each, each)) not in {_family(key) for key in SPDX.license_keys(said)}:
            raise UnclearLicence(f"says {said} and {each!r}")
    return said


def problem(expression: str, policy: Policy, *, reason: str = "") -> str:
    """Why a licence is refused, or an empty string. Of a choice (OR) one branch is enough; of a sum (AND) all count."""
    return _problem(SPDX.parse(normalized(expression)), policy, reason)


def _problem(node: object, policy: Policy, reason: str) -> str:
    if isinstance(node, SPDX.OR):
        found = [_problem(each, policy, reason) for each in node.args]
        return "" if "" in found else " or ".join(found)
    if isinstance(node, SPDX.AND):
        return "; ".join(filter(None, (_problem(each, policy, reason) for each in node.args)))
    name = str(node)
    if name in policy.permissive or (name in policy.with_reason and reason):
        return ""
    if name in policy.with_reason:
        return f"{name} needs a reason"
    return f"{name} is not on the list"


def _first(metadata: PackageMetadata, field: str) -> str:
    return next(iter(metadata.get_all(field) or []), "").strip()


def _one_line(text: str) -> str:
    """A License field that is a name; whole texts and UNKNOWN name nothing."""
    return "" if "\n" in text or text.upper() == "UNKNOWN" else text


def _family(name: str) -> str:
    """`BSD License` agrees with every BSD-n-Clause; other licences only with themselves."""
    return "BSD" if name.startswith("BSD") else name.removesuffix("-only").removesuffix("-or-later")
