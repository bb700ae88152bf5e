"""Opening a survey: one wave asked with one version of a questionnaire, from a day to a day."""

from __future__ import annotations

import sqlite3
from datetime import date

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.clock import today
from app.db import writing
from app.errors import BadInput, Problem
from app.ids import new_id
from app.surveys.asking import store


def open_survey(
    db: Database,
    *,
    wave_code: str,
    questionnaire_code: str,
    person_id: str | None,
    title_ko: str = "",
    title_en: str = "",
    opens_on: str | None = None,
    closes_on: str | None = None,
    target: int = 10,
) -> str:
    """A new survey with the questionnaire's newest version; each call makes another.

    What is left out is made from the wave (its first and last day) and the questionnaire (its title).
    `target` is the responses wanted of each area. Raises BadInput.
    """
    with writing(db):
        wave = store.find_wave(db, wave_code)
        asked = store.find_questionnaire(db, questionnaire_code)
        version = store.newest_version(db, asked["id"]) if asked else None
        if wave is None or asked is None or version is None:
            raise BadInput(*_missing(wave, version))
        days = (opens_on or wave["starts_on"], closes_on or wave["ends_on"])
        _refuse_wrong(*days, target)
        survey_id = new_id()
        store.insert_survey(
            db,
            survey_id,
            wave_id=wave["id"],
            version_id=version["id"],
            title_ko=title_ko.strip() or _title(wave_code, asked["title_ko"], "ko"),
            title_en=title_en.strip() or _title(wave_code, asked["title_en"], "en"),
            opens_on=days[0],
            closes_on=days[1],
            target=target,
        )
        record(
            db,
            "survey opened",
            person_id=person_id,
            object_kind="survey",
            object_id=survey_id,
            wave=wave_code,
            questionnaire=questionnaire_code,
            version=version["number"],
        )
    return survey_id


def _title(wave: str, questionnaire: str, lang: str) -> str:
    year, _q, number = wave.partition("Q")
    return f"{questionnaire}, {year} Q{number}" if lang == "en" else f"{year}년 {number}분기 {questionnaire}"


def _missing(wave: sqlite3.Row | None, version: sqlite3.Row | None) -> list[Problem]:
    problems = []
    if wave is None:
        right = _("2026Q4처럼 열려 있는 회차의 분기를 고르십시오")
        problems.append(Problem(_("조사 시기"), _("회차에 없는 분기입니다"), right))
    if version is None:
        problems.append(Problem(_("설문지"), _("게시되지 않은 설문지입니다"), _("게시된 설문지를 고르십시오")))
    return problems


def _refuse_wrong(opens_on: str, closes_on: str, target: int) -> None:
    problems = []
    if target < 1:
        problems.append(Problem(_("목표"), _("1보다 작습니다"), _("1 이상으로 적어 주십시오")))
    if not (is_day(opens_on) and is_day(closes_on)):
        problems.append(Problem(_("기간"), _("날짜가 아닙니다"), _("2026-11-22처럼 적어 주십시오")))
    elif closes_on < opens_on:
        problems.append(Problem(_("마감일"), _("시작일보다 이릅니다"), _("시작일 이후로 정해 주십시오")))
    if problems:
        raise BadInput(*problems)


def is_day(text: str) -> bool:
    """Whether the text is a day as 2026-11-22."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def state(survey: sqlite3.Row) -> str:
    """Where a survey stands: "waiting", "open" or "closed" (Korean days, both ends included; or closed at once)."""
    if survey["closed_at"]:
        return "closed"
    day = today().isoformat()
    if day < survey["opens_on"]:
        return "waiting"
    return "closed" if day > survey["closes_on"] else "open"


def survey_named(db: Database, name: str) -> sqlite3.Row:
    """The survey of an id or of a wave's code that has just one. Raises BadInput and says what there is."""
    found = store.find_survey(db, name)
    if found:
        return found
    candidates = store.surveys_of_wave(db, name)
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        right = _("다음 가운데 하나를 적어 주십시오: %(ids)s", ids=", ".join(c["id"] for c in candidates))
        raise BadInput(Problem(name, _("이 분기에는 조사가 여럿입니다"), right))
    known = ", ".join(s["wave"] for s in store.list_surveys(db)) or _("없음")
    raise BadInput(Problem(name, _("등록되지 않은 조사입니다"), _("지금 있는 조사: %(known)s", known=known)))
