"""The schemes that ship, kept as versions in the database, and a stored version read back as a scheme."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from flask_babel import gettext as _
from sqlite_utils import Database

from app.db import writing
from app.errors import Conflict
from app.evaluation.method.old_scheme import OldScheme
from app.evaluation.method.scheme import Scheme
from app.evaluation.method.scheme_file import DEFAULT, METHOD, PRESETS, canonical, read_any, read_scheme, version_of
from app.evaluation.round import scheme_store

AnyScheme = Scheme | OldScheme


def install(db: Database) -> list[str]:
    """Store each preset that is not there yet as the next version of its code. Returns their ids."""
    with writing(db):
        return [_install(db, path) for path in PRESETS.values()]


def _install(db: Database, path: Path) -> str:
    data = json.loads(path.read_text("utf-8"))
    scheme = read_scheme(data)
    found = scheme_store.scheme_by_hash(db, version_of(data))
    if found:
        return str(found["id"])
    return scheme_store.insert_scheme(
        db,
        code=scheme.id,
        definition=canonical(data),
        sha256=scheme.version,
        author=scheme.author,
        reason=scheme.reason_ko,
        legal_basis=scheme.legal_basis_ko,
    )


def scheme_in_use(db: Database, code: str = DEFAULT) -> tuple[str, Scheme]:
    """Id and content of the newest version of a scheme. Raises Conflict where there is none to compute with yet."""
    found = scheme_store.newest_scheme(db, code)
    scheme = scheme_from(found["definition"]) if found else None
    if found is None or not isinstance(scheme, Scheme):
        raise Conflict(_("없는 평가 방식입니다: %(code)s. `moksori init`으로 기본 방식을 넣어 주십시오.", code=code))
    return found["id"], scheme


def scheme_for(db: Database, round_id: str) -> tuple[str, Scheme]:
    """Id and content of the scheme a round is evaluated by: the one of its first evaluation, which data that were seen
    since cannot change; before it the newest version."""
    found = scheme_store.scheme_of_round(db, round_id, method=METHOD)
    scheme = scheme_from(found["definition"]) if found else None
    return (found["id"], scheme) if found is not None and isinstance(scheme, Scheme) else scheme_in_use(db)


@lru_cache(maxsize=32)
def scheme_from(definition: str) -> AnyScheme:
    """The scheme of a stored definition, which never changes; one of the method's first version can be shown only."""
    return read_any(json.loads(definition))


def scheme_of(db: Database, scheme_id: str) -> AnyScheme:
    """A stored version by its id. Raises KeyError for an unknown one."""
    found = scheme_store.find_scheme(db, scheme_id)
    if found is None:
        raise KeyError(scheme_id)
    return scheme_from(found["definition"])
