"""What the bench's scripts are given with the page: the codebook, the words of measures, the sentences they say."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from app.coding.codes.codes import codes_now
from app.coding.codes.tree import tree_told
from app.coding.judging.bench_words import WORDS
from app.words.labels import choices

# What each view's script stands on, for the browser to ask for at once; tests compare with what the scripts import.
QUEUE = (
    *("acts", "book", "cards", "hangul", "keys", "outbox", "pages", "palette", "points", "saying", "span", "stale"),
)
DOCUMENT = (
    *("acts", "book", "caret", "coding", "codings", "filters", "hangul", "keys", "minimap", "outbox", "painting"),
    *("palette", "panel", "points", "saying", "stale", "stripes", "transcript"),
)


def palette(db: Database, themes: Mapping[str, sqlite3.Row], person_id: str) -> dict[str, Any]:
    """Each theme with name, mark, colour, criteria and codes, in their order; and for whom the page was made."""
    return {
        "person": person_id,
        "words": {name: str(text) for name, text in WORDS.items()},
        "labels": {
            kind: {code: str(text) for code, text in choices(kind)} for kind in ("action", "stance", "statement")
        },
        "themes": tree_told(themes, codes_now(db)),
    }
