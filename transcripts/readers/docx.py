"""Reader for DOCX: paragraphs and tables in their order, tables of speakers as turns, footnotes as notes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from transcripts.decoding import packages
from transcripts.readers import docx_elsewhere
from transcripts.readers.blocks import Tables, drafted, joined, stripped
from transcripts.readers.docx_elsewhere import W, is_hidden, is_on
from transcripts.text.problems import Message, TranscriptError
from transcripts.text.questions import NOTHING, Answers
from transcripts.text.turns import Block, Draft, Passage

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

# Wrappers around paragraphs: content controls, tracked insertions. python-docx passes over what they hold.
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_LEFT_OUT = {f"{W}{name}" for name in ("del", "moveFrom", "txbxContent", "pPr", "rPr")}
_STRONG = frozenset({"Strong", "IntenseEmphasis"})
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
_NOTE_PARTS = (
    ("/word/footnotes.xml", "footnote", Message("각주 %(number)d: %(words)s")),
    ("/word/endnotes.xml", "endnote", Message("미주 %(number)d: %(words)s")),
)


def read(data: bytes, answers: Answers = NOTHING) -> Draft:
    """Read a Word document.

    Raises
    ------
    TranscriptError
        Codes ``damaged``, ``bomb``, ``entities``, ``locked``, ``empty`` (words outside of the body alone).
    """
    import docx as python_docx
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError

    packages.check(data, "DOCX")
    try:
        document = python_docx.Document(io.BytesIO(packages.transitional(data)))
        tables = Tables(answers)
        blocks = list(_blocks(document.element.body, tables))
        return drafted(blocks, _notes(document), tables, docx_elsewhere.found(document))
    # python-docx meets a broken package with KeyError, ValueError, AttributeError or its own errors, by part.
    except TranscriptError:
        raise
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, SyntaxError, OSError) as error:
        raise packages.damaged("DOCX") from error
    except (PythonDocxError, OpcError) as error:
        raise packages.damaged("DOCX") from error


def _blocks(parent: Element, tables: Tables) -> Iterator[Block]:
    for child in parent:
        if child.tag == f"{W}p":
            yield _paragraph(child)
            yield from (_cell(box) for box in _text_boxes(child))
        elif child.tag == f"{W}tbl":
            yield from tables.blocks([[_cell(cell) for cell in _cells(row)] for row in _rows(child)])
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, tables)


def _rows(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)


def _cell(cell: Element) -> Passage:
    return stripped(joined("\n", _lines(cell)))


def _lines(parent: Element) -> Iterator[Passage]:
    for child in parent:
        if child.tag == f"{W}p":
            yield _paragraph(child)
            yield from (_cell(box) for box in _text_boxes(child))
        elif child.tag == f"{W}tbl":
            for row in _rows(child):
                yield Passage(" | ".join(" ".join(_cell(cell).text.split()) for cell in _cells(row)))
        elif child.tag in _WRAPPERS:
            yield from _lines(child)


def _paragraph(paragraph: Element) -> Passage:
    """Text of a paragraph, and which stretches of it are bold."""
    text = ""
    marked: list[tuple[int, int]] = []
    for words, bold in _words(paragraph):
        if bold and marked and marked[-1][1] == len(text):
            marked[-1] = (marked[-1][0], len(text) + len(words))
        elif bold:
            marked.append((len(text), len(text) + len(words)))
        text += words
    return Passage(text, tuple(marked))


def _words(element: Element, *, bold: bool = False) -> Iterator[tuple[str, bool]]:
    """Words of a paragraph with links and tracked insertions, without tracked deletions, hidden text and text boxes."""
    for child in element:
        if child.tag in _LEFT_OUT or child.tag == _FALLBACK or is_hidden(child):
            continue
        if child.tag == f"{W}t":
            yield child.text or "", bold
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag], bold
        else:
            yield from _words(child, bold=_is_bold(child) if child.tag == f"{W}r" else bold)


def _is_bold(run: Element) -> bool:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return False
    style = properties.find(f"{W}rStyle")
    return is_on(properties.find(f"{W}b")) or (style is not None and style.get(f"{W}val") in _STRONG)


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    for box in paragraph.iter(f"{W}txbxContent"):
        # Word writes each box twice: the second copy is for programs of before 2010.
        if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            yield box


def _notes(document: Document) -> Iterator[Message]:
    from docx.oxml import parse_xml

    for part in document.part.package.iter_parts():
        for name, tag, template in _NOTE_PARTS:
            if str(part.partname) == name:
                called = [each.get(f"{W}id") for each in document.element.body.iter(f"{W}{tag}Reference")]
                yield from _notes_of(parse_xml(part.blob), tag, template, called)


def _notes_of(root: Element, tag: str, template: str, called: list[str | None]) -> Iterator[Message]:
    """Notes in the order in which the text calls them; those nobody calls come last."""
    order = {note_id: at for at, note_id in reversed(list(enumerate(called)))}
    number = 0
    for note in sorted(root.iter(f"{W}{tag}"), key=lambda note: order.get(note.get(f"{W}id"), len(called))):
        words = " ".join(_cell(note).text.split())
        if words and note.get(f"{W}type") is None:
            number += 1
            yield Message(template, number=number, words=words)
