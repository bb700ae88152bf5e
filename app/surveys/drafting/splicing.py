"""A step of a draft as what it changed: the piece of the definition's text that is another than before."""

from __future__ import annotations

import json
import zlib


def splice(before: str, after: str) -> bytes:
    """What makes `after` of `before`: how much of both ends stays, and the text between; compressed.

    A definition is edited at one place at a time, so everything that changed lies between two ends that did not.
    """
    front = _same(before, after)
    back = _same(before[front:][::-1], after[front:][::-1])
    middle = after[front : len(after) - back]
    return zlib.compress(json.dumps([front, back, middle], ensure_ascii=False).encode(), 9)


def spliced(before: str, change: bytes) -> str:
    """The text after a change.

    >>> spliced("one two three", splice("one two three", "one 2 three"))
    'one 2 three'
    """
    front, back, middle = json.loads(zlib.decompress(change))
    return before[:front] + middle + before[len(before) - back :]


def _same(one: str, other: str) -> int:
    """How many signs both begin with; halving, for a comparison of slices is far quicker than one of signs."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        half = (least + most + 1) // 2
        if one[least:half] == other[least:half]:
            least = half
        else:
            most = half - 1
    return least
