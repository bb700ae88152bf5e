"""A suggestion's stored reasons, read for a page: which words count how much, and how strongly to mark them."""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.coding.statements.judgments import Evidence

# From these shares of the heaviest word on, a word is marked weakly, plainly, strongly. Chosen, not measured.
STEPS = (0.1, 0.35, 0.7)
STRONGEST = 5
# What stands outside the text is named beside the words from this share of the whole on. Chosen, not measured.
LEANS = 0.2
_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Particles and endings typed apart from their word: how something is said, never a reason to be read alone.
_MANNER = re.compile(
    "은|는|이|가|을|를|의|에|도|만|와|과|로|으로|에서|에게|께|께서|부터|까지|요|고|며|지만|(?:는|은)데요?|네요|거든요"
    "|습?니[다까]|다|죠|지요|[어아세]요"
)
_PAIRS = re.compile(r"([a-z_]+):([a-z]+)")


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


@dataclass(frozen=True, slots=True)
class Outside:
    """What stands outside the text (question, statement before, speaker ...), its value and its share of the whole."""

    block: str
    value: float
    share: float


@dataclass(frozen=True, slots=True)
class Like:
    """An invented statement near in meaning; `labels` are pairs of theme and stance, no pair where it has no theme.

    `shared` is the share of marked statements so near that have a theme in common; None where nobody measured it.
    """

    text: str
    labels: tuple[tuple[str, str], ...]
    shared: float | None


@dataclass(frozen=True)
class Reasons:
    """What the lexicon or a model had to say.

    ``bias``, the parts' values, ``manner`` (function words, endings and marks) and what stands outside the text add
    up to ``decision``.
    """

    kind: str
    decision: float
    bias: float
    factor: float
    sigmoid: tuple[float, ...]
    parts: tuple[Part, ...]
    lexicon: Reasons | None = None
    manner: float = 0.0
    beside: tuple[Outside, ...] = ()
    like: tuple[Like, ...] = ()

    @property
    def outside(self) -> float:
        """What all that stands outside the text adds."""
        return math.fsum(each.value for each in self.beside)

    @property
    def leaning(self) -> tuple[str, ...]:
        """What outside the text speaks for the theme enough to be named, heaviest first."""
        found = [each for each in self.beside if each.value > 0 and each.share >= LEANS]
        return tuple(each.block for each in sorted(found, key=lambda each: -each.value))

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


def maker(suggestion: sqlite3.Row | Mapping[str, Any]) -> str:
    """Whose figure a suggestion has: lexicon, model (learned from decisions here) or base (that ships)."""
    if suggestion["probability"] is None:
        return "lexicon"
    return str(json.loads(suggestion["explanation"])["kind"]) if suggestion["explanation"] else "model"


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
    # A term is told as it was found, a model's words whole.
    lexicon = stored["kind"] == "lexicon"
    words, manner = (stored["words"], 0.0) if lexicon else _whole(stored["words"], text, stored.get("content"))
    heaviest = max((abs(value) for _start, _end, value in words), default=0.0) or 1.0
    beside = stored.get("beside", ())
    everything = math.fsum(abs(v) for v in (manner, *(w[2] for w in words), *(b[1] for b in beside))) or 1.0
    return Reasons(
        kind=stored["kind"],
        decision=stored["decision"],
        bias=stored["bias"],
        factor=stored["factor"],
        sigmoid=tuple(stored["sigmoid"]),
        parts=tuple(
            Part(start, end, text[start:end], value, value / heaviest, _level(value / heaviest))
            for start, end, value in words
        ),
        lexicon=_read(stored["lexicon"], text) if stored.get("lexicon") else None,
        manner=manner,
        beside=tuple(Outside(block, value, abs(value) / everything) for block, value in beside),
        like=tuple(Like(each["text"], _labels(each["labels"]), each.get("shared")) for each in stored.get("like", ())),
    )


def _whole(
    words: Iterable[Sequence[Any]], text: str, content: Sequence[Sequence[int]] | None
) -> tuple[list[tuple[int, int, float]], float]:
    """Values told by whole words, and what is left to words that carry no meaning, to endings typed apart and marks.

    `content` are the places that carry one; None for suggestions made before they were kept.
    """
    spans = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    sums: dict[tuple[int, int], float] = defaultdict(float)
    manner = 0.0
    for start, end, value in words:
        touched = [span for span in spans if span[0] < end and start < span[1]]
        whole = (touched[0][0], touched[-1][1]) if touched else None
        empty = whole and content is not None and not any(s < whole[1] and whole[0] < e for s, e in content)
        if whole is None or empty or _MANNER.fullmatch(text, *whole):
            manner += value
        else:
            sums[whole] += value
    return [(start, end, value) for (start, end), value in sorted(sums.items())], manner


def _labels(stored: str) -> tuple[tuple[str, str], ...]:
    """Pairs of theme and stance; words that are no ids stay as they are.

    >>> _labels("workforce:need, rent:none"), _labels("인력·고용: 애로·요구"), _labels("")
    ((('workforce', 'need'), ('rent', 'none')), (('인력·고용: 애로·요구', ''),), ())
    """
    pairs = tuple((found[1], found[2]) for found in _PAIRS.finditer(stored))
    return pairs or (((stored, ""),) if stored else ())


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
