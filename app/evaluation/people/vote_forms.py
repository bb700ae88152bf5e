"""Filling and reading the forms of votes and decisions: levels, reasons, evidence of this area."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import abort
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.permissions import may
from app.coding.access import is_official
from app.db import get_db
from app.evaluation.display import told_store
from app.evaluation.people import referring, vote_store
from app.evaluation.people.advancing import differs
from app.evaluation.people.grounds import REASONS, Grounds, references
from app.evaluation.round import presets, standing_store, store
from app.evaluation.round.item_store import Item
from app.words.labels import LEVEL_SHAPES, label
from forms.evaluation import CONFLICT, DecisionForm, GroundsForm, VoteForm


def result_in_scope(area_result_id: str) -> sqlite3.Row:
    """The result within the person's scope; 403 for who neither reads evaluations nor holds a seat."""
    found = store.find_result(get_db(), area_result_id, signing_in.my_scope()) or abort(404)
    held_seat(found["round_id"])
    return found


def held_seat(round_id: str | None) -> str | None:
    seat = vote_store.seat_of(get_db(), round_id, current_user.id) if round_id else None
    if seat is None and not may("evaluation.view"):
        abort(403)
    return seat


def may_decide(result: sqlite3.Row) -> bool:
    """Whether the person may record the council's decision: an official who does not sit in the team."""
    return may("levels.decide") and vote_store.seat_of(get_db(), result["round_id"], current_user.id) is None


def offer(form: GroundsForm, result: sqlite3.Row, *, free: frozenset[str]) -> None:
    """Fill a form's choices: the scheme's levels, reasons, evidence of this area; `free` needs no grounds."""
    scheme = presets.scheme_of(get_db(), result["scheme_id"])
    form["level"].choices = [(each.id, f"{LEVEL_SHAPES[each.id]} {label(each.id, 'level')}") for each in scheme.levels]
    form.code.choices = [
        ("", _("고르지 않음")),
        *((code, label(code, "override_reason")) for code in REASONS),
    ]
    form.evidence.choices = referring.choices(get_db(), result, anonymous=is_official())
    form.free = free


def vote_form(result: sqlite3.Row) -> VoteForm:
    form = VoteForm()
    offer(form, result, free=frozenset(filter(None, (result["level"], CONFLICT))))
    form.level.choices.append((CONFLICT, _("이해관계가 있어 기권합니다")))
    return form


def free_levels(result: sqlite3.Row) -> frozenset[str]:
    """Levels a decision may take without grounds: the standing one, unless it differs and nobody said why."""
    standing = result["level_now"] or result["level"]
    return frozenset([standing] if standing and (result["override"] or not differs(result, standing)) else [])


def grounds_of(form: VoteForm | DecisionForm) -> Grounds:
    evidence = references(form.evidence.data or [], form.seen.data or "")
    return Grounds(form.code.data or "", (form.reason.data or "").strip(), evidence)


def ballot_of(form: VoteForm) -> dict[str, Any]:
    level = None if form.level.data == CONFLICT else form.level.data
    return {"level": level, "reason": form.reason.data or "", "grounds": grounds_of(form)}


def standing_beside(result: sqlite3.Row) -> Item | None:
    """What stands for a result's area, with the newer result beside it, as far as it may be told."""
    db = get_db()
    found = standing_store.standing_result(db, result["round_id"], result["area_id"])
    return told_store.results_told(db, [found], signing_in.my_scope())[0] if found else None
