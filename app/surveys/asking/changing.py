"""Changing a survey after it was opened: another last day, closed at once, open again, other titles; all of it kept."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.clock import today
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.surveys.asking import change_store, store
from app.surveys.asking.surveying import is_day, state
from app.words.formats import day

# A quarter: who answers about a quarter later than a quarter after its end, remembers rather than reports. Chosen, not
# measured.
REACH = timedelta(days=92)


@dataclass(frozen=True)
class Terms:
    """What may change of a survey: its last day and its titles."""

    closes_on: str
    title_ko: str
    title_en: str


def terms_of(survey: sqlite3.Row) -> Terms:
    return Terms(survey["closes_on"], survey["title_ko"], survey["title_en"])


def latest_day(survey: sqlite3.Row) -> date:
    """The last day a survey of this wave may still be open on."""
    return date.fromisoformat(survey["wave_ends_on"]) + REACH


def reschedule(db: Database, survey_id: str, closes_on: str, *, person_id: str | None) -> str:
    """Set another last day, today or later; a closed survey takes answers again.

    Returns what it was: "extended", "shortened" or "reopened". Raises BadInput for a day that cannot be.
    """
    with writing(db):
        survey = _found(db, survey_id)
        _refuse_wrong_day(survey, closes_on)
        before = terms_of(survey)
        if state(survey) == "closed":
            kind = "reopened"
        else:
            kind = "extended" if closes_on > before.closes_on else "shortened"
        _change(db, survey, kind, Terms(closes_on, before.title_ko, before.title_en), person_id)
    return kind


def close(db: Database, survey_id: str, *, person_id: str | None) -> None:
    """From now on the survey takes no answers. Raises Conflict for one that is closed already."""
    with writing(db):
        survey = _found(db, survey_id)
        if state(survey) == "closed":
            raise Conflict(_("이미 마감한 조사입니다."))
        _change(db, survey, "closed", terms_of(survey), person_id)


def retitle(db: Database, survey_id: str, *, title_ko: str, title_en: str, person_id: str | None) -> None:
    """Give a survey other titles; one left empty stays as it was. Raises BadInput where nothing would change."""
    with writing(db):
        survey = _found(db, survey_id)
        before = terms_of(survey)
        wanted = Terms(
            before.closes_on,
            " ".join(title_ko.split()) or before.title_ko,
            " ".join(title_en.split()) or before.title_en,
        )
        problems = _too_long(wanted)
        if wanted == before:
            problems.append(Problem(_("제목"), _("지금 제목과 같습니다"), _("다른 제목을 적어 주십시오")))
        if problems:
            raise BadInput(*problems)
        _change(db, survey, "retitled", wanted, person_id)


def retarget(db: Database, survey_id: str, target: int, *, person_id: str | None) -> None:
    """Want another number of responses of each area. Raises BadInput for one below 1 or the one that stands."""
    with writing(db):
        survey = _found(db, survey_id)
        before = survey["target_per_area"]
        if target < 1 or target == before:
            what = _("1보다 작습니다") if target < 1 else _("지금 목표와 같습니다")
            raise BadInput(Problem(_("목표"), what, _("지역마다 받을 응답 수를 1 이상으로 적어 주십시오")))
        change_store.retarget_survey(db, survey_id, before=before, target=target, person_id=person_id)
        told = {"before": before, "target": target}
        record(db, "survey retargeted", person_id=person_id, object_kind="survey", object_id=survey_id, **told)


def _found(db: Database, survey_id: str) -> sqlite3.Row:
    survey = store.find_survey(db, survey_id)
    if survey is None:
        raise BadInput(Problem(survey_id, _("등록되지 않은 조사입니다"), _("조사 목록에서 골라 주십시오")))
    return survey


def _change(db: Database, survey: sqlite3.Row, kind: str, terms: Terms, person_id: str | None) -> None:
    before = terms_of(survey)
    change_store.change_survey(db, survey["id"], kind=kind, before=vars(before), after=vars(terms), person_id=person_id)
    told = {key: value for key, value in vars(terms).items() if value != getattr(before, key)}
    record(db, f"survey {kind}", person_id=person_id, object_kind="survey", object_id=survey["id"], **told)


def _refuse_wrong_day(survey: sqlite3.Row, closes_on: str) -> None:
    latest, first = latest_day(survey).isoformat(), max(today().isoformat(), survey["opens_on"])
    problem = None
    if not is_day(closes_on):
        problem = _("날짜가 아닙니다"), _("2026-11-22처럼 적어 주십시오")
    elif closes_on < first:
        right = _("%(day)s이나 그 뒤로 정하거나, 바로 끝내려면 지금 마감해 주십시오", day=day(first))
        problem = _("지난 날이거나 시작일보다 이릅니다"), right
    elif closes_on > latest:
        right = _("분기가 끝나고 석 달 안인 %(day)s까지로 정해 주십시오", day=day(latest))
        problem = _("물은 분기에서 너무 멉니다"), right
    elif closes_on == survey["closes_on"] and state(survey) != "closed":
        problem = _("지금 마감일과 같습니다"), _("다른 날을 골라 주십시오")
    if problem:
        raise BadInput(Problem(_("마감일"), *problem))


def _too_long(terms: Terms) -> list[Problem]:
    """As long as a new survey's titles may be (forms/surveys.py)."""
    found = []
    for where, text, most in ((_("제목"), terms.title_ko, 120), (_("영문 제목"), terms.title_en, 160)):
        if len(text) > most:
            found.append(Problem(where, _("너무 깁니다"), _("%(most)s자 이하로 적어 주십시오", most=most)))
    return found
