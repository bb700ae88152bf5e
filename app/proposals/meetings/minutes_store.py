"""SQL of minutes: themes of a transcript with who named them, and the proposals made of it."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.statements.segment_store import STANDS, in_scope
from app.db import rows
from app.proposals.keeping.store import in_scope as proposals_in_scope


def themes_of(db: Database, document_id: str, scope: Scope) -> list[sqlite3.Row]:
    """Theme to firms, other respondents and statements that named it as a need, those of most firms first.

    What was settled counts before coders, coders before the machine; `by_people` is 1 where a person said so.
    """
    return rows(
        db,
        f"""with mine as materialized (select s.id, s.respondent_id from segment s
                where s.document_id = :document and s.respondent_id is not null and {STANDS} and {in_scope(scope)}),
              said as (
                select c.segment_id, c.theme_code, c.stance, 1 as by_people
                  from mine cross join counted c on c.segment_id = mine.id
                union select su.segment_id, su.theme_code, su.stance, 0 from current_suggestion su
                  where su.segment_id in (select id from mine)
                    and su.segment_id not in (select segment_id from live_judgment))
            select said.theme_code,
              count(distinct case when re.kind = 'firm' then coalesce(re.firm_id, re.id) end) as firms,
              count(distinct case when re.kind <> 'firm' then re.id end) as others,
              count(distinct said.segment_id) as statements, min(by_people) as by_people
            from said join mine on mine.id = said.segment_id join respondent re on re.id = mine.respondent_id
            where said.stance = 'need' group by said.theme_code order by firms desc, statements desc, said.theme_code""",
        {"document": document_id},
    )


def firms_speaking(db: Database, document_id: str, scope: Scope) -> int:
    """How many firms spoke: what the numbers of the themes are parts of."""
    sql = f"""select count(distinct coalesce(re.firm_id, re.id)) as n from segment s
              join respondent re on re.id = s.respondent_id and re.kind = 'firm'
              where s.document_id = ? and {STANDS} and {in_scope(scope)}"""
    return int(rows(db, sql, [document_id])[0]["n"])


def proposals_of(db: Database, roundtable_id: str, document_id: str | None, scope: Scope) -> list[str]:
    """Proposals that stand on what was said in a transcript or were taken from the meeting's minutes, by number."""
    found = rows(
        db,
        f"""select p.id, p.number from proposal p where {proposals_in_scope(scope)} and p.id in (
              select ps.proposal_id from proposal_segment ps join segment s on s.id = ps.segment_id
              where s.document_id = :document and ps.ended_at is null and {STANDS}
              union select proposal_id from proposal_source where roundtable_id = :roundtable)
            order by p.number""",
        {"document": document_id, "roundtable": roundtable_id},
    )
    return [r["id"] for r in found]
