"""The lock as rows, and which of them the workbench itself, the cluster and the tests need on any platform."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROW = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<when>[^\\]+?))? *\\?$", re.M)
PLATFORMS = (("linux", "Linux", "posix"), ("win32", "Windows", "nt"), ("darwin", "Darwin", "posix"))
PYTHONS = ("3.11", "3.12", "3.13")
# A package is needed when it is needed somewhere: the lock is one for every platform and Python.
SOMEWHERE = [
    {
        **{"python_version": python, "python_full_version": f"{python}.0"},
        **{"sys_platform": platform, "platform_system": system, "os_name": kind},
    }
    for python, (platform, system, kind) in product(PYTHONS, PLATFORMS)
]


@dataclass(frozen=True)
class Row:
    """One pinned package; `when` is the marker that says where it is installed, empty for everywhere."""

    name: str
    version: str
    when: str

    @property
    def key(self) -> str:
        return f"{self.name}=={self.version}"


def rows(text: str) -> list[Row]:
    """The pinned packages of a requirements.lock, in its order."""
    return [Row(canonicalize_name(m["name"]), m["version"], m["when"] or "") for m in ROW.finditer(text)]


def wanted(requirements: Iterable[str], extras: frozenset[str] = frozenset()) -> list[Requirement]:
    """Those of the requirements that hold somewhere, with the extras asked for."""
    return [
        found
        for found in map(Requirement, requirements)
        if found.marker is None
        or any(found.marker.evaluate({**place, "extra": extra}) for place in SOMEWHERE for extra in extras | {""})
    ]


def closure(roots: Iterable[str], needs_of: Callable[[str], list[str]]) -> dict[str, set[str]]:
    """Every package reached from the roots, with the packages each one needs directly.

    Parameters
    ----------
    roots : requirement strings
    needs_of : the requirement strings of a package, by its name
    """
    found: dict[str, set[str]] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = wanted(roots)
    while waiting:
        at = waiting.pop()
        name, extras = canonicalize_name(at.name), frozenset(at.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        below = wanted(needs_of(name), extras)
        found.setdefault(name, set()).update(canonicalize_name(each.name) for each in below)
        waiting += below
    return found
