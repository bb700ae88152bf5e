"""Which sheet, heading and columns of a workbook hold the talk: told by headings, else asked with a guess."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from transcripts.readers.tables import Columns, Rows, cell_at, columns_of, counted, read_by
from transcripts.speakers.asking import label_questions
from transcripts.speakers.judging import judged
from transcripts.speakers.people import listed
from transcripts.text.problems import Message, TranscriptError, refusal
from transcripts.text.questions import Answers, Choice, Grid, Question
from transcripts.text.times import whole_time
from transcripts.text.turns import Draft, Speech

Sheet = tuple[str, list[list[str]]]
_CHOSEN = ("head", "speaker", "text", "time", "until")
# What a person needs to tell which column is which; it also bounds the page.
SHOWN_ROWS, _SHOWN_COLUMNS, _SHOWN_LETTERS = 12, 30, 60
_WORDS = Message("어느 열이 발언자이고 어느 열이 발언인지 확실하지 않습니다.")
_SEVERAL = Message("발언자와 발언 열이 있는 시트가 여럿입니다. 모두 녹취록입니까?")
_RIGHT_GUESS = Message("추정한 열이 맞습니다")
_ALL = Message("모두 녹취록입니다")
_RIGHT = Message("첫 줄에 ‘발언자’와 ‘발언’ 열 이름을 적어 주십시오. ‘시각’ 열은 없어도 됩니다.")


def drafted(sheets: list[Sheet], answers: Answers) -> Draft:
    """Read sheets by a person's choice, else by their headings, else by the best guess.

    Parameters
    ----------
    sheets : list of (str, list of list of str)
        Name and rows.
    answers : mapping of str to str
        ``columns`` is JSON: sheet (its number from 0, or null for all that are clear), head, speaker, text, time, and
        until where the file's own columns were taken.

    Returns
    -------
    Draft
        With every sheet's first rows as `grids`, and the question ``columns`` where it is open.

    Raises
    ------
    TranscriptError
        Code ``columns`` where no cell holds anything.
    """
    if not any(cell.strip() for _name, rows in sheets for row in rows for cell in row):
        raise _no_text()
    known = listed(answers)
    told = [columns_of(rows, known) for _name, rows in sheets]
    chosen = _chosen(answers, told)
    used = {at: counted(columns, sheets[at][1]) for at, columns in _used(told, sheets, chosen).items()}
    read = {at: read_by(columns, sheets[at][1]) for at, columns in used.items()}
    unnamed = all(columns.speaker is None for columns in used.values())
    speeches, doubts = _labelled(list(chain(*read.values())), answers if unnamed else None)
    grids = [grid_of(*sheet, used.get(at, told[at]), used=at in used) for at, sheet in enumerate(sheets)]
    clear = chosen is not None or (len(used) == 1 and all(columns.clear for columns in used.values()))
    asked = (*(() if clear or "columns" in answers else (_question(used),)), *doubts)
    passed = [name for at, (name, rows) in enumerate(sheets) if at not in used and rows]
    notes = (*_notes(passed), *_unread(used, sheets))
    return Draft(tuple(speeches), None, notes, asked, tuple(grids))


def _labelled(speeches: list[Speech], answers: Answers | None) -> tuple[list[Speech], list[Question]]:
    """Find labels within the speeches of a table that has no column of speakers, as in captions."""
    if answers is None:
        return speeches, []
    lines = [line for speech in speeches for line in (speech.text.split("\n")[0], "")]
    told = judged(lines, answers, timed=True)
    named: list[Speech] = []
    speaker: str | None = None
    for at, speech in enumerate(speeches):
        label = told.chosen.get(2 * at)
        speaker = label.name or speaker if label else speaker
        words = speech.text[label.end :].strip() if label and label.name else speech.text
        named += [replace(speech, speaker=speaker, text=words)] if words else []
    return named, label_questions(
        ((name, guess, lines[at]) for at, (name, guess) in sorted(told.doubts.items())), answers
    )


def _question(used: dict[int, Columns]) -> Question:
    """Whether the guess is right; other columns are chosen on the sheets' first rows."""
    said: dict[str, int | None]
    if len(used) > 1:
        words, label, said = _SEVERAL, _ALL, {"sheet": None}
    else:
        ((sheet, columns),) = used.items()
        words, label = _WORDS, _RIGHT_GUESS
        said = {"sheet": sheet, **{name: getattr(columns, name) for name in _CHOSEN}}
    if all(columns.text is None for columns in used.values()):
        return Question("columns", "columns", words, (), "")
    guess = json.dumps(said)
    return Question("columns", "columns", words, (Choice(guess, label),), guess)


def _used(told: list[Columns], sheets: list[Sheet], chosen: tuple[int, Columns] | None) -> dict[int, Columns]:
    """Sheets that are read, by number: the chosen one, those with a heading, else the one with most text."""
    if chosen is not None:
        return dict([chosen])
    headed = {at: columns for at, columns in enumerate(told) if columns.clear}
    headed = headed or {at: columns for at, columns in enumerate(told) if columns.head and columns.speaker is not None}
    if headed:
        return headed
    most = max(range(len(sheets)), key=lambda at: sum(len(cell) for row in sheets[at][1][:200] for cell in row))
    return {most: told[most]}


def _chosen(answers: Answers, told: list[Columns]) -> tuple[int, Columns] | None:
    """What a person chose; nothing where it does not fit the file (another was uploaded)."""
    said = json.loads(answers.get("columns") or "{}")
    sheet = said.get("sheet")
    if sheet is None or not 0 <= sheet < len(told):
        return None
    # The page asks where speeches begin; where they end stands beside that column, as the file says.
    until = told[sheet].until if told[sheet].time == said["time"] else None
    until = said.get("until", until if until not in (said["speaker"], said["text"]) else None)
    return sheet, Columns(said["head"], said["speaker"], said["text"], said["time"], reason="chosen", until=until)


def grid_of(name: str, rows: Rows, columns: Columns, *, used: bool) -> Grid:
    shown = tuple(
        tuple(" ".join(cell.split())[:_SHOWN_LETTERS] for cell in row[:_SHOWN_COLUMNS]) for row in rows[:SHOWN_ROWS]
    )
    return Grid(name, shown, len(rows), columns.head, columns.speaker, columns.text, columns.time, used, columns.reason)


def _notes(passed: Iterable[str]) -> tuple[Message, ...]:
    names = ", ".join(passed)
    return (Message("발언자와 발언 열이 없는 시트를 뺐습니다: %(names)s", names=names),) if names else ()


def _unread(used: dict[int, Columns], sheets: list[Sheet]) -> tuple[Message, ...]:
    """Say how many cells of the column of times hold none: those speeches have no time."""
    read = [
        (columns, cell_at(row, columns.time)) for at, columns in used.items() for row in sheets[at][1][columns.head :]
    ]
    wrong = [cell for columns, cell in read if cell.strip() and whole_time(cell, columns.unit) is None]
    if not wrong:
        return ()
    return (
        Message(
            "시각 열에서 시각으로 읽지 못한 칸이 %(count)d개 있습니다. 예: %(cell)s", count=len(wrong), cell=wrong[0]
        ),
    )


def _no_text() -> TranscriptError:
    return refusal("columns", Message("표에 글이 없습니다."), _RIGHT)
