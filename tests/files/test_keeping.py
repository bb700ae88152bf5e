"""Files kept under their hash: once, for their sender alone, and gone when what they belong to is."""

from __future__ import annotations

import hashlib

import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.db import rows, scalar
from app.errors import BadInput
from app.files import keeping, store
from app.files.sender import Sender
from tests.files.test_pictures import SECRET, photo

PDF = b"%PDF-1.7 example"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_file_is_taken_once_and_what_was_sent_is_not_what_is_stored(db: Database, people: dict[str, str]) -> None:
    data, sender = photo(), Sender(person_id=people["researcher"])
    assert keeping.keep(db, sha256(data), data, sender) and not keeping.keep(db, sha256(data), data, sender)
    kept = scalar(db, "select data from stored_file")
    assert SECRET not in kept and scalar(db, "select count(*) from stored_file") == 1
    assert scalar(db, "select count(*) from audit where action = 'file stored'") == 1


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"<html>", "받지 않는 종류"), (b"\xff\xd8\xff broken", "손상"), (b"\0" * (keeping.LARGEST + 1), "너무 큽니다")],
)
def test_what_is_no_sound_file_is_refused_with_a_word(
    db: Database, people: dict[str, str], data: bytes, told: str
) -> None:
    with pytest.raises(BadInput, match=told):
        keeping.keep(db, sha256(data), data, Sender(person_id=people["researcher"]))
    assert not rows(db, "select * from stored_file")


def test_other_bytes_than_the_hash_says_are_refused(db: Database, people: dict[str, str]) -> None:
    with pytest.raises(BadInput, match="해시"):
        keeping.keep(db, sha256(PDF), photo(), Sender(person_id=people["researcher"]))


def test_a_file_nobody_uses_is_seen_by_its_sender_alone_and_goes_after_its_days(
    db: Database, people: dict[str, str]
) -> None:
    keeping.keep(db, sha256(PDF), PDF, Sender(person_id=people["researcher"]))
    assert store.find_seen(db, sha256(PDF), Scope(frozenset()), person_id=people["researcher"])
    assert store.find_seen(db, sha256(PDF), EVERYTHING, person_id=people["analyst"]) is None
    assert keeping.destroy_unused(db) == 0
    assert keeping.destroy_unused(db, "2999-01-01") == 1
    gone = rows(db, "select * from stored_file")[0]
    assert gone["data"] is None and gone["person_id"] is None and gone["destroyed_at"]
    assert keeping.destroy_unused(db, "2999-01-01") == 0


def test_the_hash_of_anothers_file_opens_nothing(db: Database, people: dict[str, str]) -> None:
    keeping.keep(db, sha256(PDF), PDF, Sender(person_id=people["researcher"]))
    other = Sender(person_id=people["facilitator"])
    assert keeping.missing(db, [sha256(PDF)], other) == [sha256(PDF)]
    with pytest.raises(ValueError, match="one sender"):
        Sender()
