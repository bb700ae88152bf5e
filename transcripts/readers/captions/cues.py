"""Cues of caption files, VTT and SRT: every line between two times belongs to the first of them, nothing is dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from transcripts.text.problems import Message, Problem, TranscriptError, at_line
from transcripts.text.times import seconds

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"^\s*({_CLOCK})\s*-->\s*({_CLOCK})(?:\s|$)")
# An arrow with something like a clock beside it is meant to be a time; any other is somebody's word.
_MEANT = re.compile(r"^\s*\d\S*:\S*\s*-->|-->\s*\d{1,3}:\d{2}|^\s*-->")
# The line above a time: a number, one with the speaker's name (Webex), a program's key. All else is speech.
_NUMBER = re.compile(r"\s*\d+\s*")
_NAMED = re.compile(r"\s*\d+\s+[\"“](?P<name>[^\"”]+)[\"”](?:\s*\(\d*\))?\s*")
_KEY = re.compile(r"\s*(?=\S*\d)(?=\S*[-/])[\w./-]+\s*")
_BLOCKS = ("NOTE", "STYLE", "REGION")
# Whoever meets a hundred mends the tool and not the lines.
_MOST_PROBLEMS = 100


@dataclass(frozen=True)
class Cue:
    """One caption.

    Attributes
    ----------
    start, end : float
        Seconds.
    lines : tuple of str
        As written, with tags.
    speaker : str or None
        Named beside the cue's number.
    """

    start: float
    end: float
    lines: tuple[str, ...]
    speaker: str | None = None


def cues_of(text: str, right: Message) -> list[Cue]:
    """Read the cues of a file.

    Parameters
    ----------
    text : str
    right : Message
        How a time should be written.

    Raises
    ------
    TranscriptError
        Code ``captions`` with every line that is meant to be a time and is none.
    """
    lines = text.split("\n")
    wrong = (
        Problem("captions", at_line(number), Message("시간 표시가 잘못되었습니다."), right)
        for number, line in enumerate(lines, 1)
        if "-->" in line and not _TIMING.match(line) and _MEANT.search(line)
    )
    problems = list(islice(wrong, _MOST_PROBLEMS))
    if problems:
        raise TranscriptError(*problems)
    return list(_cues(lines))


def _cues(lines: list[str]) -> Iterator[Cue]:
    starts = [at for at, line in enumerate(lines) if _TIMING.match(line)]
    above = [_above(lines, at) for at in starts]
    for (at, following), named in zip(pairwise([*starts, len(lines)]), above, strict=True):
        found = _TIMING.match(lines[at])
        stop = following - 1 if following < len(lines) and _above(lines, following) is not None else following
        if found:
            yield Cue(seconds(found[1]), seconds(found[2]), tuple(_spoken(lines[at + 1 : stop])), named or None)


def _above(lines: list[str], at: int) -> str | None:
    """The speaker named on the line above a time, "" where it holds a number or key alone, None where it is speech."""
    line = lines[at - 1] if at else ""
    named = _NAMED.fullmatch(line)
    if named:
        return named["name"].strip()
    key = _NUMBER.fullmatch(line) or (_KEY.fullmatch(line) and (at < 2 or not lines[at - 2].strip()))
    return "" if key else None


def _spoken(lines: list[str]) -> Iterator[str]:
    """Lines of a cue without comments and styles, which an empty line ends."""
    comment = False
    before = "x"
    for line in lines:
        comment = bool(line.strip()) and (comment or (not before.strip() and line.split()[0] in _BLOCKS))
        if line.strip() and not comment:
            yield line
        before = line
