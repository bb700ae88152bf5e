"""Two grades of suggestion: sure ones, and ones that are only perhaps right."""

from __future__ import annotations

from dataclasses import dataclass

SURE, PERHAPS = "sure", "perhaps"


@dataclass(frozen=True, slots=True)
class Grades:
    """From which probability on a theme is proposed at all, and from which it is sure.

    Chosen on real minutes, petitions and reports that are not part of the project: below `perhaps` more than half of
    what is proposed is wrong, from `sure` on at least four of five are right (nlp/base/card.json has the figures).
    """

    perhaps: float = 0.25
    sure: float = 0.70

    def of(self, probability: float) -> str:
        """The grade of a probability that is proposed."""
        return SURE if probability >= self.sure else PERHAPS
