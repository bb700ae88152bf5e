"""The grade of an area's evidence with its parts, as far as they may be told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from app.areas.anonymity import told as told_number
from app.evaluation.display.told import Told
from app.evaluation.round.item_store import Item


@dataclass(frozen=True)
class Grading:
    """What a level of method 2 rests on; None where it is not known or may not be told.

    Attributes
    ----------
    grade : str
        "A" to "D".
    evidence : float or None
        E: how much is known of all there is to know [0, 1].
    coverage : float
        Weight of the known register indicators of that of all [0, 1].
    age : float or None
        Months from the newest known month to the round's last.
    asked, spoke, no_crisis : int or None
        Who was asked, who counts in the voices, and how many of these declared to feel no crisis.
    n, Z, K, prior : float or None
        Effective respondents, credibility of the voices, K, and how much of K is prior.
    twice, agreeing, saturation
        Places that several experts read, the share on which they agree, the share of mentions of themes that a second
        respondent named too.
    """

    grade: str
    evidence: float | None
    coverage: float
    age: float | None
    asked: int | None
    spoke: int | None
    no_crisis: int | None
    n: float | None
    Z: float | None
    K: float | None
    prior: float | None
    twice: int | None
    agreeing: float | None
    saturation: float | None


def grading_of(result: Item, told: Told) -> Grading | None:
    """The grading of a result; None of method 1."""
    if result["method"] == 1:
        return None
    details = json.loads(result["details"])
    parts = details["grade"]
    voices: dict[str, Any] = dict.fromkeys(
        ("spoke", "no_crisis", "n", "Z", "K", "prior", "twice", "agreeing", "saturation")
    )
    if told.voices:
        voices = {
            "spoke": result["respondents"],
            "no_crisis": _split(details["spoke"], details["no_crisis"]),
            "n": result["n_eff"] if told.parts else None,
            "Z": result["credibility"] if told.parts else None,
            "K": details["K"]["K"] if told.parts else None,
            "prior": details["K"]["prior_a2"] if told.parts else None,
            "twice": parts["coded_twice"],
            "agreeing": parts["agreeing"],
            "saturation": parts["saturation"],
        }
    return Grading(
        grade=result["grade"],
        evidence=result["evidence"] if told.parts else None,
        coverage=result["coverage"],
        age=parts["age"],
        asked=told_number(result["asked"]) if told.voices else None,
        **voices,
    )


def _split(spoke: int, no_crisis: int) -> int | None:
    """Who declared no crisis, unless they or the others are one or two."""
    return no_crisis if told_number(spoke) is not None and told_number(no_crisis) is not None else None
