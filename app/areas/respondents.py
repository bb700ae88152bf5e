"""Respondents: one per round for each firm, unlisted firm or outside expert; every voice is one of these."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from sqlite_utils import Database

from app.areas import respondent_store as heard
from app.areas import store
from app.db import writing
from app.errors import Conflict
from app.ids import new_id


def respondent_for_firm(db: Database, round_id: str, firm_id: str) -> str:
    """The firm's respondent of the round, made when it is missing; it speaks of the firm's own area.

    However often a firm answers and wherever it speaks, it stays one respondent of the round.
    May be repeated. Raises Conflict for a firm that does not exist.
    """
    with writing(db):
        firm = store.find_firm(db, firm_id)
        if firm is None:
            raise Conflict(_("없는 기업입니다. 기업 명부를 다시 확인해 주십시오."))
        found = heard.respondent_of_firm(db, round_id, firm_id)
        if found is None:
            found = new_id()
            heard.insert_respondent(db, found, round_id=round_id, kind="firm", firm_id=firm_id, label=firm["name"])
        heard.add_respondent_areas(db, found, [firm["area_id"]])
    return found


def respondent_for_name(
    db: Database, round_id: str, area_id: str, label: str, *, industry: str | None = None, size: str | None = None
) -> str:
    """The respondent of a firm that is on no list and answered an open link, known by its label in one area.

    The same label in the same area and round is the same firm; an empty label is always a new one. What it says of its
    industry and size is kept, the newest word last. May be repeated.
    """
    label = " ".join(label.split())
    with writing(db):
        found = heard.respondent_by_label(db, round_id, "firm", label, area_id) if label else None
        if found is None:
            found = new_id()
            words = {"industry": industry, "size": size}
            heard.insert_respondent(db, found, round_id=round_id, kind="firm", firm_id=None, label=label, **words)
        elif industry or size:
            heard.describe_respondent(db, found, industry=industry, size=size)
        heard.add_respondent_areas(db, found, [area_id])
    return found


def respondent_for_expert(db: Database, round_id: str, label: str, area_ids: Iterable[str]) -> str:
    """The respondent of an outside expert, who speaks of the areas asked about.

    May be repeated: areas are added.
    """
    label = " ".join(label.split())
    with writing(db):
        found = heard.respondent_by_label(db, round_id, "expert", label, None)
        if found is None:
            found = new_id()
            heard.insert_respondent(db, found, round_id=round_id, kind="expert", firm_id=None, label=label)
        heard.add_respondent_areas(db, found, area_ids)
    return found
