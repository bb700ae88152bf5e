"""Tables of a transcript: a column of speakers and a column of speech become speeches."""

from __future__ import annotations

import re

from transcripts.times import closing_clock, stamp_at
from transcripts.turns import Speech
from transcripts.words import SPEAKER_COLUMNS, SPEECH_COLUMNS, TIME_COLUMNS

_COLUMNS = (SPEAKER_COLUMNS, SPEECH_COLUMNS, TIME_COLUMNS)


def speeches_of(rows: list[list[str]]) -> tuple[Speech, ...] | None:
    """Read a table whose first row names a speaker column and a speech column.

    Parameters
    ----------
    rows : list of list of str
        Cells by row, first row first.

    Returns
    -------
    tuple of Speech or None
        None where this is another kind of table. An empty speaker cell (merged) continues the one above.
    """
    head = [re.sub(r"\s", "", cell).lower() for cell in rows[0]] if rows else []
    speaker_at, speech_at, time_at = (_column(head, names) for names in _COLUMNS)
    if speaker_at is None or speech_at is None:
        return None
    speeches: list[Speech] = []
    speaker: str | None = None
    for row in rows[1:]:
        speaker = " ".join(_at(row, speaker_at).split()) or speaker
        words = _at(row, speech_at).strip()
        if words:
            speeches.append(Speech(speaker, words, *_times(_at(row, time_at))))
    return tuple(speeches)


def _column(head: list[str], names: frozenset[str]) -> int | None:
    return next((at for at, cell in enumerate(head) if cell in names), None)


def _at(row: list[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def _times(cell: str) -> tuple[float | None, float | None]:
    cell = cell.strip()
    stamp = stamp_at(cell, 0) or closing_clock(cell, 0)
    return (stamp.seconds, stamp.until) if stamp else (None, None)
