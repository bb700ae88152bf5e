"""Making a laptop known: its public key, and the secret that opens its store beside the PIN."""

from __future__ import annotations

import json
from pathlib import Path

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record as note
from app.db import writing
from app.errors import BadInput, Problem
from app.field.records import keys, record_store


def register(db: Database, device: str, body: object, *, person_id: str, folder: Path) -> dict[str, object]:
    """Know a store's public key from now on, and tell its secret and the office's keys. May be repeated.

    The secret alone opens nothing: it needs what the laptop keeps. Whoever asks has signed in, so that a forgotten PIN
    can be set anew; each asking is in the trail. Raises BadInput for another key under a known id.
    """
    text = _key(body)
    with writing(db):
        known = record_store.find_device(db, device)
        if known and (known["person_id"], known["public_key"]) != (person_id, text):
            right = _("이 노트북을 새로 준비해 주십시오")
            raise BadInput(Problem(_("노트북"), _("이미 다른 열쇠로 등록되어 있습니다"), right))
        if not known:
            record_store.insert_device(db, device, person_id, text)
        note(
            db,
            "laptop opened by the office" if known else "laptop registered",
            person_id=person_id,
            object_kind="person",
            object_id=person_id,
        )
    return {
        "secret": keys.secret_of(folder, person_id, device),
        "key": keys.jwk(keys.signing_key(folder)),
        "office": keys.jwk(keys.reading_key(folder)),
    }


def _key(body: object) -> str:
    try:
        found = body["public_key"] if isinstance(body, dict) else None
        keys.public_key(found)
    except (KeyError, ValueError) as error:
        right = _("노트북의 화면을 새로 연 뒤 다시 준비해 주십시오")
        raise BadInput(Problem(_("노트북"), _("열쇠를 읽을 수 없습니다"), right)) from error
    assert isinstance(found, dict)
    return json.dumps({name: found[name] for name in ("kty", "crv", "x", "y")})
