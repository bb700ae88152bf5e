"""The shapes in which transcripts write who speaks, one line at a time.

``사회자: …``, ``[참가자 4] …``, ``○ 김○○ 과장  …``, ``Q. …``, ``CHAIR EXAMPLE.  …``, a name alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from transcripts.speakers.people import could_name, is_aside, is_code, is_full_name, names_person, plainly
from transcripts.text.times import Stamp, closing_clock, stamp_at


@dataclass(frozen=True)
class Label:
    """A speaker's label, or a bare time, at the beginning of a line.

    Attributes
    ----------
    name : str or None
        The label without brackets, bullet and colon; None where the line has only a time.
    shape : str
        ``colon``, ``bracket``, ``round`` (brackets), ``bullet``, ``dash``, ``gap`` (wide space), ``caps``,
        ``answer`` (Q. and A.), ``alone`` or ``time``.
    certain : bool
        True if the words alone show a speaker; otherwise the document must support it.
    end : int
        Index in the line where speech begins.
    stamp : Stamp or None
        Time written beside the label.
    """

    name: str | None
    shape: str
    certain: bool
    end: int
    stamp: Stamp | None = None


_SPACE = " \t\u3000\u00a0"
_COLONS = ":："
# Characters at the head of a line in which a label with its time has to end. Chosen, not measured.
_WINDOW = 60
# Offices type the letter ㅇ, or a Latin o, for the round bullet.
_BULLET = re.compile(rf"(?:[○◯●◇◆□■▶▷◎•*‧・❍▪▸◦\-–—](?![○◯〇*\-])[{_SPACE}]*|[ㅇo][{_SPACE}]+)")
_BRACKETED = re.compile(rf"[\[【<(（]([^\[\]【】<>()（）]{{1,40}})[\]】>)）][{_SPACE}]*[:：]?")
_ANSWER = re.compile(rf"(Q|A|문|답|질문|답변)(?:[{_SPACE}]?\d{{1,3}})?[{_SPACE}]*([.:：])(?=[{_SPACE}]|$)")
_CAPS = re.compile(
    r"((?:(?:MR|MS|MRS|DR|PROF)\. )?[A-Z][A-Z'’\-]+(?: (?:[A-Z]\.|[A-Z][A-Z'’\-]+)){0,4})\.(?=[ \t]{1,}|$)"
)
_BOLD = re.compile(r"\*\*([^*:：]{1,40})(?:[:：]\*\*|\*\*[ \t]*[:：])")
_DASHED = re.compile(rf"([^{_SPACE}:：]+(?: [^{_SPACE}:：]+){{0,2}}?)[{_SPACE}]+[-–—][{_SPACE}]+(?=\S)")
_GAPPED = re.compile(rf"([^{_SPACE}:：]+(?: [^{_SPACE}:：]+){{0,2}}?)(?:[{_SPACE}]{{2,}}|\t)(?=\S)")
# Where a label may stand inside a paragraph: after a sentence, with or without its full stop.
_INSIDE = re.compile(
    rf"(?:(?<=[^\d\s])[.?!。…][\"'”’)]*|니다|니까|[어아에예네데해]요|죠)[{_SPACE}]+(?=[\[(]?[^{_SPACE}:：\[\]()]{{1,16}}"
    rf"(?: [^{_SPACE}:：\[\]()]{{1,10}}){{0,2}}[\])]?[{_SPACE}]?[:：\].)])"
)
_CLOSED = re.compile(r"([^()\[\]:：]{1,30})[)）]")
# Chat and automatic transcripts: "최예시 교수> …". A sign that joins ("가>나") or points ("->") is none.
_ANGLED = re.compile(rf"([^<>:：=\-–—]{{1,30}})[>＞](?=[{_SPACE}]|$)")
_LISTED = re.compile(rf"[{_SPACE}]*([^{_SPACE}:：<>＞\[\]][^:：<>＞\[\]]{{0,59}})[:：>＞]")
_NUMBERING = re.compile(r"^\d{1,3}[.)][ \t]+")
_MINUTES = re.compile(rf"([^{_SPACE}]+(?: [^{_SPACE}]+){{0,3}}?)(?:[{_SPACE}]{{2,}}| - |\t)(?=\S)")
_TITLED = re.compile(
    rf"([가-힣]*[○◯〇]+[가-힣]*[{_SPACE}]+[가-힣]{{2,8}}|[가-힣]{{2,6}}[{_SPACE}]+[가-힣]*[○◯〇]+)"
    rf"[{_SPACE}]+(?=\S)"
)


def label_in(line: str) -> Label | None:
    """Read the label at the beginning of a line.

    Parameters
    ----------
    line : str
        One line without its line end.

    Returns
    -------
    Label or None
        None where the line is speech from its first word. A label that is not `certain` is only a candidate.
    """
    at = _skip(line, 0)
    stamp = stamp_at(line, at)
    if stamp:
        at = _skip(line, stamp.end)
        # "00:12:30 - 사회자: ..." and "[00:12:30]: ..." set the time apart by a sign.
        if at < len(line) and line[at] in "-–:：" and line[at + 1 : at + 2] in (*_SPACE, ""):
            at = _skip(line, at + 1)
    for shape in _SHAPES:
        label = shape(line, at)
        if label:
            return _with_stamp(line, replace(label, stamp=label.stamp or stamp))
    return Label(None, "time", True, at, stamp) if stamp else None


def listed_in(line: str, known: frozenset[str]) -> Label | None:
    """Read a label that a sign closes and that is a name on the record's list, whatever word it is."""
    found = _LISTED.match(line) if known else None
    if not found or plainly(found[1]) not in known or _inside_word(line, found.end(1)):
        return None
    return _with_stamp(line, Label(found[1].strip(_SPACE), "colon", True, found.end()))


def inside(line: str) -> list[int]:
    """Where in a paragraph labels stand that name somebody by themselves, or ask and answer: ``… 참가자4: …``."""
    found = []
    for place in _INSIDE.finditer(line):
        label = label_in(line[place.end() : place.end() + _WINDOW])
        if label and label.shape in ("colon", "bracket", "answer") and (label.certain or label.shape == "answer"):
            found.append(place.end())
    return found


def alone_in(line: str) -> Label | None:
    """Read a line that holds nothing but a name, or a name and a time, with the speech beneath it."""
    start = _skip(line, 0)
    stamp = stamp_at(line, start)
    start = _skip(line, stamp.end) if stamp else start
    words = line[start:].strip(_SPACE)
    if len(words) > _WINDOW:
        return None
    cut = re.search(rf"[{_SPACE}]+(?=\(?\[?[\d:.,]+\]?\)?$)", words)
    after = closing_clock(words, cut.end()) or stamp_at(words, cut.end()) if cut else None
    name = words[: cut.start()].strip(_SPACE) if cut and after else words
    # Shorter than before a colon (people.py), since no sign ends it. Chosen, not measured.
    if len(name) > 24 or not could_name(name) or name[-1] in ".。":
        return None
    stamp = stamp or after
    if not (names_person(name) or is_full_name(name) or (stamp and len(name.split()) <= 3)):
        return None
    return Label(name, "alone", names_person(name), len(line), stamp)


def _skip(line: str, at: int) -> int:
    while at < len(line) and line[at] in _SPACE:
        at += 1
    return at


def _with_stamp(line: str, label: Label) -> Label:
    """Take up a time that follows the label: ``사회자: [00:12:30] …``."""
    at = _skip(line, label.end)
    stamp = stamp_at(line, at) if label.stamp is None else None
    return replace(label, end=_skip(line, stamp.end), stamp=stamp) if stamp else replace(label, end=at)


def _answer(line: str, at: int) -> Label | None:
    found = _ANSWER.match(line, at)
    return Label(found[1], "answer", False, found.end()) if found else None


def _caps(line: str, at: int) -> Label | None:
    found = _CAPS.match(line, at)
    if not found or len(found[1].split()) < 2:
        return None
    return Label(found[1], "caps", False, found.end())


def _bracket(line: str, at: int) -> Label | None:
    found = _BRACKETED.match(line, at)
    if not found or is_aside(found[1]) or not could_name(found[1].strip()):
        return None
    name = found[1].strip()
    # Round brackets set off asides in Korean ("(웃으며) …"): there a clear person counts, the rest is asked about.
    return Label(name, "bracket" if line[at] in "[【" else "round", names_person(name), found.end())


def _bullet(line: str, at: int) -> Label | None:
    found = _BULLET.match(line, at)
    if not found:
        return None
    start = found.end()
    label = _bracket(line, start) or _named_at(line, start)
    if label:
        return replace(label, shape="bullet")
    for pattern in (_MINUTES, _TITLED):
        hit = pattern.match(line, start)
        if hit and names_person(hit[1]):
            return Label(hit[1].strip(), "bullet", True, hit.end())
    name = line[start:].strip(_SPACE)
    return Label(name, "bullet", True, len(line)) if could_name(name) and names_person(name) else None


def _bold(line: str, at: int) -> Label | None:
    """Markdown, as speech recognition tools write it: ``**사회자:** …``."""
    found = _BOLD.match(line, at)
    return _named(found[1], found.end(), None) if found else None


def _closed(line: str, at: int) -> Label | None:
    """``사회자) …``"""
    found = _CLOSED.match(line, at)
    return Label(found[1].strip(), "bracket", True, found.end()) if found and names_person(found[1]) else None


def _angled(line: str, at: int) -> Label | None:
    """``최예시 교수> …``: a person, or what may be one's name."""
    found = _ANGLED.match(line, at)
    name = found[1].strip(_SPACE) if found else ""
    if not found or not (names_person(name) or is_full_name(name)):
        return None
    return Label(name, "colon", names_person(name), found.end())


def _dash(line: str, at: int) -> Label | None:
    """``사회자 - …``, and ``사회자    …`` in columns of typed space."""
    for shape, pattern in (("dash", _DASHED), ("gap", _GAPPED)):
        found = pattern.match(line, at)
        if found and could_name(found[1]) and names_person(found[1]):
            return Label(found[1], shape, False, found.end())
    return None


def _colon(line: str, at: int) -> Label | None:
    return None if _BULLET.match(line, at) else _named_at(line, at)


def _named_at(line: str, at: int) -> Label | None:
    for place in range(at, min(len(line), at + _WINDOW)):
        if line[place] in "[(<":
            stamp = stamp_at(line, place)
            if stamp:
                return _named(line[at:place], _past_colon(line, stamp.end), stamp)
        if line[place] in _COLONS:
            return None if _inside_word(line, place) else _named(line[at:place], place + 1, None)
    return None


def _named(words: str, end: int, stamp: Stamp | None) -> Label | None:
    name = words.strip(_SPACE)
    unnumbered = _NUMBERING.sub("", name)
    name = unnumbered if names_person(unnumbered) else name
    if not could_name(name) and not is_code(name):
        return None
    return Label(name, "colon", names_person(name) or stamp is not None, end, stamp)


def _past_colon(line: str, at: int) -> int:
    place = _skip(line, at)
    return place + 1 if place < len(line) and line[place] in _COLONS else at


def _inside_word(line: str, place: int) -> bool:
    """10:30, 3:1, http://, C:\\ — a colon that joins instead of introducing."""
    before, after = line[place - 1 : place], line[place + 1 : place + 2]
    return (before.isdigit() and after.isdigit()) or after in ("/", "\\", ":")


_SHAPES: tuple[Callable[[str, int], Label | None], ...] = (
    _answer,
    _bold,
    _bracket,
    _bullet,
    _caps,
    _closed,
    _angled,
    _dash,
    _colon,
)
