"""All SQL of files of returns: the versions of a questionnaire that a survey's returns were given with."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence

from sqlite_utils import Database

from app.db import rows
from forms.keys import base
from forms.questions.question import NOT_APPLICABLE


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


_GIVEN = """from response r cross join standing_answer an on an.response_id = r.id
  where r.survey_id = :survey and r.area_id in (select value from json_each(:areas)) and r.test = 0
    and r.id not in (select response_id from return_end) and (an.text is not null or an.value <> 'null')"""


def keys_of(db: Database, survey_id: str, areas: Sequence[str]) -> list[str]:
    """The keys of all answers there are in some areas."""
    found = rows(
        db, f"select distinct an.question_id {_GIVEN}", {"survey": survey_id, "areas": json.dumps(list(areas))}
    )
    return [r[0] for r in found]


def numeric(db: Database, survey_id: str, areas: Sequence[str], question_ids: Collection[str]) -> frozenset[str]:
    """Those of some questions that are answered, and by nothing but numbers (or 해당 없음)."""
    if not question_ids:
        return frozenset()
    found = rows(
        db,
        f"select distinct an.question_id, json_type(an.value) as kind, an.value = :none as none {_GIVEN}",
        {"survey": survey_id, "areas": json.dumps(list(areas)), "none": json.dumps(NOT_APPLICABLE)},
    )
    given = [(base(r["question_id"]), r["kind"] in ("integer", "real") or bool(r["none"])) for r in found]
    told = {question for question, _number in given if question in question_ids}
    return frozenset(told - {question for question, number in given if not number})
