"""Two layers of a text, what was said and what is shown, and the map of offsets between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """A stretch of the raw text and the words that are to stand in its place."""

    kind: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Replacement:
    """``raw[raw_start:raw_end]`` reads ``shown[start:end]``; it holds no words."""

    kind: str
    raw_start: int
    raw_end: int
    start: int
    end: int


class OffsetMap:
    """Leads offsets from one layer to the other.

    Offsets outside the replaced stretches, their borders included, are exact both ways. An offset within a stretch has
    no counterpart: it is led to the beginning of the other layer's stretch, or to its end where `up` is asked for.
    """

    def __init__(self, replacements: Sequence[Replacement]) -> None:
        self._all = tuple(replacements)
        self._raw = [each.raw_start for each in self._all]
        self._shown = [each.start for each in self._all]

    def to_shown(self, offset: int, *, up: bool = False) -> int:
        """The offset of the shown text for one of the raw text."""
        at = bisect_right(self._raw, offset) - 1
        if at < 0:
            return offset
        each = self._all[at]
        if offset >= each.raw_end:
            return each.end + offset - each.raw_end
        return each.end if up and offset > each.raw_start else each.start

    def to_raw(self, offset: int, *, up: bool = False) -> int:
        """The offset of the raw text for one of the shown text."""
        at = bisect_right(self._shown, offset) - 1
        if at < 0:
            return offset
        each = self._all[at]
        if offset >= each.end:
            return each.raw_end + offset - each.end
        return each.raw_end if up and offset > each.start else each.raw_start

    def span_to_shown(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the raw text in the shown text; what it cuts of a replaced stretch goes to the earlier one."""
        return self.to_shown(start, up=True), self.to_shown(end, up=True)

    def span_to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The smallest stretch of the raw text that holds all a stretch of the shown text stands for."""
        return self.to_raw(start), self.to_raw(end, up=True)


@dataclass(frozen=True)
class Layers:
    """The raw text, the shown text, and what was replaced, in order."""

    raw: str
    shown: str
    replacements: tuple[Replacement, ...]

    @property
    def map(self) -> OffsetMap:
        return OffsetMap(self.replacements)


def layer(raw: str, changes: Iterable[Change]) -> Layers:
    """Put words in the place of some stretches.

    Parameters
    ----------
    raw : str
    changes : iterable of Change
        In any order; they must not overlap and their words must not be empty.

    Raises
    ------
    ValueError
        Where two changes overlap, or one holds no words or no stretch of the text.
    """
    pieces: list[str] = []
    replaced: list[Replacement] = []
    at = length = 0
    for each in sorted(changes, key=lambda change: change.start):
        if not at <= each.start < each.end <= len(raw) or not each.words:
            raise ValueError(f"changes overlap or are empty at {each.start}")
        pieces += raw[at : each.start], each.words
        length += each.start - at
        replaced.append(Replacement(each.kind, each.start, each.end, length, length + len(each.words)))
        length += len(each.words)
        at = each.end
    return Layers(raw, "".join((*pieces, raw[at:])), tuple(replaced))


def reapplied(raw: str, shown: str, replacements: Iterable[Replacement]) -> str:
    """The shown text put together anew from the raw text and the map, with the words of the shown text's stretches.

    Equal to `shown` where the map is true; anything else means that a layer was changed.
    """
    pieces: list[str] = []
    at = 0
    for each in replacements:
        pieces += raw[at : each.raw_start], shown[each.start : each.end]
        at = each.raw_end
    return "".join((*pieces, raw[at:]))
