"""SQL that reads what an evaluation stands on: observations, closed answers and other coders' judgments."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.db import rows, scalar

REGIONS = {"nation": "nation", "city": "busan"}


def areas(db: Database) -> list[sqlite3.Row]:
    """All areas by code."""
    return rows(db, "select id, code, kind from area order by code")


def last_month(db: Database, *, as_of: str, until: str) -> str | None:
    """The newest month up to `until` of which any area's value was published by `as_of`."""
    return scalar(
        db,
        "select max(month) from observation where area_id is not null and published_on <= ? and month <= ?",
        [as_of, until],
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
             where firm_id is null and month between ? and ? and published_on <= ?)
           where newest = 1""",
        [first, last, as_of],
    )


def closed_answers(db: Database, round_id: str, question_ids: list[str]) -> list[sqlite3.Row]:
    """Each respondent's newest answer of the round to each of some questions, with the version asked."""
    marks = ", ".join("?" * len(question_ids))
    return rows(
        db,
        f"""select area_id, question_id, value, response_id, version_id, definition from (
              select r.area_id, an.question_id, an.value, r.id as response_id, v.id as version_id,
                v.definition,
                row_number() over (partition by r.respondent_id, an.question_id
                  order by r.submitted_at desc, r.id desc) as newest
              from response r join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id
                join answer an on an.response_id = r.id join questionnaire_version v on v.id = r.version_id
              where w.round_id = ? and an.question_id in ({marks}))
            where newest = 1 order by response_id""",
        [round_id, *question_ids],
    )


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
