"""Tables of a transcript: a column of speakers and a column of speech become speeches."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from transcripts.speakers.people import names_person, plainly
from transcripts.speakers.words import SPEAKER_COLUMNS, SPEECH_COLUMNS, TIME_COLUMNS
from transcripts.text.times import Stamp, closing_clock, stamp_at
from transcripts.text.turns import Speech

Rows = Sequence[Sequence[str]]
_HEAD_ROWS = 20  # titles and dates often stand above the heading
# Chosen, not measured: so many rows tell what a column holds, and not every cell of speakers is a role.
_LOOKED_AT = 200
_MOST_ROLES = 0.6
# Letters. Chosen, not measured: longer cells are speech.
_LONGEST_LABEL, _LONGEST_HEAD = 24, 12


@dataclass(frozen=True)
class Columns:
    """Which columns say what.

    Attributes
    ----------
    head : int
        Rows before the first speech: the heading is the last of them.
    speaker, text, time : int or None
        Columns from 0; without `text` nothing can be read.
    clear : bool
        Whether the table's own heading says so, and says it once.
    reason : str
        Why: ``heading``, ``listed`` (the speakers are on the record's list) or ``cells`` (what the cells hold).
    """

    head: int
    speaker: int | None
    text: int | None
    time: int | None
    clear: bool = False
    reason: str = "heading"


def speeches_of(rows: list[list[str]]) -> tuple[Speech, ...] | None:
    """Read a table of a document whose first row names its columns, or whose first column holds roles alone.

    Parameters
    ----------
    rows : list of list of str
        Cells by row, first row first.

    Returns
    -------
    tuple of Speech or None
        None where this is another kind of table.
    """
    columns = _headed(rows[:1])
    if columns is not None and columns.speaker is not None:
        return read_by(columns, rows)
    if len(rows) > 1 and all(len(row) in (2, 3) for row in rows) and _all_roles([row[0] for row in rows]):
        return read_by(Columns(0, 0, len(rows[0]) - 1, None), rows)
    return None


def read_by(columns: Columns, rows: Rows) -> tuple[Speech, ...]:
    """Read a table by its columns; an empty speaker cell (merged) continues the one above."""
    speeches: list[Speech] = []
    speaker: str | None = None
    for row in rows[columns.head :]:
        speaker = " ".join(_at(row, columns.speaker).split()) or speaker
        words = _at(row, columns.text).strip()
        stamp = _time(_at(row, columns.time))
        if words:
            times = (stamp.seconds, stamp.until, stamp.short) if stamp else (None, None, False)
            speeches.append(Speech(speaker, words, *times))
    return tuple(speeches)


def columns_of(rows: Rows, known: frozenset[str] = frozenset()) -> Columns:
    """Tell the columns of a sheet by its heading, or guess them by what the cells hold.

    Parameters
    ----------
    rows : sequence of sequence of str
    known : frozenset of str
        Names on the record's list of participants, as `people.plainly` writes them.

    Returns
    -------
    Columns
        `clear` where a heading among the first rows names one column of speakers and one of speech.
    """
    return _headed(rows[:_LOOKED_AT], known) or _guessed(rows[:_LOOKED_AT], known)


def _headed(rows: Rows, known: frozenset[str] = frozenset()) -> Columns | None:
    """By the first row that names a column of speakers and one of speech; of several the one of listed people."""
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        head = [re.sub(r"\s", "", cell).lower() for cell in row]
        speakers, texts, times = (
            [place for place, cell in enumerate(head) if cell in names]
            for names in (SPEAKER_COLUMNS, SPEECH_COLUMNS, TIME_COLUMNS)
        )
        if speakers and texts:
            clear = len(speakers) == len(texts) == 1 and len(times) < 2
            shares = {place: _listed(rows[at + 1 : _LOOKED_AT], place, known) for place in speakers}
            speaker = max(speakers, key=lambda place: shares[place])
            reason = "listed" if shares[speaker] and not clear else "heading"
            return Columns(at + 1, speaker, texts[0], times[0] if times else None, clear, reason)
    return None


def _listed(rows: Rows, column: int, known: frozenset[str]) -> float:
    """Share of a column's cells that are names on the record's list."""
    return _share([cell for row in rows if (cell := _at(row, column).strip())], lambda cell: plainly(cell) in known)


def _guessed(rows: Rows, known: frozenset[str]) -> Columns:
    """The longest column is speech; a short one of listed people, or whose words come back, says who speaks."""
    width = max((len(row) for row in rows), default=0)
    filled = [[cell for row in rows if (cell := _at(row, at).strip())] for at in range(width)]
    lengths = [sum(map(len, cells)) / len(cells) if cells else 0.0 for cells in filled]
    text = max(range(width), key=lambda at: lengths[at]) if any(lengths) else None
    times = [at for at in range(width) if at != text and _share(filled[at], lambda cell: _time(cell) is not None) > 0.5]
    others = [at for at in range(width) if at not in (text, *times) and filled[at]]
    listed = {at: _listed(rows, at, known) for at in others}
    speaker = max(others, key=lambda at: (listed[at], _speaking(filled[at])), default=None)
    if speaker is not None and not listed[speaker] and not _speaking(filled[speaker]):
        speaker = None
    reason = "listed" if speaker is not None and listed[speaker] else "cells"
    return Columns(_above(rows, speaker, text), speaker, text, times[0] if times else None, reason=reason)


def _above(rows: Rows, speaker: int | None, text: int | None) -> int:
    """Rows before the first speech: a title of one cell, then the heading, shorter than what stands beneath it."""
    first = next((at for at, row in enumerate(rows[:_HEAD_ROWS]) if sum(1 for cell in row if cell.strip()) > 1), 0)
    if len(rows) < first + 2 or text is None or (speaker is not None and names_person(_at(rows[first], speaker))):
        return first
    below = [len(_at(row, text)) for row in rows[first + 1 :]]
    heads = 0 < len(_at(rows[first], text)) <= _LONGEST_HEAD and sum(below) / len(below) > len(_at(rows[first], text))
    return first + int(heads)


def _speaking(cells: list[str]) -> float:
    """How much a column looks like one of speakers: 0 if not at all."""
    if not cells or max(map(len, cells)) > 2 * _LONGEST_LABEL or all(cell.isdigit() for cell in cells):
        return 0.0
    # Any short column is a better guess than none: it is asked about all the same.
    return _share(cells, names_person) + (1 - len(set(cells)) / len(cells)) + 0.05


def _all_roles(cells: list[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    short = all(len(cell) <= _LONGEST_LABEL for cell in filled)
    return len(filled) > 1 and short and _share(filled, names_person) >= _MOST_ROLES


def _share(cells: list[str], fits: Callable[[str], bool]) -> float:
    return sum(1 for cell in cells if fits(cell)) / len(cells) if cells else 0.0


def _at(row: Sequence[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def _time(cell: str) -> Stamp | None:
    cell = cell.strip()
    return stamp_at(cell, 0) or closing_clock(cell, 0)
