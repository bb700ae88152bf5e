"""What the pages of proposals ask first: the proposal within scope, the list wanted, what of statements may be read."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from flask import abort, request
from flask_login import current_user

from app.accounts.permissions import PERMISSIONS, may
from app.accounts.signing_in import my_scope
from app.areas import anonymity
from app.areas.finding.finding import area_found
from app.clock import today
from app.coding.access import is_official
from app.db import get_db
from app.proposals.blueprint import bp
from app.proposals.keeping import store
from app.proposals.keeping.proposal import STATES, Wanted, days_late
from app.proposals.reading import proposals_of_area


def mine(proposal_id: str) -> sqlite3.Row:
    """The proposal, or the end of the request with 404 where none of its areas is in scope."""
    return store.find_proposal(get_db(), proposal_id, my_scope()) or abort(404)


def spoken_only() -> bool:
    """Whether the person reads what was said at meetings alone, and no answers of surveys: facilitators."""
    return not may("quotes.view")


def wanted() -> Wanted:
    """The filters of the address; a state or a day that is none is left out. Another's area is a 404."""
    asked = {name: request.args.get(name, "").strip() for name in ("theme", "series", "round", "due", "addressee")}
    state, found = request.args.get("state", ""), area_found()
    known = {"open", "overdue", *STATES}
    return Wanted(
        q=unicodedata.normalize("NFC", request.args.get("q", "").strip()),
        state=state if state in known else "",
        area=found["id"] if found else "",
        **{**asked, "due": asked["due"] if _is_day(asked["due"]) else ""},
    )


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def address(asked: Wanted) -> dict[str, str]:
    """The filters as they stand in an address."""
    return {name: value for name, value in asdict(asked).items() if value}


def firms_told(firms: int) -> int | None:
    """How many firms, as the person signed in may know it: None where fewer than three, for officials."""
    return anonymity.told(firms) if is_official() else firms


def answerers() -> list[sqlite3.Row]:
    """Who of the workbench may be given an answer to see to."""
    return store.answerers(get_db(), PERMISSIONS["proposals.answer"])


@bp.app_template_global("days_late")
def late(proposal: sqlite3.Row) -> int:
    """How many days the answer to a proposal is overdue, for a template."""
    return days_late(proposal["state"], proposal["due_on"], today())


@bp.app_template_global("proposals_of")
def proposals_of(area_id: str) -> list[sqlite3.Row] | None:
    """Open proposals of an area in scope, for its page; None for who may not see proposals."""
    if not may("proposals.view") or not my_scope().allows(area_id):
        return None
    return proposals_of_area(get_db(), area_id, state="open")


def picked(name: str = "segment") -> list[str]:
    """The boxes ticked on a page, each once, in their order."""
    return list(dict.fromkeys(request.values.getlist(name)))


def me() -> str:
    return str(current_user.id)


def numbers(found: Iterable[sqlite3.Row]) -> dict[str, dict[str, int | None]]:
    """Of proposals on a page how many firms, other voices, statements, and minutes or letters stand behind each."""
    behind = store.firms_of(get_db(), [each["id"] for each in found])
    return {
        key: {"firms": firms_told(r["firms"]), **{name: r[name] for name in ("others", "statements", "sources")}}
        for key, r in behind.items()
    }
