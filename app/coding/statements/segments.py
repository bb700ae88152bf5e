"""A segment: the stretch of one turn or one open answer that can be coded, with its place in the stored text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A text to be cut: one turn of a document, or one open answer.

    Parameters
    ----------
    text : str
        The turn's or the answer's own text.
    offset : int
        Where this text begins in the stored text, in code points; 0 for an answer.
    """

    text: str
    offset: int
    respondent_id: str | None
    document_id: str | None = None
    turn_id: str | None = None
    answer_id: str | None = None


@dataclass(frozen=True)
class Segment:
    """One codable stretch: ``stored_text[start:end] == text``, in code points."""

    source: Source
    position: int
    start: int
    end: int
    text: str
    language: str


def placed(source: Source, cuts: Iterable[tuple[int, int, str]], *, first: int = 0) -> list[Segment]:
    """Segments of a source from cuts (start, end, language) in its own text.

    Parameters
    ----------
    first : int
        Position of the first segment among those of the whole document or answer.

    Raises
    ------
    ValueError
        When a cut is empty or leaves the text: such a segment must never be stored.
    """
    found = []
    for position, (start, end, language) in enumerate(cuts, start=first):
        if not 0 <= start < end <= len(source.text):
            raise ValueError(f"cut {start}:{end} leaves a text of {len(source.text)} characters")
        at = source.offset
        found.append(Segment(source, position, at + start, at + end, source.text[start:end], language))
    return found
