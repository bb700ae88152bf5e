"""Codes beneath a theme, as far as a judgment must know them; the codebook's tree joins in."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

# Who knows codes: from a code's id to the theme it stands beneath now, None for one that is not in use.
THEME_OF: dict[str, Callable[[Database, str], str | None]] = {}


def theme_of(db: Database, code_id: str) -> str | None:
    """The theme a code stands beneath; None where nobody knows a code of this id in use."""
    return next((found for ask in THEME_OF.values() if (found := ask(db, code_id))), None)
