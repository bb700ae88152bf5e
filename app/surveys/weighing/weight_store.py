"""All SQL of weights: who answered by size and industry, the register beside it, and weights as they were fixed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

from sqlite_utils import Database

from app.clock import now
from app.db import row, rows
from app.surveys.answering.response_store import COUNTED
from app.surveys.asking.frame import framed


def respondents(db: Database, survey_id: str) -> list[sqlite3.Row]:
    """Whoever counts in a survey, with size and industry of the register; of a firm on no list, as it says itself.

    Null where nobody knows. `listed`: the firm is on the register.
    """
    return rows(
        db,
        f"""select c.respondent_id, f.id is not null as listed, coalesce(f.size_band, re.size_band) as size_band,
              coalesce(f.industry_code, re.industry_code) as industry
            from {COUNTED} c join respondent re on re.id = c.respondent_id left join firm f on f.id = c.firm_id
            where c.survey_id = ? order by f.code, c.id""",
        [survey_id],
    )


def register(db: Database, survey_id: str) -> list[sqlite3.Row]:
    """Firms the survey asks by size and industry, in the areas where anybody answered it."""
    return rows(
        db,
        f"""select f.size_band, coalesce(f.industry_code, '') as industry, count(*) as firms from firm f
            where f.area_id in (select area_id from {COUNTED} where survey_id = :survey) and {framed("f", ":survey")}
            group by f.size_band, coalesce(f.industry_code, '')""",
        {"survey": survey_id},
    )


def insert_weighting(
    db: Database,
    survey_id: str,
    weights: Mapping[str, float],
    *,
    how: str,
    bounds: tuple[float, float],
    design_effect: float,
    cells: Sequence[Mapping[str, object]],
    reason: str,
    person_id: str | None,
) -> int:
    """Append a set of weights. Returns its number."""
    done = db.conn.execute(
        """insert into weighting(survey_id, how, low, high, firms, design_effect, cells, reason, person_id, at)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [survey_id, how, *bounds, len(weights), design_effect, json.dumps(cells, ensure_ascii=False), reason, person_id,
         now()],
    )  # fmt: skip
    number = int(done.lastrowid or 0)
    db.conn.executemany(
        "insert into respondent_weight(weighting_id, respondent_id, omega) values (?, ?, ?)",
        [(number, each, omega) for each, omega in sorted(weights.items())],
    )
    return number


def weightings(db: Database, survey_id: str) -> list[sqlite3.Row]:
    """Every set of weights of a survey, the newest first."""
    return rows(
        db,
        """select w.*, p.name as person_name from weighting w left join person p on p.id = w.person_id
           where w.survey_id = ? order by w.id desc""",
        [survey_id],
    )


def newest(db: Database, survey_id: str, *, until: str | None = None) -> sqlite3.Row | None:
    """The set of weights in force, or that was in force at an instant."""
    return row(
        db,
        "select * from weighting where survey_id = ? and (? is null or at <= ?) order by id desc limit 1",
        [survey_id, until, until],
    )


def weights(db: Database, weighting_id: int) -> dict[str, float]:
    """Respondent id to weight."""
    found = rows(db, "select respondent_id, omega from respondent_weight where weighting_id = ?", [weighting_id])
    return {r["respondent_id"]: r["omega"] for r in found}


def surveys_of_round(db: Database, round_id: str) -> list[str]:
    """Surveys of a round, the newest wave last."""
    sql = """select su.id from survey su join wave w on w.id = su.wave_id
             where w.round_id = ? order by w.code, su.opens_on, su.id"""
    return [r["id"] for r in rows(db, sql, [round_id])]
