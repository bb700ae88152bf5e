"""A sheet on which two say the same, or a third has decided, becomes a return: by the rules of the form, once."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.areas import choices
from app.clock import SEOUL, today
from app.errors import BadInput, Problem
from app.field.paper.comparing import FIRM, INDUSTRY, NAME, ON, SIZE
from app.surveys.answering import response_store
from app.surveys.answering.responding import Return, insert
from app.surveys.asking import store as surveys
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.asking.surveying import is_day
from app.words.i18n import language
from forms.keys import base
from forms.questionnaire import check_answers


def response_id_of_sheet(stack_id: str, sheet: int) -> str:
    """The id of the return a sheet becomes: however often it is decided, it is one."""
    return str(uuid.uuid5(uuid.UUID(stack_id), str(sheet)))


def store_sheet(
    db: Database,
    stack: sqlite3.Row,
    sheet: int,
    fixed: Mapping[str, Any],
    cells: Mapping[str, Any],
    *,
    person_id: str,
) -> str:
    """Store a sheet as a return of its survey, inside the caller's transaction; its id. Raises BadInput.

    A survey that is closed takes paper all the same: what counts is the day on the sheet.
    """
    survey = surveys.find_survey(db, stack["survey_id"])
    assert survey is not None
    problems = faults(db, survey, stack["area_id"], fixed)
    answers, wrong = check_answers(questionnaire_of(survey["definition"]), cells, lang=language())
    problems += [_wrong_answer(survey, key, message) for key, message in wrong.items()]
    if problems:
        raise BadInput(*problems)
    response_id = response_id_of_sheet(stack["id"], sheet)
    if response_store.find_response(db, response_id):
        return response_id
    noon = datetime.combine(datetime.fromisoformat(fixed[ON]), time(12), SEOUL)
    incoming = Return(
        response_id=response_id,
        area_id=stack["area_id"],
        cells=cells,
        channel="paper",
        firm_id=fixed[FIRM] or None,
        name=fixed[NAME],
        industry=fixed[INDUSTRY] or None,
        size=fixed[SIZE] or None,
        submitted_at=min(noon, datetime.now(SEOUL)).astimezone(UTC).isoformat(timespec="microseconds"),
    )
    insert(db, survey, incoming, answers)
    record(
        db,
        "response accepted",
        person_id=person_id,
        object_kind="response",
        object_id=response_id,
        survey=survey["id"],
        channel="paper",
    )
    return response_id


def faults(db: Database, survey: sqlite3.Row, area_id: str, fixed: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with what stands on a sheet beside its answers."""
    found = []
    firm = surveys.find_firm(db, fixed[FIRM]) if fixed[FIRM] else None
    if fixed[FIRM] and (firm is None or firm["area_id"] != area_id):
        found.append(Problem(_("기업"), _("이 지역의 기업이 아닙니다"), _("목록에서 다시 골라 주십시오")))
    known = {INDUSTRY: dict(choices.industries(db)), SIZE: dict(choices.sizes())}
    for key, word in ((INDUSTRY, _("업종")), (SIZE, _("기업 규모"))):
        if fixed[key] and fixed[key] not in known[key]:
            found.append(Problem(word, _("목록에 없습니다"), _("목록에서 다시 골라 주십시오")))
    last = min(survey["closes_on"], today().isoformat())
    if not is_day(fixed[ON]) or not survey["opens_on"] <= fixed[ON] <= last:
        right = _("%(first)s부터 %(last)s까지의 날을 적어 주십시오", first=survey["opens_on"], last=last)
        found.append(Problem(_("적은 날"), _("조사 기간의 날이 아닙니다"), right))
    return found


def _wrong_answer(survey: sqlite3.Row, key: str, message: str) -> Problem:
    question = questionnaire_of(survey["definition"]).question(base(key))
    right = _("종이를 다시 보고 고르십시오")
    return Problem(question.label.of(language()) if question else key, message, right)
