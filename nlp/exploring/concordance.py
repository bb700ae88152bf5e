"""Keyword in context: where a word stands, by its written form or its lemma, and what stands around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

Word = Sequence[Any]  # [lemma, tag, start, end] as stored
Span = tuple[int, int]

MODES = ("lemma", "form", "part")
# What is shown on either side, in columns: a Hangul letter takes two.
WIDTH = 60
# Chosen, not measured: what is longer is a sentence, looked for by the search.
_LONGEST_QUERY = 60


def cleaned(query: str) -> str:
    """The query in NFC with single spaces, cut where nobody searches for more."""
    return " ".join(unicodedata.normalize("NFC", query).split())[:_LONGEST_QUERY]


def find(text: str, words: Sequence[Word], query: str, mode: str = "lemma") -> list[Span]:
    """Where the query stands in the text, in reading order.

    Parameters
    ----------
    words : sequence of [lemma, tag, start, end]
        The content words of the text.
    mode : str
        ``lemma``: one word or several in a row whose lemmas read like the query, spaces aside (대출금리 finds
        "대출 금리"; 구하 and 구하다 find "구할"). ``form``: the letters as written, any white space for a space, where
        a word does not begin before or end after them (유가 is not found in 이유가). ``part``: the letters anywhere.
    """
    query = cleaned(query)
    if not query:
        return []
    if mode == "lemma":
        return _lemmas(text, words, "".join(query.split()).casefold())
    pattern = re.compile(r"\s+".join(map(re.escape, query.split(" "))), re.IGNORECASE)
    spans = [match.span() for match in pattern.finditer(text)]
    return spans if mode == "part" else [span for span in spans if not _cuts_a_word(span, words)]


def _lemmas(text: str, words: Sequence[Word], wanted: str) -> list[Span]:
    spans, at = [], 0
    while at < len(words):
        last = _reads(text, words, at, wanted)
        if last is None:
            at += 1
            continue
        spans.append((words[at][2], words[last][3]))
        at = last + 1
    return spans


def _reads(text: str, words: Sequence[Word], at: int, wanted: str) -> int | None:
    """The last of the words from `at` on that together read like what is wanted; nothing but spaces between them."""
    read = ""
    for n in range(at, len(words)):
        if n > at and text[words[n - 1][3] : words[n][2]].strip():
            return None
        read += words[n][0].casefold().replace(" ", "")
        if read in (wanted, f"{wanted}다"):
            return n
        if not wanted.startswith(read):
            return None
    return None


def _cuts_a_word(span: Span, words: Sequence[Word]) -> bool:
    return any(start < edge < end for _lemma, _tag, start, end in words for edge in span)


def prefixes(query: str) -> list[str]:
    """Lemmas a segment must have one of to hold the query as a lemma: for a quick first look in the store."""
    wanted = "".join(cleaned(query).split())
    return [*(wanted[:n] for n in range(1, len(wanted) + 1)), f"{wanted}다"]


@dataclass(frozen=True, slots=True)
class Line:
    """A key with what stands left and right of it on one line."""

    left: str
    key: str
    right: str


def line(text: str, span: Span, *, width: int = WIDTH) -> Line:
    """The text around a span: at most `width` columns a side, cut with an ellipsis, white space made single."""
    start, end = span
    left, right = _flat(text[:start])[::-1], _flat(text[end:])
    return Line(_cut(left, width)[::-1], _flat(text[start:end]), _cut(right, width))


def _cut(text: str, width: int) -> str:
    columns = 0
    for at, letter in enumerate(text):
        columns += 2 if east_asian_width(letter) in "WF" else 1
        if columns > width:
            return f"{text[:at]}…"
    return text


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def by_right(found: Line) -> str:
    """Sorts lines by what follows the key."""
    return found.right.casefold().strip()


def by_left(found: Line) -> tuple[str, ...]:
    """Sorts lines by the word before the key, then the one before that."""
    return tuple(reversed(found.left.casefold().split()))
