"""Whose words a coder may see beside his own: nobody's until he and everybody who is to code the same has spoken."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlite_utils import Database

from app.coding.judging.judgment_store import is_done
from app.db import rows

# Of a row `a` of `assigned`: its coder is done with it. What is assigned is of a respondent and so stands in the queue,
# which keeps of every coder whether he or she is done.
FINISHED = """exists (select 1 from answered_now m
  where m.coder_id = a.coder_id and m.segment_id = a.segment_id and m.done = 1)"""


def may_see_others(db: Database, segment_ids: Iterable[str], coder_id: str) -> set[str]:
    """Of these segments those on which the coder may read what others say: he is done, and so is whoever has them too."""
    mine = _done(db, segment_ids, coder_id)
    return mine - waiting(db, mine, besides=coder_id)


def _done(db: Database, segment_ids: Iterable[str], coder_id: str) -> set[str]:
    found = rows(
        db,
        """select e.value as id, a.done, q.segment_id is not null as listed from json_each(:ids) e
           left join queue_now q on q.segment_id = e.value
           left join answered_now a on a.segment_id = e.value and a.coder_id = :me""",
        {"ids": json.dumps(list(segment_ids)), "me": coder_id},
    )
    # What no respondent said stands in no queue: there it is asked one by one.
    return {r["id"] for r in found if (r["done"] if r["listed"] else is_done(db, r["id"], coder_id))}


def waiting(db: Database, segment_ids: Iterable[str], *, besides: str | None = None) -> set[str]:
    """Of these segments those that somebody is to code who has not finished."""
    found = rows(
        db,
        f"""select distinct segment_id from assigned a where segment_id in (select value from json_each(:ids))
              and a.coder_id is not :besides and not {FINISHED}""",
        {"ids": json.dumps(sorted(segment_ids)), "besides": besides},
    )
    return {r["segment_id"] for r in found}
