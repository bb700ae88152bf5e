"""Files in, turns out: an uploaded transcript (HWP, HWPX, DOCX, PDF, TXT, XLSX, CSV, TSV, VTT, SRT, LRC, JSON) made turns.

``read(data, filename)`` is the one way in: a `Transcript` (one text, speakers, exact offsets), or a
`TranscriptError` that names every problem. ``read_limited`` does the same in a process of its own, for files
that a stranger may have sent. Each name is loaded when it is first asked for: most who ask for a word of this package
read no file.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from transcripts.limited import read_limited
    from transcripts.reading import MAX_BYTES, READERS, SUFFIXES, read
    from transcripts.text.problems import Message, Problem, TranscriptError
    from transcripts.text.questions import Answers, Question
    from transcripts.text.turns import Transcript, Turn

__all__ = [
    "MAX_BYTES",
    "READERS",
    "SUFFIXES",
    "Answers",
    "Message",
    "Problem",
    "Question",
    "Transcript",
    "TranscriptError",
    "Turn",
    "read",
    "read_limited",
]
_HOMES = {
    "transcripts.limited": ("read_limited",),
    "transcripts.reading": ("MAX_BYTES", "READERS", "SUFFIXES", "read"),
    "transcripts.text.problems": ("Message", "Problem", "TranscriptError"),
    "transcripts.text.questions": ("Answers", "Question"),
    "transcripts.text.turns": ("Transcript", "Turn"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _HOME_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(_HOME_OF[name]), name)
        return found
