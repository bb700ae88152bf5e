"""Text in the one form in which it is stored and compared, NFC with ``\\n`` line ends; and the way back to the file's."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

# text[from:from_end] of the file reads stored[to:to_end]; between runs both are the same.
Run = tuple[int, int, int, int]

_LINE_ENDS = ("\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029")
# UAX #15 calls text with at most 30 marks on a letter stream-safe. No language needs more, and sorting a run
# of a hundred thousand marks takes Python minutes.
_LONG_RUN = re.compile(rb"[^\x00]{31,}")
_MOST_MARKS = 30
# Vowels and final consonants of decomposed Hangul join the letter before them, though they are no marks.
_JOINING = frozenset(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))))


def normal(text: str) -> str:
    """Return `text` in NFC with ``\\n`` as its only line end.

    Parameters
    ----------
    text : str
        Any text. Form feeds of page breaks count as line ends; of a run of more than 30 combining marks only
        the first 30 stay.
    """
    for line_end in _LINE_ENDS:
        text = text.replace(line_end, "\n")
    # Some marks decompose into two: cut once more, so that normalizing twice changes nothing.
    return _stream_safe(unicodedata.normalize("NFC", _stream_safe(text)))


def cleaned(text: str, left_out: re.Pattern[str] | None = None) -> str:
    """Return `text` as `normal` does, without the characters of `left_out`."""
    text = normal(text)
    # Normalized once more: a character between a letter and its accent had kept them apart.
    return normal(left_out.sub("", text)) if left_out and left_out.search(text) else text


def mapped(text: str, left_out: re.Pattern[str] | None = None) -> tuple[str, tuple[Run, ...]]:
    """Normalize a text and say where it changed.

    Parameters
    ----------
    text : str
        As the file has it.
    left_out : re.Pattern, optional
        Single characters that no page can carry.

    Returns
    -------
    stored : str
        ``cleaned(text, left_out)``.
    runs : tuple of Run
        ``(from, from_end, to, to_end)`` in code points, in order: ``text[from:from_end]`` reads
        ``stored[to:to_end]``, which may be empty. What lies between the runs is the same in both.
    """
    stored = cleaned(text, left_out)
    if stored == text:
        return stored, ()
    runs: list[Run] = []
    longer = 0
    for found in _changing(text, left_out).finditer(text):
        before, (start, end) = found[0], found.span()
        after = cleaned(before, left_out)
        if before != after:
            runs.append((start, end, start + longer, start + longer + len(after)))
            longer += len(after) - len(before)
    return stored, tuple(runs)


def original_offset(runs: Sequence[Run], stored: int, *, end: bool = False) -> int:
    """Where an offset in the stored text stands in the file's own.

    Parameters
    ----------
    runs : sequence of Run
        Of `mapped`.
    stored : int
        Offset in the stored text.
    end : bool
        The end of a stretch: within a run it takes the run's end, a start takes the run's start.

    Returns
    -------
    int
        The file's text from a start to an end normalizes to text that holds the stored one between them; to
        just that where neither stands inside a run.
    """
    return _moved(runs, stored, end, here=2, there=0)


def stored_offset(runs: Sequence[Run], original: int, *, end: bool = False) -> int:
    """Where an offset in the file's own text stands in the stored one; see `original_offset`."""
    return _moved(runs, original, end, here=0, there=2)


def _moved(runs: Sequence[Run], offset: int, end: bool, *, here: int, there: int) -> int:
    find = bisect_left if end else bisect_right
    at = find(runs, offset, key=lambda run: run[here]) - 1
    if at < 0:
        return offset
    run = runs[at]
    if end and run[here + 1] >= offset:
        return run[there + 1]
    if not end and run[here + 1] > offset:
        return run[there]
    return offset + run[there + 1] - run[here + 1]


def _changing(text: str, left_out: re.Pattern[str] | None) -> re.Pattern[str]:
    """Line ends, and letters with what joins them: nothing outside of these can change, nor between them."""
    joining = "".join(sorted(letter for letter in set(text) if _joins(letter, left_out)))
    # An empty class is no pattern: a joining letter that is not in the text stands in.
    those = re.escape(joining or "\u0301")
    return re.compile(f"\r\n?|[\f\v\x85\u2028\u2029]|[^{those}]?[{those}]+")


def _joins(letter: str, left_out: re.Pattern[str] | None) -> bool:
    if letter in _LINE_ENDS or (letter.isascii() and letter.isprintable()) or letter == "\n":
        return False
    if left_out and left_out.match(letter):
        return True
    is_mark = unicodedata.category(letter).startswith("M")
    return is_mark or letter in _JOINING or not unicodedata.is_normalized("NFC", letter)


def _stream_safe(text: str) -> str:
    if text.isascii():
        return text
    classes = bytes(map(unicodedata.combining, text))
    kept, end = [], 0
    for run in _LONG_RUN.finditer(classes):
        kept.append(text[end : run.start() + _MOST_MARKS])
        end = run.end()
    return "".join([*kept, text[end:]])
