"""The third look: somebody with the sheet in hand says for every difference which is right, and the sheet is stored."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.field.paper import store
from app.field.paper.accepting import store_sheet
from app.field.paper.comparing import BESIDE, OTHER, SIDES, UNUSABLE, compared, wrong_in


@dataclass(frozen=True)
class Differing:
    """A sheet keyed twice that waits for a third look."""

    first: sqlite3.Row
    second: sqlite3.Row
    entries: int
    keys: tuple[str, ...]

    def values(self, side: str) -> dict[str, Any]:
        return dict(json.loads((self.first if side == SIDES[0] else self.second)["values"]))

    def cells(self, side: str) -> dict[str, Any]:
        return dict(json.loads((self.first if side == SIDES[0] else self.second)["cells"]))


def differing(db: Database, stack_id: str, sheet: int) -> Differing | None:
    """What is to be decided of a sheet; None where nothing is (any more)."""
    found = store.entries_of(db, stack_id, sheet)
    if len(found) < len(SIDES) or store.find_decision(db, stack_id, sheet):
        return None
    first, second = found
    held = compared(json.loads(first["values"]), json.loads(second["values"]))
    keys = (UNUSABLE,) if UNUSABLE in held.differing else held.differing
    return Differing(first, second, held.entries, keys)


def decide(
    db: Database,
    stack_id: str,
    sheet: int,
    chosen: Mapping[str, str],
    other: Mapping[str, str],
    *,
    person_id: str,
) -> str | None:
    """Settle a sheet: of each difference "first", "second" or "other" with what the sheet says, as an import has it.

    Returns the id of the return, None where the sheet is set aside. Raises BadInput where a difference is left open or
    what comes out breaks the form's rules, Conflict where somebody has decided meanwhile. Nothing is stored then.
    """
    with writing(db):
        stack, found = store.find_stack(db, stack_id), differing(db, stack_id, sheet)
        if stack is None or found is None:
            raise Conflict(_("이미 확정했거나 아직 두 번 입력하지 않은 종이입니다."))
        _refuse_open(found, chosen)
        fixed, cells = merged(found, chosen, other)
        unusable = fixed.get(UNUSABLE) or None
        response_id = None if unusable else store_sheet(db, stack, sheet, fixed, cells, person_id=person_id)
        store.insert_decision(
            db,
            {
                "stack_id": stack_id,
                "sheet": sheet,
                "response_id": response_id,
                "unusable": unusable,
                "compared": found.entries,
                "differed": len(found.keys),
                "wrong_first": wrong_in(found.keys, chosen, SIDES[0]),
                "wrong_second": wrong_in(found.keys, chosen, SIDES[1]),
                "person_id": person_id,
            },
        )
        told = {"sheet": sheet, "differed": len(found.keys)}
        record(db, "paper decided", person_id=person_id, object_kind="paper_stack", object_id=stack_id, **told)
    return response_id


def _refuse_open(found: Differing, chosen: Mapping[str, str]) -> None:
    unread = sum(chosen.get(key) not in (*SIDES, OTHER) for key in found.keys)
    if unread:
        right = _("종이를 보고 다른 곳마다 하나를 골라 주십시오")
        raise BadInput(Problem(_("다르게 입력한 곳"), _("%(n)s곳을 고르지 않았습니다", n=unread), right))


def merged(
    found: Differing, chosen: Mapping[str, str], other: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What stands beside the answers, and the answers as typed: the first's, with what was decided otherwise.

    A sheet only one of them could use is taken whole from who was right, whose answers the third look has seen.
    """
    if UNUSABLE in found.keys:
        side = chosen[UNUSABLE] if chosen[UNUSABLE] in SIDES else SIDES[0]
        return found.values(side), found.cells(side)
    fixed, cells = found.values(SIDES[0]), found.cells(SIDES[0])
    for key in found.keys:
        if chosen[key] == OTHER:
            value = other.get(key, "").strip()
        elif key in BESIDE:
            value = found.values(chosen[key]).get(key, "")
        else:
            value = found.cells(chosen[key]).get(key, [])
        (fixed if key in BESIDE else cells)[key] = value
    return fixed, cells


def destroy_of_response(db: Database, response_id: str) -> None:
    """Destroy what was keyed of the sheet a return came from, inside the act that destroys it."""
    store.forget_entries(db, response_id)
