"""Who speaks where in a text: the text is cut at the labels and times that `shapes` found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from transcripts.speakers.judging import judged
from transcripts.speakers.labels import TAG, Label
from transcripts.speakers.loose import inside
from transcripts.text.questions import NOTHING, Answers

_SENTENCE_END = re.compile(r"[.?!。…\"'”’)\]다요죠까]\s*$")
_QUOTED = re.compile(r"\s*(?:-\s*)?[\"“].*?[\"”][ \t]*(?=\n|$)", re.DOTALL)
# "- 수주가 줄었습니다.": a dash gives the lines it stands before to whom the line above names.
_DASHED = re.compile(r"\s*-\s[^\n]*(?:\n[ \t]*-\s[^\n]*)*")
_SPOKEN_END = re.compile(r"\][ \t]*$", re.MULTILINE)
# Enough lines that end like sentences: each line is a paragraph of its own, not the wrapped part of one.
_WHOLE_LINES = 0.7


@dataclass(frozen=True)
class Found:
    """A speech found in a text: half-open range in code points, without label and surrounding white space."""

    speaker: str | None
    start: int
    end: int
    time_start: float | None = None
    time_end: float | None = None
    short: bool = False
    day: bool = False


@dataclass(frozen=True)
class Cut:
    """A text cut into speeches.

    Attributes
    ----------
    found : list of Found
        In order, not overlapping, none empty. Text before the first label, and a text without labels, is cut
        at paragraphs with speaker None.
    doubts : list of (str, str, int)
        Labels a person should look at: name, ``yes`` or ``no`` as it was read, offset of their line.
    could : bool
        Whether lines begin with words that might be labels, but were not taken for any.
    """

    found: list[Found]
    doubts: list[tuple[str, str, int]]
    could: bool


@dataclass(frozen=True)
class _Line:
    start: int
    text: str


def speeches(text: str, answers: Answers = NOTHING, marked: Sequence[tuple[int, int]] = ()) -> Cut:
    """Cut a text with ``\\n`` line ends into speeches; ranges of it are set in bold."""
    lines = _lines(text)
    told = judged([line.text for line in lines], answers, marked=_bold(lines, marked))
    starts = sorted(told.chosen)
    found = list(_paragraphs(text, lines[: starts[0]] if starts else lines))
    for stretch in _stretches(text, lines, told.chosen, starts):
        found += stretch
    if answers.get("speakers") == "paragraphs":
        found = [replace(each, speaker=f"문단 {at}") for at, each in enumerate(found, 1)]
    doubts = [(name, guess, lines[at].start) for at, (name, guess) in sorted(told.doubts.items())]
    return Cut(found, doubts, not starts and "speakers" not in answers and told.could)


def _stretches(text: str, lines: list[_Line], chosen: dict[int, Label], starts: list[int]) -> Iterator[list[Found]]:
    """What stands between one label and the next, label after label."""
    speaker: str | None = None
    pending: Label | None = None
    timed = False
    for at, following in pairwise([*starts, len(lines)]):
        label = chosen[at]
        stop = lines[following].start if following < len(lines) else len(text)
        if label.shape in ("line", "block"):
            speaker = None if label.shape == "block" else speaker
            yield _apart(text, lines[at], stop, label, speaker)
            continue
        speaker = label.name or speaker
        start = lines[at].start + label.end
        end = _end(text, lines[at], label, stop)
        speech = _speech(text, start, end, _timed(label, pending), speaker)
        closing = _closing(text, lines[following], chosen[following]) if following < len(lines) else None
        if speech and closing is not None:
            # A recording whose stamps close its speeches begins at 0.
            speech = replace(speech, time_start=(speech.time_start if timed else 0.0), time_end=closing)
        timed = timed or label.stamp is not None or closing is not None
        pending = label if speech is None and label.stamp else None
        yield [speech] if speech else []
        if end < stop and label.name:
            speaker = None
            yield list(_paragraphs(text, _lines_between(text, end, stop)))


def _closing(text: str, line: _Line, label: Label) -> float | None:
    """The time that ends the line of the speech before, where this is one: ``… 걱정입니다. #00:01:02-1#``."""
    ends = label.name is None and label.stamp and line.start and text[line.start - 1] != "\n"
    return label.stamp.seconds if ends and label.stamp and label.end >= len(line.text.rstrip()) else None


def _apart(text: str, line: _Line, stop: int, label: Label, speaker: str | None) -> list[Found]:
    """A line that is nobody's, and what the same speaker says after it; or a block of such lines."""
    end = stop if label.shape == "block" else line.start + len(line.text)
    nobody = Found(None, *_trimmed(text, line.start, end))
    start, stop = _trimmed(text, end, stop)
    return [nobody, *([Found(speaker, start, stop)] if start < stop else [])]


def _end(text: str, line: _Line, label: Label, stop: int) -> int:
    """Where the words end that a bracket, a quotation or a broadcaster's tag gives to somebody; else at the next label."""
    start = line.start + label.end
    if label.stop is not None:
        return line.start + label.stop
    if label.shape == "spoken":
        found = _SPOKEN_END.search(text, start, stop)
        return found.start() if found else stop
    if label.name and ("/" in label.name or TAG.search(line.text, 0, label.end)):
        quoted = _QUOTED.match(text, start, stop) or _DASHED.match(text, start, stop)
        return quoted.end() if quoted else stop
    return stop


def _lines_between(text: str, start: int, stop: int) -> list[_Line]:
    after = text.find("\n", start, stop)
    return _raw_lines(text[after + 1 : stop], after + 1) if after >= 0 else []


def _timed(label: Label, pending: Label | None) -> Label:
    """Give a label the time that stood alone on the line above it."""
    return replace(label, stamp=pending.stamp) if pending and label.stamp is None else label


def _speech(text: str, start: int, stop: int, label: Label, speaker: str | None) -> Found | None:
    start, stop = _trimmed(text, start, stop)
    if start >= stop:
        return None
    stamp = label.stamp
    times = (stamp.seconds, stamp.until, stamp.short, stamp.day) if stamp else ()
    return Found(speaker, start, stop, *times)


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def _lines(text: str) -> list[_Line]:
    lines = []
    for line in _raw_lines(text, 0):
        places = [0, *inside(line.text), len(line.text)]
        lines += [_Line(line.start + a, line.text[a:b]) for a, b in pairwise(places)] if line.text else [line]
    return lines


def _bold(lines: list[_Line], marked: Sequence[tuple[int, int]]) -> dict[int, int]:
    """How far lines are bold from their beginning on, by line."""
    begins = {line.start: at for at, line in enumerate(lines) if line.text.strip()}
    ends = ((begins[start], end - start) for start, end in marked if start in begins)
    return {at: min(length, len(lines[at].text)) for at, length in ends}


def _raw_lines(text: str, start: int) -> list[_Line]:
    lines = []
    for words in text.split("\n"):
        lines.append(_Line(start, words))
        start += len(words) + 1
    return lines


def _paragraphs(text: str, lines: list[_Line]) -> Iterator[Found]:
    block: list[_Line] = []
    for line in [*lines, _Line(0, "")]:
        if line.text.strip():
            block.append(line)
        elif block:
            yield from _block(text, block)
            block = []


def _block(text: str, block: list[_Line]) -> Iterator[Found]:
    ended = sum(1 for line in block if _SENTENCE_END.search(line.text))
    groups = [[line] for line in block] if ended >= _WHOLE_LINES * len(block) else [block]
    for group in groups:
        last = group[-1]
        start, stop = _trimmed(text, group[0].start, last.start + len(last.text))
        yield Found(None, start, stop)
