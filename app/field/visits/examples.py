"""The example round's visits: invented, so many days before and after the day they are loaded."""

from __future__ import annotations

import csv
import hashlib
import io
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.clock import SEOUL, today
from app.db import row, writing
from app.field.visits import reporting, store
from app.field.visits.candidates import candidates
from app.field.visits.outcomes import outcomes
from app.files import keeping
from app.files.sender import Sender

# The first visit that was made carries a picture, so that there is one to look at.
PICTURED = "F0041"


def load_visits(db: Database, data: bytes, *, survey_id: str, person_id: str) -> None:
    """Visits of one researcher as the file says, and what came of them. May be repeated."""
    calls = {each.firm["id"]: each.calls for each in candidates(db, survey_id, EVERYTHING, "abnormal")}
    with writing(db):
        for line in csv.DictReader(io.StringIO(data.decode("utf-8-sig"))):
            firm = row(db, "select * from firm where code = ?", [line["기업코드"]])
            if firm is None:
                continue
            visit_id = str(uuid.uuid5(uuid.UUID(survey_id), f"visit {firm['code']}"))
            day = today() + timedelta(days=int(line["날"]))
            new = store.insert_visit(
                db,
                visit_id,
                survey_id=survey_id,
                area_id=firm["area_id"],
                firm_id=firm["id"],
                cause=line["원인"],
                person_id=None,
            )
            if not new:
                continue
            store.insert_event(
                db, visit_id, "assigned", researcher_id=person_id, planned_on=day.isoformat(), person_id=None
            )
            for call in calls.get(firm["id"], ()) if line["원인"] == "abnormal" else ():
                store.insert_call(db, visit_id, call)
            for told in _told(db, line, visit_id, person_id):
                reporting.report(db, told, person_id=person_id)


def _told(db: Database, line: dict[str, str], visit_id: str, person_id: str) -> Iterator[reporting.Report]:
    if not line["결과"]:
        return
    visited = datetime.combine(today() + timedelta(days=int(line["날"])), time(14), SEOUL)
    at = visited.astimezone(UTC).isoformat(timespec="microseconds")
    agreed = outcomes().consent.id if line["결과"] == "done" else None
    again = (today() + timedelta(days=int(line["다시"]))).isoformat() if line["다시"] else None
    yield reporting.Report(
        id=str(uuid.uuid5(uuid.UUID(visit_id), "report")),
        visit_id=visit_id,
        outcome=line["결과"],
        way="laptop",
        reason=line["까닭"] or None,
        note=line["메모"],
        second_on=again,
        consent_sha256=agreed,
        consent_at=at if agreed else None,
        visited_at=at,
        photos=(_picture(db, person_id),) if line["기업코드"] == PICTURED else (),
    )


def _picture(db: Database, person_id: str) -> str:
    """A drawn picture of no place at all, kept as a photo is."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (640, 400), "#dfe7f1")
    pen = ImageDraw.Draw(image)
    pen.rectangle((60, 180, 420, 340), fill="#8fa3bb")
    pen.polygon(((60, 180), (150, 110), (240, 180), (330, 110), (420, 180)), fill="#6b7f98")
    pen.rectangle((480, 220, 580, 340), fill="#b7c4d4")
    pen.line((0, 340, 640, 340), fill="#4a5a70", width=4)
    out = io.BytesIO()
    image.save(out, "PNG")
    data = out.getvalue()
    sha256 = hashlib.sha256(data).hexdigest()
    keeping.keep(db, sha256, data, Sender(person_id=person_id))
    return sha256
