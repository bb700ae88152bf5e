"""SQL of what stands: which result of an area counts in a round when it was evaluated more than once.

The newest result people have acted on (validated, decided, confirmed) stands; where there is none, the newest.
Pages, reports and the next round all ask here, so that a re-run never takes away what a council decided.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.db import row, rows
from app.evaluation.round.store import LINE, RESULT

# One row per round and area: id is the result that stands, newest_id the area's result of the newest evaluation, level as
# people decided it, else as it was computed. Kept by triggers (migrations/kept_standing.py); a trial never stands.
STANDING = "stands_now"
# The same of results and acts until an instant.
STOOD = """(
  select id, area_id, round_id from (
    select x.id, x.area_id, xe.round_id,
      row_number() over (
        partition by xe.round_id, x.area_id order by exists (
            select 1 from level_event acted where acted.area_result_id = x.id and acted.state <> 'computed'
              and acted.at <= :known_at) desc,
          xe.created_at desc, xe.id desc) as place
    from area_result x join evaluation xe on xe.id = x.evaluation_id
    where xe.trial = 0 and xe.created_at <= :known_at and xe.round_id = :round)
  where place = 1)"""

# A newer computed result beside the one that stands; every column null where there is none.
NEWER = """newest.id as newer_id, newest.level as newer_level, newest.score as newer_score,
  newest_run.id as newer_evaluation_id, newest_run.created_at as newer_at"""
JOINED = f"""join {STANDING} st on st.id = q.id
  left join area_result newest on newest.id = st.newest_id and newest.id <> st.id
  left join evaluation newest_run on newest_run.id = newest.evaluation_id"""


def standing_lines(db: Database, round_id: str, scope: Scope = EVERYTHING) -> list[sqlite3.Row]:
    """The result that stands of each area of a scope, as `store.results_of` gives it, with the newer one beside."""
    return rows(
        db,
        f"""select q.*, {NEWER} from ({LINE}) q {JOINED}
            where st.round_id = ? and {scope.sql("q.area_id")} order by q.code""",
        [round_id],
    )


def standing_result(db: Database, round_id: str, area_id: str) -> sqlite3.Row | None:
    """The area's result that stands, with the newer one beside."""
    return row(
        db,
        f"select q.*, {NEWER} from ({RESULT}) q {JOINED} where st.round_id = ? and st.area_id = ?",
        [round_id, area_id],
    )


def standing_scores(db: Database, round_id: str, *, known_at: str) -> dict[str, tuple[float | None, str | None]]:
    """Area id to score and computed level of what stood at an instant: what the next round's evaluation looks back on.

    Undetermined then: neither.
    """
    found = rows(
        db,
        f"""select r.area_id, case r.undetermined when 0 then r.score end as score, r.level
            from area_result r join {STOOD} st on st.id = r.id where st.round_id = :round""",
        {"round": round_id, "known_at": known_at},
    )
    return {r["area_id"]: (r["score"], r["level"]) for r in found}


def at_work(db: Database, result: sqlite3.Row) -> bool:
    """Whether people may still act on a result: it stands, or it is the area's newest."""
    standing = standing_result(db, result["round_id"], result["area_id"])
    return standing is not None and result["id"] in (standing["id"], standing["newer_id"])
