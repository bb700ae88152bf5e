"""What coders' judgments come to: the ones that stand, and the codes of respondents no register has."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.evaluation.method.evidence import NONE, Stance

Ints = NDArray[np.int64]
STANCES = {"need": Stance.NEED, "undecided": Stance.UNDECIDED}


class Judged(NamedTuple):
    """A row of `voice_store.judgments`: what one coder said of one segment, or took back."""

    id: int
    segment_id: str
    place_id: str
    coder_id: str
    action: str
    theme: str | None
    stance: str | None
    severity: int | None
    retracts: int | None
    about: str | None
    respondent_id: str | None = None


class Decided(NamedTuple):
    """Standing judgments as columns of int; `place` and `coder` index what they were numbered by, theme NONE without."""

    place: Ints
    coder: Ints
    theme: Ints
    stance: Ints
    severity: Ints


def standing(judged: Sequence[Judged]) -> list[Judged]:
    """The judgments of one coder on one segment that stand, of all of them in the order they were given.

    What was taken back does not; a later word on the theme, or on the suggestion it came from, replaces an earlier one,
    and "no theme here" replaces them all, as any word does it.
    """
    if len(judged) == 1:
        return [] if judged[0].action == "retract" else list(judged)
    gone = {each.retracts for each in judged if each.action == "retract"}
    live = [each for each in judged if each.action != "retract" and each.id not in gone]
    return [each for n, each in enumerate(live) if not any(_replaces(later, each) for later in live[n + 1 :])]


def _replaces(later: Judged, earlier: Judged) -> bool:
    if "nothing" in (later.action, earlier.action):
        return True
    said = {earlier.theme, earlier.about} - {None}
    return later.about in said or (later.theme is not None and later.theme == earlier.theme)


def decided(
    rows: Iterable[tuple], places: Mapping[str, int], coders: Mapping[str, int], themes: Mapping[str, int]
) -> Decided:
    """The standing judgments of counted places, as columns.

    Parameters
    ----------
    rows : iterable of tuple
        Fields of `Judged`, segment by segment and coder by coder.
    places, coders, themes : mapping of id or code to int
        A place that is not in it does not count.
    """
    columns = tuple(array("q") for _ in Decided._fields)
    place, coder, theme, stance, severity = columns
    for (_segment, coder_id), group in groupby(rows, key=lambda row: (row[1], row[3])):
        given = list(group)
        where = places.get(given[0][2])
        if where is None:
            continue
        for each in standing([Judged(*row) for row in given]):
            place.append(where)
            coder.append(coders[coder_id])
            theme.append(themes.get(each.theme or "", NONE))
            stance.append(STANCES.get(each.stance or "", Stance.OTHER))
            severity.append(each.severity or 0)
    return Decided(*(np.frombuffer(column, np.int64) if column else np.empty(0, np.int64) for column in columns))


def once(found: Decided, *, coders: int, themes: int) -> Decided:
    """Each decision once, ordered by place, coder and theme: what is said twice at a place counts once."""
    sizes = (coders, themes + 1, len(Stance), 6)
    key = found.place
    for column, size in zip((found.coder, found.theme + 1, found.stance + 1, found.severity), sizes, strict=True):
        key = key * size + column
    key = np.unique(key)
    columns = []
    for size in reversed(sizes):
        key, rest = np.divmod(key, size)
        columns.append(rest)
    severity, stance, theme, coder = columns
    return Decided(key, coder, theme - 1, stance - 1, severity)


def numbered(contents: Mapping[str, tuple[str, tuple]]) -> dict[str, str]:
    """Codes of respondents no register has: their area's code and a number in the order of what they said.

    Names are nobody's business and ids are drawn by chance: alike in every database are only the words. Two who said
    the very same may change places without a trace.

    Parameters
    ----------
    contents : mapping of id to (prefix, what was said)
        What was said as tuples that can be compared.
    """
    found: dict[str, str] = {}
    order = sorted(contents, key=lambda each: contents[each])
    for prefix, group in groupby(order, key=lambda each: contents[each][0]):
        for n, each in enumerate(group, start=1):
            found[each] = f"{prefix}~{n:04}"
    return found
