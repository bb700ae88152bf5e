"""A facilitator's corrections of who speaks where: small operations over turns; the text itself never changes.

A turn is named by the offset at which it starts. An operation whose turn is not there (any more) does nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from transcripts.text.turns import Transcript, Turn

Edit = Mapping[str, Any]


def apply(transcript: Transcript, edits: Iterable[Edit]) -> Transcript:
    """Carry out corrections one after another.

    Parameters
    ----------
    transcript : Transcript
        As the file was read.
    edits : iterable of mapping
        ``{"do": "rename", "from": label or None, "to": label}`` calls a speaker by another label, which joins
        the two where the other exists. ``{"do": "give", "first": start, "last": start, "to": label or None}``
        gives turns to a speaker; a label of just these words that stands before the speech is none of it.
        ``{"do": "join", "at": start}`` joins a turn with the one before; what stands
        between them becomes speech. ``{"do": "split", "at": start, "place": offset}`` splits a turn.
        ``{"do": "aside", "first": start, "last": start, "aside": bool}`` sets turns aside or takes them back.
        ``{"do": "lift", "ranges": [[start, end], ...]}`` sets parts of turns aside; what stands before and after
        such a part stays the speaker's.

    Returns
    -------
    Transcript
        With the same text; its turns are in order, do not overlap, and give back their text.
    """
    work = _Work(transcript)
    for edit in edits:
        _ACTS[edit["do"]](work, edit)
    turns = tuple(replace(turn, position=at) for at, turn in enumerate(work.turns, 1))
    speakers = tuple(dict.fromkeys(turn.speaker for turn in turns if turn.speaker and not turn.aside))
    return replace(transcript, turns=turns, speakers=speakers)


class _Work:
    """Turns under correction, with their starts beside them for looking up."""

    def __init__(self, transcript: Transcript) -> None:
        self.text = transcript.text
        self.turns = list(transcript.turns)
        self.starts = [turn.start for turn in self.turns]

    def at(self, start: int) -> int | None:
        """Index of the turn that starts there."""
        place = bisect_left(self.starts, start)
        return place if place < len(self.starts) and self.starts[place] == start else None

    def put(self, place: int, end: int, *turns: Turn) -> None:
        self.turns[place:end] = turns
        self.starts[place:end] = [turn.start for turn in turns]

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        words = self.text[start:end]
        return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())

    def parts(self, turn: Turn, start: int, end: int) -> list[Turn]:
        """A turn in up to three: before, the part set aside, after. Only the first keeps the time it begins at."""
        borders = ((turn.start, start, False), (start, end, True), (end, turn.end, False))
        made: list[Turn] = []
        for a, b, aside in borders:
            a, b = self.trimmed(a, b)
            if a < b:
                began = None if made else turn.time_start
                each = replace(turn, start=a, end=b, text=self.text[a:b], time_start=began, time_end=None, aside=aside)
                made.append(each)
        return [replace(made[0], time_end=turn.time_end)] if len(made) == 1 else made


def _rename(work: _Work, edit: Edit) -> None:
    work.turns = [replace(turn, speaker=edit["to"]) if turn.speaker == edit["from"] else turn for turn in work.turns]


def _give(work: _Work, edit: Edit) -> None:
    for place in _range(work, edit):
        turn = replace(work.turns[place], speaker=edit["to"])
        start = turn.start + _label_before(turn.text, edit["to"])
        work.put(place, place + 1, replace(turn, start=start, text=work.text[start : turn.end]))


def _label_before(words: str, label: str | None) -> int:
    """How much of a speech is the speaker's own label with the sign that closes it; 0 where speech begins at once."""
    spaced = r"\s*".join(map(re.escape, "".join((label or "").split())))
    found = re.match(rf"[\[(（【<○●]?\s*{spaced}(?:님)?\s*[:：>＞\])）】]+[:：]?\s*(?=\S)", words) if spaced else None
    return found.end() if found else 0


def _aside(work: _Work, edit: Edit) -> None:
    for place in _range(work, edit):
        work.turns[place] = replace(work.turns[place], aside=bool(edit["aside"]))


def _range(work: _Work, edit: Edit) -> range:
    first, last = work.at(edit["first"]), work.at(edit["last"])
    return range(0) if first is None or last is None else range(first, last + 1)


def _join(work: _Work, edit: Edit) -> None:
    place = work.at(edit["at"])
    if not place:
        return
    before, turn = work.turns[place - 1], work.turns[place]
    end = before.time_end if turn.time_end is None else turn.time_end
    text = work.text[before.start : turn.end]
    work.put(place - 1, place + 1, replace(before, end=turn.end, text=text, time_end=end))


def _lift(work: _Work, edit: Edit) -> None:
    for start, end in edit["ranges"]:
        place = bisect_right(work.starts, start) - 1
        turn = work.turns[place] if place >= 0 else None
        start, end = work.trimmed(start, end) if 0 <= start < end else (0, 0)
        if turn is None or turn.aside or start >= end or not turn.start <= start < end <= turn.end:
            continue
        work.put(place, place + 1, *work.parts(turn, start, end))


def _split(work: _Work, edit: Edit) -> None:
    place, cut = work.at(edit["at"]), edit["place"]
    if place is None or not work.turns[place].start < cut < work.turns[place].end:
        return
    turn = work.turns[place]
    start, end = work.trimmed(turn.start, cut)
    after, last = work.trimmed(cut, turn.end)
    if start >= end or after >= last:
        return
    # When the second half begins is not known: a time that is made up would be worse than none.
    first = replace(turn, end=end, text=work.text[start:end], time_end=None)
    second = replace(turn, start=after, text=work.text[after:last], time_start=None)
    work.put(place, place + 1, first, second)


_ACTS: dict[str, Callable[[_Work, Edit], None]] = {
    "rename": _rename,
    "give": _give,
    "join": _join,
    "split": _split,
    "aside": _aside,
    "lift": _lift,
}
