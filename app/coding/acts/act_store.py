"""All SQL of acts: the judgments of one, what a coder's words on a segment are for a script."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from sqlite_utils import Database

from app.db import row, rows, scalar


def find_act(db: Database, act: str) -> sqlite3.Row | None:
    """The first judgment of an act that is stored already, whoever gave it."""
    return row(db, "select * from judgment where act = ?", [act])


def first_of(db: Database, judgment_id: int) -> int:
    """The first of the judgments this one was given with; itself where it was given alone."""
    return int(scalar(db, "select coalesce(together, id) from judgment where id = ?", [judgment_id]))


def given_together(db: Database, first: int) -> list[sqlite3.Row]:
    """The judgments of one act by the number of its first, in their order; `coder` is who gave them."""
    return rows(
        db,
        """select j.*, s.theme_code as about, p.name as coder,
             exists (select 1 from judgment r where r.retracts = j.id) as retracted,
             exists (select 1 from standing_now n where n.segment_id = j.segment_id and n.coder_id = j.coder_id
               and n.id = j.id) as stands
           from judgment j join person p on p.id = j.coder_id left join suggestion s on s.id = j.suggestion_id
           where j.id = :first or j.together = :first order by j.id""",
        {"first": first},
    )


def words_of(db: Database, segment_ids: Iterable[str]) -> list[sqlite3.Row]:
    """What stands of every coder on these segments, in the order it was given."""
    return rows(
        db,
        """select n.*, p.name as coder from standing n join person p on p.id = n.coder_id
           where n.segment_id in (select value from json_each(?)) order by n.id""",
        [json.dumps(list(segment_ids))],
    )
