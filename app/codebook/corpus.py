"""How often words stand in what was said: the feature that holds the texts registers how it counts them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlite_utils import Database

# "sentences" -> how many sentences hold all these stretches of letters, whatever words they are part of.
COUNTS: dict[str, Callable[[Database, Sequence[str]], int]] = {}


def sentences_with(db: Database, *letters: str) -> int:
    """Sentences collected so far that hold these letters; without letters all; 0 where nothing is collected."""
    return COUNTS["sentences"](db, letters) if "sentences" in COUNTS else 0
