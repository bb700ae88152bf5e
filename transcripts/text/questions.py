"""What a file leaves open, as data: a reader asks with its best guess, a person answers, the file is read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from transcripts.text.problems import Message

# What a person has answered, by the question's key; a reader takes no other word for it.
Answers = Mapping[str, str]
NOTHING: Answers = MappingProxyType({})


@dataclass(frozen=True)
class Choice:
    """One answer.

    Attributes
    ----------
    value : str
        What stands in the answers.
    label : str
        What a person reads; a `Message` where a catalogue can say it.
    sample : str
        How the file reads then; empty where the label says enough.
    """

    value: str
    label: str
    sample: str = ""


@dataclass(frozen=True)
class Question:
    """One thing a file leaves open.

    Attributes
    ----------
    key : str
        ``encoding``, ``columns``, ``speakers``, ``times``, ``label:`` with the label asked about, or ``labels:`` with
        ``yes`` or ``no``: all labels that were read so, where they are many.
    kind : str
        The key's first part.
    words : Message
        The question.
    choices : tuple of Choice
        For ``columns`` only that the guess is right; others are chosen by the rows of `Transcript.grids`.
    guess : str
        The choice the transcript was read by.
    about : tuple of str
        The labels asked about.
    """

    key: str
    kind: str
    words: Message
    choices: tuple[Choice, ...]
    guess: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """One sheet or table whose columns a person may choose.

    Attributes
    ----------
    name : str
        The sheet's; empty for CSV.
    rows : tuple of tuple of str
        The first rows, cells cut short.
    count : int
        Rows in all.
    head : int
        Row of the heading, counted from 1; 0 where there is none.
    speaker, text, time : int or None
        Columns from 0.
    used : bool
        Whether the talk was read from here.
    reason : str
        What told the columns: ``heading``, ``listed``, ``cells`` (see `tables.Columns`) or ``chosen``.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    count: int
    head: int
    speaker: int | None
    text: int | None
    time: int | None
    used: bool = False
    reason: str = "heading"
