"""Letters as one HWPX, laid out like those to print: the address where a window envelope shows it, a sheet a firm."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.surveys.reaching.letters import MILLIMETERS, Letter, Words, qr_png

if TYPE_CHECKING:
    from hwpx import HwpxDocument

# A millimetre in the units of HWP: 7,200 an inch.
_MM = 7_200 / 25.4
# Edges of the sheet in millimetres, as those of the printed letters (letters.css).
_SIDE, _TOP = 22, 20


@dataclass(frozen=True)
class _Look:
    """How a line stands: points before and after it and of its letters."""

    before: int = 0
    after: int = 6
    size: int = 11
    bold: bool = False


# 25 mm under the upper edge of what is written: 45 mm from the paper's, where the window begins.
_LOOKS = {
    "place": _Look(before=71, after=0),
    "firm": _Look(after=0, bold=True),
    "postcode": _Look(after=0),
    "heading": _Look(before=48, after=18, size=16, bold=True),
    "line": _Look(),
    "day": _Look(before=4, after=10, bold=True),
    "code": _Look(before=8, after=4),
    "way": _Look(after=0),
    "office": _Look(before=20, after=0, bold=True),
    "foot": _Look(after=0, size=10),
}


def document(
    letters: Iterable[Letter],
    words: Words,
    *,
    area: Callable[[Letter], str],
    report: Callable[[int], None] | None = None,
) -> bytes:
    """The letters as one HWPX, each on a page of its own; `report` hears how many are written."""
    from hwpx import HwpxDocument

    made = HwpxDocument.new()
    edges = {"left": _SIDE, "right": _SIDE, "top": _TOP, "bottom": _TOP}
    made.page.set_margins(header=0, footer=0, **{name: round(edge * _MM) for name, edge in edges.items()})
    looks = _looks(made)
    for count, letter in enumerate(each for each in letters if each.address):
        for place, (look, text) in enumerate(_lines(letter, words, area(letter))):
            paragraph, run = looks[look]
            if look == "code":
                edge = MILLIMETERS
                made.add_picture(qr_png(text), "png", width_mm=edge, height_mm=edge, para_pr_id_ref=paragraph)
            elif count or place:
                page = "0" if place else "1"
                made.add_paragraph(
                    text, para_pr_id_ref=paragraph, char_pr_id_ref=run, inherit_style=False, pageBreak=page
                )
            else:
                # The first paragraph of a document is there already: it holds the page's size.
                made.paragraphs[0].text = text
                made.paragraphs[0].para_pr_id_ref, made.paragraphs[0].char_pr_id_ref = paragraph, run
    return made.to_bytes()


def _lines(letter: Letter, words: Words, area: str) -> Sequence[tuple[str, str]]:
    assert letter.address is not None
    lines = [
        ("place", letter.place),
        ("firm", f"{letter.firm} {letter.person}".strip() + f" {words.to}"),
        ("postcode", letter.postcode),
        ("heading", words.heading),
        ("line", words.greeted(letter)),
        ("line", words.again if letter.again else ""),
        ("line", words.said(words.why, letter, area)),
        ("code", letter.address),
        ("way", words.way),
        ("line", letter.address),
        ("day", words.day),
        ("line", words.promise),
        ("office", words.office),
        ("foot", words.contact),
        ("foot", letter.firm_code),
    ]
    return [(look, text) for look, text in lines if text or look in ("place", "postcode")]


def _looks(made: HwpxDocument) -> dict[str, tuple[str, str]]:
    """The references of each look: made once on a line that is taken out again, then only named."""
    found = {}
    for name, look in _LOOKS.items():
        line = made.add_paragraph("")
        made.styles.apply_paragraph_format(
            paragraph_index=len(made.paragraphs) - 1,
            spacing_before_pt=look.before,
            spacing_after_pt=look.after,
            line_spacing_percent=150,
        )
        found[name] = (str(line.para_pr_id_ref), made.styles.ensure_run(bold=look.bold, size=look.size))
        line.remove()
    return found
