"""Lines on pages into paragraphs: running heads and page numbers left out, wrapped lines joined."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from transcripts.readers.pdf.hyphens import undivided
from transcripts.readers.pdf.syllables import Syllables
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
_CARRIED, _LOWER = re.compile(r"[A-Za-z][-‐]\s*$"), re.compile(r"[a-z]")
# Minutes set speeches off by a round sign, whatever stands behind it; two of them mask a name.
_BULLET = re.compile(r"\s*[○◯〇●◇◆□■▶▷◎※](?![○◯〇*])")
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
    column : int
        1 and 2 on a page of two columns, 0 elsewhere and for lines across both.
    """

    text: str
    left: float
    right: float
    top: float
    height: float
    column: int = 0


def without_running_heads(pages: list[list[Line]]) -> tuple[list[list[Line]], int]:
    """Leave out page numbers, and lines that come back at the edge of at least half of the pages.

    Returns
    -------
    pages : list of list of Line
    count : int
        How many lines were left out.
    """
    running = _running(pages)
    kept = [_without(page, running) for page in pages]
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
        names a speaker; each column has its own edges. Hyphens that divide a word at a line's end go.
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
    """The usual line of the document, against which each line is held; edges by column."""

    left: dict[int, float]
    right: dict[int, float]
    step: float
    syllables: Syllables
    words: frozenset[str]

    @classmethod
    def of(cls, lines: list[Line]) -> _Page:
        steps = [a.top - b.top for a, b in pairwise(lines) if 0 < a.top - b.top < 4 * a.height]
        columns = {column: [line for line in lines if line.column == column] for column in {x.column for x in lines}}
        return cls(
            left={at: Counter(round(x.left) for x in each).most_common(1)[0][0] for at, each in columns.items()},
            right={at: sorted(x.right for x in each)[int(0.9 * (len(each) - 1))] for at, each in columns.items()},
            step=median(steps) if steps else 0.0,
            syllables=Syllables.of(
                (line.text for line in lines),
                spaced=sum(line.text.endswith(" ") for line in lines) > _SPACES_WRITTEN * len(lines),
            ),
            words=frozenset(re.findall(r"[a-z]+(?:-[a-z]+)*", " ".join(line.text for line in lines).lower())),
        )

    def parts(self, before: Line, line: Line) -> bool:
        label = label_in(line.text)
        if _BULLET.match(line.text) or (label and label.certain):
            return True
        if _CARRIED.search(before.text) and _LOWER.match(line.text):
            return False
        if line.text.startswith("(") and _SENTENCE_END.search(before.text):
            return True
        if self._indent(line) > max(0.0, self._indent(before)) + _INDENT * line.height and not _centered(before, line):
            return True
        if abs(line.height - before.height) > 0.25 * max(line.height, before.height):
            return True
        if self.step and before.top - line.top > _GAP * self.step:
            return True
        room = self.right[before.column] - before.right
        if room <= _SHORT * (self.right[before.column] - self.left[before.column]):
            return False
        return bool(_SENTENCE_END.search(before.text)) or room > _first_word(line)

    def _indent(self, line: Line) -> float:
        return line.left - self.left[line.column]

    def joined(self, text: str, following: str) -> str:
        whole = undivided(text, following, self.words)
        if whole is not None:
            return whole
        if text.endswith((" ", "-", "‐", "—", "–", "/")) or self.syllables.go_on(text, following):
            return text + following
        return f"{text} {following}"


def _first_word(line: Line) -> float:
    """Width of the next line's first word: it would have stood on the line before, had that gone on."""
    first = line.text.split()[0]
    return (len(first) + 2) * (line.right - line.left) / max(1, len(line.text.strip()))


def _centered(before: Line, line: Line) -> bool:
    return abs(before.left + before.right - line.left - line.right) < 4 and line.left > before.left


def _edges(page: list[Line]) -> list[dict[int, Line]]:
    """Lines at the top and at the bottom of a page by their index, outermost heights first, columns side by side."""
    heights = sorted({round(line.top) for line in page})
    wanted = [(heights[-1 - at], heights[at]) for at in range(min(_EDGE, len(heights)))]
    return [{at: line for at, line in enumerate(page) if round(line.top) in pair} for pair in wanted]


def _running(pages: list[list[Line]]) -> frozenset[str]:
    if len(pages) < _FEW_PAGES:
        return _counting(pages)
    counts = Counter(said for page in pages for said in _said_at(_edges(page)))
    return frozenset(said for said, count in counts.items() if count >= max(_FEW_PAGES, len(pages) / 2))


def _counting(pages: list[list[Line]]) -> frozenset[str]:
    """Of two pages: outermost lines that differ by numbers alone."""
    folds = [_said_at(_edges(page)[:1]) for page in pages]
    both = folds[0].keys() & folds[-1].keys() if len(pages) > 1 else ()
    return frozenset(said for said in both if folds[0][said] != folds[-1][said])


def _said_at(edges: list[dict[int, Line]]) -> dict[str, str]:
    """What stands at the edges, folded and as written, but for speakers who say the same on many pages."""
    lines = [line.text for each in edges for line in each.values()]
    return {_folded(text): text for text in lines if not (_BULLET.match(text) or _is_label(text))}


def _folded(text: str) -> str:
    """A line without its numbers, which count pages, and its order: odd and even pages mirror each other."""
    words = re.sub(r"\d+", "#", text).split()
    return " ".join(sorted(word for word in words if word != "#")) or "#"


def _is_label(said: str) -> bool:
    label = label_in(said)
    return label is not None and label.name is not None and label.certain


def _without(page: list[Line], running: frozenset[str]) -> list[Line]:
    edges = _edges(page)
    left_out = {
        at for each in edges for at, line in each.items() if _counts_pages(line) or _folded(line.text) in running
    }
    left_out |= {at for each in edges[:1] for at, line in each.items() if _BARE_NUMBER.fullmatch(line.text)}
    return [line for at, line in enumerate(page) if at not in left_out]


def _counts_pages(line: Line) -> bool:
    return PAGE_NUMBER.fullmatch(line.text) is not None
