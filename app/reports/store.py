"""SQL of reports: where an area's figures and voices came from."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.db import row, rows


def find_area_by_code(db: Database, code: str) -> sqlite3.Row | None:
    return row(db, "select * from area where code = ?", [code])


def newest_round(db: Database) -> sqlite3.Row | None:
    """The round evaluated last."""
    return row(
        db,
        """select round.* from round join evaluation on evaluation.round_id = round.id
           order by evaluation.created_at desc, evaluation.id desc limit 1""",
    )


def indicator_sources(db: Database, area_id: str, as_of: str) -> list[sqlite3.Row]:
    """Each indicator of an area: first and last month, rows and files published by a day."""
    return rows(
        db,
        """select i.name_ko, i.name_en, i.source_ko, min(o.month) as first, max(o.month) as last,
             count(*) as observations, max(o.published_on) as published_on,
             group_concat(distinct ir.file_name) as files
           from observation o join indicator i on i.code = o.indicator_code
             join import_run ir on ir.id = o.import_id
           where o.area_id = ? and o.published_on <= ? group by i.code order by i.position""",
        [area_id, as_of],
    )


def survey_sources(db: Database, area_id: str, round_id: str) -> list[sqlite3.Row]:
    """Surveys of the round with the firms of the area that answered, each once."""
    return rows(
        db,
        """select su.title_ko, su.title_en, w.code as wave, qv.number as version,
             count(distinct coalesce(r.firm_id, r.respondent_id)) as firms,
             min(r.submitted_at) as first, max(r.submitted_at) as last
           from survey su join wave w on w.id = su.wave_id
             join questionnaire_version qv on qv.id = su.version_id
             join standing_response r on r.survey_id = su.id and r.area_id = ?
           where w.round_id = ? group by su.id order by w.code""",
        [area_id, round_id],
    )


def roundtable_sources(db: Database, area_id: str, round_id: str) -> list[sqlite3.Row]:
    """Roundtables and interviews of the round at which somebody spoke for the area."""
    return rows(
        db,
        """select t.title, t.title_en, t.kind, t.held_on, count(distinct p.respondent_id) as speakers
           from roundtable t join participant p on p.roundtable_id = t.id
             join respondent_area ra on ra.respondent_id = p.respondent_id and ra.area_id = ?
           where t.round_id = ? and exists (select 1 from turn where turn.participant_id = p.id)
           group by t.id order by t.held_on""",
        [area_id, round_id],
    )


def domain_table(db: Database, result_ids: list[str]) -> list[sqlite3.Row]:
    """Every domain of some results, by area code, with who spoke in the area."""
    return rows(
        db,
        f"""select a.code, a.name_ko, a.name_en, r.respondents, d.* from domain_result d
              join area_result r on r.id = d.area_result_id join area a on a.id = r.area_id
            where r.id in ({", ".join("?" * len(result_ids))}) order by a.code, d.rowid""",
        result_ids,
    )
