"""SQL beside the ledger: who coded, what may be told of a respondent, themes that are not scored, jobs."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from sqlite_utils import Database

from app.db import row, rows

# The gravest word that counts of a statement `n` under its theme: what was settled of it, else the worst of any coder's.
_WORST = """coalesce(
  (select max(c.severity) from settled_now t join settled_coding c on c.settlement_id = t.settlement_id
   where t.segment_id = n.segment_id and c.theme_code = n.theme_code and c.stance = n.stance),
  (select max(w.severity) from standing_now w
   where w.segment_id = n.segment_id and w.theme_code = n.theme_code and w.stance = n.stance
     and w.action in ('accept', 'change', 'add')))"""


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


def peers_of(db: Database, evaluation_id: str, domain: str, *, kind: str | None) -> list[sqlite3.Row]:
    """The areas with voices (of a kind, or all) whose mean burdens in a domain are averaged."""
    return rows(
        db,
        """select a.id, a.code, a.name_ko, a.name_en, d.burden, d.prevalence_n, r.id as result_id
           from domain_result d join area_result r on r.id = d.area_result_id join area a on a.id = r.area_id
           where r.evaluation_id = :evaluation and d.domain = :domain and d.burden is not null
             and (:kind is null or a.kind = :kind)
           order by a.code""",
        {"evaluation": evaluation_id, "domain": domain, "kind": kind},
    )


def voices_of_themes(db: Database, round_id: str, area_id: str, themes: Sequence[str]) -> list[sqlite3.Row]:
    """Themes as the area's respondents name them now: how many did, and how severe at worst on average."""
    return rows(
        db,
        f"""select theme_code, count(*) as named, avg(worst) as severity from (
              select n.theme_code, n.respondent_id, max({_WORST}) as worst
              from respondent_area ra cross join named_now n on n.respondent_id = ra.respondent_id
              where ra.area_id = ? and n.round_id = ? and n.stance = 'need'
                and n.theme_code in ({", ".join("?" * len(themes))})
              group by n.theme_code, n.respondent_id)
            group by theme_code order by named desc, severity desc, theme_code""",
        [area_id, round_id, *themes],
    )


def waves_asked(db: Database, round_id: str) -> tuple[str, ...]:
    """Codes of the round's waves in which somebody answered a survey."""
    found = rows(
        db,
        """select distinct w.code from wave w join survey s on s.wave_id = w.id
           where w.round_id = ? and exists (select 1 from response r where r.survey_id = s.id and r.test = 0)
           order by w.code""",
        [round_id],
    )
    return tuple(r["code"] for r in found)


def unfinished_job(db: Database) -> sqlite3.Row | None:
    """The evaluation that waits or runs."""
    return row(
        db,
        """select * from job where kind = 'evaluate' and state in ('queued', 'running')
           order by created_at desc limit 1""",
    )
