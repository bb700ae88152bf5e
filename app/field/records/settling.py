"""Settling a held record: why it was held, what it says, and the office's word on it, given once and kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record as note
from app.clock import yesterday
from app.db import destroying, writing
from app.errors import BadInput, Conflict, Problem
from app.field.records import record_store
from app.field.records.returning import Given, given_of, incoming, stored_before, typed, wrong_answers
from app.surveys.answering import response_store
from app.surveys.answering.responding import insert
from app.words.i18n import language
from forms.keys import base, place
from forms.questionnaire import check_typed
from forms.questions import TYPES, Question

# A shorter reason explains nothing (as for downloads). Chosen, not measured.
LEAST = 5


@dataclass(frozen=True)
class Line:
    """A question of a held return: what was answered, in words; what the first content under its id says; what is wrong."""

    question: str
    said: str
    stored: str = ""
    wrong: str = ""

    @property
    def differs(self) -> bool:
        return self.said != self.stored


@dataclass(frozen=True)
class Held:
    """A held record as the office sees it. `lines` is empty where its words are gone or it is no return.

    `beside`: a return under the same id stands already, to lay this one beside. `may_accept`: it can become a return.
    """

    row: sqlite3.Row
    problems: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    beside: bool
    may_accept: bool
    said: Mapping[str, Any]


def told(db: Database, row: sqlite3.Row) -> Held:
    """What is known of a held record (a row of `record_store.held_records`)."""
    problems = tuple((code, question) for code, _c, question in (p.partition(":") for p in json.loads(row["reasons"])))
    body = json.loads(row["body"]) if row["body"] else {}
    if row["kind"] != "return" or not body:
        return Held(row, problems, (), beside=False, may_accept=False, said=body)
    given = given_of(db, body)
    stored = stored_before(db, row["id"])
    lines = _lines(given, stored)
    return Held(row, problems, lines, bool(stored), row["standing"] == "held" and _can_accept(db, row, given), body)


def _lines(given: Given, stored: Mapping[str, object]) -> tuple[Line, ...]:
    """Every answer of both contents in the order of the questions, instances of a repeat after one another."""
    said, wrong = typed(given), wrong_answers(given)
    places = {question.id: number for number, question in enumerate(given.questionnaire.questions)}
    keys = sorted({*said, *stored, *wrong}, key=lambda key: (places.get(base(key), -1), place(key), key))
    found = []
    for key in keys:
        question = given.questionnaire.question(base(key))
        label = question.label.of(language()) if question else key
        number = ".".join(map(str, place(key)))
        words = (_words(question, said.get(key)), _words(question, stored.get(key)))
        if any(words) or key in wrong:
            found.append(Line(f"{label} {number}".strip(), *words, wrong.get(key, "")))
    return tuple(found)


def _as_it_is(given: Given) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Answers by key as each type stores them, right or wrong, and the keys of those that no type of ours stores."""
    checked, wrong = check_typed(given.questionnaire, typed(given), lang=language())
    if not wrong:
        return dict(checked), ()
    answers, left_out = {}, []
    for key, value in typed(given).items():
        question = given.questionnaire.question(base(key))
        stored = TYPES[question.type].stored(value) if question else None
        if stored is None and given.questionnaire.most_of(base(key)) and isinstance(value, int):
            stored = value
        if stored is not None:
            answers[key] = stored
        elif value not in (None, "", [], False):
            left_out.append(key)
    return answers, tuple(sorted(left_out))


def _words(question: Question | None, value: Any) -> str:
    """An answer in words; what its type cannot say as it stands."""
    if value is None:
        return ""
    words = TYPES[question.type].as_text(value, question, language()) if question else ""
    return words or json.dumps(value, ensure_ascii=False)


def _can_accept(db: Database, row: sqlite3.Row, given: Given) -> bool:
    """Nothing becomes a return without consent, without an area, or under an id that a return has already."""
    if row["area_id"] is None or response_store.find_response(db, row["id"]):
        return False
    if given.firm_id and row["firm_id"] is None:
        return False
    consents = [q.id for q in given.questionnaire.questions if q.type == "consent" and q.required]
    return all(given.answers.get(each) for each in consents)


def accept_as_is(db: Database, row: sqlite3.Row, reason: str, *, person_id: str | None) -> tuple[str, tuple[str, ...]]:
    """Store a held return as it was given, with a reason. Its receipt number, and the questions left out.

    What is of another type than its question asks for cannot be stored; then the words of the record stay too.
    Raises Conflict where somebody settled it meanwhile, or where it cannot become a return.
    """
    refuse_unexplained(reason)
    with writing(db):
        held = standing(db, row)
        given = given_of(db, json.loads(held["body"] or "{}"))
        if not _can_accept(db, held, given):
            raise Conflict(_("이 기록은 응답으로 받아들일 수 없습니다. 제외하거나 그대로 두십시오."))
        answers, left_out = _as_it_is(given)
        stored = insert(db, given.survey, incoming(held["id"], given, held["person_id"]), answers)
        record_store.insert_settlement(
            db, held, "accepted", reason, person_id=person_id, response_id=stored.response_id, left_out=left_out
        )
        if not left_out:
            record_store.empty_record(db, held["id"], held["sha256"])
        _note(db, "record accepted", held, person_id)
    return stored.receipt, left_out


def set_aside(db: Database, row: sqlite3.Row, reason: str, *, person_id: str | None) -> None:
    """A held record that is to be no return, with a reason; its words stay until their day. Raises Conflict."""
    refuse_unexplained(reason)
    with writing(db):
        held = standing(db, row)
        record_store.insert_settlement(db, held, "set_aside", reason, person_id=person_id)
        _note(db, "record set aside", held, person_id)


def standing(db: Database, row: sqlite3.Row) -> sqlite3.Row:
    """The record as it stands, not settled yet. Raises Conflict."""
    found = next((r for r in record_store.contents_of(db, row["id"]) if r["sha256"] == row["sha256"]), None)
    if found is None or record_store.is_settled(db, row["id"], row["sha256"]):
        raise Conflict(_("다른 분이 이미 정한 기록입니다."))
    return found


def refuse_unexplained(reason: str) -> None:
    """Raise BadInput for a decision without a reason."""
    if len(reason.strip()) < LEAST:
        right = _("%(n)s자 이상으로 적어 주십시오", n=LEAST)
        raise BadInput(Problem(_("까닭"), _("적지 않았거나 너무 짧습니다"), right))


def _note(db: Database, action: str, row: sqlite3.Row, person_id: str | None) -> None:
    note(db, action, person_id=person_id, object_kind="field_record", object_id=row["id"], survey=row["survey_id"])


def empty_due(db: Database) -> int:
    """Each day: take out the words of records whose day is over. Returns how many."""
    with destroying(db):
        emptied = record_store.empty_due(db, yesterday().isoformat())
        if emptied:
            note(db, "records' words destroyed", person_id=None, rows=emptied)
    return emptied
