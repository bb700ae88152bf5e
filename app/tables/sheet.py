"""A sheet as it came: rows of texts, what was seen to be broken on the way, and what its format cannot tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.errors import BadInput, Problem

# Chosen, not measured: too low refuses a nation's months, too high fills the memory. A message names the number.
MAX_ROWS = 500_000


@dataclass(frozen=True)
class Fault:
    """Something broken at a row of the sheet (1 is the first)."""

    row: int
    what: str
    right: str


@dataclass
class Sheet:
    """The rows of one sheet.

    Attributes
    ----------
    name : str
        Empty where the file is one table without sheets.
    ragged : bool
        Whether each row says itself how many cells it has, so that too few of them mean something.
    formats : bool
        Whether the texts are what the cells show; False where the file's reader drops number formats.
    """

    name: str
    rows: list[list[str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    ragged: bool = False
    formats: bool = True


def unreadable(file_name: str, what: str, right: str) -> BadInput:
    """The one problem of a file that is no table."""
    return BadInput(Problem(file_name, what, right), source=file_name)
