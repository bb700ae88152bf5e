"""Whose words a coder may see beside his own: nobody's until he has said what he has to say."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from app.coding.judging.judgment_store import is_done


def may_see_others(db: Database, segment_ids: Iterable[str], coder_id: str) -> set[str]:
    """Of these segments those on which the coder may read what others say: he is done with them."""
    return {each for each in segment_ids if is_done(db, each, coder_id)}
