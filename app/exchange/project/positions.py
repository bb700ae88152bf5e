"""How another tool counts positions in a text: decided by what its selections read as, for tools differ and say nothing.

The specification (REFI-QDA 1.5, section 10.2) speaks of the first and the last character, its own printed example (annex
A.2) ends behind the last one; tools count UTF-16 units or bytes, the byte-order mark, and line ends they do not keep.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, product

UNITS, ENDS, LINES = ("points", "utf16", "bytes"), ("exclusive", "inclusive"), ("file", "lf", "crlf")
# Another way of counting than the usual is taken where, of the selections it changes, it makes so much larger a share read
# better than worse. Chosen, not measured: of sentences some are selected without their full stop, which looks like an end
# that is one short.
MAJORITY = 1 / 3
# What a selection outside of the text is worth: worse than two cut words.
OUTSIDE = -2.0
# Selections of a text that are asked, spread over all of them: more tell no more. Chosen, not measured.
ASKED = 400
_CLOSING = ".?!。…”’\"')」』"
Span = tuple[int, int]


@dataclass(frozen=True)
class Convention:
    """One way of counting.

    Attributes
    ----------
    unit : str
        "points" (code points), "utf16" or "bytes" (of UTF-8).
    end : str
        "exclusive": the end stands behind the last character; "inclusive": on it.
    lines : str
        "file": line ends as they stand; "lf": CR LF counts one; "crlf": a single LF counts two.
    mark : bool
        Whether the byte-order mark before the text is counted.
    """

    unit: str = "points"
    end: str = "exclusive"
    lines: str = "file"
    mark: bool = False

    def __str__(self) -> str:
        return "/".join((self.unit, self.end, self.lines, "mark" if self.mark else "no mark"))


USUAL = Convention()
EVERY = tuple(Convention(u, e, s, m) for m, s, u, e in product((False, True), LINES, UNITS, ENDS))


@dataclass(frozen=True)
class Claim:
    """A selection as a file states it; `name` is what it is called, which most tools make of its words."""

    start: int
    end: int
    name: str = ""


@dataclass
class Text:
    """A text as its file has it, without byte-order mark, and the selections that are said to lie in it."""

    text: str
    claims: list[Claim]
    mark: bool = False
    _rulers: dict[tuple[str, str], list[int]] = field(default_factory=dict, repr=False)

    def effective(self, way: Convention) -> Convention:
        """The simplest convention that counts this text alike."""
        text = self.text
        unit = way.unit
        if text.isascii() or (unit == "utf16" and max(text) <= "\uffff"):
            unit = "points"
        crlf = text.count("\r\n")
        lines = way.lines
        if (lines == "lf" and not crlf) or (lines == "crlf" and text.count("\n") == crlf):
            lines = "file"
        return Convention(unit, way.end, lines, way.mark and self.mark)

    def span(self, claim: Claim, way: Convention) -> Span | None:
        """The claim in code points of the text; None where it leaves the text or lies within a letter."""
        start, end = self._point(claim.start, way), self._point(claim.end, way, end=way.end == "exclusive")
        if way.end == "inclusive" and end is not None:
            end += 1
        if start is None or end is None or not start < end <= len(self.text):
            return None
        return start, end

    def _point(self, position: int, way: Convention, *, end: bool = False) -> int | None:
        position -= {"bytes": 3}.get(way.unit, 1) if way.mark else 0
        if position < 0:
            return None
        if way.unit == "points" and way.lines == "file":
            return position if position <= len(self.text) else None
        ruler = self._ruler(way.unit, way.lines)
        # A CR that is not counted stands where its LF does: a stretch ends before both and begins behind the CR.
        at = bisect_left(ruler, position) if end else bisect_left(ruler, position + 1) - 1
        return at if 0 <= at < len(ruler) and ruler[at] == position else None

    def _ruler(self, unit: str, lines: str) -> list[int]:
        """Position of each code point, and of the end."""
        if (unit, lines) not in self._rulers:
            widths = map(_width, self.text) if unit == "utf16" else map(_bytes, self.text)
            counted = [1] * len(self.text) if unit == "points" else list(widths)
            for at, letter in enumerate(self.text):
                after_cr = at > 0 and self.text[at - 1] == "\r"
                if lines == "lf" and letter == "\n" and after_cr:
                    counted[at - 1] = 0
                elif lines == "crlf" and letter == "\n" and not after_cr:
                    counted[at] = 2
            self._rulers[unit, lines] = list(accumulate(counted, initial=0))
        return self._rulers[unit, lines]


def settle(texts: Sequence[Text]) -> tuple[Convention, list[list[Span | None]]]:
    """How the file counts, and every claim in code points by that.

    One tool wrote the file, so that all of its texts are asked together; a text whose selections repeat their own words
    only by another count is read by that.
    """
    scores = [_scores(text) for text in texts]
    way = _best(texts, scores)
    found = []
    for text, by_way in zip(texts, scores, strict=True):
        own = _best([text], [by_way])
        better = _named(by_way, text, own) > _named(by_way, text, way)
        taken = text.effective(own if better else way)
        found.append([text.span(claim, taken) for claim in text.claims])
    return way, found


Scores = dict[Convention, list[tuple[int, float]]]


def _scores(text: Text) -> Scores:
    """Of every way that counts this text differently: how its claims would read; of many, as many as decide."""
    claims = text.claims[:: 1 + len(text.claims) // ASKED]
    return {
        way: [_read(text.text, text.span(claim, way), claim.name) for claim in claims]
        for way in dict.fromkeys(map(text.effective, EVERY))
    }


def _best(texts: Sequence[Text], scores: Sequence[Scores]) -> Convention:
    best = USUAL
    for way in EVERY[1:]:
        stands, told = _together(texts, scores, best), _together(texts, scores, way)
        named = sum(new for new, _fit in told) - sum(old for old, _fit in stands)
        moved = [(new > old) - (new < old) for (_n, new), (_o, old) in zip(told, stands, strict=True) if new != old]
        gained = sum(moved)
        needed = MAJORITY * (len(told) if best.end != way.end else len(moved) if best == USUAL else 0)
        if named > 0 or (named == 0 and gained > needed):
            best = way
    return best


def _together(texts: Sequence[Text], scores: Sequence[Scores], way: Convention) -> list[tuple[int, float]]:
    return [s for text, by_way in zip(texts, scores, strict=True) for s in by_way[text.effective(way)]]


def _named(by_way: Scores, text: Text, way: Convention) -> int:
    return sum(named for named, _fit in by_way[text.effective(way)])


def _read(text: str, span: Span | None, name: str) -> tuple[int, float]:
    """How well a stretch reads: whether it is the words it is called by (2, 1 but for spaces), and its borders."""
    if span is None:
        return 0, OUTSIDE
    return _is_called(text[slice(*span)], name), _fit(text, *span)


def _is_called(quote: str, name: str) -> int:
    wanted, cut = _squeezed(name), False
    for dots in ("…", "..."):
        if wanted.endswith(dots):
            wanted, cut = wanted.removesuffix(dots).rstrip(), True
    said = _squeezed(quote)
    if len(wanted) < 2:  # a single letter proves little
        return int(bool(wanted) and said == wanted)
    if cut:
        return int(said.strip().startswith(wanted.strip()))
    return 2 if said == wanted else int(said.strip() == wanted.strip())


def _squeezed(text: str) -> str:
    """In NFC, white space of any kind as single spaces, at the ends too."""
    told = " ".join(unicodedata.normalize("NFC", text).split())
    return f"{' ' * text[:1].isspace()}{told}{' ' * text[-1:].isspace()}" if told else ""


def _fit(text: str, start: int, end: int) -> float:
    cuts_first = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    # A Korean word may be left before its particle.
    inside = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    cuts_last = inside and not (_is_hangul(text[end - 1]) and _is_hangul(text[end]))
    leaves = 0.5 if text[end : end + 1] and text[end] in _CLOSING and text[end - 1].isalnum() else 0.0
    return 2.0 - cuts_first - cuts_last - leaves - 0.5 * text[start].isspace() - 0.5 * text[end - 1].isspace()


def check(text: str, start: int, end: int, name: str) -> str:
    """How far a selection can be believed: "named", its name is its words; "fits", it cuts no word; else "doubtful".

    A Korean word may be left before its particle: only the beginning must be a word's.

    >>> check("매출이 줄었습니다.", 0, 2, ""), check("매출이 줄었습니다.", 1, 3, ""), check("sales fell", 0, 4, "")
    ('fits', 'doubtful', 'doubtful')
    >>> check("매출이 줄었습니다.", 1, 3, "출이")
    'named'
    """
    if _is_called(text[start:end], name):
        return "named"
    if text[start].isspace() or (start > 0 and text[start - 1].isalnum() and text[start].isalnum()):
        return "doubtful"
    if end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        return "fits" if _is_hangul(text[end - 1]) and _is_hangul(text[end]) else "doubtful"
    return "fits"


def own_name(name: str, quote: str) -> str:
    """What a selection is called besides its own words: "" where it is called by them.

    >>> own_name("매출이 줄…", "매출이 줄었습니다."), own_name("핵심 발언", "매출이 줄었습니다.")
    ('', '핵심 발언')
    """
    return "" if not name.strip() or _is_called(quote, name) else name


def _is_hangul(letter: str) -> bool:
    return "가" <= letter <= "힣"


def _width(letter: str) -> int:
    return 1 + (letter > "\uffff")


def _bytes(letter: str) -> int:
    return len(letter.encode("utf-8", "surrogatepass"))
