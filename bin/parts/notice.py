"""Writes NOTICE: what of others stands in this repository, and what its lock installs, each with its licence.

`bash bin/notice` runs it; tests/house/papers/test_notice.py holds the file to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill

from bin.parts.checking import refusals
from bin.parts.installed import ROOT, Part, Parts, read

NOTICE = ROOT / "NOTICE"
WIDTH = 118


def text(parts: Parts) -> str:
    """The whole of NOTICE."""
    sections = [
        _head(),
        _section("Files of others in this repository", _vendored(parts)),
        _section("Packages the workbench runs on", _table(parts.of("default"))),
        _section("Packages of the same lock for `moksori code --scheduler` only", _table(parts.of("cluster"))),
        _section("Packages of the same lock for the tests and for this list only", _table(parts.of("test"))),
        _section("Packages that ship a NOTICE of their own: read it there", _notices(parts)),
        _section("Words that packages ask their users to repeat", _attributions(parts)),
        _section("Parts inside packages under other terms than the package's own", _inside(parts)),
    ]
    return "\n".join(sections)


def _head() -> str:
    said = (
        "Moksori (목소리)",
        "Licensed under the Apache License, Version 2.0; see LICENSE.",
        "",
        "Written by `bash bin/notice` from requirements.lock, the packages' metadata and docs/licences.toml. Packages are",
        "installed from the package index, not copied into this repository. Licences are SPDX expressions.",
    )
    return "\n".join(said) + "\n"


def _section(title: str, lines: Iterable[str]) -> str:
    return "\n".join([title, "-" * len(title), *lines]) + "\n"


def _vendored(parts: Parts) -> Iterator[str]:
    for each in parts.vendored:
        yield f"{each['name']} {each['version']}  {each['licence']}: {each['what']}"
        yield _indented(each["terms"])


def _table(found: Iterable[Part]) -> Iterator[str]:
    for part in found:
        where = f"   ({part.row.when})" if part.row.when else ""
        yield f"{part.row.name:<26} {part.row.version:<12} {part.licence}{where}"


def _notices(parts: Parts) -> Iterator[str]:
    for part in parts.of("default"):
        yield from (f"{part.row.name}: {path}" for path in part.notices)


def _attributions(parts: Parts) -> Iterator[str]:
    for each in parts.told["attribution"]:
        yield f"{each['package']}:"
        yield _indented(each["text"])


def _inside(parts: Parts) -> Iterator[str]:
    for each in parts.told["inside"]:
        yield f"{each['package']}: {each['part']}, {each['licence']}"
        yield _indented(each["reason"])


def _indented(words: str) -> str:
    return fill(words, WIDTH, initial_indent="    ", subsequent_indent="    ", break_long_words=False)


if __name__ == "__main__":
    found = read()
    if wrong := refusals(found):
        raise SystemExit("\n".join(wrong))
    NOTICE.write_text(text(found), encoding="utf-8")
