"""What a page's address asks for: a survey, an area of one's own; and the words of a survey's questions."""

from __future__ import annotations

import sqlite3

from flask import abort

from app.areas.finding.finding import area_found
from app.db import get_db
from app.surveys.asking import store
from app.surveys.asking.definitions import questionnaire_of
from app.words.formats import named
from app.words.i18n import language
from forms.keys import base, place


def survey_asked(survey_id: str) -> sqlite3.Row:
    """The survey of an address; 404 where there is none."""
    return store.find_survey(get_db(), survey_id) or abort(404)


def told_apart(survey: sqlite3.Row) -> str:
    """Quarter, title and the end of the id: what stands in the names of files, so that no two surveys' are called alike."""
    return f"{survey['wave']} {named(survey, 'title')} {survey['id'][-6:]}"


def area_asked() -> str | None:
    """The area of the filter, however it was typed; another's area is not there."""
    found = area_found("area")
    return found["id"] if found else None


class QuestionWords(dict[str, str]):
    """Labels by question id; under the key of an answer inside a repeat with its number: 직급 이름 (2)."""

    def __missing__(self, key: str) -> str:
        if base(key) == key:
            raise KeyError(key)
        return f"{self[base(key)]} ({'.'.join(map(str, place(key)))})"

    def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """The label, or `default` for what is no question."""
        return self[key] if base(key) in self else default


def question_words(survey: sqlite3.Row) -> QuestionWords:
    """Question id to its label in the page's language."""
    asked = questionnaire_of(survey["definition"]).questions
    return QuestionWords({q.id: q.label.of(language()) for q in asked})
