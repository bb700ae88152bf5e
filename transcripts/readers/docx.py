"""Reader for DOCX: paragraphs and tables in their order, tables of speakers as turns, footnotes as notes."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx as python_docx
from docx.document import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from transcripts.decoding import packages
from transcripts.readers.blocks import merged, of_table
from transcripts.text.problems import Message
from transcripts.text.questions import NOTHING, Answers
from transcripts.text.turns import Block, Draft, Passage

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Wrappers around paragraphs: content controls, tracked insertions. python-docx passes over what they hold.
_WRAPPERS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_LEFT_OUT = {f"{_W}{name}" for name in ("del", "moveFrom", "txbxContent", "pPr", "rPr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_NOTE_PARTS = (
    ("/word/footnotes.xml", "footnote", Message("각주 %(number)d: %(words)s")),
    ("/word/endnotes.xml", "endnote", Message("미주 %(number)d: %(words)s")),
)


def read(data: bytes, _answers: Answers = NOTHING) -> Draft:
    """Read a Word document.

    Raises
    ------
    TranscriptError
        Codes ``damaged``, ``bomb``, ``entities``, ``locked``.
    """
    packages.check(data, "DOCX")
    try:
        document = python_docx.Document(io.BytesIO(data))
        blocks = tuple(merged(_blocks(document.element.body)))
        return Draft(blocks, None, tuple(_notes(document)))
    # python-docx meets a broken package with KeyError, ValueError, AttributeError or its own errors, by part.
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, SyntaxError, OSError) as error:
        raise packages.damaged("DOCX") from error
    except (PythonDocxError, OpcError) as error:
        raise packages.damaged("DOCX") from error


def _blocks(parent: Element) -> Iterator[Block]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield Passage(_paragraph(child))
            yield from (Passage(_cell(box)) for box in _text_boxes(child))
        elif child.tag == f"{_W}tbl":
            yield from _table(child)
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _table(table: Element) -> Iterator[Block]:
    yield from of_table([[_cell(cell) for cell in _cells(row)] for row in _rows(table)])


def _rows(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == f"{_W}tr":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)


def _cell(cell: Element) -> str:
    return "\n".join(_lines(cell)).strip()


def _lines(parent: Element) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield _paragraph(child)
            yield from (_cell(box) for box in _text_boxes(child))
        elif child.tag == f"{_W}tbl":
            for row in _rows(child):
                yield " | ".join(" ".join(_cell(cell).split()) for cell in _cells(row))
        elif child.tag in _WRAPPERS:
            yield from _lines(child)


def _paragraph(paragraph: Element) -> str:
    return "".join(_words(paragraph))


def _words(element: Element) -> Iterator[str]:
    """Text of a paragraph with links and tracked insertions, without tracked deletions and text boxes."""
    for child in element:
        if child.tag in _LEFT_OUT or child.tag == _FALLBACK:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        else:
            yield from _words(child)


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    for box in paragraph.iter(f"{_W}txbxContent"):
        # Word writes each box twice: the second copy is for programs of before 2010.
        if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            yield box


def _notes(document: Document) -> Iterator[Message]:
    for part in document.part.package.iter_parts():
        for name, tag, template in _NOTE_PARTS:
            if str(part.partname) == name:
                called = [each.get(f"{_W}id") for each in document.element.body.iter(f"{_W}{tag}Reference")]
                yield from _notes_of(parse_xml(part.blob), tag, template, called)


def _notes_of(root: Element, tag: str, template: str, called: list[str | None]) -> Iterator[Message]:
    """Notes in the order in which the text calls them; those nobody calls come last."""
    order = {note_id: at for at, note_id in reversed(list(enumerate(called)))}
    number = 0
    for note in sorted(root.iter(f"{_W}{tag}"), key=lambda note: order.get(note.get(f"{_W}id"), len(called))):
        words = " ".join(_cell(note).split())
        if words and note.get(f"{_W}type") is None:
            number += 1
            yield Message(template, number=number, words=words)
