"""What stands where a label would stand, whatever it says; and where in a line another label or time begins.

Only the shape of the whole document (see `shapes`) can make speakers of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcripts.speakers.beside import SPACE, joins, parted, sender, skip
from transcripts.speakers.labels import BOLD, BRACKETED, BULLET, TAG, WINDOW, Label, head_of, label_in, with_stamp
from transcripts.speakers.people import is_aside
from transcripts.speakers.programs import CLOCKED
from transcripts.text.times import bare_clock, closing_clock, stamp_at

_LONGEST, _LOOKED_AT = 48, 200
# A name begins with a letter or a mask and ends like a word or a bracket.
_NAMES = re.compile(rf"(?!\d{{4}}\D)[\w○◯〇(].{{0,{_LONGEST - 1}}}(?<![-=<>])", re.DOTALL)
_SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])[.?!。…]\s")
_WORDS = rf"[^{SPACE}:：]+(?: [^{SPACE}:：]+)"
_SIGNED = re.compile(rf"([^:：>＞]{{1,{_LONGEST}}}?)[{SPACE}]*(?:[:：]|[>＞](?=[{SPACE}]|$))")
_APART = re.compile(rf"({_WORDS}{{0,3}}?)(?P<sign>[{SPACE}]+[-–—][{SPACE}]+|[{SPACE}]{{2,}}|\t)(?=\S)")
_BEFORE_TIME = re.compile(rf"({_WORDS}{{0,4}}?)[{SPACE}]+(?=[\[(]?\d{{1,3}}:\d{{2}})")
_ALONE = re.compile(rf"({_WORDS}{{0,3}})[{SPACE}]*$")
# Where a label may stand inside a paragraph: after a sentence, with or without its full stop.
_ENDED = r"(?:(?<=[^\d\s])[.?!。…][\"'”’)]*|니다|니까|[어아에예네데해]요|죠)"
_INSIDE = re.compile(
    rf"{_ENDED}[{SPACE}]+"
    rf"(?=[\[(]?[^{SPACE}:：\[\]()]{{1,16}}(?: [^{SPACE}:：\[\]()]{{1,10}}){{0,2}}[\])]?[{SPACE}]?[:：\].)])"
    rf"|{_ENDED}[{SPACE}]+(?=[○◯〇])"
)
_TIME_MARK = r"(?:\#\d{1,3}:\d{1,2}:\d{1,2}(?:[.,]\d{1,7})?(?:-\d)?\#|\[\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,7})?\])"
# A marked time after a sentence, or at the end of a line: elsewhere it stands beside a name.
_MARKED_TIME = re.compile(
    rf"(?P<a>[.?!。…다요죠까][\"'”’)]*[{SPACE}]*){_TIME_MARK}|(?P<b>\S[{SPACE}]*){_TIME_MARK}[{SPACE}]*$"
)
_DIGITS = re.compile(r"(?:오전|오후|[AP]\.?M\.?)?\s*\w*\d[\w:.,~> \t\-]*(?:[AP]\.?M\.?)?", re.IGNORECASE)


def loose_in(line: str) -> Label | None:
    """Read what may be a label if others of its form are: at most 48 letters and no whole sentence."""
    line = line[:_LOOKED_AT]
    at, stamp = head_of(line)
    clock = None if stamp else bare_clock(line, at)
    if clock:
        at, stamp = skip(line, clock.end), clock
    for name, end in _heads(line, at):
        words, inner = parted(sender(name))
        if is_aside(words):
            break
        if _NAMES.fullmatch(words) and any(map(str.isalpha, words)) and not _SENTENCE.search(words):
            certain = bool(TAG.search(line, 0, at))
            found = Label(words, "loose", certain, end, inner or stamp, strict=False)
            return with_stamp(line, found)
    return Label(None, "time", False, at, stamp, strict=False) if clock else None


def _heads(line: str, at: int) -> Iterator[tuple[str, int]]:
    """Name and end of every way to read the line's beginning as a label, the clearest first."""
    found = BRACKETED.match(line, at)
    if found:
        yield found[1].strip(SPACE), found.end()
    bold = BOLD.match(line, at)
    if bold:
        yield bold[1].strip(SPACE), bold.end()
    bullet = BULLET.match(line, at)
    at = bullet.end() if bullet else at
    found = BRACKETED.match(line, at) if bullet else None
    if found:
        yield found[1].strip(SPACE), found.end()
    timed = _BEFORE_TIME.match(line, at)
    if timed and (stamp_at(line, timed.end()) or bare_clock(line, timed.end())):
        yield line[at : _clock_end(line, timed.end())], _clock_end(line, timed.end())
    signed = _SIGNED.match(line, at)
    if signed and not joins(line, signed.end() - 1):
        yield signed[1].strip(SPACE), signed.end()
    apart = _APART.match(line, at)
    if apart:
        yield apart[1], apart.end()
    alone = _ALONE.match(line, at) if bullet else None
    if alone:
        yield alone[1], len(line)


def _clock_end(line: str, at: int) -> int:
    stamp = stamp_at(line, at) or bare_clock(line, at)
    return stamp.end if stamp else at


def time_alone(line: str) -> Label | None:
    """Read a line that holds nothing but a bare time: ``0:07``, ``1분 7초``."""
    words = line.strip(SPACE)
    stamp = closing_clock(words, 0) if words[:1].isdigit() else None
    stamp = None if stamp and stamp.day else stamp
    return Label(None, "time", False, len(line), stamp, form="T", strict=False) if stamp else None


def inside(line: str) -> list[int]:
    """Where in a paragraph a label stands that names somebody by itself, asks or answers; or a marked time."""
    found = [place.end("a") if place["a"] else place.end("b") for place in _MARKED_TIME.finditer(line)]
    found += [edge for place in CLOCKED.finditer(line) for edge in place.span() if 0 < edge < len(line)]
    for place in _INSIDE.finditer(line):
        label = label_in(line[place.end() : place.end() + WINDOW])
        round_bullet = label and label.shape == "bullet" and line[place.end()] in "○◯〇"
        closed = label and label.shape in ("colon", "bracket", "answer")
        if label and (round_bullet or (closed and (label.certain or label.shape == "answer"))):
            found.append(place.end())
    return sorted(set(found))


def form_of(line: str, label: Label) -> str:
    """How a label is written, without its spaces: N for the name, T for a time or number, ↵ where the line ends."""
    if label.name is None:
        return "T"
    head = sender(TAG.sub("", line[: label.end]))
    place = head.find(label.name)
    before, after = head[: max(place, 0)], head[place + len(label.name) :]
    marks = "N".join("".join(_DIGITS.sub("T", part).split()) for part in (before, after))
    return marks + ("↵" if label.end >= len(line) else "") + (label.shape if label.shape in ("gap", "dash") else "")
