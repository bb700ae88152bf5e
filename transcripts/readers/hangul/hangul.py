"""The XML of a Hangul document (OWPML) into blocks: paragraphs, tables, text boxes; notes and memos apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from transcripts.readers.blocks import Tables, drafted, flat, joined, stripped
from transcripts.readers.hangul.numbering import Numbers, numbers_in
from transcripts.text.problems import Message
from transcripts.text.questions import NOTHING, Answers
from transcripts.text.turns import Block, Draft, Passage

_BREAKS = {"lineBreak": "\n", "tab": "\t", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
_NOTES = {
    "footNote": Message("각주 %(number)d: %(words)s"),
    "endNote": Message("미주 %(number)d: %(words)s"),
    "fieldBegin": Message("메모 %(number)d: %(words)s"),
}
# Pages repeat these on every sheet, or hide them.
_LEFT_OUT = {"header", "footer", "hiddenComment", "secPr", "parameters", "linesegarray"}
_ELSEWHERE = {
    "header": Message("머리글·바닥글은 본문이 아니어서 뺐습니다(%(count)d곳). 예: %(words)s"),
    "footer": Message("머리글·바닥글은 본문이 아니어서 뺐습니다(%(count)d곳). 예: %(words)s"),
    "hiddenComment": Message("숨은 설명은 본문이 아니어서 뺐습니다(%(count)d개). 예: %(words)s"),
    "equation": Message("수식은 글로 옮기지 않았습니다(%(count)d개). 예: %(words)s"),
    "deleted": Message("변경 추적에서 지운 글은 빼고 넣은 글은 읽었습니다(지운 곳 %(count)d곳). 예: %(words)s"),
}
_COUNTED = {"TABLE", "PICTURE", "EQUATION"}  # "표 3" counts by itself; numbers of pages and notes do not read
# A file may claim any column, and rows are filled up to it. Chosen, not measured.
_MOST_COLUMNS = 200


def draft(sections: Iterable[bytes], header: bytes | None = None, answers: Answers = NOTHING) -> Draft:
    """Read the section parts of a document.

    Parameters
    ----------
    sections : iterable of bytes
        ``Contents/section0.xml`` and those after it.
    header : bytes, optional
        ``Contents/header.xml``: how paragraphs are numbered, which letters are bold.
    answers : mapping of str to str, optional
        Which columns of its tables say what.

    Raises
    ------
    TranscriptError
        Code ``empty`` where words stand outside of the body alone.
    lxml.etree.XMLSyntaxError
        Where a part is no XML.
    """
    document = _Document(numbers_in(header), Tables(answers), _bold_in(header))
    blocks: list[Block] = []
    for section in sections:
        blocks += document.blocks(_parsed(section))
    return drafted(blocks, document.notes, document.tables, document.elsewhere)


def _parsed(section: bytes) -> etree._Element:
    # A parser for each part: entities, network and huge trees stay off.
    return etree.fromstring(section, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))


def _name(element: etree._Element) -> str:
    """Name without namespace: Hancom's changed with the years, the words did not."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


@dataclass
class _Document:
    """What is known across paragraphs: their numbers, notes found so far, which tracked deletion is open."""

    numbers: Numbers
    tables: Tables
    bold: frozenset[str]
    elsewhere: dict[Message, list[str]] = field(default_factory=dict)
    notes: list[Message] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    deletions: set[str] = field(default_factory=set)

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """Blocks of a section or of a list of paragraphs."""
        # A deletion without its end would swallow the rest of the document.
        if _name(parent) == "sec":
            self.deleted = set()
            self.deletions = {end.get("Id", "") for end in parent.iter("{*}deleteEnd")}
            self.numbers.enter(parent)
        for paragraph in parent:
            if _name(paragraph) == "p":
                yield from self.paragraph(paragraph)

    def paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        number = self.numbers.before(paragraph)
        pieces: list[Passage] = [Passage(number)] if number else []
        boxes: list[Block] = []
        broken = False
        for run in paragraph:
            bold = run.get("charPrIDRef") in self.bold
            for element in run if _name(run) == "run" else ():
                if _name(element) == "tbl":
                    if any(piece.text.strip() for piece in pieces[bool(number) :]):
                        yield joined("", pieces)
                        number = ""
                    pieces, broken = [Passage(number)] if number else [], True
                    yield from self.table(element)
                else:
                    words: list[str] = []
                    boxes += self.piece(element, words)
                    text = "".join(words)
                    pieces.append(Passage(text, ((0, len(text)),) if bold and text else ()))
        said = joined("", pieces[bool(number) :])
        if not broken or said.text.strip():
            yield joined("", pieces) if said.text.strip() else said
        yield from boxes

    def piece(self, element: etree._Element, words: list[str]) -> list[Block]:
        """Take up the text of one part of a run; hand back the paragraphs of a text box."""
        name = _name(element)
        if name == "t":
            words += self.text(element)
        elif name == "compose":
            words.append(element.get("composeText") or "")
        elif name == "dutmal":
            words += [main.text or "" for main in element.iter("{*}mainText")]
        elif name == "ctrl":
            for each in element:
                if _name(each) == "autoNum" and each.get("numType") in _COUNTED:
                    words.append(each.get("num", ""))
                self.control(each)
        elif name == "equation":
            self.outside(name, " ".join(script.text or "" for script in element.iter("{*}script")))
        elif name not in _LEFT_OUT:
            return [block for inner in _lists(element) for block in self.blocks(inner)]
        return []

    def outside(self, place: str, words: str) -> None:
        """Remember words that are none of the body's."""
        self.elsewhere.setdefault(_ELSEWHERE[place], []).append(words)

    def text(self, element: etree._Element) -> Iterator[str]:
        yield from self.standing(element.text or "")
        for child in element:
            name = _name(child)
            if name == "deleteBegin" and child.get("Id", "") in self.deletions:
                self.deleted.add(child.get("Id", ""))
            elif name == "deleteEnd":
                self.deleted.discard(child.get("Id", ""))
            yield from self.standing(_BREAKS.get(name, "") + (child.tail or ""))

    def standing(self, words: str) -> Iterator[str]:
        if not self.deleted:
            yield words
        elif words.strip():
            self.outside("deleted", words)

    def control(self, control: etree._Element) -> None:
        name = _name(control)
        if name not in _NOTES and name not in _ELSEWHERE:
            return
        said = " ".join(self.cell(control).text.split())
        if said and name in _ELSEWHERE:
            self.outside(name, said)
            return
        if said:
            self.counts[name] = self.counts.get(name, 0) + 1
            self.notes.append(Message(_NOTES[name].template, number=self.counts[name], words=said))

    def table(self, table: etree._Element) -> Iterator[Block]:
        for caption in table.iterchildren("{*}caption"):
            yield self.cell(caption)
        yield from self.tables.blocks(self.rows(table))

    def rows(self, table: etree._Element) -> list[list[Passage]]:
        return [self.row(row) for row in table.iterchildren("{*}tr")]

    def row(self, row: etree._Element) -> list[Passage]:
        cells: list[Passage] = []
        for cell in row.iterchildren("{*}tc"):
            # Cells that a merged one covers are not written: its neighbors keep their own column.
            column = _column(cell)
            cells += [Passage("")] * max(0, column - len(cells))
            cells.append(self.cell(cell))
        return cells

    def cell(self, cell: etree._Element) -> Passage:
        return stripped(joined("\n", (line for inner in _lists(cell) for line in self.lines(inner))))

    def lines(self, inner: etree._Element) -> Iterator[Passage]:
        for block in self.blocks(inner):
            yield block if isinstance(block, Passage) else Passage(flat((block.speaker or "", block.text)))


def _bold_in(header: bytes | None) -> frozenset[str]:
    """Which kinds of letters are bold, by the number by which runs name them."""
    kinds = _parsed(header).iter("{*}charPr") if header else ()
    return frozenset(kind.get("id", "") for kind in kinds if kind.find("{*}bold") is not None)


def _lists(element: etree._Element) -> Iterator[etree._Element]:
    """Lists of paragraphs inside an element, without those inside these."""
    for child in element:
        if _name(child) == "subList":
            yield child
        elif _name(child) not in _LEFT_OUT:
            yield from _lists(child)


def _column(cell: etree._Element) -> int:
    address = cell.find("{*}cellAddr")
    number = address.get("colAddr", "") if address is not None else ""
    return min(int(number), _MOST_COLUMNS) if number.isascii() and number.isdigit() and len(number) < 6 else 0
