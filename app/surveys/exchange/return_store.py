"""All SQL of files of returns: the versions of a questionnaire that a survey's returns were given with."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.db import rows


def versions(db: Database, survey_id: str) -> list[sqlite3.Row]:
    """The survey's own version and every other its returns were given with."""
    return rows(
        db,
        """select v.number, v.definition, v.published_at, v.sha256, v.id from questionnaire_version v
           where v.id in (select version_id from survey where id = :survey
                          union select version_id from response where survey_id = :survey and test = 0)
           order by v.number""",
        {"survey": survey_id},
    )
