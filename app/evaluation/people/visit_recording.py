"""Recording a visit of the team: appended, never changed; a photo that shows somebody can be destroyed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.evaluation.people import visit_store, vote_store
from app.evaluation.people.advancing import fresh_result
from app.evaluation.people.photos import MOST, Photo, stripped
from app.evaluation.people.seating import SEATS
from app.personal.written import written


def record_visit(
    db: Database,
    area_result_id: str,
    *,
    visited_on: date,
    seats: Sequence[str],
    asked: Sequence[str],
    looked: Sequence[str],
    note: str,
    files: Sequence[tuple[str, bytes]],
    person_id: str,
) -> str:
    """Append a visit and its photos (name and bytes of each file); the visit's id. The very same again appends nothing.

    Raises BadInput with every wrong photo or unknown seat, Conflict for who is not of the team; then nothing is kept.
    """
    photos = [stripped(data, name) for name, data in files]
    problems = [each for each in photos if isinstance(each, Problem)]
    if len(files) > MOST:
        what = _("사진이 %(n)s장입니다", n=len(files))
        problems.append(Problem(_("사진"), what, _("%(n)s장까지 올릴 수 있습니다", n=MOST)))
    if not seats or set(seats) - set(SEATS):
        problems.append(Problem(_("다녀온 자리"), _("고르지 않았습니다"), _("다녀온 자리를 하나 이상 골라 주십시오")))
    if problems:
        raise BadInput(*problems)
    with writing(db):
        result = fresh_result(db, area_result_id)
        if vote_store.seat_of(db, result["round_id"], person_id) is None:
            raise Conflict(_("이 회차의 검증단이 아니어서 방문을 적을 수 없습니다."))
        told: dict[str, Any] = {
            "visited_on": visited_on.isoformat(),
            "seats": [seat for seat in SEATS if seat in seats],
            "asked": asked,
            "looked": [check for check in asked if check in looked],
            "note": written(db, note.strip()),
            "photos": [each for each in photos if isinstance(each, Photo)],
            "person_id": person_id,
        }
        if there := visit_store.same_visit(db, area_result_id, **told):
            return there
        visit_id = visit_store.insert_visit(db, area_result_id, **told)
        record(db, "site visited", person_id=person_id, object_kind="area_result", object_id=area_result_id)
    return visit_id


def destroy_photo(db: Database, visit_id: str, number: int, *, person_id: str) -> None:
    """Destroy a photo for good, as who wrote the visit down or closes the vote may. A second time changes nothing."""
    with writing(db):
        found = visit_store.find_photo(db, visit_id, number)
        if found is None:
            return
        visit_store.destroy_photo(db, visit_id, number)
        record(
            db,
            "photo destroyed",
            person_id=person_id,
            object_kind="area_result",
            object_id=found["area_result_id"],
            number=number,
        )
