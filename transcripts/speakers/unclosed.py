"""Labels that no sign closes: set in bold, a listed participant's, or a name and an office with nothing but space after."""

from __future__ import annotations

import re
from dataclasses import replace

from transcripts.speakers.beside import COLONS, SPACE
from transcripts.speakers.labels import Label, with_stamp
from transcripts.speakers.people import (
    could_name,
    heads,
    is_full_name,
    is_numbered,
    is_roled_name,
    names_person,
    plain,
    plainly,
    plausible,
    says_office,
)
from transcripts.speakers.present import ends
from transcripts.speakers.singles import latin_name
from transcripts.speakers.words import NO_NAMES, ROLES

SHAPES = ("bold", "listed", "bare")
_MOST_WORDS = 4
_WORDS = re.compile(rf"[^{SPACE}]+")
# Letters. Chosen, not measured: a longer line above that ends in no sentence was wrapped, and its words go on.
_WRAPPED = 25
_LOOKED_AT = 80
# Of nearly all names; what has as many and ends with a particle is rather "사람이".
_SYLLABLES, _PARTICLES = 3, "은는이가을를에도의로만"
# A sign within or behind a name closes it; "○" before one is read as a bullet, within it hides the name.
_NAMES = re.compile(r"(?:[^\W\d]|[○◯〇]{2})[\w○◯〇.·() ]*")
_QUOTES = "\"'“‘(○◯〇…"
# What follows a name that is only spoken of: "이시늉 대표 말씀처럼", "박보기 전무 등 세 명".
_SPOKEN_OF = re.compile(
    r"(?:말씀|의견|발언|측|등|및|이하|소속|외|본인|이름|명의|얘기|이야기|말대로|쪽|분|또는|아래|때|건의|제안|설명|질의|질문|답변|인사|주재)"
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
        called = name.endswith(",")
        name = name.removesuffix(",")
        if not (line[begins].isalpha() or line[begins] in _QUOTES) or not _NAMES.fullmatch(name):
            continue
        wide = line[words[count - 1].end() : begins] not in SPACE
        if _somebody(name, wide=wide) or (count == 1 and plainly(name) in there):
            further = line[words[0].start() : words[count].end()]
            if count + 1 < len(words) and not called and _goes_with(name, further):
                name, begins = further, words[count + 1].start()
            spoken_of = called or name in ROLES or _SPOKEN_OF.match(line, begins)
            return Label(name, "bare", not spoken_of, begins, form="bare")
    return None


def _goes_with(name: str, further: str) -> bool:
    """Whether the next word is the name to an office: ``가온정밀 대표 박보기``, but not ``사람이``."""
    last = further.split()[-1]
    return not is_roled_name(name) and is_full_name(last) and len(last) == _SYLLABLES and last[-1] not in _PARTICLES


def _goes_on(above: str) -> bool:
    """Whether a line's sentence goes on in the next."""
    return len(above.rstrip()) >= _WRAPPED and not ends(above)


def _somebody(name: str, *, wide: bool) -> bool:
    """Whether words are a name with its office or number; before a wide space also a name alone."""
    words = name.split()
    if is_numbered(name) or (len(words) == 2 and words[1].isdigit() and says_office(words[0])):
        return True
    if len(words) == 1:
        polite = len(name) == _SYLLABLES + 1 and name[-1] in "님씨" and is_full_name(name[:-1])
        return polite or name in ROLES or (wide and (is_full_name(name) or says_office(name)))
    if is_roled_name(name) or (len(words) > 2 and could_name(words[0]) and is_roled_name(" ".join(words[1:]))):
        return True
    polite = len(words) == 2 and words[1] in ("님", "씨") and is_full_name(words[0])
    named = could_name(name) and could_name(words[0]) and words[0] not in NO_NAMES
    return polite or (says_office(words[-1]) and named)


def alone_by_itself(line: str, above: str, below: str, there: frozenset[str]) -> Label | None:
    """Read a name alone on a line between others' speeches, with words beneath it: it may also be a word of a list."""
    name = line.strip(SPACE)
    spoken = ends(below) or len(below) >= _WRAPPED
    if _goes_on(above) or not spoken or not _NAMES.fullmatch(name):
        return None
    if len(name.split()) > _MOST_WORDS or not could_name(name) or ends(name):
        return None
    listed = plainly(name) in there
    if not (listed or is_full_name(name) or names_person(name) or latin_name(name)):
        return None
    return Label(name, "bare", listed or names_person(name), len(line), form="bare ↵")


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
