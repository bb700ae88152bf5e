"""What the bench's scripts are given with the page: the codebook, the words of measures, the sentences they say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from app.coding.judging.bench_words import WORDS
from app.words.formats import named
from app.words.labels import choices

# Twelve hues that differ for people who see few colours too, and darker than 3:1 on white: they stand as lines and
# stripes. A colour is never the only sign: every theme has its two letters beside it. Chosen, not measured.
COLOURS = (
    *("#0b62c4", "#c2410c", "#0f7b4f", "#a21caf", "#8a6100", "#0e7490"),
    *("#6d28d9", "#b3141d", "#4d7c0f", "#be185d", "#475569", "#92400e"),
)

# What each view's script stands on, for the browser to ask for at once; tests compare with what the scripts import.
QUEUE = (
    *("acts", "book", "cards", "hangul", "keys", "outbox", "pages", "palette", "points", "saying", "span", "stale"),
)
DOCUMENT = (
    *("acts", "book", "caret", "coding", "codings", "filters", "hangul", "keys", "minimap", "outbox", "painting"),
    *("palette", "panel", "points", "saying", "stale", "stripes", "transcript"),
)


def palette(themes: Mapping[str, sqlite3.Row], person_id: str) -> dict[str, Any]:
    """Each theme with name, mark, colour, criteria and codes, in their order; and for whom the page was made."""
    marks = _marks(themes.values())
    return {
        "person": person_id,
        "words": {name: str(text) for name, text in WORDS.items()},
        "labels": {
            kind: {code: str(text) for code, text in choices(kind)} for kind in ("action", "stance", "statement")
        },
        "themes": [
            {
                **{"code": code, "name": named(theme), "names": [theme["name_ko"], theme["name_en"]]},
                **{"mark": marks[code], "colour": COLOURS[n % len(COLOURS)], "codes": []},
                **{part: named(theme, part) for part in ("definition", "include", "exclude")},
            }
            for n, (code, theme) in enumerate(themes.items())
        ],
    }


def _marks(themes: Iterable[sqlite3.Row]) -> dict[str, str]:
    """Two letters a theme: of its name as the reader has it, and of its code where another has these already."""
    found: dict[str, str] = {}
    for theme in themes:
        letters = [each for each in named(theme) + theme["code"] if each.isalnum()]
        tries = [letters[0] + other for other in letters[1:]]
        found[theme["code"]] = next((each for each in tries if each not in found.values()), tries[0])
    return found
