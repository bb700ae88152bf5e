"""Text in the one form in which it is stored and compared: NFC with ``\\n`` line ends."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = ("\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029")
# UAX #15 calls text with at most 30 marks on a letter stream-safe. No language needs more, and sorting a run
# of a hundred thousand marks takes Python minutes.
_LONG_RUN = re.compile(rb"[^\x00]{31,}")
_MOST_MARKS = 30


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
    return unicodedata.normalize("NFC", _stream_safe(text))


def _stream_safe(text: str) -> str:
    if text.isascii():
        return text
    classes = bytes(map(unicodedata.combining, text))
    kept, end = [], 0
    for run in _LONG_RUN.finditer(classes):
        kept.append(text[end : run.start() + _MOST_MARKS])
        end = run.end()
    return "".join([*kept, text[end:]])
