"""Labels that need more than their own line: a name on the record's list, a name that stands alone on its line."""

from __future__ import annotations

import re
from dataclasses import replace

from transcripts.speakers.beside import BESIDE, COLONS, SPACE, joins, sender, skip, whole_rest
from transcripts.speakers.labels import BRACKETED, BULLET, WINDOW, Label, head_of, with_stamp
from transcripts.speakers.people import could_name, is_aside, is_full_name, names_person, plainly
from transcripts.speakers.singles import latin_name
from transcripts.text.times import Stamp, bare_clock, stamp_at

_BEHIND = re.compile(
    rf"[{SPACE}]*(?P<words>[\"“].+[\"”])[{SPACE}]*(?:[-–—][{SPACE}]*|[(\[][{SPACE}]*)(?P<name>[^()\[\]\"“”]{{2,40}})[)\]]?[{SPACE}]*$"
)
_FIRMED = re.compile(
    rf"(?P<name>[^\[\]:：<>{SPACE}][^\[\]:：<>]{{0,20}}?)[{SPACE}]*\[(?P<firm>[^\[\]:：]{{1,30}})\]"
    rf"(?P<sign>[{SPACE}]*[:：]|[{SPACE}]{{2,}}(?=\S)|\t|[{SPACE}]*$)"
)
_YEAR = re.compile(r"\d{4}\D")
_LONGEST, _STAMP_MORE = 24, 8
_LISTED = re.compile(rf"[{SPACE}]*([^{SPACE}:：<>＞\[\]][^:：<>＞\[\]]{{0,59}})[:：>＞]")


def listed_in(line: str, known: frozenset[str]) -> Label | None:
    """Read a label that a sign closes and that is a name on the record's list, whatever word it is."""
    found = _LISTED.match(line) if known else None
    if not found or plainly(found[1]) not in known or joins(line, found.end(1)):
        return None
    return with_stamp(line, Label(found[1].strip(SPACE), "colon", True, found.end()))


def behind_in(line: str) -> Label | None:
    """Read a name behind a quotation: ``"…" (한보기 예시정공 대표)``, ``"…" - 한보기 대표``."""
    found = _BEHIND.match(line)
    name = found["name"].strip(SPACE) if found else ""
    if not found or not (names_person(name) or is_full_name(name) or is_full_name(name.split()[0])):
        return None
    return Label(name, "behind", False, found.start("words"), form="“”N", stop=found.end("words"))


def firmed_in(line: str) -> Label | None:
    """Read a name with its firm in square brackets behind it: ``류가온 [예시센터]: …``, before a wide space, or alone."""
    start, stamp = head_of(line)
    found = _FIRMED.match(line, start)
    name = found["name"].strip(SPACE) if found else ""
    if not found or stamp_at(line, found.start("firm") - 1) or not could_name(name):
        return None
    if not (names_person(name) or is_full_name(name) or latin_name(name)) or not could_name(found["firm"]):
        return None
    label = Label(f"{name} ({found['firm']})", "bracket", True, found.end(), stamp, form=f"N[N]{found['sign'].strip()}")
    return with_stamp(line, label)


def alone_in(line: str, beneath: Stamp | None = None) -> Label | None:
    """Read a line that holds nothing but a name, or a name and a time, with the speech (or the time) beneath it."""
    start, stamp = head_of(line)
    clock = None if stamp else bare_clock(line, start)
    if clock:
        start, stamp = skip(line, clock.end), clock
    words = line[start:].strip(SPACE)
    if not words or len(words) > WINDOW:
        return None
    after = None
    for cut in BESIDE.finditer(words) if stamp is None else ():
        after = whole_rest(words, cut.end())
        if after and cut.start() and words[cut.start() - 1] not in COLONS:
            words = words[: cut.start()]
            break
    stamp = stamp or after or beneath
    label = _alone(words.strip(SPACE), stamp)
    return replace(label, end=len(line), stamp=stamp) if label else None


def _alone(words: str, stamp: Stamp | None) -> Label | None:
    bracketed = BRACKETED.fullmatch(words)
    name = bracketed[1].strip(SPACE) if bracketed else words.rstrip(COLONS + SPACE)
    bullet = BULLET.match(name)
    name = sender(name[bullet.end() :] if bullet else name)
    if any(colon in name for colon in COLONS):
        return None
    longest = _LONGEST + _STAMP_MORE * bool(stamp)
    if not 0 < len(name) <= longest or name[-1] in ".。" or is_aside(name) or _YEAR.match(name):
        return None
    if could_name(name) and (names_person(name) or is_full_name(name) or (stamp and len(name.split()) <= 3)):
        return Label(name, "alone", names_person(name), 0)
    return Label(name, "alone", False, 0, strict=False) if stamp or bracketed else None
