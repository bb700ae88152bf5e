"""Whose words a coder may see beside his own: nobody's until he has said what he has to say."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlite_utils import Database

from app.coding.judging.judgment_store import is_done
from app.db import rows


def may_see_others(db: Database, segment_ids: Iterable[str], coder_id: str) -> set[str]:
    """Of these segments those on which the coder may read what others say: he is done with them."""
    found = rows(
        db,
        """select e.value as id, a.done, q.segment_id is not null as listed from json_each(:ids) e
           left join queue_now q on q.segment_id = e.value
           left join answered_now a on a.segment_id = e.value and a.coder_id = :me""",
        {"ids": json.dumps(list(segment_ids)), "me": coder_id},
    )
    # What no respondent said stands in no queue: there it is asked one by one.
    return {r["id"] for r in found if (r["done"] if r["listed"] else is_done(db, r["id"], coder_id))}
