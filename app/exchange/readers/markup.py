"""HTML as Taguette keeps a document: its plain text, and where a count of UTF-8 bytes over its words stands in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from html.parser import HTMLParser

_BLOCKS = frozenset(
    """address article aside blockquote caption center dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section table td th tr ul""".split()  # noqa: SIM905 a line each would be a page
)


@dataclass(frozen=True)
class Plain:
    """A text without tags; `ruler[i]` is the bytes of words before its character i, line ends of blocks count none."""

    text: str
    ruler: list[int]

    def at(self, position: int, *, end: bool = False) -> int | None:
        """The character at a count of bytes; None where it leaves the text or stands within a letter."""
        found = bisect_left(self.ruler, position) if end else bisect_right(self.ruler, position) - 1
        return found if 0 <= found < len(self.ruler) and self.ruler[found] == position else None


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.letters: list[str] = []
        self.widths: list[int] = []

    def handle_data(self, data: str) -> None:
        self.letters += data
        self.widths += (len(letter.encode("utf-8", "replace")) for letter in data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._line(tag)

    def handle_endtag(self, tag: str) -> None:
        self._line(tag)

    def _line(self, tag: str) -> None:
        after = self.letters[-1] if self.letters else "\n"
        if tag == "br" or (tag in _BLOCKS and after != "\n"):
            self.letters.append("\n")
            self.widths.append(0)


def plain(html: str) -> Plain:
    """The words of a document; white space before its first word or tag is not counted, as parsers of HTML drop it.

    >>> found = plain("<p><u>Hello</u> there</p><p>가나</p>")
    >>> found.text, found.text[found.at(6):found.at(14, end=True)]
    ('Hello there\\n가나\\n', 'there\\n가')
    """
    parser = _Words()
    parser.feed(html.replace("\r\n", "\n").replace("\r", "\n").lstrip(" \t\n\f"))
    parser.close()
    ruler, sum_ = [0], 0
    for width in parser.widths:
        sum_ += width
        ruler.append(sum_)
    return Plain("".join(parser.letters), ruler)
