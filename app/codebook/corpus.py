"""How often words stand in what was said: the feature that holds the texts registers how it counts them."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

# "sentences" -> how many sentences hold a stretch of letters, whatever word it is part of.
COUNTS: dict[str, Callable[[Database, str], int]] = {}


def sentences_with(db: Database, letters: str) -> int:
    """Sentences collected so far that hold these letters; 0 where nothing is collected."""
    return COUNTS["sentences"](db, letters) if "sentences" in COUNTS else 0
