"""Which words of a segment are coded: a stretch of the text the segment is a part of, in code points."""

from __future__ import annotations

import unicodedata

from app.coding.statements.judgments import Fault
from app.tables.checked import N_

Span = tuple[int, int]
# What holds an emoji's parts together, and what varies the one before: a stretch never begins or ends beside them.
_JOINER, _TONES = "\u200d", range(0x1F3FB, 0x1F400)


def clipped(span: Span, start: int, text: str) -> Span | None:
    """A stretch cut to a segment's own part, without the blanks at its ends; None where nothing of it is left.

    Parameters
    ----------
    span : pair of int
        In code points of the whole text.
    start : int
        Where the segment begins in the whole text.
    text : str
        The segment's own text.

    >>> clipped((3, 99), 5, "사람이 없다 "), clipped((8, 9), 5, "사람이 없다"), clipped((0, 5), 5, "사람")
    ((5, 11), None, None)
    """
    first, last = max(span[0] - start, 0), min(span[1] - start, len(text))
    while first < last and text[first].isspace():
        first += 1
    while first < last and text[last - 1].isspace():
        last -= 1
    return (start + first, start + last) if first < last else None


def span_faults(span: Span, start: int, text: str, quote: str | None = None) -> list[Fault]:
    """Everything wrong with a stretch of a segment; `quote` is what the page had there, where it says so."""
    own = clipped(span, start, text)
    if own is None:
        return [Fault("span", N_("고른 말이 이 문장에 없습니다"), N_("문장 안의 말을 고르십시오"))]
    if _splits(text, own[0] - start) or _splits(text, own[1] - start):
        return [Fault("span", N_("글자 가운데에서 시작하거나 끝납니다"), N_("글자를 통째로 고르십시오"))]
    if quote is not None and quote.strip() not in (_cut(text, span, start), text[own[0] - start : own[1] - start]):
        return [Fault("span", N_("고른 말이 저장된 글과 다릅니다"), N_("새로 열어 다시 고르십시오"))]
    return []


def kept(span: Span, start: int, text: str) -> Span | None:
    """How a sound stretch is stored: cut to the segment; None where it is the whole of it."""
    own = clipped(span, start, text)
    return None if own == clipped((start, start + len(text)), start, text) else own


def _cut(text: str, span: Span, start: int) -> str:
    return text[max(span[0] - start, 0) : max(span[1] - start, 0)].strip()


def _splits(text: str, at: int) -> bool:
    """Whether a place lies within what people read as one letter."""
    if not 0 < at < len(text):
        return False
    after = text[at]
    joined = unicodedata.category(after) in ("Mn", "Mc", "Me") or ord(after) in _TONES
    return joined or after == _JOINER or text[at - 1] == _JOINER
