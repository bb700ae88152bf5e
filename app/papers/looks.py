"""How each kind of line stands on paper: the same for Word and for Hangul."""

from __future__ import annotations

from dataclasses import dataclass

INK, SOFT = "1E2124", "464C53"
# A level's color, as the pages have it; its shape and word say the same without color.
LEVELS = {"good": "1A6B3C", "caution": "8A5A00", "warning": "A84300", "serious": "B3141D", "danger": "7A0F4A"}
SHADE, LINE = "E8EEF7", "8A949E"
# The sheet in millimetres: A4 with the edges of a Korean office's papers.
WIDTH, HEIGHT = 210, 297
SIDE, TOP, BOTTOM = 20, 25, 20
MEASURE = WIDTH - 2 * SIDE


@dataclass(frozen=True)
class Look:
    """Sizes and spaces in points, indents in millimetres (`hang`: how far the first line stands out).

    `keep` keeps a line on the page of what follows; `heading` is its level in the document's outline, 0 for none.
    """

    size: float = 10.5
    bold: bool = False
    color: str = INK
    align: str = "both"
    before: float = 0
    after: float = 6
    left: float = 0
    hang: float = 0
    keep: bool = False
    heading: int = 0
    spacing: int = 150


_CELL = Look(size=9, align="left", after=0, spacing=135)
_MARK = Look(size=18, bold=True, align="left", after=4, keep=True)
LOOKS = {
    "office": Look(size=17, bold=True, align="center", after=8, keep=True),
    "title": Look(size=19, bold=True, align="center", before=10, after=8, keep=True, spacing=130),
    # The office beneath a letter: apart from its last words.
    "signed": Look(size=17, bold=True, align="center", before=30, after=8, keep=True),
    "subtitle": Look(size=10.5, color=SOFT, align="center", after=10),
    "h1": Look(size=14, bold=True, align="left", before=16, after=5, keep=True, heading=1),
    "h2": Look(size=12, bold=True, align="left", before=10, after=4, keep=True, heading=2),
    "h3": Look(size=11, bold=True, align="left", before=8, after=3, keep=True, heading=3),
    "h4": Look(size=10.5, bold=True, color=SOFT, align="left", before=6, after=3, keep=True, heading=4),
    "text": Look(),
    "strong": Look(bold=True, align="left", before=4),
    "lead": Look(size=12, bold=True, align="left"),
    "bullet": Look(left=5, hang=4, after=3),
    "quote": Look(left=6, after=1, keep=True),
    "from": Look(size=9, color=SOFT, left=6, after=7),
    "note": Look(size=8.5, color=SOFT, after=4),
    "caption": Look(size=9.5, bold=True, align="left", before=8, after=3, keep=True),
    "picture": Look(align="center", after=3, keep=True, spacing=100),
    # The last of what is kept together: a picture of which nothing more is told.
    "last": Look(align="center", after=8, spacing=100),
    "source": Look(size=8.5, color=SOFT, align="left", before=2, after=8),
    "cell": _CELL,
    "number": Look(size=9, align="right", after=0, spacing=135),
    "figure": Look(size=15, bold=True, align="center", before=3, after=0, keep=True, spacing=120),
    "beside": Look(size=9, color=SOFT, align="center", after=3),
    "head": Look(size=9, bold=True, align="center", after=0, keep=True, spacing=135),
    "sign": Look(size=9, align="center", after=0, keep=True, spacing=135),
    "running": Look(size=8.5, color=SOFT, align="right", after=0, spacing=120),
    "mark": _MARK,
    "gap": Look(size=5, after=0, spacing=100),
    **{
        f"mark {level}": Look(size=18, bold=True, color=color, align="left", after=4, keep=True)
        for level, color in LEVELS.items()
    },
}
