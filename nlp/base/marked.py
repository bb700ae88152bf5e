"""The marked corpus (`corpus/` of the repository): statements in their passages, and the labels that stand."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nlp.reading.said import Said

TRAIN, KEPT = "train", "kept"
# A later stage overrules an earlier one; of two first readings the first labeller's stands until they are settled.
STAGES = ("first", "second", "settled")


class CorpusError(ValueError):
    """A file of the corpus that says something impossible: file, line, what."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A statement with its labels.

    Attributes
    ----------
    id, author, passage : str
    part : str
        ``train``, or ``kept`` for the end.
    said : Said
        With the statements around it in its passage.
    themes : dict of str to (str, int or None)
        Theme to stance and, of a need, severity 1 to 5.
    kind : str
    """

    id: str
    author: str
    passage: str
    part: str
    said: Said
    themes: dict[str, tuple[str, int | None]]
    kind: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A short phrase that points to one theme, or to ``none``."""

    language: str
    theme: str
    text: str


def read(folder: Path, *, part: str = TRAIN) -> list[Marked]:
    """The statements of one part that have labels, in the order of the file.

    Raises
    ------
    CorpusError
        Where a label names a statement, stance or severity that does not exist.
    """
    authors = {row["author"]: row for row in _rows(folder / "authors.tsv")}
    labels = _standing(folder / "labels.tsv")
    rows = [row for row in _rows(folder / "statements.tsv") if authors[row["author"]]["part"] == part]
    found = []
    for n, row in enumerate(rows):
        if row["id"] in labels:
            themes, kind = labels[row["id"]]
            said = _said(rows, n, authors[row["author"]]["industry"])
            found.append(Marked(row["id"], row["author"], row["passage"], part, said, themes, kind))
    return found


def phrases(folder: Path) -> list[Phrase]:
    """The bank of phrases."""
    return [Phrase(row["language"], row["theme"], row["phrase"]) for row in _rows(folder / "phrases.tsv")]


def themes_of(text: str, *, where: str) -> dict[str, tuple[str, int | None]]:
    """``workforce:need:3,finance:none`` as a dict; ``-`` is none.

    >>> themes_of("workforce:need:3,finance:none", where="x")
    {'workforce': ('need', 3), 'finance': ('none', None)}
    """
    found: dict[str, tuple[str, int | None]] = {}
    for part in text.split(",") if text != "-" else []:
        theme, stance, *severity = part.split(":")
        need = stance == "need"
        if need != bool(severity) or (severity and severity[0] not in "12345"):
            raise CorpusError(f"{where}: '{part}' (a need has a severity from 1 to 5, nothing else has one)")
        found[theme] = (stance, int(severity[0]) if severity else None)
    return found


def _standing(path: Path) -> dict[str, tuple[dict[str, tuple[str, int | None]], str]]:
    """The label that stands of each statement."""
    found: dict[str, tuple[int, dict[str, str]]] = {}
    for row in _rows(path):
        stage = STAGES.index(row["stage"])
        if row["id"] not in found or stage > found[row["id"]][0]:
            found[row["id"]] = (stage, row)
    return {n: (themes_of(row["themes"], where=f"{path.name} {n}"), row["kind"]) for n, (_, row) in found.items()}


def _said(rows: list[dict[str, str]], n: int, industry: str) -> Said:
    """The statement with what is around it in its passage; single answers lean on nothing."""
    row = rows[n]

    def beside(step: int) -> str:
        near = rows[n + step] if 0 <= n + step < len(rows) else None
        return near["text"] if near and near["passage"] == row["passage"] and row["leans"] == "1" else ""

    question = row["question"] if row["setting"] == "answers" else ""
    return Said(
        row["text"],
        question=question,
        before=beside(-1),
        earlier=beside(-2),
        after=beside(1),
        role=row["role"],
        industry=industry,
    )


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
