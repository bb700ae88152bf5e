"""SQL of visits that follow numbers: which visits, what firms said since they were asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import rows


def visits_of_round(db: Database, round_id: str, scope: Scope, area_id: str = "") -> list[sqlite3.Row]:
    """Visits planned for abnormal changes in a round, and those planned again from one of them; oldest first."""
    return rows(
        db,
        f"""select v.*, p.name as researcher_name, f.code as firm_code, f.name as firm_name,
              exists (select 1 from respondent re cross join standing_response r
                where re.round_id = :round and re.firm_id = v.firm_id and r.respondent_id = re.id
                  and r.survey_id = v.survey_id) as answered
            from visit_now v join survey s on s.id = v.survey_id join wave w on w.id = s.wave_id
              join person p on p.id = v.researcher_id join firm f on f.id = v.firm_id
            where w.round_id = :round and (:area = '' or v.area_id = :area) and {scope.sql("v.area_id")}
              and (v.cause = 'abnormal' or exists (
                select 1 from visit o where o.id = v.follows and o.cause = 'abnormal'))
            order by v.at, v.id""",
        {"round": round_id, "area": area_id},
    )


def said_since(db: Database, round_id: str, visits: Iterable[sqlite3.Row]) -> dict[str, list[str]]:
    """Firm id to what it said: in its return to the survey it was visited for, and at any talk since somebody was sent."""
    asked = [[each["firm_id"], each["survey_id"], min(each["at"], each["visited_at"] or each["at"])] for each in visits]
    found = rows(
        db,
        """select re.firm_id, s.id from json_each(:asked) j
             join respondent re on re.firm_id = j.value ->> 0 and re.round_id = :round
             join segment s on s.respondent_id = re.id
             left join answer a on a.id = s.answer_id left join standing_response r on r.id = a.response_id
             left join document d on d.id = s.document_id left join roundtable t on t.id = d.roundtable_id
           where r.survey_id = j.value ->> 1 or t.held_on >= substr(j.value ->> 2, 1, 10)
           order by re.firm_id, s.document_id, s.answer_id, s.start""",
        {"asked": json.dumps(asked), "round": round_id},
    )
    listed: dict[str, list[str]] = {}
    for each in found:
        listed.setdefault(each["firm_id"], []).append(each["id"])
    return listed
