"""A return sealed on a laptop: accepted by the rules of every return, or held with the reasons why not."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, cast

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import find_person, scope_of
from app.areas import choices
from app.errors import BadInput, Problem
from app.field.records import record_store
from app.field.records.record import Record
from app.field.records.taking import Taken
from app.ids import is_id
from app.surveys.answering import response_store
from app.surveys.answering.filling import LONGEST_NAME
from app.surveys.answering.responding import NotOpen, OtherContent, Return, accept
from app.surveys.asking import store
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.sealed import ending, ending_store
from app.words.i18n import language
from forms.keys import base
from forms.questionnaire import Questionnaire, check_typed
from forms.questions import TYPES, Question


@dataclass(frozen=True)
class Given:
    """What a return says, read but not yet believed: the survey in the wording that was answered, and the answers."""

    survey: sqlite3.Row
    version_id: str
    area_id: str
    firm_id: str | None
    name: str
    answers: Mapping[str, Any]
    industry: str | None = None
    size: str | None = None

    @property
    def questionnaire(self) -> Questionnaire:
        return questionnaire_of(self.survey["definition"])


def take(db: Database, record: Record, person_id: str) -> Taken:
    """Accept a return, or hold it. Raises BadInput for one of a survey or a version that never was."""
    given = given_of(db, record.body)
    area, firm = store.find_area(db, given.area_id), store.find_firm(db, given.firm_id or "")
    held = Taken(
        "held",
        survey_id=given.survey["id"],
        area_id=area["id"] if area else None,
        firm_id=firm["id"] if firm else None,
    )
    problems = _doubts(db, record, given, person_id, firm)
    if problems:
        return _with(held, *problems)
    try:
        accepted = accept(db, given.survey, incoming(record.id, given, person_id))
    except NotOpen as error:
        return _with(held, error.kind)
    except OtherContent:
        return _with(held, "other_content")
    except BadInput:
        return _with(held, *(f"rules:{key}" for key in sorted(wrong_answers(given))))
    _replace_base(db, record)
    return Taken(
        "accepted", accepted.response_id, (), given.survey["id"], given.area_id, given.firm_id, accepted.receipt
    )


def _replace_base(db: Database, record: Record) -> None:
    """A revision stands for what it revises: that return counts no more, whoever answered, and stays readable."""
    base = record_store.return_of(db, record.base, record.person_id) if record.base else None
    if base and not ending_store.has_ended(db, base):
        ending.withdraw(db, base, "mistake", person_id=record.person_id)


def _with(held: Taken, *problems: str) -> Taken:
    return Taken("held", None, problems, held.survey_id, held.area_id, held.firm_id)


def given_of(db: Database, body: Mapping[str, Any]) -> Given:
    """Read what a return's record says. Raises BadInput."""
    words = {name: body.get(name) for name in ("survey", "version", "area")}
    firm_id, name, answers = body.get("firm"), body.get("name") or "", body.get("answers")
    faults = [each for each, id in words.items() if not (isinstance(id, str) and is_id(id))]
    faults += [] if firm_id is None or (isinstance(firm_id, str) and is_id(firm_id)) else ["firm"]
    faults += [] if isinstance(name, str) and len(name) <= LONGEST_NAME else ["name"]
    faults += [] if isinstance(answers, Mapping) and all(map(_is_value, answers.values())) else ["answers"]
    survey = store.find_survey(db, str(words["survey"]))
    version = store.find_version(db, str(words["version"]))
    faults += [each for each, found in (("survey", survey), ("version", version)) if found is None]
    if faults or survey is None or version is None:
        right = _("노트북의 기록은 그대로 있습니다. 사무실에 알려 주십시오")
        raise BadInput(*(Problem(each, _("있은 적이 없거나 읽을 수 없는 값입니다"), right) for each in set(faults)))
    # Answered in the wording of its own version, whatever the survey asks by now.
    asked = {**dict(survey), "version_id": version["id"], "definition": version["definition"]}
    asked["questionnaire_id"] = version["questionnaire_id"]
    return Given(
        survey=cast(sqlite3.Row, asked),
        version_id=str(words["version"]),
        area_id=str(words["area"]),
        firm_id=firm_id,
        name=" ".join(name.split()),
        answers=cast(Mapping[str, Any], answers),
        industry=_among(body.get("industry"), choices.industry_codes(db)),
        size=_among(body.get("size"), [code for code, _word in choices.sizes()]),
    )


def _among(said: object, codes: Collection[str]) -> str | None:
    """A word of the register; what is none is not said: an answer is never held for it."""
    return said if isinstance(said, str) and said in codes else None


def _is_value(value: object) -> bool:
    """Whether a value is one an answer can have: text, number, yes, or a list of texts."""
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return isinstance(value, str | int | float)


def _doubts(db: Database, record: Record, given: Given, person_id: str, firm: sqlite3.Row | None) -> list[str]:
    """Why a return cannot be a return by itself, before its answers are looked at."""
    found = []
    person = find_person(db, person_id)
    if person is None or not scope_of(db, person).allows(given.area_id) or store.find_area(db, given.area_id) is None:
        found.append("area")
    if given.firm_id and (firm is None or firm["area_id"] != given.area_id):
        found.append("firm")
    asked = store.find_questionnaire(db, given.survey["questionnaire_code"])
    if asked is None or asked["id"] != given.survey["questionnaire_id"]:
        found.append("version")
    if record_store.is_base(db, record.id):
        found.append("revised")
    return found


def incoming(response_id: str, given: Given, person_id: str) -> Return:
    """The return of what was given, as every return comes in."""
    return Return(
        response_id=response_id,
        area_id=given.area_id,
        cells=typed(given),
        channel="onsite",
        firm_id=given.firm_id,
        name="" if given.firm_id else given.name,
        researcher_id=person_id,
        industry=None if given.firm_id else given.industry,
        size=None if given.firm_id else given.size,
        typed=True,
    )


def wrong_answers(given: Given) -> dict[str, str]:
    """Answers that break their rules, by key, each with its message."""
    return check_typed(given.questionnaire, typed(given), lang=language())[1]


def typed(given: Given) -> dict[str, Any]:
    """Answers as JSON values by key. The app's first version sealed figures as they were typed, and its records may
    still come from a laptop that was away."""
    return {key: _figure(given.questionnaire.question(base(key)), value) for key, value in given.answers.items()}


def _figure(question: Question | None, value: Any) -> Any:
    if question is None or not isinstance(value, str) or str in TYPES[question.type].holds:
        return value
    try:
        return float(value.replace(",", ""))
    except ValueError:
        return value


def stored_before(db: Database, response_id: str) -> Mapping[str, object]:
    """The answers of the return that has an id already, to be laid beside another content of it."""
    return response_store.answers_of_response(db, response_id)
