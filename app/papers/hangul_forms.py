"""What a HWPX file defines before its text: fonts, letters, paragraphs and borders of every look, made once a process."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING
from zipfile import ZipFile

from app.papers.looks import BOTTOM, LINE, LOOKS, SHADE, SIDE, TOP, Look

if TYPE_CHECKING:
    from hwpx import HwpxDocument

# A millimetre in the units of HWP: 7,200 an inch.
MM = 7_200 / 25.4
BODY, HEADS = "함초롬바탕", "함초롬돋움"
# Looks in the font of heads: what is large or stands in cells reads better in it.
_IN_HEADS = frozenset(
    {
        "office",
        "title",
        "h1",
        "h2",
        "h3",
        "h4",
        "head",
        "cell",
        "number",
        "sign",
        "caption",
        "running",
        "signed",
        "figure",
        "beside",
    }
)
_ALIGN = {"both": "JUSTIFY", "left": "LEFT", "right": "RIGHT", "center": "CENTER"}


@dataclass(frozen=True)
class Forms:
    """A file without text: its parts by name, the section up to where text begins, and what each look is called by.

    Attributes
    ----------
    parts : mapping of str to bytes
    section : str
        The section's start with the page's size, up to and without the end of its first run.
    looks : mapping of str to (str, str)
        A look's paragraph and letters.
    kept : mapping of str to str
        The paragraph of a look that stays on the page of what follows.
    plain, ruled, shaded : str
        Borders: none, of a cell, of a cell of a head.
    """

    parts: Mapping[str, bytes]
    section: str
    looks: Mapping[str, tuple[str, str]]
    kept: Mapping[str, str]
    plain: str
    ruled: str
    shaded: str


@lru_cache(maxsize=1)
def forms() -> Forms:
    """Made by python-hwpx on an empty document, whose text is then ours to write."""
    from hwpx import HwpxDocument

    made = HwpxDocument.new()
    edges = {"left": SIDE, "right": SIDE, "top": TOP - 10, "bottom": BOTTOM - 8, "header": 10, "footer": 8}
    made.page.set_margins(**{name: round(edge * MM) for name, edge in edges.items()})
    looks = {name: _look(made, name, look) for name, look in LOOKS.items()}
    kept = {name: _look(made, name, replace(look, keep=True))[0] for name, look in LOOKS.items()}
    border = made.styles.ensure_border_fill
    ruled = border(border_color=f"#{LINE}", border_width="0.12 mm")
    shaded = border(border_color=f"#{LINE}", border_width="0.12 mm", fill_color=f"#{SHADE}")
    with ZipFile(io.BytesIO(made.to_bytes())) as file:
        parts = {name: file.read(name) for name in file.namelist() if not name.startswith("Preview/")}
    # No line of a paragraph stands alone on a page, and Korean words are not cut: Hangul cuts them by "KEEP_WORD".
    head = parts["Contents/header.xml"].decode().replace('widowOrphan="0"', 'widowOrphan="1"')
    parts["Contents/header.xml"] = head.replace('NonLatinWord="KEEP_WORD"', 'NonLatinWord="BREAK_WORD"').encode()
    section = parts.pop("Contents/section0.xml").decode()
    start = section.index("</hp:ctrl>") + len("</hp:ctrl>")
    return Forms(parts, section[:start], looks, kept, "1", ruled, shaded)


def _look(made: HwpxDocument, name: str, look: Look) -> tuple[str, str]:
    """The references of a look: made on a line that is taken out again, then only named."""
    line = made.add_paragraph("")
    made.styles.apply_paragraph_format(
        paragraph_index=len(made.paragraphs) - 1,
        alignment=_ALIGN[look.align],
        spacing_before_pt=look.before,
        spacing_after_pt=look.after,
        line_spacing_percent=look.spacing,
        indent_left_mm=look.left,
        first_line_indent_mm=-look.hang,
        keep_with_next=look.keep,
    )
    letters = made.styles.ensure_run(
        bold=look.bold, size=look.size, color=f"#{look.color}", font=HEADS if name in _IN_HEADS else BODY
    )
    reference = str(line.para_pr_id_ref)
    line.remove()
    return reference, letters
