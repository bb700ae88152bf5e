"""Publishing questionnaires: a definition becomes a version that never changes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.db import writing
from app.errors import BadInput, Problem
from app.ids import new_id
from app.surveys.asking import reuse, store, version_store
from app.words.i18n import language
from forms.messages import say
from forms.questionnaire import Questionnaire, QuestionnaireError


def publish(db: Database, definition: dict[str, Any], person_id: str | None) -> str:
    """The version's id of a definition; the same definition is the same version, so it may be repeated.

    Raises BadInput with every problem of the definition; then nothing is stored.
    """
    questionnaire = check(definition)
    with writing(db):
        questionnaire_id = _questionnaire_id(db, questionnaire)
        found = store.version_of_hash(db, questionnaire_id, questionnaire.sha256)
        if found:
            return found["id"]
        newest = store.newest_version(db, questionnaire_id)
        refuse_reused(past_of(db, questionnaire.id), newest, json.loads(questionnaire.canonical))
        version_id, number = new_id(), (newest["number"] if newest else 0) + 1
        store.insert_version(
            db,
            version_id,
            questionnaire_id=questionnaire_id,
            number=number,
            definition=questionnaire.canonical,
            sha256=questionnaire.sha256,
        )
        record(
            db,
            "questionnaire published",
            person_id=person_id,
            object_kind="questionnaire",
            object_id=questionnaire_id,
            code=questionnaire.id,
            version=number,
        )
    return version_id


def _questionnaire_id(db: Database, questionnaire: Questionnaire) -> str:
    found = store.find_questionnaire(db, questionnaire.id)
    if found:
        return found["id"]
    questionnaire_id = new_id()
    store.insert_questionnaire(
        db,
        questionnaire_id,
        code=questionnaire.id,
        title_ko=questionnaire.title.ko,
        title_en=questionnaire.title.en,
    )
    return questionnaire_id


def past_of(db: Database, code: str) -> reuse.History:
    """Every id that was published."""
    versions = version_store.versions_of_code(db, code)
    return reuse.history((each["number"], json.loads(each["definition"])) for each in versions)


def refuse_reused(past: reuse.History, newest: sqlite3.Row | None, d: Mapping[str, Any]) -> None:
    """Raise BadInput where an id would get a second meaning; `newest` is the row of the newest version."""
    found = reuse.reused(past, json.loads(newest["definition"]) if newest else {}, d)
    if found:
        raise BadInput(*(reused_problem(each) for each in found), source=_("설문지"))


def reused_problem(each: reuse.Reused) -> Problem:
    """Which version had the id, and what would be right."""
    where = _("판 %(number)s", number=each.where) if each.where else _("다른 초안")
    if each.choice:
        what = _("선택지 코드 ‘%(code)s’는 %(where)s에서 다른 뜻으로 썼습니다", code=each.choice, where=where)
        return Problem(each.question, what, _("선택지를 새로 더해 새 코드를 쓰십시오"))
    what = _("아이디 ‘%(id)s’는 %(where)s에서 다른 문항이었습니다", id=each.question, where=where)
    return Problem(each.question, what, _("문항을 새로 더해 새 아이디를 쓰십시오"))


def check(definition: dict[str, Any]) -> Questionnaire:
    """The questionnaire of a definition. Raises BadInput with all its problems."""
    try:
        return Questionnaire.from_dict(definition)
    except QuestionnaireError as error:
        right = _("설문지 정의를 고친 뒤 다시 올려 주십시오")
        problems = [(p.question or _("설문지"), say(p.key, language(), **dict(p.params))) for p in error.problems]
        raise BadInput(*(Problem(*each, right) for each in problems), source=_("설문지")) from error


def publish_file(db: Database, data: bytes, file_name: str, person_id: str | None) -> str:
    """Publish a questionnaire from a JSON file. Raises BadInput when it is not one."""
    return publish(db, read_file(data, file_name), person_id)


def read_file(data: bytes, file_name: str) -> dict[str, Any]:
    """The definition in a JSON file, not yet checked. Raises BadInput when it is none."""
    try:
        definition = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        right = _("UTF-8로 저장한 설문지 JSON 파일을 골라 주십시오")
        what = _("JSON으로 읽을 수 없습니다: %(error)s", error=error)
        raise BadInput(Problem(file_name, what, right)) from error
    if not isinstance(definition, dict):
        raise BadInput(Problem(file_name, _("설문지가 아닙니다"), _("맨 바깥이 { }인 JSON이어야 합니다")))
    return definition
