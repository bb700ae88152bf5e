"""Correcting a closed answer: the whole return is checked again with it, and what follows from it goes along."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.store import record
from app.clock import in_seoul
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.personal import refusing
from app.surveys.answering import response_store
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.correcting import correction_store
from app.surveys.correcting.correction_store import Change
from app.words.i18n import language
from forms.keys import base
from forms.questionnaire import Questionnaire, check_answers
from forms.questions import TYPES, Question

# How the types are summed up whose answers somebody may have read wrongly; files and places are no answers one reads.
CLOSED = frozenset({"scale", "shares", "numbers", "dates", "ranks", "count"})
NEVER = frozenset({"consent", "geopoint", "image", "file", "audio", "video"})
REASONS = ("read", "keyed", "asked", "other")
# A shorter word explains nothing; as long as those of other reasons that are kept. Chosen, not measured.
LEAST_NOTE, LONGEST_NOTE = 5, 500


def may_be_corrected(question: Question) -> bool:
    """Closed answers alone: own words are never rewritten, and nobody consents for somebody else."""
    kind = TYPES[question.type]
    return kind.asks and question.type not in NEVER and kind.summary in CLOSED


def correct(
    db: Database,
    response_id: str,
    key: str,
    given: str | Sequence[str],
    *,
    reason: str,
    note: str,
    scope: Scope,
    person_id: str | None,
) -> list[str]:
    """Put another value in place of a closed answer ("" for none); returns the keys whose answers changed.

    What was stored is kept. The return is checked as a whole: an answer that no longer fits, or is no longer asked,
    is told or goes along. Raises BadInput for a value the form would refuse, Conflict where nothing changes.
    """
    note = " ".join(note.split())
    with writing(db):
        found = correction_store.return_in(db, response_id, scope)
        if found is None:
            raise Conflict(_("없거나 철회한 응답입니다. 접수번호로 다시 찾아 주십시오."))
        questionnaire = questionnaire_of(found["definition"])
        _refuse_wrong(questionnaire, key, reason, note)
        changes = _changes(db, found, questionnaire, key, given)
        if not changes:
            raise Conflict(_("지금 답과 같습니다. 바뀐 것이 없습니다."))
        correction_store.insert(db, response_id, changes, reason=reason, note=note, person_id=person_id)
        record(
            db,
            "answer corrected",
            person_id=person_id,
            object_kind="response",
            object_id=response_id,
            survey=found["survey_id"],
            answers=len(changes),
        )
    return [each.key for each in changes]


def _refuse_wrong(questionnaire: Questionnaire, key: str, reason: str, note: str) -> None:
    question = questionnaire.question(base(key))
    problems = []
    if question is None or not may_be_corrected(question):
        right = _("고를 수 있는 문항 가운데 하나를 고르십시오. 주관식 답과 동의는 고치지 않습니다")
        problems.append(Problem(_("문항"), _("고칠 수 없는 문항입니다"), right))
    if reason not in REASONS:
        problems.append(Problem(_("사유"), _("고르지 않았습니다"), _("목록에서 사유를 골라 주십시오")))
    if not LEAST_NOTE <= len(note) <= LONGEST_NOTE:
        right = _("무엇을 보고 고치는지 %(least)s~%(most)s자로 적어 주십시오", least=LEAST_NOTE, most=LONGEST_NOTE)
        problems.append(Problem(_("설명"), _("너무 짧거나 깁니다"), right))
    if refusing.holds_resident_number(note):
        problems.append(Problem(_("설명"), refusing.message(), _("번호를 지우고 다시 저장해 주십시오")))
    if problems:
        raise BadInput(*problems)


def _changes(
    db: Database, found: sqlite3.Row, questionnaire: Questionnaire, key: str, given: str | Sequence[str]
) -> list[Change]:
    stored = response_store.answers_of_response(db, found["id"])
    cells = _cells(stored, questionnaire, correction_store.keys_of_return(db, found["id"]))
    cells[key] = given
    clock = in_seoul(found["submitted_at"]).strftime("%Y-%m-%dT%H:%M:%S")
    answers, wrong = check_answers(questionnaire, cells, lang=language(), now=clock)
    if wrong:
        raise BadInput(*(_problem(questionnaire, each, message, key) for each, message in wrong.items()))
    closed = [each for each in {**stored, **answers} if _is_closed(questionnaire, each)]
    texts = {each: (_json(stored.get(each)), _json(answers.get(each))) for each in closed}
    return [Change(each, *pair) for each, pair in texts.items() if pair[0] != pair[1]]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _is_closed(questionnaire: Questionnaire, key: str) -> bool:
    """Whether a key's answer may change: what is calculated from others may, own words and consent may not."""
    question = questionnaire.question(base(key))
    return question is None or question.type == "calculate" or may_be_corrected(question)


def _cells(stored: Mapping[str, Any], questionnaire: Questionnaire, keys: set[str]) -> dict[str, str | Sequence[str]]:
    """A stored return as a table would hold it; own words that wait to be looked at count as written."""
    cells: dict[str, str | Sequence[str]] = {}
    for key, value in stored.items():
        question = questionnaire.question(base(key))
        cells[key] = TYPES[question.type].cells(value) if question else str(value)
    waiting = {key for key in keys - cells.keys() if base(key) in questionnaire.open_questions}
    return {**cells, **dict.fromkeys(waiting, "-")}


def _problem(questionnaire: Questionnaire, key: str, message: str, corrected: str) -> Problem:
    question = questionnaire.question(base(key))
    where = question.label.of(language()) if question else key
    if key == corrected:
        return Problem(where, message, _("이 문항에 쓸 수 있는 값을 골라 주십시오"))
    return Problem(where, message, _("고친 답과 맞지 않습니다. 이 문항부터 고쳐 주십시오"))
