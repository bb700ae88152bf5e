"""Telling what came of a visit: the same report as often as it comes, two different ones both, a second visit planned."""

from __future__ import annotations

import re
import sqlite3
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.clock import in_seoul, now, years_after
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.field.visits import store
from app.field.visits.outcomes import DONE, OTHER, OUTCOMES, outcomes
from app.field.visits.visits import PLANNED
from app.files import keeping
from app.files.sender import Sender
from app.personal.written import written
from app.surveys.answering.receipts import content_sha256
from app.surveys.asking.surveying import is_day

# As long as the original of a text, so that one promise holds for all that was seen and heard. Chosen, not measured.
KEPT_YEARS = 1
# Longer ones are an interview, which has a place of its own. Chosen, not measured.
LONGEST_NOTE, MOST_PHOTOS = 2000, 10
# A laptop's clock that is further ahead is wrong, and what it says of the time is not believed.
AHEAD = timedelta(days=1)
_REASON, _SHA256 = re.compile(r"[a-z][a-z0-9_]{0,39}"), re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Report:
    """What a researcher tells of a visit; `id` is the record's or the form's, `photos` hashes of files sent before.

    `consent_sha256` names the words that were agreed to, `consent_at` when; `visited_at` is an instant in UTC.
    """

    id: str
    visit_id: str
    outcome: str
    way: str
    reason: str | None = None
    note: str = ""
    second_on: str | None = None
    consent_sha256: str | None = None
    consent_at: str | None = None
    visited_at: str | None = None
    photos: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reported:
    """`new` is False for a report that was told before; `second_id` the visit that was planned from it."""

    new: bool
    second_id: str | None = None


class WrongReport(BadInput):
    """What is wrong with a report, and in which of its parts."""

    def __init__(self, faults: Sequence[tuple[str, Problem]]) -> None:
        super().__init__(*(problem for _part, problem in faults))
        self.faults = tuple(faults)


class NotYours(Conflict):
    """The visit was never this person's."""

    def __init__(self) -> None:
        super().__init__(_("다른 조사원에게 맡긴 방문입니다. 저장하지 않았습니다."))


class OtherReport(Conflict):
    """Something else is stored under the id of this report."""

    def __init__(self) -> None:
        super().__init__(_("이 방문 결과는 이미 다른 내용으로 저장되어 있습니다. 화면을 새로 열어 다시 적어 주십시오."))


def report(db: Database, told: Report, *, person_id: str) -> Reported:
    """Store what came of a visit and plan the second one. The same report may come as often as it likes.

    Raises WrongReport with all that is wrong, NotYours, OtherReport; then nothing is stored.
    """
    content = _content(told)
    with writing(db):
        known = store.find_report(db, told.id)
        if known:
            return _again(db, known, content, person_id)
        visit = store.find_visit(db, told.visit_id)
        wrong = faults(db, told, person_id) + ([] if visit else [("visit", _no_visit())])
        if wrong or visit is None:
            raise WrongReport(wrong)
        if not store.was_given_to(db, told.visit_id, person_id):
            raise NotYours()
        second = store_report(db, told, visit, person_id=person_id)
        record(
            db,
            "visit reported",
            person_id=person_id,
            object_kind="field_visit",
            object_id=visit["id"],
            outcome=told.outcome,
        )
    return Reported(True, second)


def _again(db: Database, known: sqlite3.Row, content: str, person_id: str) -> Reported:
    """One whose words were destroyed is not stored again, whatever it says."""
    if known["person_id"] != person_id:
        raise NotYours()
    if known["content_sha256"] not in (content, ""):
        raise OtherReport()
    follows = store.second_visit(db, known["visit_id"])
    return Reported(False, follows["id"] if follows else None)


def faults(db: Database, told: Report, person_id: str) -> list[tuple[str, Problem]]:
    """Everything that is wrong with a report of this person's, but whose visit it is: which part of it, and in words."""
    found = [*_wrong_outcome(told), *_wrong_second(told), *_wrong_consent(db, told)]
    if len(told.note) > LONGEST_NOTE:
        right = _("%(n)s자 이하로 적어 주십시오", n=LONGEST_NOTE)
        found.append(("note", Problem(_("메모"), _("너무 깁니다"), right)))
    if len(told.photos) > MOST_PHOTOS:
        right = _("%(n)s장까지 담을 수 있습니다", n=MOST_PHOTOS)
        found.append(("photos", Problem(_("사진"), _("너무 많습니다"), right)))
    if missing := keeping.missing(db, told.photos, Sender(person_id=person_id)):
        right = _("사진을 먼저 보낸 뒤 결과를 다시 보내 주십시오")
        found.append(("photos", Problem(_("사진"), _("받지 못한 사진이 %(n)s장 있습니다", n=len(missing)), right)))
    return found


def _wrong_outcome(told: Report) -> list[tuple[str, Problem]]:
    if told.outcome not in OUTCOMES:
        return [("outcome", Problem(_("결과"), _("고르지 않았습니다"), _("방문 결과를 골라 주십시오")))]
    if told.outcome != DONE and not _REASON.fullmatch(told.reason or ""):
        return [("reason", Problem(_("까닭"), _("고르지 않았습니다"), _("목록에서 까닭을 골라 주십시오")))]
    if told.reason == OTHER and not told.note.strip():
        right = _("‘그 밖’을 고르면 까닭을 메모에 적어 주십시오")
        return [("note", Problem(_("메모"), _("비어 있습니다"), right))]
    return []


def _wrong_second(told: Report) -> list[tuple[str, Problem]]:
    if told.second_on is None:
        return []
    if not is_day(told.second_on) or told.second_on < _visited_on(told):
        right = _("방문한 날과 같거나 늦은 날을 골라 주십시오")
        return [("second_on", Problem(_("다시 방문할 날"), _("쓸 수 없는 날입니다"), right))]
    if told.outcome not in outcomes().again:
        right = _("거절했거나 만나지 못했을 때만 다시 방문할 날을 적습니다")
        return [("second_on", Problem(_("다시 방문할 날"), _("이 결과에는 적지 않습니다"), right))]
    return []


def _wrong_consent(db: Database, told: Report) -> list[tuple[str, Problem]]:
    if told.consent_sha256 is None:
        return []
    known = told.consent_sha256 == outcomes().consent.id or store.knows_words(db, told.consent_sha256)
    if known and told.consent_at and _instant(told.consent_at):
        return []
    right = _("화면에 보인 동의 문구와 그때의 시각을 그대로 보내 주십시오")
    return [("consent", Problem(_("동의"), _("어떤 문구에 언제 동의했는지 알 수 없습니다"), right))]


def _no_visit() -> Problem:
    return Problem(_("방문"), _("없는 방문입니다"), _("오늘의 방문 목록에서 다시 골라 주십시오"))


def _instant(text: str) -> datetime | None:
    """An instant with its zone, or None."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def believed(text: str | None) -> str:
    """When something was, as instants are stored; now, where it is not said or lies ahead (a clock that is wrong)."""
    here = datetime.fromisoformat(now())
    said = _instant(text) if text else None
    if said is None or said > here + AHEAD:
        return now()
    return said.astimezone(here.tzinfo).isoformat(timespec="microseconds")


def _visited_on(told: Report) -> str:
    return in_seoul(believed(told.visited_at)).date().isoformat()


def _content(told: Report) -> str:
    parts = (told.visit_id, told.outcome, told.reason, told.note.strip(), told.second_on, told.consent_sha256)
    return content_sha256({"told": [*parts, *told.photos]})


def store_report(db: Database, told: Report, visit: sqlite3.Row, *, person_id: str) -> str | None:
    """Write a report nothing is wrong with, and plan the second visit it asks for; that one's id."""
    _insert(db, told, visit, person_id)
    return _plan_second(db, told, visit, person_id)


def _insert(db: Database, told: Report, visit: sqlite3.Row, person_id: str) -> None:
    words, visited = outcomes().consent, believed(told.visited_at)
    if told.consent_sha256 == words.id:
        store.keep_words(db, words.id, words.ko, words.en)
    values = {
        "id": told.id,
        "visit_id": visit["id"],
        "content_sha256": _content(told),
        "outcome": told.outcome,
        "reason": told.reason if told.outcome != DONE else None,
        "note": written(db, told.note.strip()),
        "second_on": told.second_on,
        "consent_sha256": told.consent_sha256,
        "consent_at": believed(told.consent_at) if told.consent_sha256 else None,
        "visited_at": visited,
        "person_id": person_id,
        "way": told.way,
        "received_at": now(),
        "keep_until": years_after(in_seoul(visited).date(), KEPT_YEARS).isoformat(),
    }
    store.insert_report(db, values)
    keeping.attach(db, told.photos, Sender(person_id=person_id), area_id=visit["area_id"], report_id=told.id)


def _plan_second(db: Database, told: Report, visit: sqlite3.Row, person_id: str) -> str | None:
    """The second visit, for who made the first; one that is planned from it already is moved instead."""
    if told.second_on is None:
        return None
    follows = store.second_visit(db, visit["id"])
    if follows and follows["state"] == PLANNED:
        second_id = str(follows["id"])
    else:
        second_id = str(uuid.uuid5(uuid.UUID(told.id), "second"))
        store.insert_visit(
            db,
            second_id,
            survey_id=visit["survey_id"],
            area_id=visit["area_id"],
            firm_id=visit["firm_id"],
            cause="again",
            follows=visit["id"],
            person_id=person_id,
        )
    day = date.fromisoformat(told.second_on).isoformat()
    store.insert_event(db, second_id, "assigned", researcher_id=person_id, planned_on=day, person_id=person_id)
    return second_id


def start_unplanned(
    db: Database, visit_id: str, *, survey_id: str, area_id: str, firm_id: str | None, day: str, person_id: str
) -> None:
    """A visit nobody had planned, made by who tells of it; a second time changes nothing."""
    new = store.insert_visit(
        db,
        visit_id,
        survey_id=survey_id,
        area_id=area_id,
        firm_id=firm_id,
        cause="unplanned",
        person_id=person_id,
    )
    if new:
        store.insert_event(db, visit_id, "assigned", researcher_id=person_id, planned_on=day, person_id=person_id)
