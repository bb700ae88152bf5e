"""How a speaker and a place are told: by organization and role, or by industry and size; never by a person's name."""

from __future__ import annotations

import sqlite3

from flask_babel import gettext as _

from app.formats import named
from app.i18n import language
from app.labels import label
from app.surveys.definitions import questionnaire_of


def speaker(said: sqlite3.Row, *, anonymous: bool = False) -> str:
    """Who said a segment: organization and role of a participant; else, or where anonymous, industry and size."""
    if said["organization"] and not anonymous:
        return " · ".join(part for part in (said["organization"], said["role"]) if part)
    if said["respondent_kind"] == "firm" or said["answer_id"]:
        return _described_firm(said)
    return label(said["org_kind"], "org_kind") if said["org_kind"] else _("알 수 없는 발언자")


def _described_firm(said: sqlite3.Row) -> str:
    industry = named(said, "industry") if said["industry_ko"] else ""
    size = label(said["size_band"], "size_band") if said["size_band"] else ""
    return " · ".join(part for part in (industry, size) if part) or _("명부에 없는 기업")


def asked(said: sqlite3.Row) -> str | None:
    """The words of the question an answer answers; None for a turn."""
    if not said["answer_id"]:
        return None
    question = questionnaire_of(said["definition"]).question(said["question_id"])
    return question.label.of(language()) if question else said["question_id"]


def place(said: sqlite3.Row) -> str:
    """Where a segment stands: the roundtable and the number of the speech, or the survey's question."""
    if said["answer_id"]:
        return _("설문 · %(question)s", question=asked(said))
    return _("%(title)s · %(n)s번째 발언", title=said["roundtable_title"], n=said["turn_position"])
