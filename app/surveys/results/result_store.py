"""SQL of results: how many different firms of each area gave which answer, and the returns as they are exported."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import rows
from app.surveys.answering.response_store import COUNTED

# A firm that answered by several ways is one; where nobody is known, the respondent stands for it.
FIRM = "coalesce(c.firm_id, c.respondent_id)"


def answers_by_area(db: Database, survey_id: str) -> list[sqlite3.Row]:
    """Question, area, value and the firms that gave it, of every closed answer that counts, in all areas."""
    return rows(
        db,
        f"""select an.question_id, c.area_id, an.value, count(distinct {FIRM}) as firms
            from {COUNTED} c join answer an on an.response_id = c.id
            where c.survey_id = ? and an.text is null and an.value <> 'null' group by an.question_id, c.area_id, an.value""",
        [survey_id],
    )


def firms_by_area(db: Database, survey_id: str) -> dict[str, int]:
    """Area id to the firms that answered the survey, in all areas."""
    sql = f"""select c.area_id, count(distinct {FIRM}) as firms from {COUNTED} c
              where c.survey_id = ? group by c.area_id"""
    return {r["area_id"]: r["firms"] for r in rows(db, sql, [survey_id])}


def returns_outside(db: Database, survey_id: str, scope: Scope) -> list[sqlite3.Row]:
    """The returns that count with what the register says of their firms, in no order that tells of time."""
    return rows(
        db,
        f"""select c.id, c.area_id, {FIRM} as firm, a.code as area_code, a.name_ko as area_ko, a.name_en as area_en,
              i.kind as industry, f.employees
            from {COUNTED} c join area a on a.id = c.area_id
              left join firm f on f.id = c.firm_id left join industry i on i.code = f.industry_code
            where c.survey_id = ? and {scope.sql("c.area_id")} order by a.code, c.content_sha256""",
        [survey_id],
    )
