"""What the field brings to the features below it, and its own kinds of records to the act that takes them."""

from __future__ import annotations

from app import daily
from app.field.records import record_store, returning, settling, taking
from app.surveys.sealed import ending


def join() -> None:
    taking.KINDS.update({"return": returning.take})
    daily.DAILY.update(field_records=settling.empty_due)
    ending.DESTROYS.update(field_records=record_store.forget_return)
