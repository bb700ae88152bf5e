"""The transcript as a noun: one text that never changes, and turns that point into it by code points.

`transcripts.assembling` makes one of what a reader hands back.
"""

from __future__ import annotations

from dataclasses import dataclass

from transcripts.text.normalizing import Run
from transcripts.text.questions import Grid, Question


@dataclass(frozen=True)
class Turn:
    """What one speaker says without interruption.

    Attributes
    ----------
    position : int
        1, 2, 3 … in the order of the text.
    speaker : str or None
        The label as written, without brackets and colon; None where the text names nobody.
    start, end : int
        Half-open range in `Transcript.text`, in code points, without the speaker's label.
    text : str
        Always ``transcript.text[start:end]``; neither empty nor framed by white space.
    time_start, time_end : float or None
        Seconds from the start of the recording; None where the file gives none.
    aside : bool
        No speech (a title, a stage direction): it stays in the text and is neither counted nor coded.
    """

    position: int
    speaker: str | None
    start: int
    end: int
    text: str
    time_start: float | None = None
    time_end: float | None = None
    aside: bool = False


@dataclass(frozen=True)
class Transcript:
    """A file that has been read.

    Attributes
    ----------
    text : str
        Readable text in Unicode NFC with ``\\n`` line ends; stored once and never changed.
    turns : tuple of Turn
        In order, not overlapping.
    format : str
        Key of the reader: ``txt``, ``docx``, ``hwp``, ``hwpx``, ``pdf``, ``vtt``, ``srt``, ``lrc``, ``json``, ``xlsx``,
        ``csv``.
    encoding : str or None
        Encoding of a text file; None for documents and workbooks.
    speakers : tuple of str
        Labels in order of first appearance.
    notes : tuple of str
        What a person should know or check: footnotes, characters left out.
    questions : tuple of Question
        What the file leaves open; the turns are the best reading until somebody answers.
    grids : tuple of Grid
        Sheets with their first rows and the columns they were read by.
    normalizing : tuple of Run
        Where the text the file holds differs from `text` (see `transcripts.text.normalizing`). The file's own text is
        a text file as decoded, or what a document's paragraphs and cells hold, joined as `text` is. Captions and
        CSV are taken apart after they were normalized: there the runs stay empty.
    """

    text: str
    turns: tuple[Turn, ...]
    format: str
    encoding: str | None
    speakers: tuple[str, ...]
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    grids: tuple[Grid, ...] = ()
    normalizing: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Passage:
    """A stretch of text whose speakers, if any, still have to be found in it.

    Attributes
    ----------
    marked : tuple of (int, int)
        Ranges of `text` that the document sets apart by type (bold): at a line's beginning they may be labels.
    """

    text: str
    marked: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Speech:
    """A stretch whose speaker the format itself names (voice tag, table column)."""

    speaker: str | None
    text: str
    time_start: float | None = None
    time_end: float | None = None
    short: bool = False
    day: bool = False


Block = Passage | Speech


@dataclass(frozen=True)
class Draft:
    """What a reader hands back: blocks in order of reading, to be joined by line ends."""

    blocks: tuple[Block, ...]
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    grids: tuple[Grid, ...] = ()
    normalizing: tuple[Run, ...] = ()
    captions: bool = False
