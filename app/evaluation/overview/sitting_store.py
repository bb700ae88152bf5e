"""SQL of what a sitting is about: domains that still need a statement, in all areas of a round at once."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import rows
from app.evaluation.round.standing_store import STANDING


def open_domains(db: Database, round_id: str, scope: Scope) -> list[sqlite3.Row]:
    """Domains whose dissonance or silence carries the scheme's share of the score and has no statement yet.

    As `store.LINE` counts them: silence asks only where the level that stands is not the best. Dissonance comes first.
    """
    return rows(
        db,
        f"""with sc as materialized (
              select e.id, json_extract(s.definition, '$.fit.statement_share') as share,
                json_extract(s.definition, '$.levels[0].id') as best
              from evaluation e join scheme s on s.id = e.scheme_id where e.round_id = :round)
            select d.area_result_id, d.domain, d.fit, (d.contribution_q + d.contribution_l) / r.score as share,
              a.id as area_id, a.code, a.name_ko, a.name_en, a.district, r.score, r.evaluation_id, r.respondents,
              coalesce(le.level, r.level) as level, coalesce(le.state, 'computed') as state
            from {STANDING} st join area_result r on r.id = st.id join sc on sc.id = r.evaluation_id
              join area a on a.id = r.area_id join domain_result d on d.area_result_id = r.id
              left join level_event le on le.id = (select max(id) from level_event x where x.area_result_id = r.id)
            where st.round_id = :round and {scope.sql("a.id")} and r.score > 0
              and (d.fit = 'dissonance'
                or d.fit = 'silence' and coalesce(le.level, r.level, sc.best) <> sc.best)
              and d.contribution_q + d.contribution_l >= sc.share * r.score - 1e-12
              and not exists (select 1 from domain_statement t
                where t.area_result_id = d.area_result_id and t.domain = d.domain)
            order by d.fit = 'silence', r.score desc, a.code, d.domain""",
        {"round": round_id},
    )
