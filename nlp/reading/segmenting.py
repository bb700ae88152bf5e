"""Cut a text into segments, the stretches that can be coded: one statement each, with exact offsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from nlp.reading.analysing import analyse
from nlp.reading.language import language_of
from nlp.reading.lines import blocks
from nlp.reading.lists import items
from nlp.reading.tokens import Tokens

# "네." says nothing alone: so many letters or fewer are joined to the neighbor.
# Chosen, not measured: an English word takes about twice the letters of a Korean one.
SHORT_KOREAN = 4
SHORT_ENGLISH = 8


@dataclass(frozen=True, slots=True)
class Segment:
    """A codable stretch: ``document[start:end] == text``, in code points."""

    start: int
    end: int
    text: str
    language: str


def segment(text: str, *, language: str | None = None) -> list[Segment]:
    """Segments of `text` in order; they never overlap, never cross a blank line, never start or end in space.

    Parameters
    ----------
    text : str
        Any text; line ends may be of any kind. Lines that are headings (``# ...``) are left out.
    language : str, optional
        ``ko`` or ``en`` for the whole text; by default each block and each segment is looked at.

    Returns
    -------
    list of Segment
    """
    return [found for found, _ in analysed(text, language=language)]


def analysed(text: str, *, language: str | None = None) -> Iterator[tuple[Segment, Tokens]]:
    """Segments with the analysis made on the way, so that coding a document needs one pass only.

    The tokens' offsets count from the segment's start.
    """
    for start, end in blocks(text):
        block = text[start:end]
        tongue = language or language_of(block)
        tokens = analyse(block, tongue)
        for first, last, begin, stop in _joined(tokens, block, tongue):
            said = block[begin:stop]
            own = language or language_of(said)
            part = _part(tokens, first, last, begin, stop) if own == tongue else analyse(said, own)
            yield Segment(start + begin, start + stop, said, own), part


def _joined(tokens: Tokens, text: str, language: str) -> list[tuple[int, int, int, int]]:
    """Statements as (first token, last token, start, end), with the very short ones joined to the next."""
    found: list[tuple[int, int, int, int]] = []
    waiting: tuple[int, int] | None = None  # first token and start of short sentences that look for a neighbor
    ranges = _itemized(tokens)
    bounds = [tokens.starts[first] for first, _ in ranges]
    if bounds:
        bounds[0] = len(text) - len(text.lstrip())
    for n, (first, last) in enumerate(ranges):
        end = bounds[n + 1] if n + 1 < len(bounds) else len(text)
        first, begin = waiting or (first, bounds[n])
        stop = begin + len(text[begin:end].rstrip())
        if stop <= begin:
            continue
        if _short(text[begin:stop], language):
            waiting = (first, begin)
            if n + 1 == len(bounds):
                before = found.pop() if found else (first, last, begin, stop)
                found.append((before[0], last, before[2], stop))
            continue
        waiting = None
        found.append((first, last, begin, stop))
    return found


def _itemized(tokens: Tokens) -> list[tuple[int, int]]:
    """The token ranges of the statements, lists of whole points fallen into these."""
    found = []
    for first, last in tokens.sentences:
        begin = tokens.starts[first]
        places = items(tokens.text[begin : tokens.ends[last - 1]])
        borders = [first, *(bisect_left(tokens.starts, begin + place) for place in places), last]
        found += [(a, b) for a, b in pairwise(borders) if a < b]
    return found


def _short(text: str, language: str) -> bool:
    letters = sum(map(str.isalnum, text)) if len(text) < 24 else 24
    return letters <= (SHORT_ENGLISH if language == "en" else SHORT_KOREAN)


def _part(tokens: Tokens, first: int, last: int, begin: int, stop: int) -> Tokens:
    """The tokens of one segment, counted from its start."""
    return Tokens(
        tokens.text[begin:stop],
        [start - begin for start in tokens.starts[first:last]] if begin else tokens.starts[first:last],
        [end - begin for end in tokens.ends[first:last]] if begin else tokens.ends[first:last],
        tokens.forms[first:last],
        tokens.lemmas[first:last],
        tokens.tags[first:last],
        [(max(a, first) - first, min(b, last) - first) for a, b in tokens.sentences if a < last and b > first],
    )
