"""Filing a paper: it gets the next number of its year under the office's head; each file handed out is kept by its hash."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
from dataclasses import dataclass, replace
from datetime import date, datetime
from zipfile import ZipFile, ZipInfo

from flask import current_app
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.store import record
from app.db import row, writing
from app.papers.model import Paper, SignOff
from app.papers.writing_docx import docx_bytes
from app.papers.writing_hwpx import hwpx_bytes
from app.reports.filed import filing_store
from app.reports.filed.kinds import Subject, subject_of
from app.words.i18n import speaking

# Wide enough for a year of a national centre, and the list of numbers sorts as it reads. Chosen, not measured.
DIGITS = 4


@dataclass(frozen=True)
class Head:
    """What an office writes above a paper and asks to be signed beneath it."""

    office: str
    department: str
    to: str
    made_on: date
    signers: tuple[str, ...]


@dataclass(frozen=True)
class Filed:
    """A filed paper read again: its row, its words under its number, and whether they are still those it was filed with."""

    row: sqlite3.Row
    paper: Paper
    same: bool


def number_of(head: Head, serial: int) -> str:
    return f"{head.department or head.office}-{head.made_on.year}-{serial:0{DIGITS}}"


def file_paper(db: Database, subject: Subject, head: Head, *, person_id: str) -> str:
    """Give a paper its number; its id. A number is used once, also where two file at the same moment."""
    with writing(db):
        serial = filing_store.next_serial(db, head.made_on.year)
        number = number_of(head, serial)
        paper_id = filing_store.insert_paper(
            db,
            {
                "kind": subject.kind,
                "asked": json.dumps(dict(subject.asked), ensure_ascii=False, sort_keys=True),
                "round_id": subject.round_id,
                "evaluation_id": subject.evaluation_id,
                "area_id": subject.area_id,
                "year": head.made_on.year,
                "serial": serial,
                "number": number,
                "title": subject.paper.title,
                "office": head.office,
                "department": head.department,
                "recipient": head.to,
                "made_on": head.made_on.isoformat(),
                "signers": json.dumps(head.signers, ensure_ascii=False),
                "language": subject.paper.language,
                "words_sha256": subject.sha256,
                "example": int(current_app.config["MOKSORI"].example),
                "person_id": person_id,
            },
        )
        record(db, "paper filed", person_id=person_id, object_kind="paper", object_id=paper_id, paper=number)
    return paper_id


def read_filed(db: Database, paper_id: str, scope: Scope, person_id: str) -> Filed | None:
    """A filed paper as it would be made now, in its own language; None for what is not there or not this person's."""
    found = filing_store.find_paper(db, paper_id, scope, person_id)
    round_ = row(db, "select * from round where id = ?", [found["round_id"]]) if found else None
    if found is None or round_ is None:
        return None
    with speaking(found["language"]):
        subject = subject_of(db, found["kind"], json.loads(found["asked"]), round_=round_, scope=scope)
    if subject is None:
        return None
    signers = tuple(json.loads(found["signers"]))
    paper = replace(
        subject.paper.filed(
            number=found["number"],
            made_on=found["made_on"],
            office=found["office"],
            department=found["department"],
            to=found["recipient"],
        ),
        sign_off=SignOff(signers) if signers else None,
    )
    return Filed(found, paper, subject.sha256 == found["words_sha256"])


def file_of(db: Database, filed: Filed, form: str, *, person_id: str) -> bytes:
    """The file of a filed paper; its hash is kept. The same paper gives the same bytes, whenever it is asked for."""
    made = datetime.fromisoformat(filed.row["at"])
    with speaking(filed.paper.language):
        data = _settled((docx_bytes if form == "docx" else hwpx_bytes)(filed.paper, made), made)
    digest = hashlib.sha256(data).hexdigest()
    with writing(db):
        filing_store.insert_file(db, filed.row["id"], form, digest, len(data), person_id)
    return data


def _settled(data: bytes, made: datetime) -> bytes:
    """The same package with the instant of the paper on every part, not that of the writing."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as before, ZipFile(out, "w") as after:
        for part in before.infolist():
            info = ZipInfo(part.filename, made.timetuple()[:6])
            info.compress_type = part.compress_type
            after.writestr(info, before.read(part))
    return out.getvalue()
