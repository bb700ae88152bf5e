"""Answers begun and taken up on another device: kept on the server once the consent is given, until they are sent."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.clock import today, yesterday
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.ids import is_id, new_id
from app.personal import refusing
from app.surveys.answering import response_store
from app.surveys.answering.receipts import ALPHABET
from app.surveys.answering.responding import refuse_if_not_open
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.reaching import begun_sealing, begun_store
from forms.questionnaire import Questionnaire

# 49 bits: not to be guessed at 60 tries a minute within the life of a survey; read aloud as two groups of five.
CODE = 10
# A whole questionnaire with long answers fits thirty times. Chosen, not measured.
MOST_BYTES = 256 * 1024
# Somebody who comes back later than this begins anew. Chosen, not measured.
KEPT = timedelta(days=30)
# The form's field that says which return its answers are to be.
RETURN = "response-id"

Entries = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Begun:
    """What was begun: name and value of every field, how often it was saved, when, and an open link's code."""

    entries: list[list[str]]
    revision: int
    saved_at: str
    code: str | None = None


class Elsewhere(Conflict):
    """Another device has saved since: what stands there."""

    def __init__(self, begun: Begun) -> None:
        super().__init__(_("다른 기기에서 이어 쓴 내용이 있습니다."))
        self.begun = begun


class Sent(Conflict):
    """These very answers were sent meanwhile, from another device: the return they became."""

    def __init__(self, stored: sqlite3.Row) -> None:
        super().__init__(_("다른 기기에서 이미 보낸 답입니다."))
        self.stored = stored


def _is_refused(asked: Questionnaire, name: str, value: str) -> bool:
    return asked.in_own_words(name) and refusing.holds_resident_number(value)


def keep(
    db: Database,
    survey: sqlite3.Row,
    link: sqlite3.Row,
    token: str,
    entries: Entries,
    *,
    base: int,
    code: str | None = None,
) -> Begun | None:
    """Keep what stands in the form, sealed by the link's token.

    None while the consent is not given: then nothing is kept on the server any more. `base` is the revision the device
    knows (0: none). Raises Elsewhere where another device was later, Sent where one has sent them, NotOpen where the link
    takes no answers, BadInput for what is too long.
    """
    asked = questionnaire_of(survey["definition"])
    kept = [[name, value] for name, value in entries if value and not _is_refused(asked, name, value)]
    given = {name for name, value in kept}
    if any(q.id not in given for q in asked.questions if q.type == "consent"):
        _take_back(db, link, token, code, base)
        return None
    text = json.dumps(kept, ensure_ascii=False)
    if len(text.encode()) > MOST_BYTES:
        raise BadInput(Problem(_("적은 답"), _("너무 깁니다"), _("줄인 뒤 다시 저장해 주십시오")))
    with writing(db):
        refuse_if_not_open(db, survey, link["id"])
        if stored := became(db, link, next((value for name, value in kept if name == RETURN), None)):
            raise Sent(stored)
        if not link["firm_id"] and not code:
            code = "".join(secrets.choice(ALPHABET) for _each in range(CODE))
        hashed = _hash(link, code)
        found = begun_store.find_begun(db, link["id"], hashed)
        if found and found["revision"] != base:
            raise Elsewhere(_begun(found, token, code))
        until = min(today() + KEPT, date.fromisoformat(survey["closes_on"]) + timedelta(days=7)).isoformat()
        draft_id = found["id"] if found else new_id()
        begun_store.write_begun(
            db,
            draft_id,
            invitation_id=link["id"],
            code_hash=hashed,
            version_id=survey["version_id"],
            entries=begun_sealing.seal(text, token=token, code=code_typed(code) if hashed else "", draft_id=draft_id),
            until=until,
        )
        stored = begun_store.find_begun(db, link["id"], hashed)
    assert stored is not None
    return _begun(stored, token, code)


def _take_back(db: Database, link: sqlite3.Row, token: str, code: str | None, base: int) -> None:
    """The consent was unticked, or the form begun anew: what this device kept is forgotten, not what another wrote."""
    if not base or not (link["firm_id"] or code_typed(code)):
        return
    hashed = _hash(link, code)
    with writing(db):
        found = begun_store.find_begun(db, link["id"], hashed)
        if found and found["revision"] != base:
            raise Elsewhere(_begun(found, token, code))
        begun_store.drop_begun(db, link["id"], hashed)


def take_up(db: Database, link: sqlite3.Row, token: str, code: str | None) -> Begun | None:
    """What was begun by a link; of an open one under its code. None where nothing waits."""
    if not link["firm_id"] and not code_typed(code):
        return None
    found = begun_store.find_begun(db, link["id"], _hash(link, code))
    return _begun(found, token, code_typed(code) or None) if found else None


def became(db: Database, link: sqlite3.Row, response_id: str | None) -> sqlite3.Row | None:
    """The return that answers under this id were sent as by this link; a personal link says by itself that it is used."""
    found = response_store.find_response(db, response_id) if response_id and is_id(response_id) else None
    return found if found and found["invitation_id"] == link["id"] else None


def sent(db: Database, link: sqlite3.Row, code: str | None) -> None:
    """The answers were sent: what was begun is forgotten. May be repeated."""
    if link["firm_id"] or code_typed(code):
        with writing(db):
            begun_store.drop_begun(db, link["id"], _hash(link, code))


def forget_due(db: Database) -> int:
    """Forget what nobody took up in time. Returns how many that was."""
    with writing(db):
        return begun_store.drop_due(db, yesterday().isoformat())


def code_typed(text: str | None) -> str:
    """A code as a person types it; empty where it cannot be one.

    >>> code_typed(" 7kx2m-9qrst "), code_typed("7KX")
    ('7KX2M9QRST', '')
    """
    bare = re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", text or "").upper())
    return bare if re.fullmatch(rf"[{ALPHABET}]{{{CODE}}}", bare) else ""


def _hash(link: sqlite3.Row, code: str | None) -> str | None:
    """A personal link needs no code: its token is one."""
    if link["firm_id"]:
        return None
    return hashlib.sha256(f"{link['id']}:{code_typed(code)}".encode()).hexdigest()


def _begun(found: sqlite3.Row, token: str, code: str | None) -> Begun:
    """What cannot be opened any more is as if nothing stood there: the device's own answers count."""
    # a personal link's answers are sealed by its token alone
    secret = code_typed(code) if found["code_hash"] else ""
    text = begun_sealing.unseal(found["entries"], token=token, code=secret, draft_id=found["id"])
    entries: list[Any] = json.loads(text) if text else []
    return Begun(entries, found["revision"], found["saved_at"], code)
