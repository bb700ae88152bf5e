"""The four stances, and what the rules of both languages hand back."""

from __future__ import annotations

from dataclasses import dataclass

NEED, NONE, RESOLVED, UNDECIDED = "need", "none", "resolved", "undecided"
STANCES = (NEED, NONE, RESOLVED, UNDECIDED)


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of the text that decided the stance, with the rule that found it."""

    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule's answer; `severity` is meaningful for a need only."""

    label: str
    severity: int
    cues: tuple[Cue, ...]


def graded(base: int, *, strong: bool, existential: bool, mild: int) -> int:
    """Severity 1..5 from the base of the rule and the words of intensity around it; `mild` counts, two at most."""
    # What threatens the firm's existence is the worst, however mildly it is told.
    if existential:
        return 5
    return max(1, min(5, base + strong - min(mild, 2)))
