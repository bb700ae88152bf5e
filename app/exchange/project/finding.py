"""Where words stand in a text: exactly, or but for white space and line ends; offsets mapped back."""

from __future__ import annotations

import unicodedata
from functools import cached_property

from app.exchange.project.positions import Span


class Findable:
    """A text in NFC that many quotes are looked for in; what it is without spaces is made once, if it is asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _bare(self) -> tuple[str, list[int]]:
        return bare(self.text)

    def find(self, quote: str, *, most: int = 2) -> list[Span]:
        """Stretches of the text that say the quote, at most so many: letter by letter, else without regard to spaces."""
        exact = unicodedata.normalize("NFC", quote).strip()
        if not exact:
            return []
        found = _places(self.text, exact, most)
        if found:
            return [(at, at + len(exact)) for at in found]
        wanted, _at = bare(exact)
        letters, places = self._bare
        return [
            (places[at], places[at + len(wanted) - 1] + 1) for at in (_places(letters, wanted, most) if wanted else ())
        ]


def bare(text: str) -> tuple[str, list[int]]:
    """A text without white space, and where in the text each of its letters stands.

    >>> bare("가 나\\n다")
    ('가나다', [0, 2, 4])
    """
    places = [at for at, letter in enumerate(text) if not letter.isspace()]
    return "".join(text.split()), places


def _places(text: str, wanted: str, most: int) -> list[int]:
    found: list[int] = []
    at = text.find(wanted)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found
