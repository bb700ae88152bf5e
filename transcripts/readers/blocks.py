"""Blocks of a document in reading order: paragraphs that belong together joined, tables as speech or as lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from transcripts.readers.choosing import grid_of
from transcripts.readers.tables import Columns, cells, columns_of, counted, headed, read_by
from transcripts.speakers.labels import label_in
from transcripts.speakers.people import could_name, listed, names_person
from transcripts.text.problems import Message, Problem, TranscriptError
from transcripts.text.questions import Answers, Choice, Grid, Question
from transcripts.text.turns import Block, Draft, Passage, Speech

Cells = Sequence[Sequence[Passage]]
_MOST_ROLES, _MOST_COLUMNS, _LONGEST_LABEL = 0.6, 5, 24
_SPOKEN = (".", "?", "!", "…", "다", "요", "죠", "까", '"', "”")
_WORDS = Message("문서 안의 표에 발언이 있는 듯합니다. 어느 열이 발언자이고 어느 열이 발언입니까?")
_RIGHT_GUESS, _NO_TALK = Message("추정한 열이 맞습니다"), Message("표는 발언이 아닙니다")
_NO_BODY = Message("본문에 글이 없습니다")
_IN_BODY = Message("발언이 본문이나 표에 있는 파일을 올려 주십시오.")


def merged(blocks: Iterable[Block]) -> Iterator[Block]:
    """Join neighboring paragraphs, so that labels are weighed over all of them together."""
    for is_passage, run in groupby(blocks, key=lambda block: isinstance(block, Passage)):
        if is_passage:
            yield joined("\n", [block for block in run if isinstance(block, Passage)])
        else:
            yield from run


def joined(sign: str, passages: Iterable[Passage]) -> Passage:
    """One passage of several, with what is set apart in each."""
    texts: list[str] = []
    marked: list[tuple[int, int]] = []
    at = 0
    for passage in passages:
        marked += [(start + at, end + at) for start, end in passage.marked]
        texts.append(passage.text)
        at += len(passage.text) + len(sign)
    return Passage(sign.join(texts), tuple(marked))


def stripped(passage: Passage) -> Passage:
    """The passage without white space around it."""
    text = passage.text.strip()
    shift = passage.text.index(text) if text else 0
    marked = ((max(0, start - shift), min(end - shift, len(text))) for start, end in passage.marked)
    return Passage(text, tuple((start, end) for start, end in marked if start < end))


def drafted(
    blocks: Iterable[Block], notes: Iterable[Message], tables: Tables, elsewhere: Mapping[Message, Sequence[str]]
) -> Draft:
    """Hand back what was read of a document.

    Parameters
    ----------
    blocks : iterable of Block
    notes : iterable of Message
    tables : Tables
        That has read the document's tables.
    elsewhere : mapping of Message to sequence of str
        Words outside of the body by what they are. Each kind is told in a note of its own.

    Raises
    ------
    TranscriptError
        Code ``empty`` with each such place, where the body has no words and no notes.
    """
    body, said = tuple(merged(blocks)), tuple(notes)
    places = {place: [words for words in found if any(map(str.isalpha, words))] for place, found in elsewhere.items()}
    told = [
        Message(place.template, count=len(found), words=_sample(found[0])) for place, found in places.items() if found
    ]
    if told and not said and not any(block.text.strip() for block in body):
        raise TranscriptError(*(Problem("empty", _NO_BODY, words, _IN_BODY) for words in told))
    return Draft(body, None, (*said, *told), tables.questions(), tuple(tables.grids))


def _sample(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 40 else f"{words[:40]}…"


@dataclass
class Tables:
    """The tables of a document, in their order; those whose columns no heading tells are asked about together.

    Attributes
    ----------
    answers : mapping of str to str
        ``columns`` is JSON: ``{"sheet": null}`` takes the guesses, ``{"sheet": "none"}`` takes those tables for no
        talk, a number with head, speaker, text and time reads that one so and the others by their guesses.
    """

    answers: Answers
    grids: list[Grid] = field(default_factory=list)

    def blocks(self, rows: Cells) -> Iterator[Block]:
        """Give a table's speeches, or else one line a row with its cells between bars."""
        texts = [[cell.text for cell in row] for row in rows]
        speeches = self._speeches(texts)
        yield from speeches if speeches is not None else map(_line, rows)

    def questions(self) -> tuple[Question, ...]:
        """What the tables leave open."""
        if not self.grids or "columns" in self.answers:
            return ()
        choices = (Choice('{"sheet": null}', _RIGHT_GUESS), Choice('{"sheet": "none"}', _NO_TALK))
        return (Question("columns", "columns", _WORDS, choices, choices[0].value),)

    def _speeches(self, rows: list[list[str]]) -> tuple[Speech, ...] | None:
        known = listed(self.answers)
        columns = headed(rows, known)
        if columns is not None and columns.clear and (columns.speaker is not None or _spoken(rows, columns)):
            return read_by(counted(columns, rows), rows)
        columns = _by_roles(rows)
        if columns is not None:
            return read_by(counted(columns, rows), rows)
        columns = columns_of(rows, known)
        return self._asked(columns, rows) if _may_be_talk(rows, columns) else None

    def _asked(self, columns: Columns, rows: list[list[str]]) -> tuple[Speech, ...] | None:
        said = json.loads(self.answers.get("columns") or "{}")
        sheet, number = said.get("sheet"), len(self.grids)
        if sheet == number:
            columns = Columns(said["head"], said["speaker"], said["text"], said["time"], reason="chosen")
        used = sheet != "none"
        self.grids.append(grid_of("", rows, columns, used=used))
        return read_by(counted(columns, rows), rows) if used else None


def _by_roles(rows: list[list[str]]) -> Columns | None:
    """A table without a heading whose first column holds roles alone."""
    if len(rows) < 2 or not all(len(row) in (2, 3) for row in rows):
        return None
    filled = cells(rows, 0)
    roles = sum(map(names_person, filled))
    if len(filled) < 2 or max(map(len, filled)) > _LONGEST_LABEL or roles < _MOST_ROLES * len(filled):
        return None
    return Columns(0, 0, len(rows[0]) - 1, None)


def _may_be_talk(rows: list[list[str]], columns: Columns) -> bool:
    """Whether a column could name speakers and another holds sentences: no form, no list of figures."""
    names = cells(rows[columns.head :], columns.speaker)
    fits = [name for name in names if len(name) <= _LONGEST_LABEL and could_name(name)]
    narrow = len(rows) > 2 and max(map(len, rows)) <= _MOST_COLUMNS
    return narrow and len(names) > 1 and len(fits) > _MOST_ROLES * len(names) and _spoken(rows, columns)


def _spoken(rows: list[list[str]], columns: Columns) -> bool:
    """Whether most cells of the column of speech end as a spoken sentence does; an agenda's do not."""
    said = cells(rows[columns.head :], columns.text)
    return sum(cell.rstrip(")]").endswith(_SPOKEN) for cell in said) > _MOST_ROLES * len(said) > 0


def flat(parts: Iterable[str]) -> str:
    """Write the cells of a row on one line."""
    return " | ".join(" ".join(part.split()) for part in parts if part.strip())


def _line(row: Sequence[Passage]) -> Passage:
    filled = [cell for cell in row if cell.text.strip()]
    # A table of one cell is a box around text, as is the cell of a form that holds the talk: its lines are paragraphs.
    if len(filled) == 1 or any(map(_talks, filled)):
        return joined("\n", filled)
    return Passage(flat(cell.text for cell in filled))


def _talks(cell: Passage) -> bool:
    """Whether lines of a cell begin with speakers."""
    lines = cell.text.split("\n")
    starts = {0, *(at + 1 for at, letter in enumerate(cell.text) if letter == "\n")}
    labels = [label for line in lines if (label := label_in(line)) and label.name]
    bold = sum(start in starts for start, _end in cell.marked)
    return len(lines) > 1 and (any(label.certain for label in labels) or bold > 1)
