"""One correction from the preview: the button that was pressed and its fields become an operation over turns."""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.roundtables.talk.speakers import Tally, squeezed
from transcripts import Transcript, Turn
from transcripts.speakers.asides import lines_apart

# As in app/roundtables/record/records.py.
LONGEST_LABEL = 60
# Places at which a turn may be split: after a sentence's end, written with or without a full stop.
_BORDER = re.compile(
    r"(?<=[.?!。…])[\"'”’)\]]*\s+|(?:(?<=니다)|(?<=니까)|(?<=[어아에예네데해]요)|(?<=거든요)|(?<=죠))\s+|\n+"
)
_NUMBER = re.compile(r"(?:^|\n)[ \t]*(?:\d{1,3}(?:[.-]\d{1,2})?|[가-하]|[IVXⅠ-Ⅻ]{1,4})[.)]$")
# Places offered to split one turn at: bounds the form. Chosen, not measured.
_MOST_PLACES = 60

Work = dict[str, Any]


class Wrong(Exception):
    """A correction that cannot be carried out: the field it was asked in, and what would be right."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field
        self.words = words


@dataclass(frozen=True)
class Pressed:
    """What was asked for: the button's words after its name, and the page's fields; against what was shown."""

    words: tuple[str, ...]
    values: MultiDict[str, str]
    shown: Transcript
    counted: tuple[Tally, ...]
    numbers: Mapping[int, str]

    @property
    def start(self) -> int:
        return int(self.words[0])

    @property
    def turn(self) -> Turn:
        found = next((turn for turn in self.shown.turns if turn.start == self.start), None)
        if found is None:
            raise Wrong("", _("그 발언이 없습니다. 화면을 다시 열어 주십시오."))
        return found


def edit_of(op: str, pressed: Pressed) -> dict[str, Any]:
    """The operation for `transcripts.text.editing`. Raises Wrong where a field does not say enough."""
    return _OPERATIONS[op](pressed)


def is_edit(op: str) -> bool:
    return op in _OPERATIONS


def with_edit(work: Work, edit: Mapping[str, Any], text: str) -> Work:
    """The work with one operation more; those made on another reading of the file fall away."""
    edits = work.get("edits", []) if work.get("text") in (None, text) else []
    return {**work, "text": text, "edits": [*edits, dict(edit)]}


def without_last(work: Work) -> Work:
    return {**work, "edits": work.get("edits", [])[:-1]}


def token_of(work: Work) -> str:
    """What the page was made from: a second window's corrections must not land on other turns."""
    return sha256(json.dumps([work.get("edits"), work.get("reading")], sort_keys=True).encode()).hexdigest()[:16]


def head(shown: Transcript) -> tuple[Turn, ...]:
    """What stands before the first speaker and is not set aside: a title, date and place, who came, the agenda."""
    before = shown.turns[: _before_speakers(shown)]
    return tuple(turn for turn in before if not turn.aside)


def apart(shown: Transcript) -> list[tuple[int, int, str]]:
    """Lines that look like headings or stage directions: their range and words; not those of the head."""
    turns = shown.turns[_before_speakers(shown) :]
    return [(start, end, shown.text[start:end]) for start, end in lines_apart(turns)]


def numbers(read: Sequence[Turn], shown: Sequence[Turn]) -> dict[int, str]:
    """The number of each turn by its start: as the file was first read, so that no correction changes another's.

    What was one turn and is several by now is told apart behind its number: 7, 7-2, 7-3.
    """
    starts = [turn.start for turn in read]
    pieces: Counter[int] = Counter()
    found = {}
    for turn in shown:
        number = bisect_right(starts, turn.start)
        pieces[number] += 1
        found[turn.start] = f"{number}" if pieces[number] == 1 else f"{number}-{pieces[number]}"
    return found


def between(shown: Transcript, turn: Turn) -> str:
    """What stands between a turn and the one before, in one line: the speaker's label, as a rule."""
    if turn.position == 1:
        return ""
    return " ".join(shown.text[shown.turns[turn.position - 2].end : turn.start].split())


def _before_speakers(shown: Transcript) -> int:
    return next((at for at, turn in enumerate(shown.turns) if turn.speaker and not turn.aside), 0)


def places(turn: Turn) -> list[tuple[int, str]]:
    """The pieces into which a turn may be split: offset in the transcript, and text; the first is its beginning."""
    borders = [found for found in _BORDER.finditer(turn.text) if 0 < found.end() < len(turn.text)]
    # "2. 질의응답": the point belongs to the number, not to a sentence.
    starts = [0, *(each.end() for each in borders if "\n" in each[0] or not _NUMBER.search(turn.text[: each.start()]))]
    starts = starts[:_MOST_PLACES]
    ends = [*starts[1:], len(turn.text)]
    return [(turn.start + start, turn.text[start:end].strip()) for start, end in zip(starts, ends, strict=True)]


def alike(counted: tuple[Tally, ...]) -> list[tuple[int, int]]:
    """Labels that differ by spaces or a polite ending alone, by number: the second is said by the first's name."""
    first: dict[str, int] = {}
    pairs = []
    for at, each in enumerate(counted):
        if each.speaker:
            other = first.setdefault(squeezed(each.speaker), at)
            pairs += [(other, at)] if other != at else []
    return pairs


def _label(pressed: Pressed, field: str) -> str:
    label = " ".join(unicodedata.normalize("NFC", pressed.values.get(field, "")).split())
    if not label or len(label) > LONGEST_LABEL:
        raise Wrong(field, _("호칭을 1자에서 60자로 적어 주십시오."))
    return label


def _join(pressed: Pressed) -> dict[str, Any]:
    if pressed.turn.position == 1:
        raise Wrong("", _("첫 발언은 앞에 붙일 발언이 없습니다."))
    return {"do": "join", "at": pressed.start}


def _split(pressed: Pressed) -> dict[str, Any]:
    place = int(pressed.words[1])
    if place not in [start for start, _text in places(pressed.turn)[1:]]:
        raise Wrong("", _("나눌 자리가 아닙니다. 화면을 다시 열어 주십시오."))
    return {"do": "split", "at": pressed.start, "place": place}


def _give(pressed: Pressed) -> dict[str, Any]:
    return {"do": "give", "first": pressed.start, "last": _last(pressed), "to": _label(pressed, f"to-{pressed.start}")}


def _follow(pressed: Pressed) -> dict[str, Any]:
    """The turn is said by whoever spoke before; the label between the two stays out of what is said."""
    turn = pressed.turn
    before = pressed.shown.turns[turn.position - 2] if turn.position > 1 else turn
    return {"do": "give", "first": turn.start, "last": turn.start, "to": before.speaker}


def _lift(pressed: Pressed) -> dict[str, Any]:
    offered = {f"{start}-{end}": [start, end] for start, end, _words in apart(pressed.shown)}
    ranges = [offered[each] for each in pressed.values.getlist("lift") if each in offered]
    if not ranges:
        raise Wrong("apart", _("발언이 아닌 줄을 골라 주십시오."))
    return {"do": "lift", "ranges": ranges}


def _aside(pressed: Pressed) -> dict[str, Any]:
    return {"do": "aside", "first": pressed.start, "last": _last(pressed), "aside": True}


def _speech(pressed: Pressed) -> dict[str, Any]:
    return {"do": "aside", "first": pressed.start, "last": pressed.start, "aside": False}


def _last(pressed: Pressed) -> int:
    """Start of the turn up to which a correction reaches; of this one alone where no number is given."""
    field = f"until-{pressed.start}"
    own = pressed.numbers[pressed.turn.start]
    number = pressed.values.get(field, "").strip() or own
    last = next((start for start, each in pressed.numbers.items() if each == number), None)
    if last is None or last < pressed.turn.start:
        words = _(
            "%(first)s에서 %(last)s 사이의 번호를 적어 주십시오.", first=own, last=[*pressed.numbers.values()][-1]
        )
        raise Wrong(field, words)
    return last


def _rename(pressed: Pressed) -> dict[str, Any]:
    number = int(pressed.words[0])
    return {"do": "rename", "from": pressed.counted[number].speaker, "to": _label(pressed, f"into-{number}")}


def _same(pressed: Pressed) -> dict[str, Any]:
    kept, other = (pressed.counted[int(number)].speaker for number in pressed.words)
    return {"do": "rename", "from": other, "to": kept}


def _title(pressed: Pressed) -> dict[str, Any]:
    """Everything before the first speaker is a title."""
    turns = pressed.shown.turns[: _before_speakers(pressed.shown)]
    if not turns:
        raise Wrong("", _("첫 발언자보다 앞에 글이 없습니다. 화면을 다시 열어 주십시오."))
    return {"do": "aside", "first": turns[0].start, "last": turns[-1].start, "aside": True}


_OPERATIONS: dict[str, Callable[[Pressed], dict[str, Any]]] = {
    "join": _join,
    "split": _split,
    "give": _give,
    "follow": _follow,
    "lift": _lift,
    "aside": _aside,
    "speech": _speech,
    "rename": _rename,
    "same": _same,
    "title": _title,
}
