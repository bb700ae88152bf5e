"""Two analyses side by side: which themes one finds and the other does not, whose stance or score moved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

# A score that moved by less is the same. Chosen, not measured.
MOVED = 0.1
KINDS = ("only_a", "only_b", "stance", "grade", "score", "same")
DIFFERENT = KINDS[:-1]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything one lexicon, analyser and model looked at.

    Attributes
    ----------
    number : int
        In the order they first looked at the round, from 1.
    """

    number: int
    lexicon: str
    analyser: str
    model: str
    segments: int
    since: str

    @property
    def key(self) -> str:
        """Twelve hex digits for an address."""
        return hashlib.sha256("\n".join((self.lexicon, self.analyser, self.model)).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Side:
    """What one analysis suggests; `grade` and `statement` are None where it was made before they were told."""

    suggestion_id: str
    score: float
    stance: str
    grade: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment's theme in both analyses; at least one side is there."""

    segment_id: str
    theme: str
    a: Side | None
    b: Side | None

    @property
    def kind(self) -> str:
        """only_a, only_b, stance, grade, score or same."""
        if self.a is None or self.b is None:
            return "only_b" if self.a is None else "only_a"
        if self.a.stance != self.b.stance:
            return "stance"
        # Those made before there were grades are no less sure.
        if (self.a.grade == "perhaps") != (self.b.grade == "perhaps"):
            return "grade"
        return "score" if round(abs(self.b.score - self.a.score), 4) >= MOVED else "same"

    @property
    def change(self) -> float | None:
        """How far the score moved; None where only one side is there."""
        return self.b.score - self.a.score if self.a and self.b else None


@dataclass(frozen=True, slots=True)
class Summary:
    """One theme over all segments both looked at.

    Attributes
    ----------
    both : int
        Segments where both suggest it; `stance` of them with another stance.
    change : float or None
        Mean change of score over those; None where there is none.
    """

    theme: str
    only_a: int
    only_b: int
    both: int
    stance: int
    change: float | None


def summarize(pairs: Iterable[Pair]) -> dict[str, Summary]:
    """The summary of each theme that occurs."""
    by_theme: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_theme.setdefault(pair.theme, []).append(pair)
    return {theme: _summary(theme, own) for theme, own in sorted(by_theme.items())}


def _summary(theme: str, own: list[Pair]) -> Summary:
    changes = [pair.change for pair in own if pair.change is not None]
    kinds = [pair.kind for pair in own]
    return Summary(
        theme,
        only_a=kinds.count("only_a"),
        only_b=kinds.count("only_b"),
        both=len(changes),
        stance=kinds.count("stance"),
        change=sum(changes) / len(changes) if changes else None,
    )
