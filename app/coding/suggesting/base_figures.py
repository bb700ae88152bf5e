"""What an expert asks of the base model first, out of its card: how often it is right, in shares of one kind each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.coding.suggesting.precision import GRADES

LANGUAGES = ("ko", "en")
# In the order in which a suggestion is read.
MEASURES = ("theme_precision", "theme_recall", "stance", "kind", "severity", "severity_within_one")


@dataclass(frozen=True)
class Figures:
    """Shares from 0 to 1; what the card does not tell is not there.

    Attributes
    ----------
    grades : dict of str to dict
        Grade to language to the share right in theme and stance.
    measures : dict of str to float
        Of what is suggested where sentence vectors are read, or where none are.
    themes : list of (str, int or None, float or None, float or None)
        Theme, statements of it learned from, share of its suggestions that were right, share of it that was found.
    """

    grades: dict[str, dict[str, float]]
    measures: dict[str, float]
    themes: list[tuple[str, int | None, float | None, float | None]]


def figures(card: Mapping[str, Any], themes: Sequence[str], *, vectors: bool) -> Figures:
    """The card's figures that speak of being right; themes stand in the order given."""
    grades = {grade: _shares(_part(card, "grades", grade), LANGUAGES) for grade in GRADES}
    own = _part(card, "themes")
    return Figures(
        {grade: told for grade, told in grades.items() if told},
        _shares(_part(card, "variants", "vectors" if vectors else "bare"), MEASURES),
        [_theme(code, own[code]) for code in themes if isinstance(own.get(code), Mapping)],
    )


def _theme(code: str, told: Mapping[str, Any]) -> tuple[str, int | None, float | None, float | None]:
    count, shares = told.get("statements"), _shares(told, ("precision", "recall"))
    return code, count if isinstance(count, int) else None, shares.get("precision"), shares.get("recall")


def _part(card: Mapping[str, Any], *path: str) -> Mapping[str, Any]:
    found: Any = card
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _shares(told: Mapping[str, Any], names: Sequence[str]) -> dict[str, float]:
    found = {name: told.get(name) for name in names}
    return {n: float(v) for n, v in found.items() if isinstance(v, int | float) and 0 <= v <= 1}
