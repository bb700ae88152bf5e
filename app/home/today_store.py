"""SQL of what waits: surveys at work, the six steps, seats, the database."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.coding.statements.segment_store import STANDS
from app.db import row, rows, scalar

# Researchers -------------------------------------------------------------------------------


def open_surveys(db: Database, day: str) -> list[sqlite3.Row]:
    """Surveys that take answers on a day."""
    return rows(
        db,
        """select survey.*, wave.code as wave_code from survey join wave on wave.id = survey.wave_id
           where ? between opens_on and closes_on
             and survey.id not in (select survey_id from survey_closed) order by closes_on""",
        [day],
    )


# The six steps ----------------------------------------------------------------------------------------------


def indicator_progress(db: Database) -> sqlite3.Row:
    """The newest month of data, areas with every indicator in it, and areas with a year before to compare."""
    found = row(
        db,
        """with base as (select month, (cast(substr(month, 1, 4) as integer) - 1) || substr(month, 5) as before
                         from (select max(month) as month from value_group where kind = 'area')),
             there as materialized (
               select a.id, count(*) as known, max(exists (
                   select 1 from value_now p where p.place = a.id and p.indicator_code = i.code and p.month = base.before
                 )) as compared
               from base cross join area a cross join indicator i
                 join value_now v on v.place = a.id and v.indicator_code = i.code and v.month = base.month
               group by a.id)
           select base.month, (select count(*) from there where known >= (select count(*) from indicator)) as complete,
             (select count(*) from there where compared) as comparable
           from base""",
    )
    assert found is not None
    return found


def classified(db: Database, quarter: str) -> dict[str, int]:
    """State (undetermined apart) to the number of areas in a quarter, by each one's newest classification."""
    found = rows(
        db,
        """select state_now, count(*) from (
             select case undetermined when 1 then 'undetermined' else state end as state_now,
               max(as_of || ' ' || computed_at)
             from classification where quarter = ? group by area_id) group by state_now""",
        [quarter],
    )
    return {r[0]: r[1] for r in found}


def voices(db: Database, round_id: str | None) -> sqlite3.Row:
    """Responses, roundtables with and without transcript, statements, and statements with a coding."""
    found = row(
        db,
        f"""select
             (select count(*) from standing_response response join survey on survey.id = response.survey_id
                join wave on wave.id = survey.wave_id where wave.round_id = :round) as responses,
             (select count(*) from roundtable where round_id = :round) as roundtables,
             (select count(distinct roundtable_id) from document d
                join roundtable t on t.id = d.roundtable_id where t.round_id = :round
                  and not exists (select 1 from withdrawal w where w.document_id = d.id)) as transcripts,
             (select count(*) from segment where round_id = :round)
               - (select count(*) from withdrawn_segment w join segment s on s.id = w.segment_id
                  where s.round_id = :round)
               - (select count(*) from set_aside a cross join segment s on s.id = a.segment_id
                  where s.round_id = :round and {STANDS}
                    and not exists (select 1 from coding c where c.segment_id = s.id)) as segments,
             (select count(*) from (select distinct segment_id from coding) c
                cross join segment s on s.id = c.segment_id where s.round_id = :round) as coded""",
        {"round": round_id},
    )
    assert found is not None
    return found


def unseen_statements(db: Database, round_id: str | None) -> int:
    """Statements that count, with a suggestion, on which nobody has said a word yet."""
    return scalar(
        db,
        """select (select coalesce(sum(q.n), 0) from circle c join queue_count q on q.circle_id = c.id
                   where c.round_id = :round and q.suggested = 1)
             - (select count(distinct a.segment_id) from answered_now a join circle c on c.id = a.circle_id
                where c.round_id = :round and a.suggested = 1)""",
        {"round": round_id},
    )


def newest_evaluation(db: Database, round_id: str | None) -> sqlite3.Row | None:
    return row(
        db,
        "select * from evaluation where round_id = ? order by created_at desc, id desc limit 1",
        [round_id],
    )


def seats(db: Database, round_id: str | None) -> list[sqlite3.Row]:
    return rows(db, "select * from seat where round_id = ?", [round_id])


# The administrator ------------------------------------------------------------------------------------------


def people_counts(db: Database) -> sqlite3.Row:
    """Active people, and those of them who can see no area at all."""
    found = row(
        db,
        """select count(*) as active,
             count(case when all_areas = 0 and not exists (
               select 1 from person_area pa where pa.person_id = person.id) then 1 end) as blind
           from person where active = 1""",
    )
    assert found is not None
    return found


def last_import(db: Database) -> sqlite3.Row | None:
    return row(db, "select * from import_run order by at desc limit 1")


def failed_jobs(db: Database) -> int:
    return scalar(db, "select count(*) from job where state = 'failed'")


def database_bytes(db: Database) -> int:
    return scalar(db, "select page_count * page_size from pragma_page_count(), pragma_page_size()")


def registered(db: Database) -> sqlite3.Row:
    """Whether there are areas, firms, observations and a round at all."""
    found = row(
        db,
        """select (select count(*) from area) as areas, exists (select 1 from firm) as firms,
             exists (select 1 from observation) as observations, exists (select 1 from round) as rounds""",
    )
    assert found is not None
    return found
