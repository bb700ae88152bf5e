"""Cut a text into segments, the stretches that can be coded: one sentence each, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.reading import english, korean
from nlp.reading.language import language_of
from nlp.reading.tokens import Tokens

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
# Section headings ("# Prices") were said by nobody; they end a block and become no segment.
_HEADING = re.compile(r"\s*#{1,6}[ \t]+\S")
_BULLET = re.compile(r"\s*(?:[-*•·○●◦▪□■◆▶※☞–—]|\(?\d{1,2}[.)]|[①-⑳]|[가-하][.)]|\[)\s*\S")
_FINAL = re.compile(r"[.!?…。:;][\"'”’)\]]*\s*$")
_WIDE = re.compile(r"[\u1100-\u11ff\u3000-\u9fff\uac00-\ud7ff\uff00-\uff60]")

# A wrapped line is at least this wide (a Hangul syllable counts 2) and nearly as wide as its neighbors.
# The widths and the shares are chosen, not measured: too small joins lists, too large cuts sentences at line ends.
WRAP_WIDTH = 60
WRAP_SHARE = 0.6
# A line wider than any page was never wrapped, so every line end around it is meant.
UNWRAPPED_WIDTH = 240
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
        tokens = _analyse(block, tongue)
        for first, last, begin, stop in _joined(tokens, block, tongue):
            said = block[begin:stop]
            own = language or language_of(said)
            part = _part(tokens, first, last, begin, stop) if own == tongue else _analyse(said, own)
            yield Segment(start + begin, start + stop, said, own), part


def blocks(text: str) -> list[tuple[int, int]]:
    """Stretches no segment may cross: paragraphs, list items, and lines that were not merely wrapped."""
    found: list[tuple[int, int]] = []
    paragraph: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        blank, heading = not line[0].strip(), bool(_HEADING.match(line[0]))
        if not blank and not heading:
            paragraph.append(line.span())
            continue
        found.extend(_unwrapped(text, paragraph))
        paragraph = []
    found.extend(_unwrapped(text, paragraph))
    return found


def cuts(text: str, size: int) -> list[tuple[int, int]]:
    """Ranges of about `size` characters that cover the text and give the same segments as the whole.

    They end behind a blank line or a heading; between two of those a range may be longer.
    """
    if len(text) <= size:
        return [(0, len(text))]
    found, begin = [], 0
    for line in _LINE.finditer(text):
        if line.end() - begin >= size and (not line[0].strip() or _HEADING.match(line[0])):
            found.append((begin, line.end()))
            begin = line.end()
    return found + [(begin, len(text))] * (begin < len(text))


def _unwrapped(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the lines of one paragraph where a line was broken only because it was full."""
    if len(lines) < 2:
        return lines
    widths = [_width(text[start:end]) for start, end in lines]
    if max(widths) > UNWRAPPED_WIDTH:
        return list(lines)
    full = max(WRAP_WIDTH, WRAP_SHARE * max(widths))
    joined = [lines[0]]
    for before, (start, end), width in zip(lines, lines[1:], widths, strict=False):
        above, here = text[before[0] : before[1]], text[start:end]
        if width >= full and not _BULLET.match(here) and not _ends_item(above, width, widths):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _ends_item(line: str, width: int, widths: list[int]) -> bool:
    """A full stop at the end of a clearly shorter line closes a paragraph; in the widest it is chance."""
    return bool(_FINAL.search(line)) and width < 0.9 * max(widths)


def _width(line: str) -> int:
    line = line.rstrip()
    return len(line) + len(_WIDE.findall(line))


def _analyse(text: str, language: str) -> Tokens:
    return english.analyse(text) if language == "en" else korean.analyse(text)


def _joined(tokens: Tokens, text: str, language: str) -> list[tuple[int, int, int, int]]:
    """Sentences as (first token, last token, start, end), with the very short ones joined to the next."""
    found: list[tuple[int, int, int, int]] = []
    waiting: tuple[int, int] | None = None  # first token and start of short sentences that look for a neighbor
    bounds = [tokens.starts[first] for first, _ in tokens.sentences]
    if bounds:
        bounds[0] = len(text) - len(text.lstrip())
    for n, (first, last) in enumerate(tokens.sentences):
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
        [(a - first, b - first) for a, b in tokens.sentences if a >= first and b <= last],
    )
