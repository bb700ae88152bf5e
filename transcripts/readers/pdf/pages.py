"""Lines on pages into paragraphs: running heads and page numbers left out, wrapped lines joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from transcripts.speakers.labels import label_in

PAGE_NUMBER = re.compile(
    r"[ \t]*(?:(?:Page|쪽|페이지)[ \t]*\d{1,4}(?:[ \t]*(?:of|/)[ \t]*\d{1,4})?|-[ \t]*\d{1,4}[ \t]*-)[ \t]*",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\s*\d{1,4}(?:\s*/\s*\d{1,4})?\s*")
_EDGE = 3  # lines at the top and at the bottom among which running heads are looked for
# In fewer pages a line may come back by chance. Chosen, not measured.
_FEW_PAGES = 3
_SENTENCE_END = re.compile(r"[.?!。…:][\"'”’)\]]*\s*$|[다요죠까][.\"'”’)\]]*\s*$")
_LATIN_END = re.compile(r"([A-Za-z]+)-$")
_LATIN_START = re.compile(r"[a-z]+")
# Shares of a line's length, of the height of letters and of the usual step from line to line. Chosen, not measured.
_SHORT, _INDENT, _GAP = 0.12, 0.9, 1.45
# Where programs write the space at a line's end, a line without one was broken inside a word.
_SPACES_WRITTEN = 0.2


@dataclass(frozen=True)
class Line:
    """One line of a page.

    Attributes
    ----------
    text : str
        As written, with a space at its end where the file has one.
    left, right, top, height : float
        In points; `top` is the line the letters stand on and falls down the page, as PDF counts.
    """

    text: str
    left: float
    right: float
    top: float
    height: float


def without_running_heads(pages: list[list[Line]]) -> tuple[list[list[Line]], int]:
    """Leave out page numbers, and lines that come back at the edge of at least half of the pages.

    Returns
    -------
    pages : list of list of Line
    count : int
        How many lines were left out.
    """
    running = _running(pages)
    kept = [[line for at, line in enumerate(page) if not _runs(line, at, len(page), running)] for page in pages]
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def paragraphs(pages: list[list[Line]]) -> list[str]:
    """Join the lines of paragraphs, across pages too.

    Parameters
    ----------
    pages : list of list of Line
        In reading order, without running heads.

    Returns
    -------
    list of str
        A line begins a paragraph if it is indented, stands apart, follows a short line, is of another size or
        names a speaker. Hyphens at a line's end go where the joined word occurs elsewhere in the document.
    """
    lines = [line for page in pages for line in page if line.text.strip()]
    if not lines:
        return []
    page = _Page.of(lines)
    made = [lines[0].text]
    for before, line in pairwise(lines):
        if page.parts(before, line):
            made.append(line.text)
        else:
            made[-1] = page.joined(made[-1], line.text)
    return [text.strip() for text in made]


@dataclass(frozen=True)
class _Page:
    """The usual line of the document, against which each line is held."""

    left: float
    right: float
    step: float
    spaces: bool
    words: frozenset[str]

    @classmethod
    def of(cls, lines: list[Line]) -> _Page:
        steps = [a.top - b.top for a, b in pairwise(lines) if 0 < a.top - b.top < 4 * a.height]
        rights = sorted(line.right for line in lines)
        return cls(
            left=Counter(round(line.left) for line in lines).most_common(1)[0][0],
            # A few lines stand out to the right, so not the farthest.
            right=rights[int(0.9 * (len(rights) - 1))],
            step=median(steps) if steps else 0.0,
            spaces=sum(line.text.endswith(" ") for line in lines) > _SPACES_WRITTEN * len(lines),
            words=frozenset(re.findall(r"[a-z]+(?:-[a-z]+)*|[가-힣]+", " ".join(line.text for line in lines).lower())),
        )

    def parts(self, before: Line, line: Line) -> bool:
        label = label_in(line.text)
        if label and label.certain:
            return True
        if line.left > max(self.left, before.left) + _INDENT * line.height and not _centered(before, line):
            return True
        if abs(line.height - before.height) > 0.25 * max(line.height, before.height):
            return True
        if self.step and before.top - line.top > _GAP * self.step:
            return True
        room = self.right - before.right > _SHORT * (self.right - self.left)
        return room and (bool(_SENTENCE_END.search(before.text)) or self.right - before.right > self._first_word(line))

    def _first_word(self, line: Line) -> float:
        """Width of the next line's first word: it would have stood on the line before, had that gone on."""
        first = line.text.split()[0]
        return (len(first) + 2) * (line.right - line.left) / max(1, len(line.text.strip()))

    def joined(self, text: str, following: str) -> str:
        broken = _LATIN_END.search(text.rstrip())
        begin = _LATIN_START.match(following)
        if broken and begin:
            whole = broken[1].lower() + begin[0]
            return text.rstrip()[: -1 if whole in self.words else None] + following
        if text.endswith((" ", "-", "—", "–", "/")) or self._breaks_word(text, following):
            return text + following
        return f"{text} {following}"

    def _breaks_word(self, text: str, following: str) -> bool:
        """Korean lines may end inside a word: told by the space that is missing, or by the word elsewhere."""
        if not (_is_hangul(text[-1]) and _is_hangul(following[0])):
            return False
        return self.spaces or text.split()[-1] + following.split()[0].rstrip(",.?!") in self.words


def _centered(before: Line, line: Line) -> bool:
    return abs(before.left + before.right - line.left - line.right) < 4 and line.left > before.left


def _is_hangul(letter: str) -> bool:
    return "가" <= letter <= "힣"


def _edges(page: list[Line]) -> Iterator[Line]:
    yield from page[:_EDGE]
    yield from page[max(_EDGE, len(page) - _EDGE) :]


def _running(pages: list[list[Line]]) -> frozenset[str]:
    counts = Counter(said for page in pages for said in {_folded(line) for line in _edges(page)})
    enough = max(_FEW_PAGES, len(pages) / 2)
    return frozenset(said for said, count in counts.items() if count >= enough and not _is_label(said))


def _folded(line: Line) -> str:
    """The line without its numbers: they count the pages."""
    return re.sub(r"\d+", "#", " ".join(line.text.split()))


def _is_label(said: str) -> bool:
    label = label_in(said)
    return label is not None and label.name is not None and label.certain


def _runs(line: Line, at: int, count: int, running: frozenset[str]) -> bool:
    if _EDGE <= at < count - _EDGE:
        return False
    outermost = at in (0, count - 1) and _BARE_NUMBER.fullmatch(line.text) is not None
    return outermost or PAGE_NUMBER.fullmatch(line.text) is not None or _folded(line) in running
