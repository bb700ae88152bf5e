"""Text messages to firms: what is written, how many bytes it takes, and which service carries it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

# What Korean carriers take, in bytes of EUC-KR: one message, or a long one.
SHORT, LONG = 90, 2_000


@dataclass(frozen=True)
class Message:
    """A text and its length in bytes of EUC-KR; a letter that has no place in it is counted as two."""

    text: str

    @property
    def size(self) -> int:
        return sum(1 if ord(each) < 128 else 2 for each in self.text)

    @property
    def kind(self) -> str:
        """ "SMS", "LMS", or "too long"."""
        return "SMS" if self.size <= SHORT else "LMS" if self.size <= LONG else "too long"


def message(template: str, *, office: str, title: str, day: str, address: str, firm: str) -> Message:
    """Fill in a text: {office}, {title}, {day}, {link}, {firm}; what stands in other braces stays as it is.

    >>> message("{firm}: {link} ({x})", office="", title="", day="", address="a/s/1", firm="예시정밀").text
    '예시정밀: a/s/1 ({x})'
    """
    words = {"office": office, "title": title, "day": day, "link": address, "firm": firm}
    for name, word in words.items():
        template = template.replace("{" + name + "}", word)
    return Message(template)
