"""Changing whom a survey asks while it runs: areas and single firms taken out or in, with a reason; all of it kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.store import record
from app.db import writing
from app.errors import BadInput, Problem
from app.surveys.asking import frame_store

ACTS = ("added", "dropped")
# A shorter reason explains nothing, a longer one is a report (as for weights). Chosen, not measured.
LEAST, LONGEST = 5, 300


def change_areas(
    db: Database,
    survey_id: str,
    scope: Scope,
    area_ids: Collection[str],
    act: str,
    *,
    reason: str,
    person_id: str | None,
) -> int:
    """Take areas out of a survey or into it; "only" leaves these alone in the scope. How many changed.

    Links and answers stay as they are. Raises BadInput without a reason, where nothing would change, or nobody is left.
    """
    reason = _reason(reason)
    with writing(db):
        every = frame_store.areas_of(db, survey_id, scope)
        chosen = [a for a in every if (a["id"] in area_ids) != (act == "only")]
        kept = [a for a in every if a["id"] in area_ids] if act == "only" else []
        if act == "only" and not kept:
            raise BadInput(_nobody())
        dropped = [] if act == "added" else [a for a in chosen if a["asked"]]
        added = [a for a in (chosen if act == "added" else kept) if a["out"]]
        _write(db, survey_id, [(a["id"], None) for a in dropped], "dropped", reason, person_id)
        _write(db, survey_id, [(a["id"], None) for a in added], "added", reason, person_id)
        _refuse_nothing(db, survey_id, len(dropped) + len(added))
    return len(dropped) + len(added)


def change_firms(
    db: Database, survey_id: str, scope: Scope, firm_ids: Sequence[str], act: str, *, reason: str, person_id: str | None
) -> int:
    """Take single firms out of a survey or into it. How many changed. Raises BadInput as `change_areas`."""
    reason = _reason(reason)
    with writing(db):
        found = [
            f
            for f in frame_store.find_firms(db, scope, firm_ids)
            if frame_store.asks(db, survey_id, f["id"]) != (act == "added")
        ]
        _write(db, survey_id, [(f["area_id"], f["id"]) for f in found], act, reason, person_id)
        _refuse_nothing(db, survey_id, len(found))
    return len(found)


def _write(
    db: Database,
    survey_id: str,
    places: Sequence[tuple[str, str | None]],
    act: str,
    reason: str,
    person_id: str | None,
) -> None:
    if not places:
        return
    frame_store.insert_changes(db, survey_id, places, act, reason, person_id=person_id)
    what = {"firms": len(places)} if places[0][1] else {"areas": len(places)}
    record(db, f"survey frame {act}", person_id=person_id, object_kind="survey", object_id=survey_id, **what)


def _reason(text: str) -> str:
    reason = " ".join(text.split())
    if not LEAST <= len(reason) <= LONGEST:
        right = _("%(least)s~%(most)s자로 적어 주십시오", least=LEAST, most=LONGEST)
        raise BadInput(Problem(_("사유"), _("너무 짧거나 깁니다"), right))
    return reason


def _refuse_nothing(db: Database, survey_id: str, changed: int) -> None:
    """Raised inside the act, so that nothing of it stays."""
    if not changed:
        right = _("표시한 곳과 누른 단추를 확인해 주십시오")
        raise BadInput(Problem(_("조사 대상"), _("고른 곳은 이미 그렇게 되어 있습니다"), right))
    totals: sqlite3.Row = frame_store.totals(db, survey_id)
    if not totals["areas"]:
        raise BadInput(_nobody())


def _nobody() -> Problem:
    return Problem(
        _("조사 대상"), _("물을 곳이 하나도 남지 않습니다"), _("한 곳은 남겨 주십시오. 끝내려면 조사를 마감합니다")
    )
