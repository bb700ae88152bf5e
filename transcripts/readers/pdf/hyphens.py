"""A hyphen at a line's end: does it belong to the word, or did the line divide one?"""

from __future__ import annotations

import re

_END = re.compile(r"(?P<inner>[-‐]?)(?P<first>[A-Za-z]+)[-‐]$")
_START = re.compile(r"(?P<second>[a-z]+)(?P<inner>[-‐]?)")
# Words that begin compounds rather than being a divided word's first half ("well-known", "long-standing").
_FIRST = frozenset(
    """
well ill self long short high low mid full half part cross non ex single double two three four five six seven eight
nine first second third large small medium big new old early late much more most less best better far near fast slow
hard soft open cost price market business labor labour year day week month quarter time state world government company
family supply demand energy trade export import tax risk data policy profit job work end front back side
""".split()  # noqa: SIM905 - a list of bare words reads better
)
# Words that close compounds, and that no division leaves by itself ("user-friendly", "export-led").
_SECOND = frozenset(
    """
based related driven owned oriented sized specific friendly intensive sensitive dependent known standing looking style
led between scale term terms level round effective year quarter making facing
growing paying income skilled hour month week person averse free made
""".split()  # noqa: SIM905
)
# Ends of words: after "short" or "work" too they are divided ("short-age", "work-ers").
_ENDINGS = frozenset(
    """
age ages al light lights an ance ate dom ed en ens ence er ers ery es est ful ible ing ings ion ions ism ist ists ity ive
less ly ment ments ness or ous s ship ships sion some ted teen ters tion tions ty ure ward wards wise y
""".split()  # noqa: SIM905
)


def undivided(text: str, following: str, words: frozenset[str]) -> str | None:
    """Join two lines where the first ends with a hyphen between Latin letters.

    Parameters
    ----------
    text, following : str
        The end of the first line and the next line.
    words : frozenset of str
        Words of the document in small letters, compounds with their hyphens.

    Returns
    -------
    str or None
        None where no word is divided. The document's own spelling decides; where it has none, the hyphen stays in
        what looks like a compound.
    """
    end, start = _END.search(text.rstrip()), _START.match(following)
    if not end or not start:
        return None
    stays = _stays(end["first"].lower(), start["second"], words) or bool(end["inner"] or start["inner"])
    return text.rstrip()[: None if stays else -1] + following


def _stays(first: str, second: str, words: frozenset[str]) -> bool:
    if f"{first}-{second}" in words or first + second in words:
        return first + second not in words
    return len(first) == 1 or second in _SECOND or (first in _FIRST and second not in _ENDINGS)
