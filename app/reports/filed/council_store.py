"""SQL of the council's draft: how levels came to stand, and where people went, for many areas at once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from sqlite_utils import Database

from app.db import rows


def level_courses(db: Database, result_ids: Sequence[str]) -> list[sqlite3.Row]:
    """The newest level of each state of results, with the day of the meeting."""
    return rows(
        db,
        """select le.area_result_id, le.state, le.level, le.met_on from level_event le
           where le.id in (select max(id) from level_event
             where area_result_id in (select value from json_each(?)) group by area_result_id, state)""",
        [json.dumps(list(result_ids))],
    )


def team_visits(db: Database, round_id: str) -> list[sqlite3.Row]:
    """Areas the verification team went to in a round: how often, and when last."""
    return rows(
        db,
        """select r.area_id, count(*) as visits, max(v.visited_on) as last
           from site_visit v join area_result r on r.id = v.area_result_id join evaluation e on e.id = r.evaluation_id
           where e.round_id = ? group by r.area_id""",
        [round_id],
    )


def field_visits(db: Database, round_id: str) -> list[sqlite3.Row]:
    """Firms researchers were at for the surveys of a round, by area."""
    return rows(
        db,
        """select v.area_id, count(distinct v.firm_id) as firms
           from visit_now v join survey s on s.id = v.survey_id join wave w on w.id = s.wave_id
           where w.round_id = ? and v.state = 'done' group by v.area_id""",
        [round_id],
    )


def surveys(db: Database, round_id: str) -> list[sqlite3.Row]:
    """The surveys of a round with the firms that answered, each once, and until when they were asked."""
    return rows(
        db,
        """select su.title_ko, su.title_en, su.opens_on, su.closes_on,
             (select count(distinct coalesce(r.firm_id, r.respondent_id)) from standing_response r
              where r.survey_id = su.id) as firms
           from survey su join wave w on w.id = su.wave_id where w.round_id = ? order by w.code, su.opens_on""",
        [round_id],
    )


def talks(db: Database, round_id: str) -> list[sqlite3.Row]:
    """How many roundtables, interviews and field notes a round has, by kind."""
    return rows(
        db, "select kind, count(*) as n from roundtable where round_id = ? group by kind order by kind", [round_id]
    )
