"""All SQL of evaluations, level events and statements; schemes and votes have stores of their own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.clock import now
from app.db import row, rows, scalar
from app.evaluation.method.scheme_file import METHOD
from app.evaluation.reading.moments import Moment
from app.ids import new_id

# Rounds and evaluations ------------------------------------------------------------------------------------

EVALUATION = """select e.*, s.code as scheme_code, s.number as scheme_number, s.sha256 as scheme_sha256,
                  s.definition, s.author as scheme_author, s.reason as scheme_reason, s.legal_basis,
                  c.number as codebook_number, p.name as person_name
                from evaluation e join scheme s on s.id = e.scheme_id join codebook c on c.id = e.codebook_id
                  left join person p on p.id = e.created_by"""


def find_round(db: Database, round_id: str) -> sqlite3.Row | None:
    return row(db, "select * from round where id = ?", [round_id])


def rounds_before(db: Database, round_id: str, *, limit: int) -> list[sqlite3.Row]:
    """Rounds before a round, newest first."""
    return rows(
        db,
        """select b.* from round a join round b on b.starts_on < a.starts_on
           where a.id = ? order by b.starts_on desc limit ?""",
        [round_id, limit],
    )


def list_evaluations(db: Database, round_id: str) -> list[sqlite3.Row]:
    """The evaluations of a round, newest first, each with its scheme and who ran it."""
    return rows(db, f"{EVALUATION} where e.round_id = ? order by e.created_at desc, e.id desc", [round_id])


def newest_evaluation(db: Database, round_id: str) -> sqlite3.Row | None:
    """The newest one that is no trial."""
    return next((each for each in list_evaluations(db, round_id) if not each["trial"]), None)


def find_evaluation(db: Database, evaluation_id: str) -> sqlite3.Row | None:
    return row(db, f"{EVALUATION} where e.id = ?", [evaluation_id])


def same_evaluation(
    db: Database, *, round_id: str, scheme_id: str, inputs_sha256: str, seed: int, draws: int, trial: bool
) -> str | None:
    """The id of an evaluation of the very same inputs, scheme, seed and draws; a trial is none for a run that may
    stand."""
    return scalar(
        db,
        """select id from evaluation where round_id = ? and scheme_id = ? and inputs_sha256 = ? and seed = ?
             and draws = ? and trial <= ? order by trial, created_at desc, id desc limit 1""",
        [round_id, scheme_id, inputs_sha256, seed, draws, int(trial)],
    )


def insert_evaluation(
    db: Database,
    *,
    round_id: str,
    scheme_id: str,
    seed: int,
    draws: int,
    inputs_sha256: str,
    trial: bool,
    moment: Moment,
    codebook_id: str,
    created_by: str | None,
    summary: dict[str, Any],
) -> str:
    evaluation_id = new_id()
    values = {
        "id": evaluation_id,
        "round_id": round_id,
        "scheme_id": scheme_id,
        "as_of": moment.as_of,
        "seed": seed,
        "draws": draws,
        "inputs_sha256": inputs_sha256,
        "codebook_id": codebook_id,
        "created_by": created_by,
        "created_at": now(),
        "method": METHOD,
        "trial": int(trial),
        "read_at": moment.read_at,
        "known_at": moment.known_at,
        "summary": json.dumps(summary, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
    }
    marks = ", ".join(f":{name}" for name in values)
    db.conn.execute(f"insert into evaluation({', '.join(values)}) values ({marks})", values)
    return evaluation_id


def codebook_at(db: Database, instant: str) -> str | None:
    """The newest codebook of an instant; the first one holds for all before."""
    return scalar(
        db,
        "select id from codebook order by created_at <= ? desc, case when created_at <= ? then -number else number end",
        [instant, instant],
    )


# Results, domains and items --------------------------------------------------------------------------------

RESULT = """select r.*, ev.round_id, ev.scheme_id, ev.as_of, ev.draws, ev.created_at as evaluated_at,
              ev.method, ev.trial, ev.read_at, ev.known_at, ev.codebook_id,
              json_extract(sc.definition, '$.fit.statement_share') as statement_share,
              json_extract(sc.definition, '$.levels[0].id') as best_level,
              a.code, a.name_ko, a.name_en, a.kind, a.district,
              le.level as level_now, le.state, le.override, le.at as state_at, le.met_on
            from area_result r join evaluation ev on ev.id = r.evaluation_id join area a on a.id = r.area_id
              join scheme sc on sc.id = ev.scheme_id
              left join level_event le on le.id = (
                select max(id) from level_event x where x.area_result_id = r.id)"""

# A result with what its strands contribute, its dissonant domains, and those that carry the share of the score from
# which dissonance, and silence at any level but the best, needs a statement and have none.
LINE = f"""select q.*,
    (select sum(contribution_q) from domain_result d where d.area_result_id = q.id) as numbers,
    (select sum(contribution_l) from domain_result d where d.area_result_id = q.id) as voices,
    (select count(*) from domain_result d where d.area_result_id = q.id and d.fit = 'dissonance') as dissonant,
    (select count(*) from domain_result d where d.area_result_id = q.id and q.score > 0
       and (d.fit = 'dissonance'
         or d.fit = 'silence' and coalesce(q.level_now, q.level, q.best_level) <> q.best_level)
       and d.contribution_q + d.contribution_l >= q.statement_share * q.score - 1e-12
       and not exists (select 1 from domain_statement s
         where s.area_result_id = d.area_result_id and s.domain = d.domain)) as open
  from ({RESULT}) q"""


def results_of(db: Database, evaluation_id: str, scope: Scope = EVERYTHING) -> list[sqlite3.Row]:
    """Results of one evaluation for the areas of a scope with the level that stands, by area code."""
    return rows(
        db,
        f"select * from ({LINE}) where evaluation_id = ? and {scope.sql('area_id')} order by code",
        [evaluation_id],
    )


def find_result(db: Database, area_result_id: str, scope: Scope = EVERYTHING) -> sqlite3.Row | None:
    """One result with its area, its evaluation and the event that stands (level_now, state, override)."""
    return row(db, f"{RESULT} where r.id = ? and {scope.sql('r.area_id')}", [area_result_id])


def result_of_area(db: Database, evaluation_id: str, area_id: str) -> sqlite3.Row | None:
    return row(db, f"{RESULT} where r.evaluation_id = ? and r.area_id = ?", [evaluation_id, area_id])


def domains_of(db: Database, area_result_id: str) -> list[sqlite3.Row]:
    return rows(db, "select * from domain_result where area_result_id = ? order by rowid", [area_result_id])


def count_firms(db: Database, area_result_id: str) -> int:
    """Firms among the respondents of a result."""
    return scalar(
        db,
        """select coalesce(r.firms, (
             select count(distinct re.id) from cell_item i join respondent re on re.id = i.ref and re.kind = 'firm'
             where i.area_result_id = r.id and i.kind = 'respondent'))
           from area_result r where r.id = ?""",
        [area_result_id],
    )


def indicators(db: Database) -> dict[str, sqlite3.Row]:
    """Indicators by code: their names and units."""
    return {r["code"]: r for r in rows(db, "select * from indicator order by position")}


# Level events and statements -------------------------------------------------------------------------------


def insert_event(
    db: Database,
    area_result_id: str,
    *,
    state: str,
    level: str,
    person_id: str | None,
    override: bool = False,
    reason_code: str | None = None,
    reason: str = "",
    evidence: Sequence[Any] = (),
    met_on: str | None = None,
    example: bool = False,
) -> None:
    """Append to a level's history; `evidence` is kept as a JSON list, `met_on` is the day of the meeting."""
    db.conn.execute(
        """insert into level_event(area_result_id, state, level, override, reason_code, reason, evidence,
             met_on, person_id, example, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            *(area_result_id, state, level, int(override), reason_code, reason),
            *(json.dumps(list(evidence), ensure_ascii=False), met_on, person_id, int(example), now()),
        ],
    )


# How a level came by votes: those for it, those with any level, and declared abstentions.
_COUNTED = """(select count(*) from vote v where v.area_result_id = le.area_result_id and v.level = le.level) as votes_for,
             (select count(v.level) from vote v where v.area_result_id = le.area_result_id) as votes_cast,
             (select count(*) from vote v where v.area_result_id = le.area_result_id and v.conflict) as abstained"""


def events_of(db: Database, area_result_id: str) -> list[sqlite3.Row]:
    """The history of one result's level, oldest first, with who acted."""
    return rows(
        db,
        f"""select le.*, p.name as person_name, {_COUNTED} from level_event le left join person p on p.id = le.person_id
           where le.area_result_id = ? order by le.id""",
        [area_result_id],
    )


def history_of(db: Database, area_id: str) -> list[sqlite3.Row]:
    """Every level event of an area over all rounds and evaluations, newest first."""
    return rows(
        db,
        f"""select le.*, p.name as person_name, {_COUNTED}, r.score, r.level as computed, r.evaluation_id, ev.as_of,
             ro.code as round_code, ro.name_ko, ro.name_en
           from level_event le join area_result r on r.id = le.area_result_id
             join evaluation ev on ev.id = r.evaluation_id join round ro on ro.id = ev.round_id
             left join person p on p.id = le.person_id
           where r.area_id = ? order by le.id desc""",
        [area_id],
    )


def signed_off(db: Database, evaluation_id: str) -> int:
    """How many areas of an evaluation have gone beyond the computed level, or have a vote."""
    return scalar(
        db,
        """select count(*) from area_result r where r.evaluation_id = ? and (
             exists (select 1 from level_event le where le.area_result_id = r.id and le.state <> 'computed')
             or exists (select 1 from vote v where v.area_result_id = r.id))""",
        [evaluation_id],
    )


def trail_of(db: Database, area_id: str, *, limit: int = 50) -> list[sqlite3.Row]:
    """What people did to an area's results and to the evaluations they belong to, newest first."""
    return rows(
        db,
        """select audit.*, person.name as person_name, person.role
           from audit left join person on person.id = audit.person_id
           where (object_kind = 'area_result' and object_id in (
                    select id from area_result where area_id = :area))
              or (object_kind = 'evaluation' and object_id in (
                    select evaluation_id from area_result where area_id = :area))
           order by audit.id desc limit :limit""",
        {"area": area_id, "limit": limit},
    )


def statements_of(db: Database, area_result_id: str) -> list[sqlite3.Row]:
    """What people stated about the open questions of a result, oldest first."""
    return rows(
        db,
        """select st.*, p.name as person_name from domain_statement st join person p on p.id = st.person_id
           where st.area_result_id = ? order by st.id""",
        [area_result_id],
    )


def insert_statement(db: Database, area_result_id: str, *, domain: str, text: str, person_id: str) -> None:
    db.conn.execute(
        "insert into domain_statement(area_result_id, domain, text, person_id, at) values (?, ?, ?, ?, ?)",
        [area_result_id, domain, text, person_id, now()],
    )
