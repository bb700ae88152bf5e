"""Keying a sheet in: the first waits for a second; where both say the same it is stored, else a third look decides."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.field.paper import store
from app.field.paper.accepting import store_sheet
from app.field.paper.comparing import UNUSABLE, compared

FIRST, EQUAL, DIFFERS = "first", "equal", "differs"


@dataclass(frozen=True)
class Keyed:
    """A sheet as somebody keyed it. `id` is the form's; `cells` as typed, `values` as compared."""

    id: str
    sheet: int
    cells: dict[str, Any]
    values: dict[str, Any]


def key_in(db: Database, stack_id: str, keyed: Keyed, *, person_id: str) -> str:
    """Store a keying: "first", "equal" (the sheet is settled) or "differs". The same one may come again.

    Raises BadInput for a sheet the stack has not, or where both say what the form's rules refuse; Conflict where the
    sheet has been keyed twice, or other content came under this id.
    """
    with writing(db):
        stack = store.find_stack(db, stack_id)
        if stack is None or not 1 <= keyed.sheet <= stack["sheets"]:
            raise BadInput(Problem(_("종이 번호"), _("묶음에 없는 번호입니다"), _("목록에서 다시 골라 주십시오")))
        known = store.find_entry(db, keyed.id)
        if known:
            return _again(db, known, stack_id, keyed)
        before = store.entries_of(db, stack_id, keyed.sheet)
        if len(before) > 1:
            raise Conflict(_("이미 두 번 입력한 종이입니다. 저장하지 않았습니다."))
        store.insert_entry(
            db,
            keyed.id,
            stack_id=stack_id,
            sheet=keyed.sheet,
            turn=len(before) + 1,
            cells=keyed.cells,
            values=keyed.values,
            person_id=person_id,
        )
        record(db, "paper keyed", person_id=person_id, object_kind="paper_stack", object_id=stack_id, sheet=keyed.sheet)
        return _settle(db, stack, before[0], keyed, person_id) if before else FIRST


def _again(db: Database, known: sqlite3.Row, stack_id: str, keyed: Keyed) -> str:
    same = (known["stack_id"], known["sheet"]) == (stack_id, keyed.sheet)
    if not same or known["values"] is None or json.loads(known["values"]) != json.loads(json.dumps(keyed.values)):
        raise Conflict(_("이 입력은 이미 다른 내용으로 저장되어 있습니다. 화면을 새로 열어 다시 입력해 주십시오."))
    if known["turn"] == 1:
        return FIRST
    return EQUAL if store.find_decision(db, stack_id, keyed.sheet) else DIFFERS


def _settle(db: Database, stack: sqlite3.Row, first: sqlite3.Row, second: Keyed, person_id: str) -> str:
    """Compare two keyings; where nothing differs the sheet becomes a return, or is set aside as unusable."""
    held = compared(json.loads(first["values"]), json.loads(json.dumps(second.values)))
    if held.differing:
        return DIFFERS
    unusable = second.values.get(UNUSABLE)
    response_id = None
    if not unusable:
        response_id = store_sheet(db, stack, second.sheet, second.values, second.cells, person_id=person_id)
    store.insert_decision(
        db,
        {
            "stack_id": stack["id"],
            "sheet": second.sheet,
            "response_id": response_id,
            "unusable": unusable,
            "compared": held.entries,
            "differed": 0,
            "wrong_first": 0,
            "wrong_second": 0,
            "person_id": None,
        },
    )
    return EQUAL
