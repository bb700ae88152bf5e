"""SQL of all versions of a questionnaire together: what was ever asked under its code."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.db import rows


def versions_of_code(db: Database, code: str) -> list[sqlite3.Row]:
    """Every version of a questionnaire, the oldest first."""
    return rows(
        db,
        """select v.* from questionnaire_version v join questionnaire q on q.id = v.questionnaire_id
           where q.code = ? order by v.number""",
        [code],
    )
