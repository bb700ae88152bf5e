"""The rules in use, and storing others from a file: checked whole, appended, never changed."""

from __future__ import annotations

import json

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.db import writing
from app.errors import BadInput, Problem
from app.programmes.matching import rule_store
from app.programmes.matching.rules import Rules, canonical, read_rules, rules_from, shipped
from app.tables.checked import FaultyFile


def rules_in_use(db: Database) -> Rules:
    """The newest rules stored; before the first those that ship."""
    found = rule_store.newest(db)
    return rules_from(found["definition"]) if found else rules_from(canonical(shipped()))


def store_rules(db: Database, data: bytes, file_name: str, *, person_id: str | None) -> bool:
    """Rules of a file count from now on; False where they do already. Raises BadInput with every fault."""
    try:
        definition = json.loads(data.decode("utf-8-sig"))
        rules = read_rules(definition)
    except FaultyFile as faulty:
        problems = (
            Problem(f.where, _(f.message), f.found or _("파일의 설명을 보고 고쳐 주십시오")) for f in faulty.faults
        )
        raise BadInput(*problems, source=file_name) from None
    except (UnicodeDecodeError, ValueError):
        right = _("지금 규칙을 내려받아 그 파일을 고쳐 올려 주십시오")
        raise BadInput(Problem(file_name, _("JSON으로 읽을 수 없습니다"), right), source=file_name) from None
    with writing(db):
        if rules.sha256 == rules_in_use(db).sha256:
            return False
        row_id = rule_store.insert(db, rules, canonical(definition), person_id=person_id)
        told = {"number": rules.version, "code": rules.id}
        record(
            db,
            "matching rules stored",
            person_id=person_id,
            object_kind="matching_rules",
            object_id=str(row_id),
            **told,
        )
    return True
