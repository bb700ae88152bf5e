"""A suggestion's stored reasons, read for a page: which words count how much, and how strongly to mark them."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.coding.statements.judgments import Evidence

# From these shares of the heaviest word on, a word is marked weakly, plainly, strongly. Chosen, not measured.
STEPS = (0.1, 0.35, 0.7)
STRONGEST = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the segment's text and what it adds to the decision value.

    Attributes
    ----------
    share : float
        Of the heaviest stretch, -1 to 1.
    level : int
        -3 (strongly against) to 3 (strongly for), 0 where it hardly counts.
    """

    start: int
    end: int
    text: str
    value: float
    share: float
    level: int


@dataclass(frozen=True)
class Reasons:
    """What the lexicon or a model had to say; ``bias`` and the parts' values add up to ``decision``."""

    kind: str
    decision: float
    bias: float
    factor: float
    sigmoid: tuple[float, ...]
    parts: tuple[Part, ...]
    lexicon: Reasons | None = None

    @property
    def figure(self) -> float:
        """The score or the probability the decision value leads to."""
        if self.kind == "lexicon":
            return self.factor * (1.0 - math.exp(-self.decision))
        slope, shift = self.sigmoid
        # A double's exp overflows beyond 709.
        return 1.0 / (1.0 + math.exp(-max(-700.0, min(700.0, slope * self.decision + shift))))

    @property
    def strongest(self) -> tuple[str, ...]:
        """The words that speak for the theme most, heaviest first."""
        found = sorted((p for p in self.parts if p.level > 0), key=lambda p: (-p.value, p.start))
        return tuple(dict.fromkeys(p.text for p in found))[:STRONGEST]


def reasons_of(suggestion: sqlite3.Row | Mapping[str, Any], text: str) -> Reasons | None:
    """The reasons stored with a suggestion on a segment's text; None for one made before they were kept."""
    return _read(json.loads(suggestion["explanation"]), text) if suggestion["explanation"] else None


@dataclass(frozen=True, slots=True)
class Attitude:
    """A stance or a kind of statement that a model put in the place of the rules'."""

    kind: str
    label: str
    rules: str
    probability: float
    reasons: Reasons


def attitudes_of(suggestion: sqlite3.Row | Mapping[str, Any], text: str) -> list[Attitude]:
    """What models changed in a suggestion's stance and kind of statement."""
    stored = json.loads(suggestion["explanation"]).get("attitudes", []) if suggestion["explanation"] else []
    return [
        Attitude(each["kind"], each["label"], each["rules"], each["probability"], _read(each["told"], text))
        for each in stored
    ]


def _read(stored: Mapping[str, Any], text: str) -> Reasons:
    heaviest = max((abs(value) for _start, _end, value in stored["words"]), default=0.0) or 1.0
    return Reasons(
        kind=stored["kind"],
        decision=stored["decision"],
        bias=stored["bias"],
        factor=stored["factor"],
        sigmoid=tuple(stored["sigmoid"]),
        parts=tuple(
            Part(start, end, text[start:end], value, value / heaviest, _level(value / heaviest))
            for start, end, value in stored["words"]
        ),
        lexicon=_read(stored["lexicon"], text) if stored.get("lexicon") else None,
    )


def _level(share: float) -> int:
    steps = sum(abs(share) >= step for step in STEPS)
    return steps if share > 0 else -steps


def shaded(text: str, parts: Iterable[Part], *, against: bool = False) -> list[tuple[str, int]]:
    """The text cut where the marking changes: pieces with their level, the strongest of all parts over them.

    Words that speak against a theme are marked only where `against` asks for it.
    """
    counted = [p for p in parts if p.level > 0 or (against and p.level < 0)]
    cuts = sorted({0, len(text), *(p.start for p in counted), *(p.end for p in counted)})
    found: list[tuple[str, int]] = []
    for start, end in pairwise(cuts):
        level = _strongest([p.level for p in counted if p.start <= start and end <= p.end])
        if found and found[-1][1] == level == 0:
            found[-1] = (found[-1][0] + text[start:end], 0)
        else:
            found.append((text[start:end], level))
    return found


def _strongest(levels: Sequence[int]) -> int:
    return max(levels, key=lambda level: (abs(level), level), default=0)


def plain(spans: Iterable[tuple[int, int]], text: str) -> list[Part]:
    """Stretches without a value (of older suggestions), marked plainly."""
    return [Part(start, end, text[start:end], 0.0, 0.5, 2) for start, end in spans]


def parts_of(reasons: Mapping[str, Reasons | None], evidence: Mapping[str, Evidence], text: str) -> list[Part]:
    """All stretches to mark for several suggestions of one text, by suggestion's id."""
    found: list[Part] = []
    for suggestion_id, own in reasons.items():
        found.extend(own.parts if own else plain(evidence[suggestion_id].spans, text))
    return found
