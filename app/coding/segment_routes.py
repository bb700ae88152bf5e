"""The page of a statement: where it stands, and everything people and the machine said of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.permissions import permit
from app.coding.access import is_expert, is_official, my_segment
from app.coding.blueprint import bp
from app.coding.judging import judgment_store
from app.coding.judging.blind import may_see_others
from app.coding.quoting import around_quotes
from app.coding.several.sides import Coding
from app.coding.several.told import settled_on
from app.coding.statements import segment_store
from app.coding.statements.judgments import all_spans, evidence_of
from app.coding.statements.segment_store import Context
from app.coding.statements.speaking import asked, speaker
from app.coding.suggesting.reasons import reasons_of
from app.coding.telling.eyes import my_eyes
from app.coding.telling.opening import Opened, opened
from app.coding.themes import mark_store
from app.db import get_db


@bp.get("/segments/<segment_id>")
@permit("quotes.view")
def segment(segment_id: str) -> ResponseReturnValue:
    db, said = get_db(), my_segment(segment_id)
    found = opened(db, [segment_id], my_eyes())
    suggestions = _suggestions(said)
    evidence = {s["id"]: evidence_of(s["evidence"], said["text"]) for s in suggestions}
    blind = is_expert() and said["respondent_id"] is not None and not may_see_others(db, [segment_id], current_user.id)
    judged = _told(judgment_store.judgments_of(db, segment_id), found)
    return render_template(
        "coding/themes/segment.html",
        segment=found.said[0] if found.said else said,
        who=speaker(found.said[0], anonymous=is_official()) if found.said else "",
        question=asked(said),
        context=_context(said, found),
        spans=all_spans(evidence[s["id"]] for s in suggestions if s["is_current"]),
        suggestions=suggestions,
        evidence=evidence,
        reasons={s["id"]: reasons_of(s, said["text"]) for s in suggestions},
        judgments=[j for j in judged if not blind or j["coder_id"] == current_user.id],
        settled=None if blind or not found.said else _settled(segment_id, found),
        marks=[] if blind else _told(mark_store.history_of(db, segment_id), found),
        marked=mark_store.marked_themes(db, segment_id, current_user.id),
        my_themes=mark_store.coded_themes(db, segment_id, current_user.id),
        blind=blind and any(j["coder_id"] != current_user.id for j in judged),
        areas=_areas(said, found),
        **around_quotes(),
    )


def _context(said: Any, found: Opened) -> Context | None:
    """The words in their speech with the speeches around it; officials have the words alone, None where not even these."""
    if is_official():
        return Context("", found.said[0]["text"], "") if found.said else None
    return segment_store.context_of(get_db(), said, my_eyes().scope)


def _suggestions(said: Any) -> list[Any]:
    """What the machine suggested: officials read what people decided alone, for evidence and places stand in the words."""
    return [] if is_official() else judgment_store.all_suggestions_of(get_db(), said["id"])


def _told(listed: Iterable[Any], found: Opened) -> list[Any]:
    """What people said of the statement; officials read of the themes alone whose cells are told."""
    if not is_official():
        return list(listed)
    themes = {theme for cells in found.codings.values() for _area, theme, _stance in cells}
    return [each for each in listed if each["theme_code"] in themes]


def _settled(segment_id: str, found: Opened) -> list[Coding] | None:
    """What is settled of the statement, to officials of told themes alone."""
    settled = settled_on(get_db(), segment_id)
    if settled is None or not is_official():
        return settled
    themes = {theme for cells in found.codings.values() for _area, theme, _stance in cells}
    return [each for each in settled if each.theme in themes] or None


def _areas(said: Any, found: Opened) -> list[Any]:
    every = segment_store.areas_of(get_db(), said["respondent_id"])
    if not is_official():
        return every
    told = {area for cells in found.codings.values() for area, _theme, _stance in cells}
    return [each for each in every if each["id"] in told]
