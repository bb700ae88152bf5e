"""SQL that reads what an evaluation stands on: observations, closed answers and other coders' judgments."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.coding.statements.segment_store import STANDS
from app.db import row, rows

REGIONS = {"nation": "nation", "city": "busan"}


def areas(db: Database) -> list[sqlite3.Row]:
    """All areas by code."""
    return rows(db, "select id, code, kind from area order by code")


def filled_months(db: Database, *, as_of: str, until: str, region: str, months: int = 12) -> list[sqlite3.Row]:
    """Indicator and month to the areas that have a value published by `as_of`, and whether the region has one.

    Looks at the last months up to the newest one any area has; `have` counts the areas an indicator has in them.
    """
    return rows(
        db,
        """with published as (
             select indicator_code, month, area_id, region from observation
             where firm_id is null and month <= :until and substr(published_on, 1, 10) <= :as_of),
           newest as (select max(month) as month from published where area_id is not null),
           recent as (
             select p.* from published p, newest
             where p.month > strftime('%Y-%m', newest.month || '-01', '-' || :months || ' months')
               and p.month <= newest.month),
           have as (select indicator_code, count(distinct area_id) as areas from recent group by indicator_code)
           select r.indicator_code as indicator, r.month, count(distinct r.area_id) as areas,
             max(r.region is :region) as reference, have.areas as have
           from recent r join have on have.indicator_code = r.indicator_code
           group by r.indicator_code, r.month""",
        {"as_of": as_of, "until": until, "region": region, "months": months},
    )


def window_of(db: Database, evaluation_id: str) -> tuple[str, str] | None:
    """First and last month of the window an evaluation's indicators were averaged over."""
    found = row(
        db,
        """select json_extract(i.evidence, '$.months[0].month') as first,
             json_extract(i.evidence, '$.months[#-1].month') as last
           from area_result r join cell_item i on i.area_result_id = r.id and i.kind = 'indicator'
           where r.evaluation_id = ? and json_array_length(i.evidence, '$.months') > 0 limit 1""",
        [evaluation_id],
    )
    return (found["first"], found["last"]) if found else None


def later_inputs(db: Database, round_id: str) -> sqlite3.Row | None:
    """Values, judgments, responses and transcripts that came, and what was withdrawn or destroyed, after the round was
    last evaluated; None: never was.

    To evaluate again with the same inputs counts as evaluating: what came since changed nothing.
    """
    return row(
        db,
        f"""with since as (
             select max(at) as at from (
               select created_at as at from evaluation where round_id = :round
               union all
               select a.at from audit a join evaluation e on e.id = a.object_id
               where a.object_kind = 'evaluation' and a.action = 'round evaluated again' and e.round_id = :round))
           select since.at,
             (select count(*) from observation o join import_run i on i.id = o.import_id
                where o.firm_id is null and i.at > since.at) as observations,
             (select count(*) from judgment j join segment s on s.id = j.segment_id
                where s.round_id = :round and j.at > since.at and {STANDS}) as judgments,
             (select count(*) from standing_response r join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id
                where w.round_id = :round and r.received_at > since.at) as responses,
             (select count(*) from document d join roundtable t on t.id = d.roundtable_id
                where t.round_id = :round and d.created_at > since.at
                  and not exists (select 1 from withdrawal w where w.document_id = d.id)) as transcripts,
             (select count(*) from withdrawal w join document d on d.id = w.document_id
                join roundtable t on t.id = d.roundtable_id
                where t.round_id = :round and w.at > since.at and d.created_at <= since.at) as withdrawn,
             (select count(*) from return_end e join response r on r.id = e.response_id
                join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id
                where w.round_id = :round and e.at > since.at and e.act = 'withdrawn' and r.received_at <= since.at
                  and not exists (select 1 from return_end d where d.response_id = e.response_id
                                    and d.act = 'destroyed')) as withdrawn_returns
           from since where since.at is not null""",
        {"round": round_id},
    )


def observations(db: Database, *, as_of: str, first: str, last: str) -> list[sqlite3.Row]:
    """The value of each area (and region), indicator and month that was the newest published by `as_of`."""
    return rows(
        db,
        """select id, area_id, region, indicator_code, month, value from (
             select o.*, row_number() over (
               partition by area_id, region, indicator_code, month
               order by published_on desc, id desc) as newest
             from observation o
             where firm_id is null and month between ? and ? and substr(published_on, 1, 10) <= ?)
           where newest = 1""",
        [first, last, as_of],
    )


def closed_answers(db: Database, round_id: str, question_ids: list[str]) -> list[sqlite3.Row]:
    """Each respondent's newest answer of the round to each of some questions, with the version asked.

    The version's definition is no part of a row: repeated for every answer of a nation it would fill 12 GB.
    """
    marks = ", ".join("?" * len(question_ids))
    return rows(
        db,
        f"""select area_id, question_id, value, response_id, version_id from (
              select r.area_id, an.question_id, an.value, r.id as response_id, r.version_id,
                row_number() over (partition by r.respondent_id, an.question_id
                  order by r.submitted_at desc, r.id desc) as newest
              from standing_response r join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id
                join answer an on an.response_id = r.id
              where w.round_id = ? and an.question_id in ({marks}))
            where newest = 1 order by response_id""",
        [round_id, *question_ids],
    )


def definitions_asked(db: Database, round_id: str) -> dict[str, str]:
    """Version id to definition of every questionnaire a response of the round answered."""
    found = rows(
        db,
        """select id, definition from questionnaire_version where id in (
             select r.version_id from standing_response r join survey su on su.id = r.survey_id
               join wave w on w.id = su.wave_id where w.round_id = ?)""",
        [round_id],
    )
    return {r["id"]: r["definition"] for r in found}


def other_judgments(db: Database, round_id: str) -> list[sqlite3.Row]:
    """Standing judgments that name no problem, at segments where somebody named one.

    `theme_code` is the theme judged (None: no theme here), `about` the suggested theme it answers.
    """
    return rows(
        db,
        """select st.id, st.segment_id, st.coder_id, st.action, st.theme_code, st.about, st.stance
           from standing st join segment s on s.id = st.segment_id
           where s.round_id = ? and st.stance is not 'undecided'
             and (st.stance is not 'need' or st.action = 'change')
             and st.segment_id in (select segment_id from coding where stance = 'need')
           order by st.id""",
        [round_id],
    )
