"""All SQL of suspected miscodings: words of coders that a model which had not seen them strongly contradicts."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.db import rows, scalar

# The version of the model in use; '' where none has learned.
IN_USE = "coalesce((select value from setting where key = 'model.theme.version'), '')"
# Held-out probabilities that contradict an acceptance, and a rejection. Chosen, not measured: nothing changes by
# itself, so too mild costs second looks and too strict misses slips.
DOUBTS_ACCEPTED, DOUBTS_REJECTED = 0.1, 0.9

# A word given again after the model was made has been looked at twice and is let be.
SUSPECTS = f"""
select v.segment_id, v.coder_id, r.theme_code, v.coded, r.held_out
from verdict v
join model m on m.version = {IN_USE}
join reading r on r.model_version = m.version and r.segment_id = v.segment_id
  and (r.theme_code = v.theme_code or v.theme_code is null)
where ((v.coded = 1 and r.held_out <= {DOUBTS_ACCEPTED}) or (v.coded = 0 and r.held_out >= {DOUBTS_REJECTED}))
  and not exists (select 1 from judgment j
                  where j.segment_id = v.segment_id and j.coder_id = v.coder_id and j.at > m.created_at)
"""


def suspects_of(db: Database, coder_id: str, segment_id: str) -> list[sqlite3.Row]:
    """A coder's words on one segment that ask for a second look: theme, whether it was accepted, the probability."""
    return rows(
        db,
        f"""select distinct theme_code, coded, held_out from ({SUSPECTS})
            where coder_id = ? and segment_id = ? order by theme_code""",
        [coder_id, segment_id],
    )


def count_segments(db: Database, coder_id: str | None = None) -> int:
    """Segments with such a word, of one coder or of all."""
    return int(
        scalar(
            db,
            f"select count(distinct segment_id) from ({SUSPECTS}) where :coder is null or coder_id = :coder",
            {"coder": coder_id},
        )
    )
