"""SQL of whom to visit: firms with what is known of each for a survey."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import rows, scalar
from app.surveys.asking.frame import answered, framed


def firms_to_send_to(
    db: Database, survey_id: str, scope: Scope, *, area_id: str = "", district: str = ""
) -> list[sqlite3.Row]:
    """Firms of a scope that a survey asks: answered, a visit planned, what came of the last one, drawn."""
    return rows(
        db,
        f"""select f.*, a.code as area_code, a.name_ko, a.name_en, a.district, i.name_ko as industry_ko,
              i.name_en as industry_en,
              {answered()} as answered,
              exists (select 1 from drawn_area d where d.area_id = a.id and d.round_id = w.round_id) as drawn,
              n.planned_on, n.researcher_id, p.name as researcher_name, l.outcome, l.visited_at
            from firm f join area a on a.id = f.area_id join survey s on s.id = :survey join wave w on w.id = s.wave_id
              left join industry i on i.code = f.industry_code
              left join visit_now n on n.id = (select id from visit_now v where v.survey_id = s.id and v.firm_id = f.id
                and v.state = 'planned' limit 1)
              left join person p on p.id = n.researcher_id
              left join visit_now l on l.id = (select id from visit_now v where v.survey_id = s.id and v.firm_id = f.id
                and v.outcome is not null order by v.visited_at desc limit 1)
            where {scope.sql("f.area_id")} and {framed()}
              and (:area = '' or a.id = :area) and (:district = '' or a.district = :district)
            order by a.code, f.code""",
        {"survey": survey_id, "area": area_id, "district": district},
    )


def researcher_reaches(db: Database, person_id: str, area_id: str) -> bool:
    """Whether an area is among a researcher's own."""
    sql = """select 1 from person p where p.id = ? and (p.all_areas = 1 or exists (
               select 1 from person_area pa where pa.person_id = p.id and pa.area_id = ?))"""
    return scalar(db, sql, [person_id, area_id]) is not None
