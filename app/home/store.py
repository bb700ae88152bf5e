"""SQL of the table of areas and of an area's hub: what every feature knows of an area, read together."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.areas.anonymity import may_be_told
from app.coding.statements import named_store
from app.db import row, rows, scalar
from app.evaluation.round.standing_store import STANDING

# What stands of a round with the newest event of its level, and the newer computed result beside it.
RESULTS = f"""
select r.*, coalesce(e.level, r.level) as level_now, e.state, e.at, e.reason, e.override,
  newer.id as newer_id, newer.level as newer_level, newer.score as newer_score,
  run.id as newer_evaluation_id, run.created_at as newer_at
from {STANDING} st join area_result r on r.id = st.id
left join level_event e on e.id = (select max(id) from level_event x where x.area_result_id = r.id)
left join area_result newer on newer.id = st.newest_id and newer.id <> st.id
left join evaluation run on run.id = newer.evaluation_id
where st.round_id = ?
"""


def previous_round(db: Database, round_id: str) -> str | None:
    """The id of the round before."""
    return scalar(
        db,
        """select b.id from round a join round b on b.starts_on < a.starts_on
           where a.id = ? order by b.starts_on desc limit 1""",
        [round_id],
    )


def results_of(db: Database, round_id: str | None, scope: Scope = EVERYTHING) -> dict[str, sqlite3.Row]:
    """Area id to its result that stands in the round, with the level as it is now."""
    return {r["area_id"]: r for r in rows(db, f"{RESULTS} and {scope.sql('st.area_id')}", [round_id])}


def levels_in_use(db: Database) -> list[str]:
    """Every level any evaluation ever gave."""
    found = rows(db, "select level from area_result union select level from level_event")
    return [r["level"] for r in found if r["level"]]


def last_quarter(db: Database, round_id: str | None) -> str:
    """The last quarter of the round; a quarter after all others where there is no round."""
    return scalar(db, "select max(code) from wave where round_id = ?", [round_id]) or "2999Q4"


def classifications_until(db: Database, quarter: str, scope: Scope = EVERYTHING) -> dict[str, sqlite3.Row]:
    """Area id to its newest classification up to a quarter (`state_now` tells undetermined apart)."""
    found = rows(
        db,
        f"""select area_id, quarter, case undetermined when 1 then 'undetermined' else state end as state_now,
             max(quarter || ' ' || as_of || ' ' || computed_at)
           from classification where quarter <= ? and {scope.sql("area_id")} group by area_id""",
        [quarter],
    )
    return {r["area_id"]: r for r in found}


def firms_of_areas(db: Database, scope: Scope = EVERYTHING) -> dict[str, int]:
    found = rows(db, f"select area_id, firms from area_firms where {scope.sql('area_id')}")
    return {r[0]: r[1] for r in found}


def responses_of_areas(db: Database, round_id: str | None, scope: Scope = EVERYTHING) -> dict[str, list[int]]:
    """Area id to the firms that answered each of the round's surveys; who answered one twice counts once."""
    found: dict[str, list[int]] = defaultdict(list)
    for r in rows(
        db,
        f"""select p.area_id, p.firms from survey_area p join survey on survey.id = p.survey_id
              join wave on wave.id = survey.wave_id
            where wave.round_id = ? and p.firms > 0 and {scope.sql("p.area_id")}""",
        [round_id],
    ):
        found[r["area_id"]].append(r["firms"])
    return found


def voices_of_areas(db: Database, round_id: str | None, scope: Scope = EVERYTHING) -> dict[str, int | None]:
    """Area id to the respondents of the round as the evaluation counts them; None where that may not be told."""
    found = named_store.spoke(db, round_id, scope=scope) if round_id else {}
    return {area: n.respondents if may_be_told(n.firms, n.respondents) else None for area, n in found.items()}


def employees_of_areas(db: Database, scope: Scope, until: str, months: int = 24) -> dict[str, tuple[Any, ...]]:
    """Area id to its last months of heads employed, newest vintage of each, oldest first."""
    found = rows(
        db,
        f"""select a.id, (
              select group_concat(month || ' ' || printf('%!.17g', value)) from (
                select month, value from value_now v
                where v.place = a.id and v.indicator_code = 'employees' and v.month <= :until
                order by v.month desc limit :months)) as newest
            from area a where {scope.sql("a.id")}""",
        {"until": until, "months": months},
    )
    return {r["id"]: tuple(_months(r["newest"])) for r in found if r["newest"]}


def _months(newest: str) -> Iterator[tuple[str, float]]:
    """Month and value of what was brought together the newest first, the oldest first."""
    for each in reversed(newest.split(",")):
        month, value = each.split(" ")
        yield month, float(value)


def indicators_of(db: Database, area_id: str, until: str) -> list[sqlite3.Row]:
    """Each indicator of an area: its newest month and value, and the value a year before if there is one."""
    return rows(
        db,
        """with newest as (select indicator_code, month, value from value_now where place = ? and month <= ?),
           last as (select indicator_code, value, max(month) as month from newest group by indicator_code)
           select indicator.*, last.month, last.value, before.value as value_before
           from indicator join last on last.indicator_code = indicator.code
           left join newest before on before.indicator_code = last.indicator_code
             and before.month = (cast(substr(last.month, 1, 4) as integer) - 1) || substr(last.month, 5)
           order by indicator.position""",
        [area_id, until],
    )


def who_spoke(db: Database, area_id: str, round_id: str | None) -> sqlite3.Row:
    """How many firms answered, spoke at roundtables, did either, and how many experts spoke."""
    found = row(
        db,
        """with answered as (
             select response.respondent_id as id from standing_response response
             join survey on survey.id = response.survey_id join wave on wave.id = survey.wave_id
             where wave.round_id = :round and response.area_id = :area),
           spoke as (
             select p.respondent_id as id from participant p
             join roundtable t on t.id = p.roundtable_id and t.round_id = :round
             join respondent_area ra on ra.respondent_id = p.respondent_id and ra.area_id = :area
             where exists (select 1 from turn where turn.participant_id = p.id)),
           heard as (
             select r.id, r.kind from respondent r
             where r.id in (select id from answered union select id from spoke))
           select (select count(distinct id) from answered) as answered,
             (select count(*) from heard where kind = 'firm' and id in (select id from spoke)) as spoke,
             (select count(*) from heard where kind = 'firm') as firms,
             (select count(*) from heard where kind = 'expert') as experts""",
        {"round": round_id, "area": area_id},
    )
    assert found is not None
    return found


FIRM_ORDER = {
    "code": "firm.code",
    "name": "firm.name",
    "industry": "industry.position",
    "size": "case size_band when 'micro' then 1 when 'small' then 2 when 'medium' then 3 else 4 end",
    "stage": "case growth_stage when 'startup' then 1 when 'growth' then 2 when 'mature' then 3 else 4 end",
    "employees": "firm.employees",
    "founded": "firm.founded_year",
}


def firms_of(
    db: Database, area_id: str, *, wanted: dict[str, str], sort: str, limit: int, offset: int
) -> tuple[list[sqlite3.Row], int]:
    """Firms of an area that fit what is asked (q, industry, size, stage), and how many there are in all."""
    where, parameters = ["firm.area_id = ?"], [area_id]
    if wanted.get("q"):
        where.append("instr(lower(firm.name || ' ' || firm.code), lower(?)) > 0")
        parameters.append(wanted["q"])
    for key, column in (("industry", "industry_code"), ("size", "size_band"), ("stage", "growth_stage")):
        if wanted.get(key):
            where.append(f"firm.{column} = ?")
            parameters.append(wanted[key])
    body = f"from firm left join industry on industry.code = firm.industry_code where {' and '.join(where)}"
    column = FIRM_ORDER.get(sort.removeprefix("-"), "firm.code")
    order = f"{column} is null, {column} {'desc' if sort.startswith('-') else 'asc'}, firm.code"
    found = rows(
        db,
        f"""select firm.*, industry.name_ko as industry_ko, industry.name_en as industry_en
            {body} order by {order} limit ? offset ?""",
        [*parameters, limit, offset],
    )
    return found, scalar(db, f"select count(*) {body}", parameters)
