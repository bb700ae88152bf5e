"""Where coders' words on a segment differ, and how: one codes what the other does not, or stance or severity differ."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from sqlite_utils import Database

from app.db import rows

# Two coders' words on a theme of a segment, each pair once, and how they differ: one codes it and the other does not, in
# another stance, by two steps of severity or by one. Whoever judged the segment and does not name a theme says that it
# is not there. Every page that lists, counts or marks differences reads this.
PAIRS_OF = """select one.segment_id, coalesce(one.theme_code, other.theme_code) as theme_code,
    one.coder_id as coder_id, other.coder_id as other_id,
    case when one.coded <> other.coded then 'theme' when one.stance is not other.stance then 'stance'
      when abs(coalesce(one.severity, 0) - coalesce(other.severity, 0)) >= 2 then 'severity' else 'step' end as kind
  from verdict one join verdict other on other.segment_id = one.segment_id and other.coder_id > one.coder_id
    and (other.theme_code = one.theme_code or other.theme_code is null or one.theme_code is null)
  where (one.coded <> other.coded or (one.coded = 1
      and (one.stance is not other.stance or one.severity is not other.severity)))
    and one.segment_id in ({segments})
  union all
  select c.segment_id, c.theme_code, c.coder_id, o.coder_id, 'theme' from coding c join standing_now o
    on o.segment_id = c.segment_id and o.coder_id <> c.coder_id
  where c.segment_id in ({segments}) and not exists (
    select 1 from verdict v where v.segment_id = c.segment_id and v.coder_id = o.coder_id
      and (v.theme_code = c.theme_code or v.theme_code is null))"""
# One step of severity is how people differ with themselves: listed, last of all, and marked nowhere.
APART = "kind <> 'step' and segment_id not in (select segment_id from settled)"
# Of a segment of the queue `q`: another's word differs from the coder's, and nothing is settled.
MINE = f"""exists (select 1 from ({PAIRS_OF.format(segments="select q.segment_id")})
  where {APART} and :me in (coder_id, other_id))"""


def differences(db: Database, coder_id: str, segment_ids: Sequence[str]) -> dict[str, list[sqlite3.Row]]:
    """Segment to what others say otherwise: theme, my word (`coded`, `stance`, `severity`) and theirs (`other_...`)."""
    found: dict[str, list[sqlite3.Row]] = {each: [] for each in segment_ids}
    for r in rows(
        db,
        f"""with pair as ({PAIRS_OF.format(segments="select value from json_each(:ids)")}),
              differ as (select distinct segment_id, theme_code,
                  case coder_id when :me then other_id else coder_id end as other_id
                from pair where {APART} and :me in (coder_id, other_id))
            select d.segment_id, d.theme_code, me.id is not null as coded, me.stance, me.severity,
              they.id is not null as other_coded, they.stance as other_stance, they.severity as other_severity,
              p.name as coder
            from differ d join person p on p.id = d.other_id
              left join coding me on me.segment_id = d.segment_id and me.theme_code = d.theme_code and me.coder_id = :me
              left join coding they on they.segment_id = d.segment_id and they.theme_code = d.theme_code
                and they.coder_id = d.other_id
            order by d.theme_code, p.name""",
        {"me": coder_id, "ids": json.dumps(list(segment_ids))},
    ):
        found[r["segment_id"]].append(r)
    return found
