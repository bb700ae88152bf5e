"""Signing in and managing people: passwords by argon2id, sessions that end when the password changes."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import abort
from flask_babel import gettext as _
from flask_login import current_user
from sqlite_utils import Database

from app.accounts import store
from app.accounts.people import Person, Scope
from app.accounts.permissions import EVERYONE
from app.db import get_db, writing
from app.errors import BadInput, Problem
from app.ids import new_id

_hasher = PasswordHasher()
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,31}")
# Messages and forms/accounts.py name the number too. Chosen, not measured; no list of weak passwords is asked.
MIN_PASSWORD = 10


@lru_cache(maxsize=1)
def _nobody() -> str:
    """Verified against when the login is unknown, so that the time taken does not tell which logins exist."""
    return _hasher.hash(secrets.token_hex(16))


def check_password(db: Database, login: str, password: str) -> Person | None:
    """The person whose login and password these are, or None; either way it is in the audit trail."""
    # Made whoever asks: the first to ask must not tell by the time it takes either.
    nobody = _nobody()
    found = store.find_login(db, login.strip())
    person, stored = found if found else (None, nobody)
    try:
        _hasher.verify(stored, unicodedata.normalize("NFC", password))
    except (VerificationError, InvalidHashError):
        person = None
    with writing(db):
        _note_try(db, login.strip(), person)
    return person


def _note_try(db: Database, login: str, person: Person | None) -> None:
    """A try in the trail. People type passwords where a login belongs: kept is only whose login it was, if anybody's."""
    if person:
        store.record(db, "sign-in", person_id=person.id)
        return
    whose = store.id_of_login(db, login)
    kind = "person" if whose else None
    store.record(db, "sign-in refused", person_id=None, object_kind=kind, object_id=whose, known=whose is not None)


def add_person(
    db: Database,
    *,
    login: str,
    name: str,
    role: str,
    password: str,
    area_ids: Iterable[str] = (),
    all_areas: bool = False,
    by: str | None = None,
) -> str:
    """A new person with role and areas. Raises BadInput for a login that is taken or malformed, or a weak password."""
    problems = []
    if not LOGIN.fullmatch(login):
        problems.append(
            Problem(_("아이디"), _("쓸 수 없는 아이디입니다"), _("영문 소문자와 숫자 3~32자로 적어 주십시오"))
        )
    if store.find_login(db, login):
        problems.append(Problem(_("아이디"), _("이미 쓰고 있는 아이디입니다"), _("다른 아이디를 적어 주십시오")))
    if len(password) < MIN_PASSWORD:
        problems.append(Problem(_("비밀번호"), _("너무 짧습니다"), _("10자 이상으로 적어 주십시오")))
    if role not in EVERYONE:
        problems.append(Problem(_("역할"), _("등록되지 않은 역할입니다"), _("목록에서 골라 주십시오")))
    if problems:
        raise BadInput(*problems)
    person_id = new_id()
    with writing(db):
        store.insert_person(
            db,
            person_id=person_id,
            login=login,
            name=name.strip(),
            role=role,
            password_hash=_hash(password),
            session_key=secrets.token_hex(8),
            all_areas=all_areas,
        )
        store.set_scope(db, person_id, area_ids, all_areas=all_areas)
        store.record(
            db, "person added", person_id=by, object_kind="person", object_id=person_id, login=login, role=role
        )
    return person_id


def set_password(db: Database, person_id: str, password: str, *, by: str | None) -> None:
    """A new password; every session of the person ends. Raises BadInput when it is shorter than ten characters."""
    if len(password) < MIN_PASSWORD:
        raise BadInput(Problem(_("비밀번호"), _("너무 짧습니다"), _("10자 이상으로 적어 주십시오")))
    with writing(db):
        store.update_password(db, person_id, password_hash=_hash(password), session_key=secrets.token_hex(8))
        store.record(db, "password set", person_id=by, object_kind="person", object_id=person_id)


def set_scope(db: Database, person_id: str, area_ids: Iterable[str], *, all_areas: bool, by: str | None) -> None:
    """The areas a person may see from now on."""
    chosen = list(area_ids)
    with writing(db):
        store.set_scope(db, person_id, chosen, all_areas=all_areas)
        store.record(
            db, "scope set", person_id=by, object_kind="person", object_id=person_id, areas=len(chosen), all=all_areas
        )


def set_active(db: Database, person_id: str, *, active: bool, by: str | None) -> None:
    """Close or open an account; people are never deleted, because the trail names them."""
    with writing(db):
        store.update_active(db, person_id, active=active)
        action = "person opened" if active else "person closed"
        store.record(db, action, person_id=by, object_kind="person", object_id=person_id)


def make_password() -> str:
    """A random password of four groups that can be read aloud (95 bits)."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(5)) for _ in range(4))


def load_person(user_id: str) -> Person | None:
    """Flask-Login's loader: the id and the session key must both still be true."""
    person_id, _colon, session_key = user_id.partition(":")
    person = store.find_person(get_db(), person_id)
    return person if person and secrets.compare_digest(person.session_key, session_key) else None


def my_scope() -> Scope:
    """The scope of the person signed in."""
    return store.scope_of(get_db(), current_user)


def require_area(area_id: str) -> None:
    """End the request with 404 when the area is not among the person's own: nothing tells that it exists."""
    if not my_scope().allows(area_id):
        abort(404)


def _hash(password: str) -> str:
    return _hasher.hash(unicodedata.normalize("NFC", password))
