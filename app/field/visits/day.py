"""The visits of a day as a laptop takes them along: those of the day and what is overdue, with what is known of each."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Person, Scope
from app.accounts.store import scope_of
from app.field.visits import store
from app.field.visits.contact import contact_of
from app.field.visits.last_said import last_said
from app.field.visits.outcomes import OUTCOMES, outcomes, reason_word
from app.field.visits.visits import PLANNED, is_overdue
from app.words.formats import day as day_word
from app.words.i18n import language
from app.words.labels import label


def visits_of_day(db: Database, person: Person, day: date) -> list[dict[str, Any]]:
    """The visits a person has still to make by the end of a day, overdue ones first; within the areas seen today."""
    today, scope = day.isoformat(), scope_of(db, person)
    found = [v for v in store.visits_of(db, person.id, scope) if v["state"] == PLANNED and v["planned_on"] <= today]
    told = outcomes_told(language())
    return [{**_told(db, visit, scope, today), "outcomes": told} for visit in found]


def _told(db: Database, visit: sqlite3.Row, scope: Scope, today: str) -> dict[str, Any]:
    contact, words = contact_of(db, visit["firm_id"]), outcomes().consent
    return {
        "id": visit["id"],
        "survey": visit["survey_id"],
        "area": visit["area_id"],
        "firm": visit["firm_id"],
        "planned_on": visit["planned_on"],
        "kind": "second" if visit["cause"] == "again" else "first",
        "overdue": is_overdue(visit, today),
        "answered": bool(visit["answered"]),
        "address": contact.address,
        "contact": contact.told,
        "note": last_visit_told(db, visit, scope),
        "last": _last(db, visit["firm_id"]),
        "consent": {"sha256": words.id, "ko": words.ko, "en": words.en},
    }


def _last(db: Database, firm_id: str | None) -> dict[str, Any] | None:
    """What the firm answered last time: wave, day, and each answer as question and words."""
    last = last_said(db, firm_id, language()) if firm_id else None
    return {"wave": last.wave, "at": last.at, "answers": [list(each) for each in last.answers]} if last else None


def last_visit_told(db: Database, visit: sqlite3.Row, scope: Scope) -> str:
    """Day, outcome, reason and note of the last visit to the firm, in one line; empty where nobody went before."""
    before = store.visits_before(db, visit, scope)
    if not before:
        return ""
    last = before[0]
    reason = reason_word(last["outcome"], last["reason"], language())
    parts = (day_word(last["visited_at"]), label(last["outcome"], "visit_state"), reason, last["note"])
    return " · ".join(part for part in parts if part)


def outcomes_told(lang: str) -> list[dict[str, Any]]:
    """Outcomes and their reasons in words, for the page that asks for them."""
    known = outcomes()
    return [
        {
            "id": outcome,
            "label": label(outcome, "visit_state"),
            "again": outcome in known.again,
            "reasons": [{"id": each.id, "label": each.of(lang)} for each in known.reasons[outcome]],
        }
        for outcome in OUTCOMES
    ]
