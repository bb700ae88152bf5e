"""What the field brings to the features below it, and its own kinds of records to the act that takes them."""

from __future__ import annotations

from sqlite_utils import Database

from app import daily
from app.field.laptop import day
from app.field.paper import deciding
from app.field.records import record_store, returning, settling, taking
from app.field.visits import ending as visits
from app.field.visits import store
from app.field.visits.day import visits_of_day
from app.field.visits.taking import take
from app.files import keeping
from app.files.sender import Sender
from app.surveys.reaching import sending
from app.surveys.results import fieldwork
from app.surveys.sealed import ending


def join() -> None:
    taking.KINDS.update({"return": returning.take, "visit": take})
    taking.FILES.update(keep=_keep)
    sending.REFUSED.update(visits=store.refused)
    fieldwork.VISITS.update(visits=store.came_to)
    day.PARTS.update(visits=visits_of_day)
    daily.DAILY.update(field_records=settling.empty_due, visits=visits.destroy_due)
    ending.DESTROYS.update(
        field_records=record_store.forget_return,
        visits=visits.destroy_of_response,
        paper=deciding.destroy_of_response,
    )


def _keep(db: Database, sha256: str, data: bytes, person_id: str) -> bool:
    """A file of a stick, kept for whose it is as one that came by the network."""
    return keeping.keep(db, sha256, data, Sender(person_id=person_id))
