"""Which line ends of a text are meant, and which only end a full line: minutes of a fixed width, PDF lines, captions."""

from __future__ import annotations

import re
from collections.abc import Callable

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
# Section headings ("# Prices") were said by nobody; they end a block and become no segment.
_HEADING = re.compile(r"\s*#{1,6}[ \t]+\S")
# ○○정밀 and △△시 are masked names, no list.
_BULLET = re.compile(r"\s*(?:[-*•·●◦▪□■◆▶※☞–—](?=\s*\S)|[○△▷◇ㅇ](?![○△])\s*\S|\(?\d{1,2}[.)](?!\d)\s*\S|[①-⑳]|\[\S)")
_FIRST = re.compile(r"\s*가[.)]\s")
_LETTERED = re.compile(rf"{_BULLET.pattern}|\s*[가나다라마바사아자차카타파하][.)]\s")
_MARK = re.compile(r"[.?!…。:;][\"'”’)\]]*\s*$")
# The last word of a line goes on: a particle, a connective, a comma. Nouns end like some of these (도로, 회의, 허가),
# so it takes many lines to say that a text was wrapped, and the sure ones to join two that were not full.
_OPEN = re.compile(r"(?:[은는을를이가의에와과도로만고며면서데게던한된할인]|까지|부터|지만|니까|거나|및|등|[,·(])\s*$")
_SURELY_OPEN = re.compile(
    r"(?:에서|에게|에|던|으로|까지|부터|[하되라다]고|[하되]며|[하되]면|[해아어라]서|니까|지만|[는은]데|려고|도록|거나|"
    r"(?<!마)(?<!가)을|를|는|은|및|또는|,)\s*$"
)
# No statement begins with the verb of a noun in the line above.
_GOES_ON = re.compile(r"\s*(?:하[였고는며면여지]|했|합니|됐|됩니|되[고었어는]|입니다|이?라[고는며]\s)")
_LOWER = re.compile(r"\s*[a-z]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]\W*$")
_WIDE = re.compile(r"[\u1100-\u11ff\u3000-\u9fff\uac00-\ud7ff\uff00-\uff60]")

# Columns, of which a Hangul syllable takes two. A text is no narrower than the first, where two lines only must tell it
# than the second; lines as wide as the third are no list of short items; one wider than the last was never wrapped, so
# that every line end around it is meant. Chosen on the written corpus wrapped at 24 to 80 characters.
NARROW, NARROWEST, WIDE, UNWRAPPED = 24, 38, 60, 240
# Of a wrapped text so many lines are full, and so many end in the midst of a sentence.
FULL, OPEN = 0.7, 0.3


def blocks(text: str) -> list[tuple[int, int]]:
    """Stretches no segment may cross: paragraphs, list items, and lines that were not merely wrapped."""
    found: list[tuple[int, int]] = []
    paragraph: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        blank, heading = not line[0].strip(), bool(_HEADING.match(line[0]))
        if not blank and not heading:
            paragraph.append(line.span())
            continue
        found.extend(_unwrapped(text, paragraph))
        paragraph = []
    found.extend(_unwrapped(text, paragraph))
    return found


def cuts(text: str, size: int) -> list[tuple[int, int]]:
    """Ranges of about `size` characters that cover the text and give the same segments as the whole.

    They end behind a blank line or a heading; between two of those a range may be longer.
    """
    if len(text) <= size:
        return [(0, len(text))]
    found, begin = [], 0
    for line in _LINE.finditer(text):
        if line.end() - begin >= size and (not line[0].strip() or _HEADING.match(line[0])):
            found.append((begin, line.end()))
            begin = line.end()
    return found + [(begin, len(text))] * (begin < len(text))


def last_paragraph(text: str) -> str:
    """The last lines between blank ones or headings; '' where nothing is said. Its last segment is that of the text."""
    last, lines = "", list[str]()
    for line in _LINE.findall(text):
        if line.strip() and not _HEADING.match(line):
            lines.append(line)
        elif lines:
            last, lines = "".join(lines), []
    return "".join(lines) or last


def _unwrapped(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the lines of one paragraph where a line was broken only because it was full."""
    if len(spans) < 2:
        return spans
    lines = [text[start:end].rstrip() for start, end in spans]
    if max(map(_columns, lines)) > UNWRAPPED:
        return spans
    broken = _broken(lines)
    # 가. 나. 다. count items where they begin with the first; else 다. is the last syllable of a word broken (합니 | 다.).
    bullet = _LETTERED if any(_FIRST.match(line) for line in lines) else _BULLET
    joined = [spans[0]]
    for n, (start, end) in enumerate(spans[1:]):
        open_end = not _MARK.search(lines[n]) and (_SURELY_OPEN.search(lines[n]) or _GOES_ON.match(lines[n + 1]))
        if (broken[n] or open_end) and not bullet.match(lines[n + 1]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _broken(lines: list[str]) -> list[bool]:
    """Of each line but the last whether it ended because it was full, as most of the paragraph's did."""
    asked = [n for n, line in enumerate(lines[:-1]) if not _MARK.search(line)]
    widest = max(map(_columns, lines))
    if not asked or widest < (NARROW if len(asked) > 2 else NARROWEST):
        return [False] * len(lines)
    # Some count characters, some the columns of a page.
    full = max((_full(lines, width) for width in (_columns, len)), key=lambda full: sum(full[n] for n in asked))
    midst = sum(_is_open(lines[n], lines[n + 1]) for n in asked) >= OPEN * len(asked)
    # Broken at a fixed number of characters, also within words.
    even = len(asked) > 2 and all(max(map(len, lines)) - len(lines[n]) < 2 for n in asked)
    prose = midst or even or widest >= WIDE or _MARK.search(lines[-1])
    wrapped = prose and sum(full[n] for n in asked) >= FULL * len(asked)
    return [bool(wrapped) and each for each in full]


def _full(lines: list[str], width: Callable[[str], int]) -> list[bool]:
    """Of each line but the last whether the first word of the next would have made it wider than any."""
    widths = list(map(width, lines))
    first = [width(line.split(maxsplit=1)[0]) for line in lines[1:]]
    return [here + 1 + word > max(widths) for here, word in zip(widths, first, strict=False)]


def _is_open(line: str, below: str) -> bool:
    return bool(_OPEN.search(line)) if _HANGUL.search(line) else bool(_LOWER.match(below)) or line.endswith(",")


def _columns(line: str) -> int:
    return len(line) + len(_WIDE.findall(line))
