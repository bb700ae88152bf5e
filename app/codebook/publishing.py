"""Publishing a codebook version, and reading one back as the lexicon the taggers use."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.codebook import store
from app.db import writing
from app.errors import BadInput, Problem
from app.ids import new_id
from nlp.lexicon import Lexicon, LexiconError

FIRST = Path(__file__).with_name("codebook.json")


def publish(db: Database, definition: Mapping[str, Any], *, note: str, person_id: str | None) -> str:
    """Store the definition as the newest version and return its id; the same content again changes nothing.

    Raises BadInput with every fault of themes and terms.
    """
    try:
        lexicon = Lexicon.from_dict(definition)
    except LexiconError as error:
        right = _("코드북 파일을 고친 뒤 다시 올려 주십시오")
        raise BadInput(*(Problem(_("코드북"), problem, right) for problem in error.problems)) from error
    canonical = json.dumps(definition["themes"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    sha256 = hashlib.sha256(canonical.encode()).hexdigest()
    known = store.find_hash(db, sha256)
    if known:
        return str(known["id"])
    codebook_id = new_id()
    with writing(db):
        last = store.newest(db)
        number = last["number"] + 1 if last else 1
        store.insert(
            db,
            codebook_id=codebook_id,
            number=number,
            sha256=sha256,
            lexicon_version=lexicon.version,
            note=note,
            person_id=person_id,
            themes=definition["themes"],
        )
        record(
            db, "codebook published", person_id=person_id, object_kind="codebook", object_id=codebook_id, number=number
        )
    return codebook_id


def install_first(db: Database) -> None:
    """The codebook that ships, where there is none yet."""
    if store.newest(db) is None:
        publish(db, json.loads(FIRST.read_text()), note=_("처음 코드북"), person_id=None)


def lexicon_of(db: Database, codebook_id: str) -> Lexicon:
    """The version's themes and terms as a lexicon; its hash equals the version's `lexicon_version`."""
    by_theme: dict[str, list[dict[str, Any]]] = {}
    for term in store.terms(db, codebook_id):
        fields = {key: term[key] for key in ("lang", "form", "kind", "weight", "note")}
        by_theme.setdefault(term["theme_code"], []).append(fields)
    return Lexicon.from_dict(
        {
            "themes": [
                {
                    "id": theme["code"],
                    "name_ko": theme["name_ko"],
                    "name_en": theme["name_en"],
                    "domain": theme["domain"],
                    "terms": by_theme.get(theme["code"], []),
                }
                for theme in store.themes(db, codebook_id)
            ]
        }
    )
