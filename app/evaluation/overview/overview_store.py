"""SQL of a round at a glance: one light row an area, read at once for however many areas there are."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.db import rows, scalar
from app.evaluation.round.standing_store import STANDING

# The columns `lines.Line` asks for, and what map, cuts and quality need. Dissonant domains and those that wait for a
# statement are what `store.LINE` counts.
_LIGHT = """
with st as materialized (select id, newest_id from {source} where {where}),
sc as materialized (
  select e.id, e.scheme_id, e.method, e.as_of, json_extract(s.definition, '$.fit.statement_share') as share,
    json_extract(s.definition, '$.levels[0].id') as best
  from evaluation e join scheme s on s.id = e.scheme_id where e.round_id = :round),
seen as materialized (
  select r.id, r.area_id, r.evaluation_id, r.score, r.level, r.previous_level, r.band_low, r.band_high, r.data_low,
    r.data_high, r.robustness, r.firm, r.grade, r.coverage, r.undetermined, r.respondents, r.asked, st.newest_id,
    json_extract(r.details, '$.grade.coded_twice') as coded_twice, json_extract(r.details, '$.grade.agreeing') as agreeing,
    le.level as level_now, le.state, le.override, le.met_on, sc.scheme_id, sc.method, sc.share, sc.as_of,
    coalesce(le.level, r.level, sc.best) <> sc.best as above
  from st join area_result r on r.id = st.id join sc on sc.id = r.evaluation_id
    left join level_event le on le.id = (select max(id) from level_event x where x.area_result_id = r.id))
select seen.*,
  (select count(*) from domain_result d where d.area_result_id = seen.id and d.fit = 'dissonance') as dissonant,
  (select count(*) from domain_result d where d.area_result_id = seen.id and seen.score > 0
     and (d.fit = 'dissonance' or d.fit = 'silence' and seen.above)
     and d.contribution_q + d.contribution_l >= seen.share * seen.score - 1e-12
     and not exists (select 1 from domain_statement t
       where t.area_result_id = d.area_result_id and t.domain = d.domain)) as open,
  a.code, a.name_ko, a.name_en, a.kind, a.district, a.latitude, a.longitude,
  newer.id as newer_id, newer.level as newer_level, newer.score as newer_score, newer.evaluation_id as newer_evaluation_id
from seen join area a on a.id = seen.area_id
  left join area_result newer on newer.id = seen.newest_id and newer.id <> seen.id
where {scope} order by a.code"""


def standing(db: Database, round_id: str, scope: Scope = EVERYTHING) -> list[sqlite3.Row]:
    """The result that stands of each area of a scope, by code."""
    sql = _LIGHT.format(source=STANDING, where="round_id = :round", scope=scope.sql("a.id"))
    return rows(db, sql, {"round": round_id})


def before(db: Database, round_id: str, scope: Scope = EVERYTHING) -> list[sqlite3.Row]:
    """Levels and scores that stand in a round, and by which rules: what the next one is held beside."""
    return rows(
        db,
        f"""select r.id, r.area_id, r.score, r.level, r.undetermined, le.level as level_now, e.method, e.scheme_id
            from {STANDING} st join area_result r on r.id = st.id join evaluation e on e.id = r.evaluation_id
              left join level_event le on le.id = (select max(id) from level_event x where x.area_result_id = r.id)
            where st.round_id = ? and {scope.sql("r.area_id")}""",
        [round_id],
    )


def of_evaluation(db: Database, evaluation: sqlite3.Row, scope: Scope = EVERYTHING) -> list[sqlite3.Row]:
    """The results of one evaluation, whether or not they stand."""
    source = "(select id, null as newest_id, evaluation_id from area_result)"
    sql = _LIGHT.format(source=source, where="evaluation_id = :evaluation", scope=scope.sql("a.id"))
    return rows(db, sql, {"round": evaluation["round_id"], "evaluation": evaluation["id"]})


def restated(db: Database, round_id: str, scheme_id: str) -> dict[str, float]:
    """Scores of a round by the newest evaluation of it under a scheme, no trial; nothing where there is none."""
    found = rows(
        db,
        """select area_id, score from area_result where score is not null and evaluation_id = (
             select id from evaluation where round_id = ? and scheme_id = ? and trial = 0
             order by created_at desc, id desc limit 1)""",
        [round_id, scheme_id],
    )
    return {r["area_id"]: r["score"] for r in found}


def summary_of(db: Database, evaluation_id: str) -> str:
    """What an evaluation says of its round as a whole, as JSON."""
    return str(scalar(db, "select summary from evaluation where id = ?", [evaluation_id]))


def main_industries(db: Database) -> dict[str, sqlite3.Row]:
    """Area to the industry that most of its firms have; of equals the one listed first."""
    found = rows(
        db,
        """with counted as materialized (
             select area_id, industry_code, count(*) as firms from firm where industry_code is not null
             group by area_id, industry_code)
           select area_id, code, name_ko, name_en, position from (
             select c.area_id, i.code, i.name_ko, i.name_en, i.position,
               row_number() over (partition by c.area_id order by c.firms desc, i.position) as place
             from counted c join industry i on i.code = c.industry_code) where place = 1""",
    )
    return {r["area_id"]: r for r in found}
