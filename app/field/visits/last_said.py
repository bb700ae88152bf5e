"""What a firm said last time, in words: for who goes there again and wants to know where the talk left off."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from app.db import row
from app.surveys.answering import response_store
from app.surveys.asking.definitions import questionnaire_of
from forms.questions import TYPES


@dataclass(frozen=True)
class LastSaid:
    """The newest return of a firm: its wave, its instant, and each answer as (question, words)."""

    wave: str
    at: str
    answers: tuple[tuple[str, str], ...]


def last_said(db: Database, firm_id: str, lang: str) -> LastSaid | None:
    """What stands of the firm's newest return to any survey; of open answers what may be read. None: it never answered."""
    found = row(
        db,
        """select r.id, r.submitted_at, w.code as wave, v.definition from return_now k
           join response r on r.id = k.response_id join survey s on s.id = r.survey_id join wave w on w.id = s.wave_id
           join questionnaire_version v on v.id = r.version_id
           where k.firm_id = ? order by r.submitted_at desc, r.id desc limit 1""",
        [firm_id],
    )
    if found is None:
        return None
    answers = response_store.answers_of_response(db, found["id"])
    told = []
    for question in questionnaire_of(found["definition"]).questions:
        value = answers.get(question.id)
        if value is not None and question.type != "consent":
            told.append((question.label.of(lang), TYPES[question.type].as_text(value, question, lang)))
    return LastSaid(found["wave"], found["submitted_at"], tuple(told))
