"""All SQL of judging what is nearly the same together: what may join a judgment."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlite_utils import Database

from app.coding.judging.queue_store import Desk
from app.coding.statements.segment_store import in_scope
from app.coding.statements.voices import COUNTED_SEGMENTS
from app.db import rows


def alike_suggested(db: Database, desk: Desk, suggestion_id: str, among: Iterable[str]) -> dict[str, str]:
    """Segment to suggestion: those of `among` with the same theme and stance suggested, of the same kind of speaker.

    Only counted statements of the desk's round within its scope on which the coder has not given a word on the theme,
    nor one that settles the whole statement.
    """
    found = rows(
        db,
        f"""select s.id, c.id as suggestion_id from {COUNTED_SEGMENTS} s
            join suggestion mine on mine.id = :suggestion and mine.segment_id <> s.id
            join segment own on own.id = mine.segment_id
            join current_suggestion c on c.segment_id = s.id and c.theme_code = mine.theme_code and c.stance = mine.stance
            where s.round_id = :round and s.id in (select value from json_each(:among)) and {in_scope(desk.scope)}
              and (select kind from respondent where id = s.respondent_id)
                is (select kind from respondent where id = own.respondent_id)
              and not exists (select 1 from live_judgment j where j.segment_id = s.id and j.coder_id = :me
                and (j.action = 'nothing' or j.theme_code = c.theme_code or j.about = c.theme_code))""",
        {
            **{"suggestion": suggestion_id, "round": desk.round_id, "me": desk.coder_id},
            "among": json.dumps(list(among)),
        },
    )
    return {r["id"]: r["suggestion_id"] for r in found}
