"""Writing the list: a cycle made, an industry added or changed, the result of a year's evaluation recorded."""

from __future__ import annotations

import sqlite3

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.industries import store
from app.industries.cycle import Industry


def make_cycle(db: Database, years: tuple[int, int], *, before: str, person_id: str | None) -> str:
    """Make a cycle that follows another (code, or "" for none). Returns its code. Raises BadInput or Conflict."""
    code = f"{years[0]}-{years[1]}"
    with writing(db):
        earlier = store.find_cycle(db, before) if before else None
        if years[1] < years[0]:
            what, right = _("마지막 해가 첫해보다 앞섭니다"), _("첫해와 같거나 늦은 해를 적어 주십시오")
            raise BadInput(Problem(code, what, right))
        if store.is_used(db, code) or (earlier and store.following(db, earlier["id"])):
            raise Conflict(_("그 주기나 그 뒤를 잇는 주기가 이미 있습니다."))
        cycle_id = store.insert_cycle(
            db, code, years, before_id=earlier["id"] if earlier else None, person_id=person_id
        )
        record(
            db,
            "industry cycle made",
            person_id=person_id,
            object_kind="industry_cycle",
            object_id=cycle_id,
            cycle=code,
        )
    return code


def add(db: Database, cycle: sqlite3.Row, told: Industry, *, person_id: str | None) -> str:
    """Put an industry on the list of a cycle (a candidate where the cycle follows another). Returns its id."""
    with writing(db):
        if told.code in store.by_code(db, cycle["id"]):
            what = _("이 주기에 같은 코드가 있습니다. 다른 코드를 적어 주십시오.")
            raise BadInput(Problem(told.code, what, _("다른 코드를 적어 주십시오")))
        made = store.insert_industry(db, cycle["id"], told, person_id=person_id)
        _tell(db, "industry written", made, told, person_id)
    return made


def change(db: Database, industry: sqlite3.Row, told: Industry, *, person_id: str | None) -> bool:
    """Change what is written of an industry. Returns whether anything changed."""
    if store.told_of(industry) == told:
        return False
    with writing(db):
        store.update_industry(db, industry["id"], told)
        _tell(db, "industry changed", industry["id"], told, person_id)
    return True


def record_incentive(
    db: Database,
    industry: sqlite3.Row,
    *,
    year: int,
    grade: str,
    amount: int | None,
    source: str,
    as_of: str,
    person_id: str | None,
) -> bool:
    """Append a year's result; a correction is another row. Returns whether it was new."""
    told = {"grade": grade.strip(), "amount": amount, "source": source.strip(), "as_of": as_of}
    with writing(db):
        new = store.insert_incentive(db, industry["id"], year=year, **told, person_id=person_id)  # type: ignore[arg-type]
        if new:
            record(
                db,
                "industry incentive recorded",
                person_id=person_id,
                object_kind="industry",
                object_id=industry["id"],
                code=industry["code"],
            )
    return new


def _tell(db: Database, action: str, industry_id: str, told: Industry, person_id: str | None) -> None:
    record(
        db,
        action,
        person_id=person_id,
        object_kind="industry",
        object_id=industry_id,
        code=told.code,
        name=told.name_ko,
    )
