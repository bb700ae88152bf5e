"""The marked corpus as it is kept beside the project: statements with author, passage, themes and kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
_LINE = re.compile(r"([\w-]+)\t\w+: (.+)")


@dataclass(frozen=True)
class Marked:
    """One statement.

    Attributes
    ----------
    author, passage : str
        Who wrote it, and within which passage.
    themes : tuple of str
    kind : str
    """

    text: str
    author: str
    passage: str
    themes: tuple[str, ...]
    kind: str


def marked() -> list[Marked]:
    """Every labelled statement; a second label stands in the place of the first."""
    labels: dict[str, tuple[tuple[str, ...], str]] = {}
    for folder in ("labels", "labels2"):
        for path in sorted((CORPUS / folder).glob("*.tsv")):
            for line in path.read_text(encoding="utf-8").splitlines():
                name, themes, kind = line.split("\t")[:3]
                told = [each.split(":")[0].strip() for each in themes.split(",")]
                labels[name] = tuple(each for each in told if each not in ("", "-")), kind.strip()
    return [
        Marked(text, author, passage, *labels[name])
        for path in sorted((CORPUS / "tasks").glob("*.txt"))
        for name, text, author, passage in _statements(path)
        if name in labels
    ]


def _statements(path: Path) -> list[tuple[str, str, str, str]]:
    """Name, text, author and passage; a passage's heading ends with who wrote it: their trade and role."""
    found, passage = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            passage = f"{path.stem} {line[3:]}"
        elif match := _LINE.match(line):
            found.append((match[1], match[2], f"{path.stem} {passage.rsplit('(', 1)[-1]}", passage))
    return found
