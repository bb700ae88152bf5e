"""What a word would reach as a term: the sentences that hold it, what is suggested and what experts coded there."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from app.codebook.corpus import Reach
from app.coding.statements.segment_store import STANDS
from app.db import row

_HOLDS = "instr(lower(replace(s.text, ' ', '')), lower(?)) > 0"


def reach(db: Database, theme: str, letters: Sequence[str]) -> Reach:
    """What respondents said that holds all these letters, whatever words they are part of, seen from a theme."""
    where = " and ".join(["s.respondent_id is not null", STANDS, *[_HOLDS] * len(letters)])
    found = row(
        db,
        f"""with held as (select s.id from segment s where {where}),
              coded as (select v.segment_id, max(v.theme_code = ?) as here from verdict v join held h
                        on h.id = v.segment_id where v.coded group by v.segment_id)
            select (select count(*) from held) as held,
              (select count(*) from held where id not in
                 (select segment_id from current_suggestion where theme_code = ?)) as fresh,
              (select count(*) from coded) as coded, (select count(*) from coded where not here) as elsewhere""",
        [*letters, theme, theme],
    )
    assert found is not None
    return Reach(found["held"], found["fresh"], found["coded"], found["elsewhere"])
