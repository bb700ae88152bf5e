"""Reading a survey's results for the areas a person may see; nothing is written."""

from __future__ import annotations

import json
import sqlite3

from sqlite_utils import Database

from app.accounts.people import Scope
from app.surveys.answering import response_store
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.results.results import Results, summarize


def results_of(db: Database, survey: sqlite3.Row, scope: Scope, *, area_id: str | None = None) -> Results:
    """Results of a survey over the areas of a scope, or of one area of it."""
    narrowed = scope if area_id is None else _one(scope, area_id)
    answers = response_store.answers_counted(db, survey["id"], narrowed)
    return summarize(
        questionnaire_of(survey["definition"]),
        ((answer["question_id"], json.loads(answer["value"])) for answer in answers),
        responses=response_store.count_responses(db, survey["id"], narrowed),
    )


def _one(scope: Scope, area_id: str) -> Scope:
    return Scope(frozenset({area_id} if scope.allows(area_id) else ()))
