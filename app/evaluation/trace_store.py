"""SQL of the trace: who coded, what may be told of a respondent, and the evaluation that is under way."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.db import row, rows


def names_of(db: Database, person_ids: set[str]) -> dict[str, str]:
    marks = ", ".join("?" * len(person_ids))
    found = rows(db, f"select id, name from person where id in ({marks})", sorted(person_ids))
    return {r["id"]: r["name"] for r in found}


def described_respondents(db: Database, ids: list[str]) -> dict[str, sqlite3.Row]:
    """What may be told of respondents: kind, industry and size, in the columns `coding.speaking` reads."""
    found = rows(
        db,
        f"""select re.id, re.kind as respondent_kind, null as organization, null as role, null as answer_id,
             case re.kind when 'expert' then 'expert' end as org_kind, f.size_band,
             i.name_ko as industry_ko, i.name_en as industry_en
           from respondent re left join firm f on f.id = re.firm_id
             left join industry i on i.code = f.industry_code
            where re.id in ({", ".join("?" * len(ids))})""",
        ids,
    )
    return {r["id"]: r for r in found}


def unfinished_job(db: Database) -> sqlite3.Row | None:
    """The evaluation that waits or runs."""
    return row(
        db,
        """select * from job where kind = 'evaluate' and state in ('queued', 'running')
           order by created_at desc limit 1""",
    )
