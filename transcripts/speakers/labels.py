"""The shapes in which transcripts write who speaks, one line at a time.

``사회자: …``, ``[참가자 4] …``, ``○ 김○○ 과장  …``, ``## ○박보기 위원  …``, ``[00:00:01 - Speaker 1] …``, ``Q. …``,
``CHAIR EXAMPLE.  …``, a name alone. `shapes` weighs what is found here over the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from transcripts.speakers.beside import COLONS, SPACE, joins, parted, past_colon, sender, skip
from transcripts.speakers.people import (
    could_name,
    heads,
    is_aside,
    is_code,
    is_full_name,
    is_roled_name,
    names_person,
)
from transcripts.speakers.words import TAGS
from transcripts.text.times import Stamp, stamp_at


@dataclass(frozen=True)
class Label:
    """A speaker's label, or a bare time, at the beginning of a line.

    Attributes
    ----------
    name : str or None
        The label without brackets, bullet and colon; None where the line has only a time.
    shape : str
        ``colon``, ``bracket``, ``round`` (brackets), ``bullet``, ``dash``, ``gap`` (wide space), ``caps``,
        ``answer`` (Q. and A.), ``alone``, ``spoken`` (a bracket around name and words), ``behind`` (a quotation),
        ``pair`` (two words after a round sign), ``bold``, ``listed`` (see `unclosed`) or ``time``.
    certain : bool
        True if the words alone show a speaker; otherwise the document must support it.
    end : int
        Index in the line where speech begins.
    stamp : Stamp or None
        Time written beside the label.
    form : str
        How the label is written, with N for the name and T for a time: ``[N] T``. A document's shape is made of these.
    strict : bool
        Whether the words could be a label in any document; if not, only the document's shape can make them one.
    stop : int or None
        Where speech ends on the label's own line, if the label stands behind it (``behind``).
    """

    name: str | None
    shape: str
    certain: bool
    end: int
    stamp: Stamp | None = None
    form: str = ""
    strict: bool = True
    stop: int | None = None


# Characters at the head of a line in which a label with its time has to end. Chosen, not measured.
WINDOW = 60
# Offices type the letter ㅇ, or a Latin o, for the round bullet.
BULLET = re.compile(rf"(?:[○◯〇●◇◆□■▶▷◎•*‧・❍▪▸◦\-–—](?![○◯〇*\-])[{SPACE}]*|[ㅇo][{SPACE}]+)")
OPENING = r"[\[【<(（{◀◁〈《]"
BRACKETED = re.compile(
    rf"{OPENING}([^\[\]【】<>()（）{{}}◀◁▶▷〈〉《》]{{1,40}}(?:\([^()]{{1,20}}\))?)[\]】>)）}}▶▷〉》][{SPACE}]*[:：]?"
)
# "(주)예시정밀": a firm's form, no aside.
_LEGAL_FORMS = frozenset("주유사재")
# "[이름 / 직함 : …]": the bracket closes after the words.
_SPOKEN = re.compile(rf"\[([^\[\]:：]{{1,50}}?)[{SPACE}]+[:：](?=[{SPACE}])")
_ANSWER = re.compile(rf"(Q|A|문|답|질문|답변)(?:[{SPACE}]?\d{{1,3}})?[{SPACE}]*([.:：])(?=[{SPACE}]|$)")
_CAPS = re.compile(
    r"((?:(?:MR|MS|MRS|DR|PROF)\. )?[A-Z][A-Z'’\-]+(?: (?:[A-Z]\.|[A-Z][A-Z'’\-]+)){0,4})\.(?=[ \t]{1,}|$)"
)
BOLD = re.compile(r"\*\*([^*:：]{1,40})(?:[:：]\*\*|\*\*[ \t]*[:：]|\*\*(?=[ \t]|$))")
_FEW_WORDS = rf"([^{SPACE}:：]+(?: [^{SPACE}:：]+){{0,2}}?)"
_DASHED = re.compile(rf"{_FEW_WORDS}[{SPACE}]+[-–—][{SPACE}]+(?=\S)")
_GAPPED = re.compile(rf"{_FEW_WORDS}(?:[{SPACE}]{{2,}}|\t)(?=\S)")
# Marks that a tool or a program puts before a label: headings, quotations, mentions; a broadcaster's tag.
_MARKS = re.compile(rf"(?:\#{{1,6}}[{SPACE}]+|>+[{SPACE}]*|[@#](?=[^{SPACE}#@])|\*\*(?=[^*]+\*\*[{SPACE}]*$))")
TAG = re.compile(rf"(?:[\[<〈(【](?:{TAGS})[\]>〉)】]|▶?[{SPACE}]*(?:{TAGS})[{SPACE}]*[:：>])[{SPACE}]*(?=\S)")
_CLOSED = re.compile(r"([^()\[\]:：]{1,30})[)）]")
# Chat and automatic transcripts: "최예시 교수> …". A sign that joins ("가>나") or points ("->") is none.
_ANGLED = re.compile(rf"([^<>:：=\-–—]{{1,30}})[>＞](?=[{SPACE}]|$)")
NUMBERING = re.compile(r"^\d{1,3}[.)][ \t]+")
_BEHIND_BRACKET = re.compile(rf"[{SPACE}]*([^:：{SPACE}][^:：]{{0,20}}?)[{SPACE}]*[:：](?=[{SPACE}]|$)")
_MINUTES = re.compile(rf"([^{SPACE}]+(?: [^{SPACE}]+){{0,3}}?)(?:[{SPACE}]{{2,}}| - |\t)(?=\S)")
_TITLED = re.compile(
    rf"([가-힣]*[○◯〇]+[가-힣]*[{SPACE}]+[가-힣]{{2,8}}|[가-힣]{{2,6}}[{SPACE}]+[가-힣]*[○◯〇]+)"
    rf"[{SPACE}]+(?=\S)"
)
_FROM = re.compile(rf"(?:From[{SPACE}]+)(?=\S)")


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
    at, stamp = head_of(line)
    for shape in _SHAPES:
        label = shape(line, at)
        if label:
            certain = label.certain or bool(TAG.search(line, 0, at))
            return with_stamp(line, replace(label, stamp=label.stamp or stamp, certain=certain))
    return Label(None, "time", True, at, stamp) if stamp else None


def head_of(line: str) -> tuple[int, Stamp | None]:
    """Where the label may begin after marks, tags and a time, and that time."""
    at = skip(line, 0)
    stamp = stamp_at(line, at)
    if not stamp:
        at = _marked(line, at)
        stamp = stamp_at(line, at)
    if stamp:
        at = skip(line, stamp.end)
        # "00:12:30 - 사회자: ..." and "[00:12:30]: ..." set the time apart by a sign.
        if at < len(line) and line[at] in "-–:：," and line[at + 1 : at + 2] in (*SPACE, ""):
            at = skip(line, at + 1)
        sent = _FROM.match(line, at)
        at = _marked(line, sent.end() if sent else at)
    return at, stamp


def _marked(line: str, at: int) -> int:
    for _twice in range(2):
        for pattern in (_MARKS, TAG):
            found = pattern.match(line, at)
            at = skip(line, found.end()) if found else at
    return at


def with_stamp(line: str, label: Label) -> Label:
    """Take up a time that follows the label: ``사회자: [00:12:30] …``."""
    at = skip(line, label.end)
    stamp = stamp_at(line, at) if label.stamp is None else None
    if not stamp:
        return replace(label, end=at)
    return replace(label, end=skip(line, past_colon(line, stamp.end)), stamp=stamp)


def _answer(line: str, at: int) -> Label | None:
    found = _ANSWER.match(line, at)
    return Label(found[1], "answer", False, found.end()) if found else None


def _caps(line: str, at: int) -> Label | None:
    found = _CAPS.match(line, at)
    if not found or len(found[1].split()) < 2:
        return None
    return Label(found[1], "caps", False, found.end())


def _bracket(line: str, at: int) -> Label | None:
    found = BRACKETED.match(line, at)
    if not found or is_aside(found[1]) or found[1] in _LEGAL_FORMS:
        return None
    name, stamp = parted(found[1].strip(SPACE))
    if not could_name(name):
        return None
    # Round brackets set off asides in Korean ("(웃으며) …"): there a clear person counts, the rest is asked about.
    shape = "bracket" if line[at] in "[【{◀◁" else "round"
    said = _BEHIND_BRACKET.match(line, found.end()) if shape == "bracket" else None
    if said and not heads(said[1]) and (names_person(said[1]) or is_full_name(said[1])):
        # "[예시정밀] 마루한: …": the bracket tells whom the name speaks for.
        return Label(f"{said[1]} ({name})", shape, True, said.end(), stamp)
    return Label(name, shape, names_person(name), found.end(), stamp)


def _spoken(line: str, at: int) -> Label | None:
    """``[이름 / 직함 : …]``, where the bracket holds the words too."""
    found = _SPOKEN.match(line, at)
    return Label(found[1].strip(SPACE), "spoken", True, found.end()) if found and not is_aside(found[1]) else None


def _bullet(line: str, at: int) -> Label | None:
    found = BULLET.match(line, at)
    if not found:
        return None
    start = found.end()
    label = _bracket(line, start) or _angled(line, start) or _named_at(line, start)
    if label:
        return replace(label, shape="bullet")
    for pattern in (_MINUTES, _TITLED):
        hit = pattern.match(line, start)
        if hit and names_person(hit[1]):
            return Label(hit[1].strip(), "bullet", True, hit.end())
    name = line[start:].strip(SPACE)
    if could_name(name) and names_person(name):
        return Label(name, "bullet", True, len(line))
    return _roled(line, start) or (_two_words(line, start) if line[at] in "○◯〇" else None)


def _two_words(line: str, start: int) -> Label | None:
    """``○甲乙丙 위원 …``: what a document's own shape may make a name and an office, whatever words they are."""
    words = list(re.finditer(rf"[^{SPACE}]+", line[start : start + WINDOW]))
    end = start + words[1].end() if len(words) > 2 else 0
    return Label(line[start:end], "pair", False, end, strict=False) if end and could_name(line[start:end]) else None


def _roled(line: str, start: int) -> Label | None:
    """``○박보기 위원 중소기업 …``: a name and an office of two or three words, with one space before the speech."""
    words = list(re.finditer(rf"[^{SPACE}]+", line[start : start + WINDOW]))
    for count in (2, 3):
        if len(words) > count:
            name = line[start : start + words[count - 1].end()]
            if is_roled_name(name):
                return Label(name, "bullet", False, start + words[count - 1].end())
    return None


def _bold(line: str, at: int) -> Label | None:
    """Markdown, as speech recognition tools write it: ``**사회자:** …``."""
    found = BOLD.match(line, at)
    return _named(found[1], found.end(), None) if found else None


def _closed(line: str, at: int) -> Label | None:
    """``사회자) …``"""
    found = _CLOSED.match(line, at)
    return Label(found[1].strip(), "bracket", True, found.end()) if found and names_person(found[1]) else None


def _angled(line: str, at: int) -> Label | None:
    """``최예시 교수> …``: a person, or what may be one's name."""
    found = _ANGLED.match(line, at)
    name = found[1].strip(SPACE) if found else ""
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
    return None if BULLET.match(line, at) else _named_at(line, at)


def _named_at(line: str, at: int) -> Label | None:
    for place in range(at, min(len(line), at + WINDOW)):
        if line[place] in "[(<":
            stamp = stamp_at(line, place)
            if stamp:
                return _named(line[at:place], past_colon(line, stamp.end), stamp)
        if line[place] in COLONS:
            return None if joins(line, place) else _named(line[at:place], place + 1, None)
    return None


def _named(words: str, end: int, stamp: Stamp | None) -> Label | None:
    name = sender(words.strip(SPACE))
    unnumbered = NUMBERING.sub("", name)
    numbered = len(unnumbered) < len(name) and len(unnumbered) == 3 and is_full_name(unnumbered)
    name = unnumbered if names_person(unnumbered) or numbered else name
    if not could_name(name) and not is_code(name):
        return None
    return Label(name, "colon", names_person(name) or stamp is not None, end, stamp)


_SHAPES: tuple[Callable[[str, int], Label | None], ...] = (
    _answer,
    _bold,
    _spoken,
    _bracket,
    _bullet,
    _caps,
    _closed,
    _angled,
    _dash,
    _colon,
)
