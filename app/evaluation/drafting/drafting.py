"""Writing a draft of a scheme, approving it as the next version, dropping it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.clock import today
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.evaluation.drafting import draft_store
from app.evaluation.drafting.reasons import reasons_of
from app.evaluation.method.scheme_file import canonical, read_scheme, version_of
from app.evaluation.reading import register_store
from app.evaluation.round import scheme_store, store
from app.tables.checked import FaultyFile


def write_draft(
    db: Database, base: sqlite3.Row, definition: Mapping[str, Any], *, person: tuple[str, str], replaces: str = ""
) -> str:
    """Append a draft over a version and return its id; `person` is id and name. An earlier draft it replaces ends.

    Author and date become those of the draft, and each changed value has its reason (`reasons_of`). The very same again,
    while it waits, is the draft that is there. Raises BadInput where nothing differs, Conflict for a draft that ended.
    """
    person_id, name = person
    own = json.loads(base["definition"])
    signed = {**definition, "author": name, "date": today().isoformat()}
    if reasons := reasons_of(own, signed):
        signed["reasons"] = reasons
    if {**signed, "author": own["author"], "date": own["date"]} == own:
        what, right = _("바뀐 것이 없습니다"), _("값을 하나라도 바꾸고, 바꾼 까닭을 적어 주십시오")
        raise BadInput(Problem(_("평가 방식"), what, right))
    with writing(db):
        if there := draft_store.same_draft(db, base_id=base["id"], sha256=version_of(signed), person_id=person_id):
            return there
        if replaces:
            _waiting(db, replaces)
            draft_store.end_draft(db, replaces, act="replaced", person_id=person_id)
        draft_id = draft_store.insert_draft(
            db, base_id=base["id"], definition=canonical(signed), sha256=version_of(signed), person_id=person_id
        )
        record(
            db, "scheme drafted", person_id=person_id, object_kind="scheme_draft", object_id=draft_id, code=base["code"]
        )
    return draft_id


def definition_in(data: bytes, code: str) -> dict[str, Any]:
    """The definition in an uploaded file. Raises BadInput with every fault of it."""
    right = _("`docs/schemas/scheme.schema.json`의 모양을 따라 고쳐 다시 올려 주십시오")
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadInput(
            Problem(_("파일"), _("JSON으로 읽을 수 없습니다: %(why)s", why=str(error)[:80]), right)
        ) from None
    try:
        read_scheme(found)
    except FaultyFile as error:
        words = [Problem(f.where, _(f.message) + (f" ({f.found})" if f.found else ""), right) for f in error.faults]
        raise BadInput(*words) from None
    if found["id"] != code:
        what = _("다른 평가 방식의 파일입니다: %(code)s", code=str(found["id"])[:40])
        raise BadInput(Problem("id", what, _("‘%(code)s’이어야 합니다", code=code)))
    return dict(found)


def approve(db: Database, draft_id: str, *, round_id: str | None, person_id: str) -> str:
    """Make a draft the next version of its scheme; returns the version's id. By a second person alone.

    A round that has been evaluated keeps its scheme; that it was approved late is written down.
    """
    with writing(db):
        draft = _waiting(db, draft_id)
        if draft["person_id"] == person_id:
            raise Conflict(_("초안을 쓴 사람은 승인할 수 없습니다. 다른 사람이 승인해야 합니다."))
        newest = scheme_store.newest_scheme(db, draft["code"])
        if newest is None or newest["id"] != draft["base_id"]:
            raise Conflict(_("초안을 쓴 뒤에 새 판이 나왔습니다. 새 판에서 초안을 다시 써 주십시오."))
        if scheme_store.scheme_by_hash(db, draft["sha256"]):
            raise Conflict(_("같은 내용의 판이 이미 있습니다."))
        definition = json.loads(draft["definition"])
        scheme_id = scheme_store.insert_scheme(
            db,
            code=draft["code"],
            definition=draft["definition"],
            sha256=draft["sha256"],
            author=definition["author"],
            reason=definition["reason_ko"],
            legal_basis=definition["legal_basis_ko"],
        )
        late = is_late(db, round_id)
        draft_store.end_draft(db, draft_id, act="approved", person_id=person_id, scheme_id=scheme_id, late=late)
        record(
            db,
            "scheme approved",
            person_id=person_id,
            object_kind="scheme_draft",
            object_id=draft_id,
            code=draft["code"],
            late=int(late),
        )
    return scheme_id


def drop(db: Database, draft_id: str, *, person_id: str) -> None:
    """End a draft without a version; what was written stays."""
    with writing(db):
        draft = _waiting(db, draft_id)
        draft_store.end_draft(db, draft_id, act="dropped", person_id=person_id)
        record(
            db,
            "scheme draft dropped",
            person_id=person_id,
            object_kind="scheme_draft",
            object_id=draft_id,
            code=draft["code"],
        )


def is_late(db: Database, round_id: str | None) -> bool:
    """Whether a round's data may have been seen: it was evaluated, or the day its data count up to is past."""
    if round_id is None:
        return False
    day = register_store.round_day(db, round_id)
    return store.newest_evaluation(db, round_id) is not None or (day is not None and day < today().isoformat())


def _waiting(db: Database, draft_id: str) -> sqlite3.Row:
    draft = draft_store.find_draft(db, draft_id)
    if draft is None or draft["act"] is not None:
        raise Conflict(_("이미 끝난 초안입니다. 평가 방식 화면에서 다시 열어 주십시오."))
    return draft
