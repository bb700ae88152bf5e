"""The card of the base model that ships, and how right its suggestions of each grade were on statements kept aside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nlp

CARD = Path(nlp.__file__).parent / "base" / "card.json"
GRADES = ("sure", "perhaps")


def base_card() -> dict[str, Any]:
    """The card, or an empty one where none ships."""
    card = json.loads(CARD.read_text(encoding="utf-8")) if CARD.is_file() else {}
    return card if isinstance(card, dict) else {}


def base_themes() -> tuple[str, ...]:
    """The themes the base that ships knows."""
    return tuple(base_card().get("themes", ()))


def precisions(language: str) -> dict[str, float]:
    """Of each grade the share that was right in a language, 0 to 1; a grade nobody measured is not there."""
    grades = base_card().get("grades")
    measured = {grade: _share(grades, grade, language) for grade in GRADES}
    return {grade: share for grade, share in measured.items() if share is not None}


def _share(grades: Any, grade: str, language: str) -> float | None:
    told = grades.get(grade) if isinstance(grades, dict) else None
    share = told.get(language) if isinstance(told, dict) else None
    return float(share) if isinstance(share, int | float) and 0 <= share <= 1 else None
