"""A paper laid out: its head, blocks and sign-off as lines, grids and pictures, which each form writes as its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _

from app.clock import today
from app.papers.fitting import Room, fitted, room
from app.papers.looks import LOOKS, MEASURE
from app.papers.model import (
    Block,
    Break,
    Bullets,
    Chart,
    Facts,
    Heading,
    Lead,
    Mark,
    Note,
    Numbers,
    Pair,
    Paper,
    Quote,
    SignOff,
    Table,
    Text,
)
from app.papers.pieces import Cell, Grid, Laid, Line, Picture
from app.words.formats import day

# Letters no XML can hold.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A cell to sign in, in millimetres; what stands before the cells is narrow.
SIGNED, SIGN_WORD = 18, 12


def legal(text: str) -> str:
    """The text without what no XML can hold."""
    return _ILLEGAL.sub("", text)


@dataclass
class _Count:
    """How many tables and charts there were, and what the columns of tables with the same head ask for."""

    rooms: Mapping[tuple[str, ...], tuple[Room, ...]]
    tables: int = 0
    charts: int = 0


def laid(paper: Paper) -> Iterator[Laid]:
    """All of a paper in its order; what ends it, such as the cells to sign in, is never alone on a page."""
    *pieces, last = (*_opening(paper), *_body(paper))
    yield from pieces
    ending = bool(paper.sign_off or made_today(paper))
    yield replace(last, keep=ending) if isinstance(last, Line) else last
    yield from _closing(paper)


def _body(paper: Paper) -> Iterator[Laid]:
    counts = _Count(_rooms(paper))
    fresh = False
    for block in paper.blocks:
        if isinstance(block, Break):
            fresh = True
            continue
        for piece in _LAID[type(block)](block, counts):
            if fresh:
                yield replace(piece, new_page=True) if isinstance(piece, Line) else Line("gap", "", new_page=True)
            if not (fresh and isinstance(piece, Line)):
                yield piece
            fresh = False


def _rooms(paper: Paper) -> dict[tuple[str, ...], tuple[Room, ...]]:
    """By head what columns ask for: tables of one kind stand beneath each other in the same columns."""
    found: dict[tuple[str, ...], tuple[Room, ...]] = {}
    for block in paper.blocks:
        if isinstance(block, Table):
            texts = (
                [(word, "head"), *((row[n], _look(block, n)) for row in block.rows)]
                for n, word in enumerate(block.head)
            )
            mine = tuple(room(column, MEASURE) for column in texts)
            found[block.head] = tuple(one | other for one, other in zip(found.get(block.head, mine), mine, strict=True))
    return found


@dataclass(frozen=True)
class Shown:
    """A block for a page: its kind, its captions with their numbers (of a pair two)."""

    kind: str
    block: Block
    captions: tuple[str, ...] = ()


def shown(paper: Paper) -> Iterator[Shown]:
    """A paper's blocks for a page, captions numbered as in its files."""
    tables = charts = 0
    for block in paper.blocks:
        captions: tuple[str, ...] = ()
        if isinstance(block, Table) and block.caption:
            tables += 1
            captions = (table_caption(tables, block.caption),)
        elif isinstance(block, Chart | Pair):
            of = (block,) if isinstance(block, Chart) else block.charts
            captions = tuple(chart_caption(charts + n, chart.caption) for n, chart in enumerate(of, start=1))
            charts += len(of)
        yield Shown(type(block).__name__.lower(), block, captions)


def running(paper: Paper) -> str:
    """What stands at the head of every page: that the data are invented on a line of its own, before all else."""
    words = " · ".join(filter(None, (paper.running or paper.title, paper.number)))
    return legal("\n".join(filter(None, (example() if paper.example else "", words))))


def example() -> str:
    return _("예시 자료: 지역·기업·사람·발언은 모두 지어낸 것입니다")


def head_facts(paper: Paper) -> list[tuple[str, str]]:
    """The office's head as pairs: only what is known."""
    found = (
        (_("문서번호"), paper.number),
        (_("시행일"), day(paper.made_on) if paper.made_on and paper.number else ""),
        (_("부서"), paper.department),
        (_("수신"), paper.to),
    )
    return [(name, said) for name, said in found if said]


def _opening(paper: Paper) -> Iterator[Laid]:
    if paper.office:
        yield Line("office", paper.office)
    facts = head_facts(paper)
    if facts and paper.letter:
        yield from (Line("text", f"{name}  {said}") for name, said in facts)
    elif facts:
        cells = [
            Cell((Line(look, text),), look == "head")
            for pair in facts
            for look, text in zip(("head", "cell"), pair, strict=True)
        ]
        beside = 2 - len(facts) % 2  # two pairs a row, where no cell stays empty
        rows = tuple(tuple(cells[n : n + 2 * beside]) for n in range(0, len(cells), 2 * beside))
        yield Grid(rows, (22, MEASURE / beside - 22) * beside, whole=True)
    yield Line("title", paper.title)
    if paper.subtitle:
        yield Line("subtitle", paper.subtitle)


def made_today(paper: Paper) -> str:
    """When a paper without a number was made; one with a number says its own day at its head."""
    return "" if paper.number or paper.letter else _("이 문서를 만든 날: %(day)s", day=day(today()))


def _closing(paper: Paper) -> Iterator[Laid]:
    if told := made_today(paper):
        yield Line("note", told, keep=bool(paper.sign_off))
    if paper.letter and paper.office:
        yield Line("signed", paper.office, keep=bool(paper.sign_off))
    if paper.sign_off:
        yield from _sign_off(paper.sign_off, _Count({}))


def _heading(block: Heading, _counts: _Count) -> Iterator[Laid]:
    yield Line(f"h{min(max(block.level, 1), 4)}", block.text)


def _text(block: Text, _counts: _Count) -> Iterator[Laid]:
    yield Line("strong" if block.strong else "text", block.text)


def _lead(block: Lead, _counts: _Count) -> Iterator[Laid]:
    yield Line("lead", block.text)


def _mark(block: Mark, _counts: _Count) -> Iterator[Laid]:
    look = f"mark {block.level}"
    yield Line(look if look in LOOKS else "mark", block.text, end=block.note)


def _numbers(block: Numbers, _counts: _Count) -> Iterator[Laid]:
    heads = tuple(Cell((Line("head", word),), True) for word, _told, _beside in block.items)
    told = tuple(Cell((Line("figure", told), Line("beside", beside))) for _word, told, beside in block.items)
    if heads:
        yield Grid((heads, told), (MEASURE / len(heads),) * len(heads), whole=True)
        yield Line("gap", "")


def _bullets(block: Bullets, _counts: _Count) -> Iterator[Laid]:
    return (Line("bullet", f"• {item}") for item in block.items)


def _facts(block: Facts, _counts: _Count) -> Iterator[Laid]:
    rows = tuple((Cell((Line("head", name),), True), Cell((Line("cell", said),))) for name, said in block.pairs)
    if rows:
        yield Grid(rows, (38, MEASURE - 38))
        yield Line("gap", "")


def _table(block: Table, counts: _Count) -> Iterator[Laid]:
    if block.caption:
        counts.tables += 1
        yield Line("caption", table_caption(counts.tables, block.caption))
    head = tuple(Cell((Line("head", word),), True) for word in block.head)
    looks = [_look(block, n) for n in range(len(block.head))]
    rows = (tuple(Cell((Line(look, text),)) for look, text in zip(looks, row, strict=True)) for row in block.rows)
    widths = fitted(block.parts(), counts.rooms[block.head], MEASURE)
    yield Grid((head, *rows), widths, head=1, told=bool(block.source))
    yield Line("source", block.source) if block.source else Line("gap", "")


def _look(block: Table, n: int) -> str:
    return "number" if n in block.numeric else "cell"


def _chart(block: Chart, counts: _Count) -> Iterator[Laid]:
    yield from _pictured(block, counts, MEASURE)


def _pictured(chart: Chart, counts: _Count, width: float) -> Iterator[Line | Picture]:
    """The caption above, the picture, its source beneath: each keeps the next on its page."""
    counts.charts += 1
    yield Line("caption", chart_caption(counts.charts, chart.caption))
    yield Picture(chart, width, "picture" if chart.source else "last")
    if chart.source:
        yield Line("source", chart.source)


def _pair(block: Pair, counts: _Count) -> Iterator[Laid]:
    width = MEASURE / max(len(block.charts), 1)
    cells = tuple(Cell(tuple(_pictured(chart, counts, width - 4))) for chart in block.charts)
    if cells:
        yield Grid((cells,), (width,) * len(cells), ruled=False, whole=True)


def _quote(block: Quote, _counts: _Count) -> Iterator[Laid]:
    yield Line("quote", block.said)
    if block.by:
        yield Line("from", f"— {block.by}")


def _note(block: Note, _counts: _Count) -> Iterator[Laid]:
    yield Line("note", block.text)


def _sign_off(block: SignOff, _counts: _Count) -> Iterator[Laid]:
    words = tuple(Cell((Line("head", word),), True) for word in ("", *block.lines))
    empty = (Cell((Line("sign", _("서명")),), True), *(Cell((Line("sign", ""),)) for _word in block.lines))
    yield Line("gap", "", keep=True)
    yield Grid((words, empty), (SIGN_WORD, *(SIGNED * 1.6,) * len(block.lines)), height=SIGNED, right=True, whole=True)


def table_caption(n: int, words: str) -> str:
    return _("〈표 %(n)s〉 %(words)s", n=n, words=words)


def chart_caption(n: int, words: str) -> str:
    return _("〈그림 %(n)s〉 %(words)s", n=n, words=words)


_LAID: dict[type[Block], Callable[[Any, _Count], Iterator[Laid]]] = {
    Heading: _heading,
    Text: _text,
    Lead: _lead,
    Mark: _mark,
    Numbers: _numbers,
    Bullets: _bullets,
    Facts: _facts,
    Table: _table,
    Chart: _chart,
    Pair: _pair,
    Quote: _quote,
    Note: _note,
    SignOff: _sign_off,
}
