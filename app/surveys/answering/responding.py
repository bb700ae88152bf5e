"""Accepting a return: one transaction checks it again, stores it with its answers and gives a receipt."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.areas.respondents import respondent_for_firm, respondent_for_name
from app.clock import begin_of, in_seoul, now, today, years_after
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.files.sender import Sender
from app.ids import new_id
from app.personal import refusing
from app.surveys.answering import attaching, response_store
from app.surveys.answering.receipts import content_sha256, new_receipt
from app.surveys.asking import store
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.asking.surveying import state
from app.surveys.sealed import ending_store, sealing
from app.surveys.sealed.masking import open_answers
from app.words.i18n import language
from forms.questionnaire import Questionnaire, check_answers, check_typed

_as_json = json.JSONEncoder(ensure_ascii=False).encode
Cells = Mapping[str, str | Sequence[str]]
# A survey as it is stored, or with another of its questionnaire's versions in its place.
Survey = sqlite3.Row | dict[str, Any]


@dataclass(frozen=True)
class Return:
    """One return as it comes in.

    Parameters
    ----------
    response_id : str
        UUID made where the form was opened: pressing twice, or sending again, is the same return.
    area_id, firm_id, name : str
        Who answers: a firm of the list, or the name an unlisted firm gave itself ("" for none).
    cells : mapping
        What was filled in, by question id; not yet checked.
    channel : str
        "online", "onsite" or "paper".
    test : bool
        Only tries the form: it is stored and counted nowhere, also before the survey opens and after it closed.
    industry, size : str or None
        Codes of the register's words, as a firm on no list says of itself.
    submitted_at : str or None
        The instant in UTC; None is now.
    typed : bool
        True: the cells are JSON values by key, as a laptop sends them.
    checked : mapping or None
        The answers of the very form, which has just been found right (resident numbers included); None: `cells` are
        checked here.
    """

    response_id: str
    area_id: str
    cells: Cells
    channel: str
    firm_id: str | None = None
    name: str = ""
    invitation_id: str | None = None
    researcher_id: str | None = None
    submitted_at: str | None = None
    test: bool = False
    industry: str | None = None
    size: str | None = None
    typed: bool = False
    checked: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Accepted:
    """A stored return. `repeated` says that it had been stored before with the same content."""

    response_id: str
    receipt: str
    submitted_at: str
    repeated: bool = False


class OtherContent(Conflict):
    """The same return was stored before with other answers; the first stays, the second was not stored."""

    def __init__(self, stored: sqlite3.Row) -> None:
        receipt = stored["receipt"]
        super().__init__(_("접수번호 %(receipt)s의 응답이 이미 있고, 지금 보내신 내용과 다릅니다.", receipt=receipt))
        self.stored = stored


class NotOpen(Conflict):
    """The survey or the link takes no answers now.

    `kind`: "waiting", "closed", "revoked", "used", "ended", or of an open link's limits "over", "full", "full today".
    """

    def __init__(self, kind: str) -> None:
        words = {
            "waiting": _("아직 시작하지 않은 조사입니다."),
            "closed": _("마감된 조사입니다."),
            "revoked": _("폐기된 링크입니다."),
            "used": _("이미 응답을 마친 링크입니다."),
            "over": _("기간이 지난 링크입니다."),
            "full": _("정한 수만큼 응답을 모두 받은 링크입니다."),
            "full today": _("오늘 받을 수 있는 응답을 모두 받았습니다."),
            "ended": _("철회하거나 파기한 응답입니다. 다시 저장하지 않았습니다."),
        }
        super().__init__(words[kind])
        self.kind = kind


def accept(db: Database, survey: sqlite3.Row, incoming: Return) -> Accepted:
    """Store a return and its answers. The same id with the same content may come as often as it likes.

    Raises BadInput for answers the form would refuse (no consent among them), OtherContent for another
    content under a known id, NotOpen where the survey or the link takes no answers. Nothing is stored then.
    """
    questionnaire = questionnaire_of(survey["definition"])
    # A form is not built twice for one return: of all a return costs, that was a fifth.
    answers = _checked(questionnaire, incoming) if incoming.checked is None else dict(incoming.checked)
    _refuse(questionnaire, attaching.unsent(db, questionnaire, answers, _sender(incoming)))
    content = content_of(survey, incoming, answers)
    with writing(db):
        stored = response_store.find_response(db, incoming.response_id)
        if stored and ending_store.has_ended(db, stored["id"]):
            raise NotOpen("ended")
        if stored:
            return _again(stored, content)
        if not incoming.test:
            refuse_if_not_open(db, survey, incoming.invitation_id)
        if incoming.invitation_id and incoming.firm_id:
            store.use_invitation(db, incoming.invitation_id)
        accepted = insert(db, survey, incoming, answers, content=content)
        record(
            db,
            "response tried" if incoming.test else "response accepted",
            person_id=incoming.researcher_id,
            object_kind="response",
            object_id=accepted.response_id,
            survey=survey["id"],
            channel=incoming.channel,
        )
    return accepted


def _checked(questionnaire: Questionnaire, incoming: Return) -> dict[str, Any]:
    check = check_typed if incoming.typed else check_answers
    answers, wrong = check(questionnaire, incoming.cells, lang=language())
    said = {key: value for key, value in answers.items() if questionnaire.in_own_words(key)}
    wrong |= {key: refusing.message() for key, value in said.items() if refusing.holds_resident_number(value)}
    _refuse(questionnaire, wrong)
    return answers


def _refuse(questionnaire: Questionnaire, wrong: Mapping[str, str]) -> None:
    """Raise BadInput with what is wrong, if anything is."""
    if not wrong:
        return
    right = _("이 문항을 고친 뒤 다시 보내 주십시오")
    problems = []
    for question_id, message in wrong.items():
        question = questionnaire.question(question_id)
        label = question.label.of(language()) if question else question_id
        problems.append(Problem(label, message, right))
    raise BadInput(*problems)


def _sender(incoming: Return) -> Sender | None:
    return attaching.sender_of(incoming.invitation_id, incoming.researcher_id)


def content_of(survey: Survey, incoming: Return, answers: dict[str, Any]) -> str:
    """Hash of who answers what, by which two sendings of the same are told from two different ones.

    What is calculated is left out: the clock may have its part in it, and the same form sent again is still the same.
    """
    questionnaire = questionnaire_of(survey["definition"])
    return content_sha256(
        {
            "survey": survey["id"],
            "area": incoming.area_id,
            "firm": incoming.firm_id,
            "name": " ".join(incoming.name.split()),
            "answers": {key: value for key, value in answers.items() if not questionnaire.is_made(key)},
            # Only where it is said: what was stored before keeps its hash.
            **({"industry": incoming.industry} if incoming.industry else {}),
            **({"size": incoming.size} if incoming.size else {}),
        }
    )


def _again(stored: sqlite3.Row, content: str) -> Accepted:
    if stored["content_sha256"] != content:
        raise OtherContent(stored)
    return Accepted(stored["id"], stored["receipt"], stored["submitted_at"], repeated=True)


def refuse_if_not_open(db: Database, survey: sqlite3.Row, invitation_id: str | None = None) -> None:
    """Raise NotOpen where the survey's days or the link say no."""
    link = store.find_invitation(db, invitation_id) if invitation_id else None
    if link and link["revoked_at"]:
        raise NotOpen("revoked")
    if link and link["firm_id"] and link["used_at"]:
        raise NotOpen("used")
    if state(survey) != "open":
        raise NotOpen(state(survey))
    if link and not link["firm_id"]:
        _refuse_beyond_limits(db, link)


def _refuse_beyond_limits(db: Database, link: sqlite3.Row) -> None:
    if link["last_on"] and today().isoformat() > link["last_on"]:
        raise NotOpen("over")
    most, a_day = link["most"], link["most_a_day"]
    if most is not None and response_store.came_by(db, link["id"], most=most) >= most:
        raise NotOpen("full")
    if a_day is not None and response_store.came_by(db, link["id"], most=a_day, since=begin_of(today())) >= a_day:
        raise NotOpen("full today")


def insert(
    db: Database, survey: Survey, incoming: Return, answers: dict[str, Any], *, content: str | None = None
) -> Accepted:
    """Write the rows of a checked return inside the caller's transaction; `content` is its hash where it is known."""
    received = now()
    accepted = Accepted(incoming.response_id, _receipt(db, survey["wave"]), incoming.submitted_at or received)
    questionnaire = questionnaire_of(survey["definition"])
    response_store.insert_response(
        db,
        {
            "id": accepted.response_id,
            "survey_id": survey["id"],
            "version_id": survey["version_id"],
            "respondent_id": _respondent(db, survey, incoming),
            "area_id": incoming.area_id,
            "firm_id": incoming.firm_id,
            "invitation_id": incoming.invitation_id,
            "channel": incoming.channel,
            "researcher_id": incoming.researcher_id,
            "submitted_at": accepted.submitted_at,
            "received_at": received,
            "consent_sha256": questionnaire.consent_sha256,
            "content_sha256": content or content_of(survey, incoming, answers),
            "receipt": accepted.receipt,
            "test": int(incoming.test),
            "keep_until": years_after(in_seoul(accepted.submitted_at).date(), questionnaire.keep_years).isoformat(),
        },
    )
    _insert_answers(db, questionnaire, incoming, accepted, answers)
    place = {"area_id": incoming.area_id, "response_id": accepted.response_id}
    attaching.attach(db, questionnaire, answers, _sender(incoming), **place)
    return accepted


def _insert_answers(
    db: Database, questionnaire: Questionnaire, incoming: Return, accepted: Accepted, answers: dict[str, Any]
) -> None:
    """Closed answers as they are; of open ones what may be read, and what was written on the sealed side."""
    opened = open_answers(answers, questionnaire.open_questions)
    seen = sealing.protected(db, opened, firm_id=incoming.firm_id, name=incoming.name)
    ids = {question: new_id() for question in answers}
    response_store.insert_answers(
        db,
        [
            (
                ids[question],
                accepted.response_id,
                question,
                _as_json(None if question in opened else value),
                seen.shown(question),
            )
            for question, value in answers.items()
        ],
    )
    sealing.seal(db, seen, ids, accepted.submitted_at)


def _respondent(db: Database, survey: Survey, incoming: Return) -> str:
    if incoming.test:
        return ending_store.nobody_of(db, survey["round_id"])
    if incoming.firm_id:
        return respondent_for_firm(db, survey["round_id"], incoming.firm_id)
    said = {"industry": incoming.industry, "size": incoming.size}
    return respondent_for_name(db, survey["round_id"], incoming.area_id, incoming.name, **said)


def _receipt(db: Database, wave: str) -> str:
    receipt = new_receipt(wave)
    while response_store.receipt_taken(db, receipt):
        receipt = new_receipt(wave)
    return receipt
