"""Receiving a record: taken or held, stored and receipted in one transaction; the same content again, the same receipt."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record as note
from app.clock import in_seoul, now, today, years_after
from app.db import writing
from app.errors import BadInput, Problem
from app.field.records import keys, record_store
from app.field.records.record import Record
from app.field.records.taking import KINDS, Taken
from app.surveys.answering.receipts import new_receipt

# As long as what was written in open answers (app/surveys/sealed/sealing.py): a held record holds the same words.
KEPT_YEARS = 1


@dataclass(frozen=True)
class Received:
    """A signed receipt; `kind`: "new", "again" (the very same content) or "other" (another content under a known id)."""

    receipt: str
    signature: str
    kind: str

    @property
    def told(self) -> dict[str, str]:
        return {"receipt": self.receipt, "signature": self.signature}


def receive(db: Database, record: Record, *, folder: Path, way: str = "network") -> Received:
    """Take a record of a person who is known. May be repeated as often as one likes.

    Raises BadInput for what is no record of its kind; nothing is stored then and the laptop keeps it.
    """
    with writing(db):
        known = record_store.contents_of(db, record.id)
        for each in known:
            if each["sha256"] == record.sha256:
                return Received(each["receipt"], each["signature"], "again")
        taken = _taken(db, record, known)
        receipt, signature = _keep(db, record, taken, folder, way)
        if taken.state == "held":
            note(
                db,
                "record held",
                person_id=record.person_id,
                object_kind="field_record",
                object_id=record.id,
                survey=taken.survey_id,
                held=taken.problems[0].partition(":")[0] if taken.problems else "",
            )
    return Received(receipt, signature, "other" if known else "new")


def _taken(db: Database, record: Record, known: Sequence[sqlite3.Row]) -> Taken:
    take = KINDS.get(record.kind)
    if take is None:
        right = _("노트북의 화면을 새 판으로 다시 연 뒤 보내 주십시오")
        raise BadInput(Problem("kind", _("알 수 없는 종류의 기록입니다"), right))
    if not known:
        return take(db, record, record.person_id)
    first = known[0]
    return Taken("held", None, ("other_content",), first["survey_id"], first["area_id"], first["firm_id"])


def _keep(db: Database, record: Record, taken: Taken, folder: Path, way: str) -> tuple[str, str]:
    at = now()
    number = taken.number or _number(db)
    told = {
        "record": record.id,
        "sha256": record.sha256,
        "number": number,
        "state": taken.state,
        "received_at": at,
    }
    receipt = json.dumps(told, ensure_ascii=False)
    signature = keys.sign(keys.signing_key(folder), receipt)
    record_store.insert_record(
        db,
        {
            "id": record.id,
            "sha256": record.sha256,
            "kind": record.kind,
            "person_id": record.person_id,
            "device": record.device,
            "sequence": record.sequence,
            "base": record.base,
            "made_at": record.made_at,
            "received_at": at,
            "way": way,
            "state": taken.state,
            "reasons": json.dumps(taken.problems),
            "survey_id": taken.survey_id,
            "area_id": taken.area_id,
            "firm_id": taken.firm_id,
            "response_id": taken.response_id,
            # What was accepted stands in its own tables, masked where it has to be: never twice.
            "body": None if taken.state == "accepted" else record.text,
            "keep_until": years_after(in_seoul(at).date(), KEPT_YEARS).isoformat(),
            "number": number,
            "receipt": receipt,
            "signature": signature,
        },
    )
    return receipt, signature


def _number(db: Database) -> str:
    """A number of its own, of the present quarter, that no return has."""
    day = today()
    wave = f"{day.year}Q{(day.month + 2) // 3}"
    number = new_receipt(wave)
    while record_store.number_taken(db, number):
        number = new_receipt(wave)
    return number
