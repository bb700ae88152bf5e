"""The transcript as a noun: one text that never changes, and turns that point into it by code points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from transcripts.normalizing import normal
from transcripts.problems import Message
from transcripts.questions import Grid, Question
from transcripts.speakers import Found, speeches


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
        Key of the reader: ``txt``, ``docx``, ``hwp``, ``hwpx``, ``pdf``, ``vtt``, ``srt``, ``xlsx``, ``csv``.
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
    """

    text: str
    turns: tuple[Turn, ...]
    format: str
    encoding: str | None
    speakers: tuple[str, ...]
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True)
class Passage:
    """A stretch of text whose speakers, if any, still have to be found in it."""

    text: str


@dataclass(frozen=True)
class Speech:
    """A stretch whose speaker the format itself names (voice tag, table column)."""

    speaker: str | None
    text: str
    time_start: float | None = None
    time_end: float | None = None


Block = Passage | Speech


@dataclass(frozen=True)
class Draft:
    """What a reader hands back: blocks in order of reading, to be joined by line ends."""

    blocks: tuple[Block, ...]
    encoding: str | None = None
    notes: tuple[str, ...] = ()


def assemble(draft: Draft, *, format: str) -> Transcript:
    """Join the blocks into one text and cut it into turns.

    Parameters
    ----------
    draft : Draft
        Blocks with their notes.
    format : str
        Key of the reader.

    Returns
    -------
    Transcript
        Its turns satisfy ``text[turn.start:turn.end] == turn.text``.
    """
    pieces: list[str] = []
    turns: list[Turn] = []
    doubts: list[str] = []
    offset = 0
    for block in draft.blocks:
        shown = _shown(block)
        found, unsure = _found(block, shown)
        doubts += unsure
        for each in found:
            start, end = each.start + offset, each.end + offset
            said, times = shown[each.start : each.end], (each.time_start, each.time_end)
            turns.append(Turn(len(turns) + 1, each.speaker, start, end, said, *times))
        pieces.append(shown)
        offset += len(shown) + 1
    return Transcript(
        text="\n".join(pieces),
        turns=tuple(turns),
        format=format,
        encoding=draft.encoding,
        speakers=_in_order(turn.speaker for turn in turns),
        notes=(*draft.notes, *_doubts(doubts)),
    )


def _shown(block: Block) -> str:
    if isinstance(block, Passage):
        return normal(block.text)
    speech = normal(block.text).strip()
    return f"{normal(block.speaker)}: {speech}" if block.speaker else speech


def _found(block: Block, shown: str) -> tuple[list[Found], tuple[str, ...]]:
    if isinstance(block, Passage):
        return speeches(shown)
    speaker = normal(block.speaker) if block.speaker else None
    start = len(speaker) + 2 if speaker else 0
    if not shown[start:]:
        return [], ()
    return [Found(speaker, start, len(shown), block.time_start, block.time_end)], ()


def _doubts(names: list[str]) -> tuple[str, ...]:
    if not names:
        return ()
    listed = ", ".join(dict.fromkeys(names))
    return (Message("한 번만 나온 이름을 발언자로 보았습니다. 확인해 주십시오: %(names)s", names=listed),)


def _in_order(labels: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for label in labels if label))
