"""Tables of a transcript: columns of speakers, speech and times, told by their heading or guessed by their cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from transcripts.readers.headings import meaning
from transcripts.speakers.people import names_person, plainly
from transcripts.text.times import whole_time
from transcripts.text.turns import Speech

Rows = Sequence[Sequence[str]]
_HEAD_ROWS = 20  # titles and dates often stand above the heading
# Chosen, not measured: so many rows tell what a column holds, and not every cell of speakers is a role.
_LOOKED_AT = 200
# Letters. Chosen, not measured: longer cells are speech.
_LONGEST_LABEL, _LONGEST_HEAD = 24, 12
_MOSTLY = 0.5
# Letters a second of people who speak, pauses included: what a thousand times fewer or more would be is no talk.
_SLOWEST, _FASTEST = 0.3, 40.0


@dataclass(frozen=True)
class Columns:
    """Which columns say what.

    Attributes
    ----------
    head : int
        Rows before the first speech: the heading is the last of them.
    speaker, text, time, until : int or None
        Columns from 0; without `text` nothing can be read. `until` is where a speech ends.
    clear : bool
        Whether the table's own heading says so, and says it once.
    reason : str
        Why: ``heading``, ``listed`` (the speakers are on the record's list) or ``cells`` (what the cells hold).
    unit : str
        What bare numbers in the columns of times count: ``ms``, ``s``, or empty where they are none.
    """

    head: int
    speaker: int | None
    text: int | None
    time: int | None
    clear: bool = False
    reason: str = "heading"
    until: int | None = None
    unit: str = ""


def read_by(columns: Columns, rows: Rows) -> tuple[Speech, ...]:
    """Read a table by its columns; an empty speaker cell (merged) continues the one above."""
    speeches: list[Speech] = []
    speaker: str | None = None
    for row in rows[columns.head :]:
        speaker = _named(cell_at(row, columns.speaker), columns) or speaker
        words = cell_at(row, columns.text).strip()
        stamp = whole_time(cell_at(row, columns.time), columns.unit)
        last = whole_time(cell_at(row, columns.until), columns.unit)
        if words and stamp:
            until = stamp.until if last is None else last.seconds
            speeches.append(Speech(speaker, words, stamp.seconds, until, stamp.short, stamp.day))
        elif words:
            speeches.append(Speech(speaker, words))
    return tuple(speeches)


def _named(cell: str, columns: Columns) -> str:
    """A cell of speakers as a label; a bare number beside times is a recognizer's, and gets the word that makes it one."""
    words = " ".join(cell.rstrip(":： ").split())
    numbered = columns.reason == "heading" and columns.time is not None and words.isascii() and words.isdigit()
    return f"화자 {words}" if numbered else words


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
        `clear` where a heading among the first rows names one column of speech and one of speakers, or of times
        where no other column could be one of speakers.
    """
    columns = headed(rows[:_LOOKED_AT], known) or guessed(rows[:_LOOKED_AT], known)
    return counted(columns, rows)


def headed(rows: Rows, known: frozenset[str] = frozenset()) -> Columns | None:
    """By the first row that names a column of speech, and one of speakers or times; of several the one of listed people."""
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        said = [meaning(cell) for cell in row]
        speakers, texts, ends = ([place for place, (kind, _) in enumerate(said) if kind == each] for each in _ROLES)
        times = _times(rows[at + 1 :], [(place, unit) for place, (kind, unit) in enumerate(said) if kind == "time"])
        if not texts or not (speakers or times):
            continue
        shares = {place: _listed(rows[at + 1 :], place, known) for place in speakers}
        taken = (*texts, *ends, *(place for place, _ in times))
        others = [place for place, (kind, _) in enumerate(said) if kind != "other" and place not in taken]
        speaker = (
            max(speakers, key=lambda place: shares[place]) if speakers else _speaker(rows[at + 1 :], others, known)
        )
        clear = len(texts) == 1 and len(times) < 2 and len(speakers) == int(speaker is not None)
        listed = speaker is not None and bool(_listed(rows[at + 1 :], speaker, known)) and not clear
        time, unit = times[0] if times else (None, "")
        until = ends[0] if ends and time is not None else None
        return Columns(at + 1, speaker, texts[0], time, clear, "listed" if listed else "heading", until, unit)
    return None


_ROLES = ("speaker", "text", "until")


def _times(rows: Rows, named: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Of the columns named so, those whose cells are times, beside which dates are none; where none is, the first."""
    return [(at, unit) for at, unit in named if _share(cells(rows, at), _is_time) > _MOSTLY] or named[:1]


def guessed(rows: Rows, known: frozenset[str] = frozenset()) -> Columns:
    """The longest column is speech; a short one of listed people, or whose words come back, says who speaks."""
    width = max((len(row) for row in rows), default=0)
    filled = [cells(rows, at) for at in range(width)]
    lengths = [sum(map(len, column)) / len(column) if column else 0.0 for column in filled]
    text = max(range(width), key=lambda at: lengths[at]) if any(lengths) else None
    times = [at for at in range(width) if at != text and _tells_time(filled[at])]
    speaker = _speaker(rows, [at for at in range(width) if at not in (text, *times)], known)
    reason = "listed" if speaker is not None and _listed(rows, speaker, known) else "cells"
    time, until = (*times[:2], None, None)[:2]
    return Columns(_above(rows, speaker, text), speaker, text, time, reason=reason, until=until)


def _speaker(rows: Rows, places: Iterable[int], known: frozenset[str]) -> int | None:
    """The column most like one of speakers, if one is like it at all."""
    scores = {at: (_listed(rows, at, known), _speaking(cells(rows, at))) for at in places}
    best = max(scores, key=lambda at: scores[at], default=None)
    return best if best is not None and any(scores[best]) else None


def _listed(rows: Rows, column: int, known: frozenset[str]) -> float:
    """Share of a column's cells that are names on the record's list."""
    return _share(cells(rows, column), lambda cell: plainly(cell) in known)


def _above(rows: Rows, speaker: int | None, text: int | None) -> int:
    """Rows before the first speech: a title of one cell, then the heading, shorter than what stands beneath it."""
    first = next((at for at, row in enumerate(rows[:_HEAD_ROWS]) if sum(1 for cell in row if cell.strip()) > 1), 0)
    if len(rows) < first + 2 or text is None or (speaker is not None and names_person(cell_at(rows[first], speaker))):
        return first
    below = [len(cell_at(row, text)) for row in rows[first + 1 :]]
    length = len(cell_at(rows[first], text))
    return first + int(0 < length <= _LONGEST_HEAD and sum(below) / len(below) > length)


def _speaking(column: list[str]) -> float:
    """How much a column looks like one of speakers: 0 if not at all."""
    if not column or max(map(len, column)) > 2 * _LONGEST_LABEL or _share(column, _is_time) > _MOSTLY:
        return 0.0
    # Any short column is a better guess than none: it is asked about all the same.
    return _share(column, names_person) + (1 - len(set(column)) / len(column)) + 0.05


def _tells_time(column: list[str]) -> bool:
    """Times, or numbers that grow otherwise than a row's number does; the first cell may be a heading."""
    if _share(column, lambda cell: whole_time(cell) is not None) > _MOSTLY:
        return True
    numbers = [float(cell) for cell in column[1:] if _is_number(cell)]
    steps = [after - before for before, after in pairwise(numbers)]
    return len(numbers) >= max(2, len(column) - 1) and min(steps) >= 0 and set(steps) not in ({1.0}, {0.0})


def counted(columns: Columns, rows: Rows) -> Columns:
    """Tell what numbers without a unit count: what leaves a pace at which people speak."""
    if columns.unit or columns.time is None or columns.text is None:
        return columns
    timed = [row for row in rows[columns.head :] if _is_number(cell_at(row, columns.time))]
    ends = [float(cell) for row in timed if _is_number(cell := cell_at(row, columns.until))]
    times = [float(cell_at(row, columns.time)) for row in timed] + ends
    said = sum(len(cell_at(row, columns.text)) for row in (timed if ends else timed[:-1]))
    pace = said / (max(times) - min(times)) if times and max(times) > min(times) else 0.0
    unit = next((unit for unit, parts in (("s", 1), ("ms", 1000)) if _SLOWEST <= pace * parts <= _FASTEST), "")
    return replace(columns, unit=unit)


def _is_number(cell: str) -> bool:
    return cell.strip().replace(".", "", 1).isdecimal() and cell.isascii()


def _is_time(cell: str) -> bool:
    return _is_number(cell) or whole_time(cell) is not None


def _share(column: list[str], fits: Callable[[str], bool]) -> float:
    return sum(1 for cell in column if fits(cell)) / len(column) if column else 0.0


def cells(rows: Rows, column: int | None) -> list[str]:
    """What stands in a column, without empty cells."""
    return [cell for row in rows if (cell := cell_at(row, column).strip())]


def cell_at(row: Sequence[str], column: int | None) -> str:
    """A cell, empty where the row is shorter."""
    return row[column] if column is not None and column < len(row) else ""
