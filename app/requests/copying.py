"""The copy a person may have: what is held and why, his or her returns as written, and what was said as a participant."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.clock import in_seoul
from app.db import writing
from app.requests import store
from app.requests.destroying import check_asker
from app.requests.finding import Entry, Held
from app.requests.places import BY_CODE
from app.roundtables.talk import turn_store
from app.surveys.answering import response_store
from app.surveys.asking import store as surveys
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.sealed import ending_store, sealed_store
from app.tables.sheets import xlsx_bytes
from app.words.formats import named
from app.words.i18n import language
from app.words.labels import label
from forms.questions import TYPES

Copy = dict[str, list[dict[str, Any]]]


def copied(db: Database, held: Held, entries: Sequence[Entry], asked_by: str, *, person_id: str | None) -> Copy:
    """What of the chosen entries goes to the person; who made the copy and who asked is in the trail.

    Words of others are no part of it: an answer of somebody else in which the person is named stays out, and of a
    transcript only the turns of the person's own participant are copied, other people's names replaced as in the text.
    Raises BadInput where it is not said who asks.
    """
    check_asker(asked_by)
    copy: Copy = {
        "held": [held_line(place.code, count) for place, count in held.places],
        "answers": [line for each in entries if each.act == "return" for line in _answers(db, each.id)],
        "said": [line for each in entries if each.act == "roundtable" for line in _said(db, held, each)],
        "links": [{"link": each.told, "state": each.more} for each in entries if each.act == "link"],
        "contacts": [{"firm": each.told, "contact": each.more} for each in entries if each.act == "contact"],
        "accounts": [{"login": each.told, "name": each.more} for each in entries if each.act == "account"],
    }
    rows = sum(len(lines) for name, lines in copy.items() if name != "held")
    with writing(db):
        record(db, "request copied", person_id=person_id, asked_by=asked_by, rows=rows)
    return copy


def json_of(copy: Copy) -> bytes:
    """The copy as JSON that a program reads and a person can."""
    return json.dumps(copy, ensure_ascii=False, indent=1).encode()


def xlsx_of(copy: Copy) -> bytes:
    """The copy as a workbook, a sheet each; what there is nothing of has no sheet."""
    names = {
        "held": _("갖고 있는 것"),
        "answers": _("응답"),
        "said": _("발언"),
        "links": _("응답 링크"),
        "contacts": _("기업 연락처"),
        "accounts": _("계정"),
    }
    titles = _titles()
    sheets: dict[str, tuple[Sequence[str], Iterable[Sequence[Any]]]] = {
        names[sheet]: ([titles[key] for key in lines[0]], [list(line.values()) for line in lines])
        for sheet, lines in copy.items()
        if lines
    }
    return xlsx_bytes(sheets or {names["held"]: ([titles["what"]], [[_("갖고 있는 것이 없습니다.")]])})


def _titles() -> dict[str, str]:
    return {
        "what": _("무엇"),
        "count": _("건수"),
        "why": _("왜 갖고 있습니까"),
        "until": _("언제까지"),
        "readers": _("누가 읽습니까"),
        "end": _("어떻게 파기합니까"),
        "receipt": _("접수번호"),
        "survey": _("조사"),
        "area": _("밀집지역"),
        "firm": _("기업"),
        "submitted": _("제출일시"),
        "keep_until": _("보관 기한"),
        "question": _("문항"),
        "answer": _("답"),
        "roundtable": _("간담회"),
        "held_on": _("개최일"),
        "number": _("발언 번호"),
        "text": _("발언"),
        "link": _("응답 링크"),
        "state": _("상태"),
        "contact": _("연락처"),
        "login": _("아이디"),
        "name": _("이름"),
    }


def held_line(code: str, count: int) -> dict[str, Any]:
    return {
        "what": label(code, "held_place"),
        "count": count,
        "why": label(code, "held_why"),
        "until": label(code, "held_until"),
        "readers": readers_of(code),
        "end": label(code, "held_end"),
    }


def readers_of(code: str) -> str:
    """The roles that read a place, in words."""
    roles = BY_CODE[code].roles
    return ", ".join(label(role, "role") for role in _ROLES if role in roles) or _("응답하는 모든 분")


_ROLES = ("researcher", "facilitator", "expert", "analyst", "official", "admin")


def _answers(db: Database, response_id: str) -> Iterable[dict[str, Any]]:
    """Every answer of a return, open ones as they were written as far as that is kept."""
    found = ending_store.find_return(db, response_id)
    survey = surveys.find_survey(db, found["survey_id"]) if found else None
    if found is None or survey is None:
        return
    stored = response_store.answers_of_response(db, response_id)
    raw = {r["question_id"]: r["raw_text"] or r["text"] for r in sealed_store.raw_answers(db, response_id)}
    for question in questionnaire_of(survey["definition"]).questions:
        if question.id in stored or question.id in raw:
            words = TYPES[question.type].as_text(stored.get(question.id), question, language())
            yield {
                "receipt": found["receipt"],
                "survey": named(found, "title"),
                "area": f"{found['area_code']} {named(found)}",
                "firm": found["own"],
                "submitted": f"{in_seoul(found['submitted_at']):%Y-%m-%d %H:%M}",
                "keep_until": found["keep_until"],
                "question": question.label.of(language()),
                "answer": raw.get(question.id) or words,
            }


def _said(db: Database, held: Held, entry: Entry) -> Iterable[dict[str, Any]]:
    """The turns of the person's own participant in the transcript that stands."""
    document = turn_store.document_of(db, entry.id)
    [meeting] = store.roundtables(db, [entry.id])
    if document is None:
        return
    for turn in turn_store.turns_of(db, document):
        if turn.participant_id in held.participants and not turn.aside:
            yield {
                "roundtable": named(meeting, "title"),
                "held_on": meeting["held_on"],
                "number": turn.position,
                "text": turn.text,
            }
