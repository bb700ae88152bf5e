"""Whose words a coder may see beside his own: nobody's until he and everybody who is to code the same has spoken."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlite_utils import Database

from app.coding.judging.judgment_store import is_done
from app.db import rows


def may_see_others(db: Database, segment_ids: Iterable[str], coder_id: str) -> set[str]:
    """Of these segments those on which the coder may read what others say: he is done, and so is whoever has them too."""
    mine = {each for each in segment_ids if is_done(db, each, coder_id)}
    return mine - waiting(db, mine, besides=coder_id)


def waiting(db: Database, segment_ids: Iterable[str], *, besides: str | None = None) -> set[str]:
    """Of these segments those that somebody is to code who has not finished."""
    found = rows(
        db,
        "select distinct segment_id, coder_id from assigned where segment_id in (select value from json_each(?))",
        [json.dumps(sorted(segment_ids))],
    )
    return {
        r["segment_id"] for r in found if r["coder_id"] != besides and not is_done(db, r["segment_id"], r["coder_id"])
    }
