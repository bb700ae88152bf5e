"""The file on a stick: the same records once, whichever way they come first; nothing of a file that was touched."""

from __future__ import annotations

import hashlib
import io
import json
import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import Flask
from sqlite_utils import Database

from app.errors import BadInput
from app.field.records import bundle, keys
from app.ids import new_id
from tests.conftest import all_rows, sign_in, token
from tests.field.conftest import Laptop, sign_as_browser


def made(laptop: Laptop, folder: Path, records: list[tuple[str, bytes]], **head: object) -> bytes:
    """A file as a laptop writes it."""
    mine, salt = ec.generate_private_key(ec.SECP256R1()), os.urandom(32)
    shared = mine.exchange(ec.ECDH(), keys.reading_key(folder).public_key())
    cipher = AESGCM(HKDF(hashes.SHA256(), 32, salt, b"moksori field bundle").derive(shared))
    told = {"kind": "moksori-field", "v": 1, "person": laptop.person, "device": laptop.device}
    lines = [json.dumps({**told, "key": keys.jwk(mine), "salt": keys.to_text(salt), **head}).encode()]
    for number, (record, text) in enumerate(records, 1):
        iv, value = os.urandom(12), json.dumps({"id": record, "record": text.decode()}).encode()
        lines.append(keys.to_text(iv + cipher.encrypt(iv, value, str(number).encode())).encode())
    body = b"\n".join(lines) + b"\n"
    return body + json.dumps({"signature": sign_as_browser(laptop.key, body)}).encode() + b"\n"


@pytest.fixture
def folder(app: Flask) -> Path:
    return Path(app.config["MOKSORI"].data)


def test_a_file_is_taken_as_often_as_one_likes_and_sending_afterwards_too(
    laptop: Laptop, db: Database, folder: Path
) -> None:
    laptop.register()
    records = [(new_id(), laptop.seal()), (new_id(), laptop.seal(answers={}))]
    data = made(laptop, folder, records)
    first = bundle.import_bundle(db, data, folder=folder, person_id=None)
    again = bundle.import_bundle(db, data, folder=folder, person_id=None)
    assert (first.new, first.known, first.held, again.new, again.known) == (2, 0, 1, 0, 2)
    assert [laptop.send(*each).status_code for each in records] == [200, 200]
    assert len(all_rows(db, "response")) == 1 and {r["way"] for r in all_rows(db, "field_record")} == {"file"}


def test_a_file_that_was_touched_cut_or_signed_by_another_is_refused_whole(
    laptop: Laptop, db: Database, folder: Path, people: dict[str, str]
) -> None:
    laptop.register()
    whole = made(laptop, folder, [(new_id(), laptop.seal()), (new_id(), laptop.seal())])
    lines = whole.split(b"\n")
    stranger = Laptop(laptop.client, laptop.person, laptop.survey, laptop.area, laptop.firm)
    impostor = Laptop(laptop.client, laptop.person, laptop.survey, laptop.area, laptop.firm, device=laptop.device)
    bad = [
        b"",
        b"not a file of ours",
        b"[" * 50_000,
        whole[:-30],
        b"\n".join([lines[0], lines[2], lines[1], *lines[3:]]),
        whole.replace(lines[1][:8], b"AAAAAAAA", 1),
        made(stranger, folder, []),
        made(impostor, folder, [(new_id(), laptop.seal())]),
        made(laptop, folder, [], person=people["analyst"]),
        made(laptop, folder, [], v=2),
    ]
    for data in bad:
        with pytest.raises(BadInput):
            bundle.import_bundle(db, data, folder=folder, person_id=None)
    assert all_rows(db, "field_record") == []


def test_one_record_that_cannot_be_taken_is_told_and_the_others_are_stored(
    laptop: Laptop, db: Database, folder: Path, people: dict[str, str]
) -> None:
    laptop.register()
    foreign = (new_id(), laptop.seal(person=people["expert"]))
    data = made(laptop, folder, [foreign, (new_id(), b"{}"), (new_id(), laptop.seal())])
    done = bundle.import_bundle(db, data, folder=folder, person_id=None)
    assert done.new == 1 and {p.where.split(" ")[0] for p in done.refused} >= {"1번째", "2번째"}


def test_the_office_brings_it_in_on_its_page(laptop: Laptop, db: Database, folder: Path) -> None:
    laptop.register()
    data = made(laptop, folder, [(new_id(), laptop.seal())])
    sign_in(laptop.client, "analyst")
    form = {"csrf_token": token(laptop.client, "/field/import"), "file": (io.BytesIO(data), "a.field")}
    assert "새 기록 1건" in laptop.client.post("/field/import", data=form).text
    assert hashlib.sha256(data).hexdigest() and len(all_rows(db, "response")) == 1
