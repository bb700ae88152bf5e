"""What is held of visits to a firm is found by its name and by who is named in a note, and destroyed on request."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.db import row, scalar
from app.requests.asked import Asked
from app.requests.destroying import destroy
from app.requests.finding import find
from tests.field.visits.conftest import send, tell
from tests.field.visits.test_reporting import CONSENT, with_photo
from tests.surveys.conftest import firms, survey

__all__ = ["firms", "send", "survey", "tell"]


def test_notes_photos_and_consents_of_visits_are_found_and_destroyed(
    app: Flask, db: Database, send: Callable[..., str], tell: Callable[..., object], people: dict[str, str]
) -> None:
    tell(send("F1"), note="예시: 은하수 이야기", photos=(with_photo(db, people["researcher"]),), **CONSENT)
    tell(send("F2"), note="예시: 다른 곳")
    with app.test_request_context():
        found = find(db, Asked(firm="예시정밀 F1"), EVERYTHING)
        assert (found.counts["visits"], [e.act for e in found.entries], found.entries[0].own) == (1, ["visit"], True)
        assert find(db, Asked(name="은하수"), EVERYTHING).entries[0].own is False
        assert not find(db, Asked(firm="예시정밀 F1"), Scope(frozenset())).entries
        assert destroy(db, found.entries, "self", person_id=people["analyst"]) == {"visit": 1}
        assert not find(db, Asked(firm="예시정밀 F1"), EVERYTHING).entries
    told = row(db, "select * from visit_report where outcome = 'done' and destroyed_at is not null")
    assert told and (told["note"], told["consent_sha256"]) == ("", None)
    assert scalar(db, "select data from stored_file") is None and scalar(db, "select count(*) from visit_report") == 2
