"""Blocks of a document in reading order: paragraphs that belong together joined, tables as speech or as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from transcripts.readers.tables import speeches_of
from transcripts.text.turns import Block, Passage


def merged(blocks: Iterable[Block]) -> Iterator[Block]:
    """Join neighboring paragraphs, so that labels are weighed over all of them together."""
    for is_passage, run in groupby(blocks, key=lambda block: isinstance(block, Passage)):
        if is_passage:
            yield Passage("\n".join(block.text for block in run))
        else:
            yield from run


def of_table(rows: list[list[str]]) -> Iterator[Block]:
    """Give a table's speeches, or else one line a row with its cells between bars.

    Parameters
    ----------
    rows : list of list of str
        Cells by row, first row first.
    """
    speeches = speeches_of(rows)
    yield from speeches if speeches is not None else (Passage(_line(row)) for row in rows)


def flat(cells: Iterable[str]) -> str:
    """Write the cells of a row on one line."""
    return " | ".join(" ".join(cell.split()) for cell in cells if cell.strip())


def _line(row: list[str]) -> str:
    filled = [cell for cell in row if cell.strip()]
    # A table of one cell is a box around text: its lines are paragraphs.
    return filled[0].strip() if len(filled) == 1 else flat(filled)
