"""The round's table as a noun: one line an area, narrowed by what is asked and put in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.evaluation.round.item_store import Item
from app.words.labels import LEVEL_SHAPES

LEVELS = tuple(LEVEL_SHAPES)
STATES = ("computed", "validated", "decided", "confirmed")
NONE, ABOVE = "none", "above"  # not evaluated; any level but the best
FOCUS = ("borderline", "dissonant", "open", "changed")


def is_firm(result: Item, share: float) -> bool:
    """Whether the level holds in the scheme's share of the draws; of method 2 as the evaluation itself says."""
    if result["firm"] is not None:
        return bool(result["firm"])
    # A share equal to the scheme's counts, whatever its last digit.
    return result["robustness"] is not None and result["robustness"] >= share - 1e-12


@dataclass(frozen=True)
class Line:
    """One area's result. `row` is a row of `store.results_of`; `firm_share` the scheme's.

    Attributes
    ----------
    respondents : int or None
        Who spoke; None where that may not be told.
    parts : bool
        Whether what numbers and voices add may be told.
    change : float or None
        Score less the last round's [points]; None where there is none.
    """

    row: Item
    firm_share: float
    respondents: int | None = 0
    parts: bool = True
    change: float | None = None

    @property
    def firm(self) -> bool:
        return is_firm(self.row, self.firm_share)

    @property
    def borderline(self) -> bool:
        return self.row["level"] is not None and not self.firm

    @property
    def level(self) -> str | None:
        """The level that stands: computed, or as people have set it since."""
        return self.row["level_now"] or self.row["level"]

    @property
    def above(self) -> bool:
        """Above the best level."""
        return self.level is not None and self.level != LEVELS[0]

    @property
    def dissonant(self) -> int | None:
        """Domains whose strands contradict each other; None where that would tell what one or two firms said."""
        return int(self.row["dissonant"]) if self.respondents is not None and self.parts else None

    @property
    def newer(self) -> bool:
        """A newer computed result stands beside this one, which people have acted on."""
        return "newer_id" in self.row.keys() and self.row["newer_id"] is not None  # noqa: SIM118 - a sqlite3.Row

    @property
    def changed(self) -> bool:
        return self.row["previous_level"] is not None and self.row["previous_level"] != self.level


@dataclass(frozen=True)
class Wanted:
    """What the reader asked for; an empty word asks for nothing."""

    q: str = ""
    district: str = ""
    kind: str = ""
    level: str = ""
    state: str = ""
    focus: str = ""


def narrow(lines: Iterable[Line], wanted: Wanted) -> list[Line]:
    """The lines that fit everything asked for."""
    return [line for line in lines if _fits(line, wanted)]


def _fits(line: Line, wanted: Wanted) -> bool:
    row = line.row
    focus = {
        "borderline": line.borderline,
        "dissonant": (line.dissonant or 0) > 0,
        "open": row["open"] > 0,
        "changed": line.changed,
    }
    return (
        (not wanted.district or row["district"] == wanted.district)
        and (not wanted.kind or row["kind"] == wanted.kind)
        and (not wanted.level or wanted.level in _words_for(line))
        and (not wanted.state or row["state"] == wanted.state)
        and focus.get(wanted.focus, True)
        and (not wanted.q or _says(row, wanted.q))
    )


def _says(row: Item, q: str) -> bool:
    text = " ".join((row["code"], row["name_ko"], row["name_en"], row["district"])).casefold()
    return all(word in text for word in q.casefold().split())


def _words_for(line: Line) -> tuple[str, ...]:
    """What a line's level answers to in the filter."""
    return (line.level or NONE, *([ABOVE] if line.above else []))


KEYS = {
    "score": lambda line: line.row["score"],
    "name": lambda line: natural(line.row["name_ko"]),
    "level": lambda line: LEVELS.index(line.level) if line.level else None,
    "before": lambda line: LEVELS.index(line.row["previous_level"]) if line.row["previous_level"] else None,
    "robustness": lambda line: line.row["robustness"],
    "dissonant": lambda line: line.dissonant,
    # A question matters first where the level is not the best one.
    "open": lambda line: (line.above, line.row["open"], line.row["score"] or 0.0),
    "voices": lambda line: line.respondents or 0,
    "state": lambda line: STATES.index(line.row["state"]) if line.row["state"] else None,
    "district": lambda line: line.row["district"],
    # D is the thinnest evidence: upwards the best grade comes first.
    "grade": lambda line: line.row["grade"],
    "change": lambda line: line.change,
    # What needs a look first: borderline levels, then dissonance, then the worst score.
    "look": lambda line: (line.borderline, line.dissonant or 0, line.row["score"] or 0.0),
}


def ordered(lines: Sequence[Line], sort: str) -> list[Line]:
    """The lines by one key, `-key` downwards; lines without a value stand last, equal ones by code."""
    key = KEYS.get(sort.removeprefix("-"), KEYS["score"])
    by_code = sorted(lines, key=lambda line: natural(line.row["code"]))
    known = [line for line in by_code if key(line) is not None]
    unknown = [line for line in by_code if key(line) is None]
    return sorted(known, key=key, reverse=sort.startswith("-")) + unknown


def natural(text: str) -> tuple[tuple[int, int | str], ...]:
    """A key that sorts numbers in names as numbers."""
    parts = re.split(r"(\d+)", text)
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts if part)
