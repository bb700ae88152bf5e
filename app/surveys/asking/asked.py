"""What a page's address asks for: a survey, an area of one's own; and the words of a survey's questions."""

from __future__ import annotations

import sqlite3

from flask import abort, request

from app.accounts import signing_in
from app.db import get_db
from app.surveys.asking import store
from app.surveys.asking.definitions import questionnaire_of
from app.words.i18n import language


def survey_asked(survey_id: str) -> sqlite3.Row:
    """The survey of an address; 404 where there is none."""
    return store.find_survey(get_db(), survey_id) or abort(404)


def area_asked() -> str | None:
    """The area of the filter; another's area is not there."""
    area_id = request.args.get("area", "")
    if not area_id:
        return None
    signing_in.require_area(area_id)
    return area_id


def question_words(survey: sqlite3.Row) -> dict[str, str]:
    """Question id to its label in the page's language."""
    return {q.id: q.label.of(language()) for q in questionnaire_of(survey["definition"]).questions}
