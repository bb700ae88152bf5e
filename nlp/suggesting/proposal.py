"""A suggestion with its reasons, how sure it is, and where its words stand."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from nlp.base.grading import PERHAPS
from nlp.lexicon.tagging import Evidence, Suggestion
from nlp.suggesting.attitudes import Attitude
from nlp.suggesting.explaining import Like, Told


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggestion with its reasons.

    Attributes
    ----------
    suggestion : Suggestion
        Its score is the probability where `probability` is given.
    probability : float or None
        None for a theme that only the lexicon knows.
    told : Told
        Whose words add up to the decision value behind the score.
    lexicon : Told or None
        What the lexicon had to say where a model has the word; None where no term was found.
    attitudes : tuple of Attitude
        Labels the office's own models put in the place of the base's stance or kind of statement.
    grade : str
        ``sure`` or ``perhaps``.
    like : tuple of Like
        The nearest statements of the marked corpus, two at most; none without vectors.
    stance_share : float or None
        The share of its stance among the four; None where nobody told it.
    content : tuple of (int, int) or None
        Where the statement's words stand that carry meaning.
    """

    suggestion: Suggestion
    probability: float | None
    told: Told
    lexicon: Told | None = None
    attitudes: tuple[Attitude, ...] = ()
    grade: str = "sure"
    like: tuple[Like, ...] = ()
    stance_share: float | None = None
    content: tuple[tuple[int, int], ...] | None = None

    def explanation(self) -> dict[str, object]:
        """As plain JSON values."""
        return {
            **self.told.as_json(),
            "lexicon": self.lexicon.as_json() if self.lexicon else None,
            "attitudes": [each.as_json() for each in self.attitudes],
            "like": [asdict(each) for each in self.like],
            "content": self.content,
        }


def led_back(found: Proposal, text: str, back: list[int]) -> Proposal:
    """Offsets of the composed text turned into those of the text as given."""

    def place(start: int, end: int) -> dict[str, Any]:
        return {"start": back[start], "end": back[end], "text": text[back[start] : back[end]]}

    def told(each: Told) -> Told:
        return replace(each, words=tuple((back[start], back[end], value) for start, end, value in each.words))

    evidence: tuple[Evidence, ...] = tuple(replace(e, **place(e.start, e.end)) for e in found.suggestion.evidence)
    return replace(
        found,
        suggestion=replace(found.suggestion, evidence=evidence),
        told=told(found.told),
        lexicon=found.lexicon and told(found.lexicon),
        content=found.content and tuple((back[start], back[end]) for start, end in found.content),
        attitudes=tuple(replace(each, told=told(each.told)) for each in found.attitudes),
    )


def best_first(found: Proposal) -> tuple[bool, float, str]:
    return found.grade == PERHAPS, -found.suggestion.score, found.suggestion.theme
