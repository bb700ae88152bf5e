"""The second way out: unsent records in one file on a stick, readable by the office alone, signed by their laptop.

A line is a JSON text: first the head, then each record or file encrypted by itself (so that no laptop and no server holds
all of it in memory), last the signature over every byte before it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record as note
from app.db import writing
from app.errors import BadInput, Problem
from app.field.records import keys, record_store
from app.field.records.receiving import receive
from app.field.records.record import read
from app.field.records.taking import FILES
from app.ids import is_id

KIND, VERSION = "moksori-field", 1
INFO = b"moksori field bundle"


@dataclass
class Imported:
    """How many records were new, how many had come before, and what could not be taken, each with its reason."""

    new: int = 0
    known: int = 0
    files: int = 0
    held: int = 0
    refused: list[Problem] = field(default_factory=list)


def import_bundle(db: Database, data: bytes, *, folder: Path, person_id: str | None) -> Imported:
    """Take every record of a file from a laptop; as often as one likes, a record that came before changes nothing.

    Raises BadInput for a file that is damaged, of no laptop of this office, or signed by another; nothing is stored then.
    A single record that cannot be taken is told and left in the file, the others are stored.
    """
    head, lines = _verified(db, data)
    done = Imported()
    for number, line in enumerate(_opened(head, lines, folder), 1):
        if "data" in line:
            done.files += FILES["keep"](db, line["file"], keys.from_text(line["data"]), head["person"])
        else:
            _take(db, line, head, folder, number, done)
    with writing(db):
        note(
            db,
            "field file imported",
            person_id=person_id,
            object_kind="person",
            object_id=head["person"],
            new=done.new,
            unchanged=done.known,
        )
    return done


def _take(db: Database, line: dict[str, Any], head: dict[str, Any], folder: Path, number: int, done: Imported) -> None:
    try:
        record = read(str(line.get("id")), str(line.get("record")).encode())
        if not is_id(record.id) or record.person_id != head["person"] or record.device != head["device"]:
            raise BadInput(Problem("", _("이 노트북의 기록이 아닙니다"), _("사무실에 알려 주십시오")))
        received = receive(db, record, folder=folder, way="file")
    except BadInput as error:
        where = _("%(n)s번째 기록", n=number)
        done.refused += [Problem(" ".join((where, p.where)).strip(), p.what, p.right) for p in error.problems]
        return
    done.new += received.kind != "again"
    done.known += received.kind == "again"
    done.held += json.loads(received.receipt)["state"] == "held"


def _verified(db: Database, data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The head and the encrypted lines of a file whose signature is its laptop's. Raises BadInput."""
    body, _newline, last = data.rstrip(b"\n").rpartition(b"\n")
    try:
        head, end = json.loads(body.partition(b"\n")[0]), json.loads(last)
        if (head["kind"], head["v"]) != (KIND, VERSION):
            raise ValueError(head["kind"])
        device = record_store.find_device(db, str(head["device"]))
        signature = str(end["signature"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        what = _("노트북에서 내려받은 현장 자료 파일이 아니거나 중간에 잘렸습니다")
        raise BadInput(Problem(_("파일"), what, _("노트북에서 파일을 다시 내려받아 가져오십시오"))) from error
    if device is None or device["person_id"] != head["person"]:
        what = _("이 사무실에 등록되지 않은 노트북에서 만든 파일입니다")
        raise BadInput(Problem(_("파일"), what, _("이 노트북을 준비한 서버에서 가져오십시오")))
    key = keys.public_key(json.loads(device["public_key"]))
    if not keys.is_signed(key, hashlib.sha256(body + b"\n").digest(), signature):
        what = _("서명이 맞지 않습니다. 파일이 바뀌었거나 손상되었습니다")
        raise BadInput(Problem(_("파일"), what, _("노트북에서 파일을 다시 내려받아 가져오십시오")))
    return head, body.split(b"\n")[1:]


def _opened(head: dict[str, Any], lines: list[bytes], folder: Path) -> Iterator[dict[str, Any]]:
    """What the lines say, decrypted one by one. Raises BadInput where the office's key does not open them."""
    try:
        shared = keys.reading_key(folder).exchange(ec.ECDH(), keys.public_key(head["key"]))
        cipher = AESGCM(HKDF(hashes.SHA256(), 32, keys.from_text(head["salt"]), INFO).derive(shared))
        for number, line in enumerate(lines, 1):
            raw = keys.from_text(line.decode())
            yield json.loads(cipher.decrypt(raw[:12], raw[12:], str(number).encode()))
    except (InvalidTag, ValueError, KeyError) as error:
        what = _("이 서버의 열쇠로 열리지 않는 파일입니다")
        raise BadInput(Problem(_("파일"), what, _("이 노트북을 준비한 서버에서 가져오십시오"))) from error
