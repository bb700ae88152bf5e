"""Labels that no sign closes: set in bold before the words, or a listed participant's at a line's beginning."""

from __future__ import annotations

from dataclasses import replace

from transcripts.speakers.beside import COLONS, SPACE
from transcripts.speakers.labels import Label, with_stamp
from transcripts.speakers.people import could_name, heads, is_full_name, names_person, plain, plainly, plausible

SHAPES = ("bold", "listed")
_MOST_WORDS = 4


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


def listed_before_words(line: str, known: frozenset[str]) -> Label | None:
    """Read a name on the record's list with words after it: ``가온정밀 대표 수주가 …``."""
    words = line.split(" ")
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        name = " ".join(words[:count])
        if plainly(name) in known and any(words[count:]):
            return Label(name, "listed", False, len(name) + 1, form="listed")
    return None


def verdict(label: Label, *, told: bool, again: bool, closed: bool) -> str:
    """Judge a label that no sign closes.

    Parameters
    ----------
    label : Label
        Of the shape ``bold`` or ``listed``.
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
    # "인력난" has the shape of a name too: a name that comes once is asked about.
    named = is_full_name(plain(name))
    if bold and (label.certain or told or (named and again)):
        return "sure"
    if closed and not bold:
        return ""
    return "yes" if told or again or named else "no" if bold else ""
