"""What the reader of a workbook has to tell: what is not carried, what is carried otherwise, which slip was put right."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LOST, CHANGED, MENDED, OPINION = "lost", "changed", "mended", "opinion"
KINDS = (LOST, CHANGED, MENDED, OPINION)


@lru_cache(maxsize=1)
def words() -> Mapping[str, Mapping[str, str]]:
    """Kind and sentences of every finding, by its key."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Finding:
    """One thing to tell, and where it stands.

    Attributes
    ----------
    key : str
        Key of words.toml.
    sheet : str
        The sheet as the workbook names it; "" where it is of the whole workbook.
    row : int or None
        Row as a spreadsheet counts it, from 1.
    column : str
        Heading of the column as it is written, or "".
    params : tuple of (str, str)
        Values for the sentences.
    """

    key: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    params: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """``lost``, ``changed``, ``mended``, or ``opinion`` (another reader's)."""
        return words()[self.key]["kind"]

    def what(self, lang: str = "ko") -> str:
        """What stands there."""
        return self._said("what", lang)

    def instead(self, lang: str = "ko") -> str:
        """What happens instead."""
        return self._said("instead", lang)

    def where(self, lang: str = "ko") -> str:
        """The place as people say it."""
        row = "" if self.row is None else f"{self.row}행" if lang == "ko" else f"row {self.row}"
        return " ".join(part for part in (self.sheet, row, self.column) if part)

    def _said(self, part: str, lang: str) -> str:
        sentence = words()[self.key][f"{part}_{'en' if lang == 'en' else 'ko'}"]
        params = {name: _in(lang, value) for name, value in self.params}
        return sentence % params if params else sentence


def _in(lang: str, value: str) -> str:
    """A value that has words of its own in both languages is written ``한국어\\x1fEnglish``."""
    ko, _, en = value.partition("\x1f")
    return en or ko if lang == "en" else ko


def both(ko: str, en: str) -> str:
    """A value for a sentence that is said in either language."""
    return f"{ko}\x1f{en}"


def _turn(sheet: str) -> int:
    """0 for the questions, 1 for any other sheet, 2 for the settings and what is of no sheet."""
    name = sheet.strip().casefold()
    return 2 if name in ("", "settings") else 0 if name == "survey" else 1


class Findings:
    """Collects findings while a workbook is read; the same is told once."""

    def __init__(self) -> None:
        self._found: dict[Finding, None] = {}

    def add(self, key: str, sheet: str = "", row: int | None = None, column: str = "", **params: object) -> None:
        told = tuple((name, str(value)) for name, value in params.items())
        self._found[Finding(key, sheet, row, column, told)] = None

    def all(self) -> tuple[Finding, ...]:
        """Sorted by kind, then as somebody mending the workbook reads it: questions, choices, settings, by rows."""
        return tuple(sorted(self._found, key=lambda f: (KINDS.index(f.kind), _turn(f.sheet), f.sheet, f.row or 0)))
