"""SQL of what was changed of a survey after it was opened: appended here, and the survey itself brought along."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from sqlite_utils import Database

from app.clock import now
from app.db import rows


def change_survey(
    db: Database,
    survey_id: str,
    *,
    kind: str,
    before: Mapping[str, str],
    after: Mapping[str, str],
    person_id: str | None,
) -> None:
    """Append a change and bring the survey along; both hold closes_on, title_ko and title_en."""
    names = ("closes_on", "title_ko", "title_en")
    db.conn.execute(
        """insert into survey_change(survey_id, kind, closes_on_before, closes_on, title_ko_before, title_ko,
             title_en_before, title_en, person_id, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [survey_id, kind, *(each[name] for name in names for each in (before, after)), person_id, now()],
    )
    db.conn.execute(
        "update survey set closes_on = ?, title_ko = ?, title_en = ? where id = ?",
        [*(after[name] for name in names), survey_id],
    )


def changes_of(db: Database, survey_id: str) -> list[sqlite3.Row]:
    """What was changed of a survey, by whom and when, newest first."""
    return rows(
        db,
        """select c.*, p.name as person_name from survey_change c left join person p on p.id = c.person_id
           where c.survey_id = ? order by c.id desc""",
        [survey_id],
    )


def retarget_survey(db: Database, survey_id: str, *, before: int, target: int, person_id: str | None) -> None:
    """Append another number of responses wanted of each area, and bring the survey along."""
    db.conn.execute(
        "insert into survey_retarget(survey_id, target_before, target, person_id, at) values (?, ?, ?, ?, ?)",
        [survey_id, before, target, person_id, now()],
    )
    db.conn.execute("update survey set target_per_area = ? where id = ?", [target, survey_id])


def retargets_of(db: Database, survey_id: str) -> list[sqlite3.Row]:
    """How the responses wanted were changed, by whom and when, newest first."""
    return rows(
        db,
        """select r.*, p.name as person_name from survey_retarget r left join person p on p.id = r.person_id
           where r.survey_id = ? order by r.id desc""",
        [survey_id],
    )
