"""The tree of the house, as docs/architecture.md draws it. Run as a program this writes it there anew."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "architecture.md"
HALLS = ("app", "forms", "nlp", "transcripts", "migrations")
BEGIN, END = "<!-- the house: written by tests/house/wings.py -->\n```\n", "```\n<!-- end of the house -->"


def sentence(package: Path) -> str:
    """What a package's `__init__` says it is for, its first line."""
    told = ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8"))) or ""
    return told.partition("\n")[0]


def rooms(package: Path) -> list[Path]:
    """The packages right below one."""
    return sorted(each.parent for each in package.glob("*/__init__.py"))


def modules(package: Path) -> list[str]:
    return sorted(path.stem for path in package.glob("*.py") if path.name != "__init__.py")


def every() -> Iterator[Path]:
    """Every package of the house, halls first, each before its rooms."""

    def below(package: Path) -> Iterator[Path]:
        yield package
        for room in rooms(package):
            yield from below(room)

    for hall in HALLS:
        yield from below(ROOT / hall)


def drawn() -> str:
    """The tree: a line a folder, with what it is for."""
    lines = []
    for package in every():
        place = package.relative_to(ROOT)
        name = "  " * (len(place.parts) - 1) + place.name + "/"
        lines.append(f"{name:<22}{sentence(package)}")
    return "\n".join(lines) + "\n"


def page(text: str) -> str:
    """The architecture page with the tree as it is now."""
    head, _begin, rest = text.partition(BEGIN)
    return head + BEGIN + drawn() + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
