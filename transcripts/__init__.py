"""Files in, turns out: an uploaded transcript (HWP, HWPX, DOCX, PDF, TXT, XLSX, CSV, TSV, VTT, SRT, LRC, JSON) made turns.

``read(data, filename)`` is the one way in: a `Transcript` (one text, speakers, exact offsets), or a
`TranscriptError` that names every problem. ``read_limited`` does the same in a process of its own, for files
that a stranger may have sent.
"""

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
