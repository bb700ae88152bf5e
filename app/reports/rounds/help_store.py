"""SQL of what followed in a round: support that was offered, by programme."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import rows


def offers_by_programme(db: Database, round_id: str, scope: Scope) -> list[sqlite3.Row]:
    """Programmes that were offered in a round: to how many, what came of it, won paid and how often nobody knows."""
    return rows(
        db,
        f"""select v.name_ko, v.name_en, v.owner, count(*) as offered,
              sum(k.state in ('applied','selected','finished')) as applied,
              sum(k.state in ('selected','finished')) as selected,
              sum(case when k.state in ('selected','finished') then k.amount end) as paid,
              sum(k.state in ('selected','finished') and k.amount is null) as unknown
            from pick_now k join programme_now v on v.programme_id = k.programme_id
            where k.round_id = ? and k.state <> 'withdrawn' and {scope.sql("k.area_id")}
            group by k.programme_id order by offered desc, v.name_ko""",
        [round_id],
    )
