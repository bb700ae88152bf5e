"""Two columns on a page: read one after the other, wherever the file keeps their lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from transcripts.readers.pdf.pages import Line

# A gutter stands near the middle: a narrow column of names beside one of speech is a table, read across.
_NEAREST, _FARTHEST, _STEPS = 0.38, 0.62, 25
# Lines a side, their share of the page, lines across both, such as headings, and rows of a table. Chosen, not measured:
# too mild tears tables apart, too strict reads across columns.
_FEW_LINES, _LEAST_SHARE, _MOST_CROSSING, _MOST_TABLED = 6, 0.25, 0.2, 0.2


def in_reading_order(pages: Sequence[Sequence[Sequence[Line]]]) -> list[list[Line]]:
    """Put the lines of each page into reading order.

    Parameters
    ----------
    pages : sequence of sequence of sequence of Line
        By page in the file's order; each line followed by the parts into which wide gaps divide it, if any.

    Returns
    -------
    list of list of Line
        On a page of two columns the left one before the right one, between lines that cross both; on any other
        page the lines as they came, each whole. Where most pages have two columns, a page of few lines has them too.
    """
    found = [_gutter(_parts(page)) for page in pages]
    own = [gutter for gutter in found if gutter is not None]
    usual = median(own) if len(own) > len(pages) / 2 else None
    return [_ordered(page, gutter or _usual_on(page, usual)) for page, gutter in zip(pages, found, strict=True)]


def _usual_on(page: Sequence[Sequence[Line]], usual: float | None) -> float | None:
    """The other pages' gutter, where few lines cross it, or columns stand beneath lines that do."""
    if usual is None:
        return None
    parts = _parts(page)
    left, right = _sides(parts, usual)
    crossing = len(parts) - len(left) - len(right)
    columns = min(len(left), len(right)) >= _FEW_LINES and _beside(left, right)
    return usual if crossing <= _MOST_CROSSING * len(parts) or columns else None


def _sides(parts: Sequence[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    return [part for part in parts if part.right <= gutter], [part for part in parts if part.left >= gutter]


def _parts(lines: Sequence[Sequence[Line]]) -> list[Line]:
    return [part for line in lines for part in (line[1:] or line)]


def _ordered(lines: Sequence[Sequence[Line]], gutter: float | None) -> list[Line]:
    if gutter is None:
        return [line[0] for line in lines]
    divided = [line[1:] or line for line in lines]
    ordered: list[Line] = []
    band: list[Line] = []
    for line in sorted(_rejoined(divided, gutter), key=lambda part: -round(part.top)):
        if line.left < gutter < line.right:
            ordered += [*_by_column(band, gutter), line]
            band = []
        else:
            band.append(line)
    return [*ordered, *_by_column(band, gutter)]


def _rejoined(lines: Sequence[Sequence[Line]], gutter: float) -> list[Line]:
    """Parts of a line on the same side of the gutter belong together again."""
    joined = []
    for line in lines:
        left = [part for part in line if part.right <= gutter]
        right = [part for part in line if part.right > gutter]
        joined += [_whole(side) for side in (left, right) if side]
    return joined


def _whole(parts: Sequence[Line]) -> Line:
    first = parts[0]
    if len(parts) == 1:
        return first
    text = " ".join(part.text.strip() for part in parts[:-1]) + " " + parts[-1].text.lstrip()
    left, right = min(part.left for part in parts), max(part.right for part in parts)
    return Line(text, left, right, first.top, max(part.height for part in parts))


def _by_column(band: list[Line], gutter: float) -> list[Line]:
    left = [replace(line, column=1) for line in band if line.right <= gutter]
    return left + [replace(line, column=2) for line in band if line.right > gutter]


def _gutter(parts: list[Line]) -> float | None:
    """Where two columns part, if there are two."""
    if len(parts) < 2 * _FEW_LINES:
        return None
    start, width = min(part.left for part in parts), max(part.right for part in parts) - min(p.left for p in parts)
    steps = (_NEAREST + (_FARTHEST - _NEAREST) * step / (_STEPS - 1) for step in range(_STEPS))
    crossing, gutter = min(
        (sum(1 for part in parts if part.left < place < part.right), place)
        for place in (start + width * step for step in steps)
    )
    left, right = _sides(parts, gutter)
    enough = max(_FEW_LINES, _LEAST_SHARE * len(parts))
    if crossing > _MOST_CROSSING * len(parts) or min(len(left), len(right)) < enough:
        return None
    return gutter if _beside(left, right) and not _tabled(left) and not _tabled(right) else None


def _tabled(side: list[Line]) -> bool:
    """Whether many lines of a column come in parts: cells of a form, where columns of text have one part a line."""
    heights = Counter(round(part.top) for part in side)
    return sum(count > 1 for count in heights.values()) > _MOST_TABLED * len(heights)


def _beside(left: list[Line], right: list[Line]) -> bool:
    """Whether the columns stand beside each other for most of the shorter one's height."""
    top = min(max(part.top for part in side) for side in (left, right))
    bottom = max(min(part.top for part in side) for side in (left, right))
    heights = [max(part.top for part in side) - min(part.top for part in side) for side in (left, right)]
    return top - bottom > 0.5 * min(heights) > 0
