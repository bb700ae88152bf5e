"""Labels that no sign closes: set in bold, a listed participant's, or a name and an office with nothing but space after."""

from __future__ import annotations

import re
from dataclasses import replace

from transcripts.speakers.beside import COLONS, SPACE
from transcripts.speakers.labels import Label, with_stamp
from transcripts.speakers.offices import goes_with, guessed, somebody, with_firm
from transcripts.speakers.people import (
    could_name,
    heads,
    is_full_name,
    names_person,
    plain,
    plainly,
    plausible,
)
from transcripts.speakers.present import ends
from transcripts.speakers.singles import latin_name

SHAPES = ("bold", "listed", "bare")
_MOST_WORDS = 4
_WORDS = re.compile(rf"[^{SPACE}]+")
# Letters. Chosen, not measured: a longer line above that ends in no sentence was wrapped, and its words go on.
_WRAPPED = 25
_LOOKED_AT = 80
# Somebody called upon, or a sign that closes a label as seldom: "박보기 전무, 말씀해 주십시오".
_CALLING = ",;.·"
# A sign within or behind a name closes it; "○" before one is read as a bullet, within it hides the name.
_NAMES = re.compile(r"(?:㈜|\([주유사재]\))? ?(?:[^\W\d]|[○◯〇]{2})[\w○◯〇.·() ]*")
_QUOTES = "\"'“‘(○◯〇…"
# What follows a name that is only spoken of: "이시늉 대표 말씀처럼", "박보기 전무 등 세 명".
_SPOKEN_OF = re.compile(
    r"(?:여러분|말씀|의견|발언|측|등|및|이하|소속|외|본인|이름|명의|얘기|이야기|말대로|쪽|분|또는|아래|때|건의|제안|설명|질의|질문|답변|인사|주재)"
)


def bold_in(line: str, end: int, *, over_words: bool) -> Label | None:
    """Read a label in bold: ``**가온정밀 대표** 수주가 …``, or alone on its line with words beneath it.

    Parameters
    ----------
    line : str
    end : int
        Where the bold letters at the beginning of the line end.
    over_words : bool
        Whether words stand beneath the line.
    """
    name = line[:end].strip(SPACE + COLONS)
    alone = not line[end:].strip(SPACE + COLONS)
    if not could_name(name) or len(name.split()) > _MOST_WORDS or (alone and not over_words):
        return None
    if alone:
        return Label(name, "bold", names_person(name), len(line), form="bold ↵")
    while end < len(line) and line[end] in SPACE + COLONS:
        end += 1
    return replace(with_stamp(line, Label(name, "bold", names_person(name), end)), form="bold")


def listed_before_words(line: str, above: str, known: frozenset[str]) -> Label | None:
    """Read a name on the record's list with words after it: ``가온정밀 대표 수주가 …``."""
    if _goes_on(above):
        return None
    words = line.split(" ")
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        name = " ".join(words[:count])
        if plainly(name) in known and any(words[count:]):
            return Label(name, "listed", False, len(name) + 1, form="listed")
    return None


def bare_before_words(line: str, above: str, there: frozenset[str]) -> Label | None:
    """Read a name and an office with words after it: ``박보기 전무 수주가 …``; of who attended, the name alone.

    Parameters
    ----------
    line, above : str
        The line, and the one before it, whose sentence may go on here.
    there : frozenset of str
        Names on the text's attendance lists, as `people.plainly` writes them.
    """
    if _goes_on(above):
        return None
    words = list(_WORDS.finditer(line[: _LOOKED_AT + 1]))
    for count in range(1, min(_MOST_WORDS, len(words) - 1) + 1):
        name, begins = line[words[0].start() : words[count - 1].end()], words[count].start()
        called = name[-1] in _CALLING
        name = name.rstrip(_CALLING)
        if not (line[begins].isalpha() or line[begins] in _QUOTES) or not _NAMES.fullmatch(name):
            continue
        wide = line[words[count - 1].end() : begins] != " "
        if somebody(name, wide=wide) or (count == 1 and plainly(name) in there):
            further = line[words[0].start() : words[count].end()]
            if count + 1 < len(words) and not called and goes_with(name, further):
                name, begins = further, words[count + 1].start()
            spoken_of = called or guessed(name) or _SPOKEN_OF.match(line, begins)
            return Label(name, "bare", not spoken_of, begins, form="bare")
    return None


def _goes_on(above: str) -> bool:
    """Whether a line's sentence goes on in the next."""
    return len(above.rstrip()) >= _WRAPPED and not ends(above)


def alone_by_itself(line: str, above: str, below: str, there: frozenset[str]) -> Label | None:
    """Read a name alone on a line between others' speeches, with words beneath it: it may also be a word of a list."""
    name = " ".join(line.replace(",", " ").split())
    spoken = ends(below) or len(below) >= _WRAPPED
    if _goes_on(above) or not spoken or not _NAMES.fullmatch(name):
        return None
    if len(name.split()) > _MOST_WORDS or not could_name(name) or ends(name):
        return None
    listed = plainly(name) in there
    told = listed or (names_person(name) and not guessed(name))
    if not (told or somebody(name, wide=True) or latin_name(name) or with_firm(name)):
        return None
    return Label(name, "bare", told, len(line), form="bare ↵")


def verdict(label: Label, *, told: bool, again: bool, closed: bool) -> str:
    """Judge a label that no sign closes.

    Parameters
    ----------
    label : Label
        Of the shape ``bold``, ``listed`` or ``bare``.
    told, again, closed : bool
        Whether a person has named it, whether it comes back, whether elsewhere a sign closes the same name: then
        words that begin with it may as well be spoken of.

    Returns
    -------
    str
        ``sure``; ``yes`` or ``no``, where it is asked about with this guess; or empty, where it is none.
    """
    name = label.name or ""
    bold = label.shape == "bold"
    if heads(name) or not plausible(name):
        return ""
    if label.shape == "bare":
        alone = label.form.endswith("↵")
        return "yes" if told or (alone and again) or (label.certain and (alone or not closed)) else "no"
    # "인력난" has the shape of a name too: a name that comes once is asked about.
    named = is_full_name(plain(name))
    if bold and (label.certain or told or (named and again)):
        return "sure"
    if closed and not bold:
        return "no"
    return "yes" if told or again or named else "no" if bold else ""
