"""The people of a series' last meeting, as the next record may begin with them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.roundtables.record import record_store, store
from app.roundtables.record.hearing import audience
from app.roundtables.record.records import ParticipantDraft
from app.roundtables.talk.telling import told


@dataclass(frozen=True)
class Recalled:
    """An earlier meeting: its row, the areas of it in scope by code, its people, how many of other areas are not told."""

    meeting: sqlite3.Row
    area_codes: tuple[str, ...]
    people: tuple[ParticipantDraft, ...]
    hidden: int


def last_meeting(
    db: Database, series: str, day: str, scope: Scope, *, knows: bool, besides: str | None = None
) -> Recalled | None:
    """The newest meeting of the series up to that day ("" for any) with the people whom this person may know.

    `knows` as in `told`; `besides` is the record being written itself. None where the series has no meeting in scope.
    """
    found = store.last_of_series(db, series, day, scope, besides)
    if found is None:
        return None
    held = store.areas_of(db, [found["id"]])[found["id"]]
    codes = record_store.areas_by_code(db, scope)
    mine = {area_id: code for code, area_id in codes.items()}
    everybody = store.participants_of(db, found["id"])
    heard = audience(everybody, (a["id"] for a in held), scope).participant_ids
    people = tuple(
        ParticipantDraft(
            label=p.label,
            organization=p.organization,
            org_kind=p.org_kind,
            role=p.role,
            firm_code=p.firm_code,
            area_codes=() if p.firm_code else tuple(sorted(mine[a] for a in p.area_ids if a in mine)),
        )
        for p in (told(each, knows=knows) for each in everybody if each.id in heard)
    )
    areas = tuple(a["code"] for a in held if scope.allows(a["id"]))
    return Recalled(found, areas, people, len(everybody) - len(people))
