"""What in a document's lines may be labels or times, before its shape has judged them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from transcripts.speakers.alone import alone_in, behind_in, firmed_in, listed_in
from transcripts.speakers.asides import is_agenda
from transcripts.speakers.beside import skip
from transcripts.speakers.labels import BULLET, NUMBERING, Label, head_of, label_in
from transcripts.speakers.loose import form_of, loose_in, time_alone
from transcripts.speakers.present import ends, present
from transcripts.speakers.programs import apart
from transcripts.speakers.unclosed import alone_by_itself, bare_before_words, bold_in, listed_before_words
from transcripts.text.times import Stamp, bare_clock

# How far lines are bold from their beginning on, by line.
Marks = Mapping[int, int]
UNMARKED: Marks = MappingProxyType({})

# In a list of people such names only stand there, with nothing said beneath them.
_OF_LISTS = frozenset(("alone", "bare", "gap", "loose"))
# Lines looked at for the words beneath a name. Chosen, not measured.
_EMPTY = 4
# What a time may end with: ``김예시 0:07``, ``김예시 [0:07]``, ``김예시 1분 7초``.
_CLOSES = frozenset("0123456789])초sMm")


def candidates(lines: list[str], known: frozenset[str], marked: Marks, *, captions: bool = False) -> dict[int, Label]:
    """Read every line by itself and with the line above and beneath it; of some it is known how far they are bold.

    A line of captions is a piece of a sentence: there a name without a sign is only spoken of.
    """
    found = {}
    there = present(lines)
    for at, line in enumerate(lines):
        label = _candidate(lines, at, known, (marked.get(at, 0), there.names)) if line.strip() else None
        if label and captions and label.shape == "bare":
            label = loose_in(line)
        if label and at in there.lines and label.shape in _OF_LISTS and not ends("".join(lines[at + 1 : at + 2])):
            continue
        if label:
            found[at] = replace(label, form=label.form or form_of(line, label))
    return found


def _candidate(lines: list[str], at: int, known: frozenset[str], shown: tuple[int, frozenset[str]]) -> Label | None:
    line = lines[at]
    bold, there = shown
    kind = apart(line)
    if kind:
        return Label(None, kind, True, 0)
    time = time_alone(line)
    if time:
        return time
    below = lines[at + 1] if at + 1 < len(lines) else ""
    # An agenda: times under times with nothing said beneath them.
    agenda = bare_clock(line, skip(line, 0)) and bare_clock(below, skip(below, 0))
    timed = None if agenda else alone_in(line) if line.rstrip()[-1] in _CLOSES and at + 1 < len(lines) else None
    if timed and timed.stamp and timed.stamp != head_of(line)[1]:
        return timed
    label = listed_in(line, known) or behind_in(line) or firmed_in(line) or label_in(line)
    if label is not None and label.name is not None:
        return label
    if below.strip() and not agenda:
        above = lines[at - 1] if at else ""
        time = time_alone(below)
        beside = time.stamp if time else None
        alone = alone_in(line, beside or _filling(above))
        if alone and (alone.stamp or not above.strip() or alone.certain):
            return alone
    unclosed = bold_in(line, bold, over_words=bool(below.strip())) if bold else _unclosed(lines, at, known, there)
    if unclosed:
        return unclosed
    return label if label and label.stamp and len(line) == label.end else loose_in(line) or label


def _unclosed(lines: list[str], at: int, known: frozenset[str], there: frozenset[str]) -> Label | None:
    """Read a name that no sign closes, before its words or alone above them, behind a number or a time."""
    if is_agenda(lines[at].strip()):
        return None
    start, stamp = head_of(lines[at])
    clock = None if stamp else bare_clock(lines[at], start)
    numbering = NUMBERING.match(lines[at][start:]) or BULLET.match(lines[at][start:])
    start = skip(lines[at], clock.end) if clock else start + numbering.end() if numbering else start
    line, above = lines[at][start:], lines[at - 1] if at else ""
    label = listed_before_words(line, above, known)
    label = label or alone_by_itself(line, above, _below(lines, at), there) or bare_before_words(line, above, there)
    return replace(label, end=start + label.end, stamp=stamp or clock) if label else None


def _below(lines: list[str], at: int) -> str:
    """The next line that holds something, past a few empty ones."""
    return next((line for line in lines[at + 1 : at + 1 + _EMPTY] if line.strip()), "")


def _filling(line: str) -> Stamp | None:
    """The time that is all a line holds: ``0:07``, ``0:0:7.0 --> 0:0:9.5``."""
    end, stamp = head_of(line)
    time = time_alone(line)
    return stamp if stamp and end >= len(line.rstrip()) else time.stamp if time else None


def time_of(line: str, *, bare: bool) -> Label | None:
    """A time at the head of a line still counts where the words after it turned out to be speech."""
    end, stamp = head_of(line)
    clock = bare_clock(line, end) if bare and not stamp else None
    stamp = stamp or clock
    return Label(None, "time", True, clock.end if clock else end, stamp) if stamp else None
