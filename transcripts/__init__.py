"""Files in, turns out: an uploaded transcript (TXT, DOCX, VTT, SRT) becomes a text with speakers and offsets.

``read(data, filename)`` is the one way in: a `Transcript`, or a `TranscriptError` that names every problem.
"""

from transcripts.problems import Message, Problem, TranscriptError
from transcripts.reading import MAX_BYTES, READERS, SUFFIXES, read
from transcripts.turns import Transcript, Turn

__all__ = [
    "MAX_BYTES",
    "READERS",
    "SUFFIXES",
    "Message",
    "Problem",
    "Transcript",
    "TranscriptError",
    "Turn",
    "read",
]
