"""The people of a series' last meeting, as the next record may begin with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.roundtables.record import record_store, store
from app.roundtables.record.hearing import Participant, audience
from app.roundtables.record.records import ParticipantDraft
from app.roundtables.talk.telling import told
from transcripts.speakers.people import is_numbered


@dataclass(frozen=True)
class Recalled:
    """An earlier meeting: its row, the areas of it in scope by code, its people, how many of other areas are not told.

    `nameless` are those of whom it has nothing but a program's label (참석자 2), which means another person next time.
    """

    meeting: sqlite3.Row
    area_codes: tuple[str, ...]
    people: tuple[ParticipantDraft, ...]
    hidden: int
    nameless: int = 0


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
    known = [told(each, knows=knows) for each in everybody if each.id in heard]
    people = [_drafted(each, mine) for each in known]
    named = tuple(each for each in people if each is not None)
    areas = tuple(a["code"] for a in held if scope.allows(a["id"]))
    return Recalled(found, areas, named, len(everybody) - len(people), len(people) - len(named))


def _drafted(each: Participant, codes: Mapping[str, str]) -> ParticipantDraft | None:
    """A line of the next record; None of whom only a program's label is known.

    A firm that is on no register brings no area: it was said of that meeting, and would make a voice of it again.
    """
    label = each.label
    if is_numbered(label):
        label = f"{each.organization} {each.role}".strip()
        if not each.organization or is_numbered(label):
            return None
    asked = each.org_kind == "expert"
    return ParticipantDraft(
        label=label,
        organization=each.organization,
        org_kind=each.org_kind,
        role=each.role,
        firm_code=each.firm_code,
        area_codes=tuple(sorted(codes[a] for a in each.area_ids if a in codes)) if asked else (),
    )
