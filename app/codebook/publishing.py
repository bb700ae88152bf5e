"""Publishing a codebook version, and reading one back as the lexicon the taggers use."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.codebook import store
from app.codebook.definitions import MORE, TERM_FIELDS, WORDS, Definition, digest, tidied
from app.db import writing
from app.errors import BadInput, Problem
from app.ids import new_id
from nlp.lexicon.lexicon import Lexicon, LexiconError

FIRST = Path(__file__).with_name("codebook.json")


def publish(db: Database, definition: Mapping[str, Any], *, note: str, person_id: str | None) -> str:
    """Store the definition as the newest version and return its id; what the newest says already changes nothing.

    Raises BadInput with every fault of themes and terms.
    """
    lexicon = checked(definition)
    content = tidied(definition)
    codebook_id = new_id()
    with writing(db):
        last = store.newest(db)
        if last and digest(definition_of(db, last["id"])) == digest(content):
            return str(last["id"])
        number = last["number"] + 1 if last else 1
        store.insert(
            db,
            codebook_id=codebook_id,
            number=number,
            sha256=digest(content),
            lexicon_version=lexicon.version,
            note=note,
            person_id=person_id,
            themes=content["themes"],
        )
        record(
            db, "codebook published", person_id=person_id, object_kind="codebook", object_id=codebook_id, number=number
        )
    return codebook_id


@lru_cache(maxsize=1)
def shipped_lexicon() -> Lexicon:
    """The terms that come with the program, which the base was trained with."""
    return Lexicon.from_dict(json.loads(FIRST.read_text(encoding="utf-8")))


def checked(definition: Mapping[str, Any]) -> Lexicon:
    """The definition's terms as a lexicon. Raises BadInput with every fault."""
    try:
        return Lexicon.from_dict(definition)
    except LexiconError as error:
        right = _("코드북 파일을 고친 뒤 다시 올려 주십시오")
        raise BadInput(*(Problem(_("코드북"), problem, right) for problem in error.problems)) from error


def install_first(db: Database) -> None:
    """The codebook that ships, where there is none yet."""
    if store.newest(db) is None:
        publish(db, json.loads(FIRST.read_text()), note=_("처음 코드북"), person_id=None)


def definition_of(db: Database, codebook_id: str) -> Definition:
    """A version's whole content in the form of codebook.json."""
    by_theme: dict[str, list[dict[str, Any]]] = {}
    for found in store.terms(db, codebook_id):
        by_theme.setdefault(found["theme_code"], []).append({key: found[key] for key in TERM_FIELDS})
    themes = [
        {
            "id": theme["code"],
            "position": theme["position"],
            "domain": theme["domain"],
            **{field: theme[field] for field in (*WORDS, *MORE)},
            "yields": json.loads(theme["yields"]),
            "terms": by_theme.get(theme["code"], []),
        }
        for theme in store.themes(db, codebook_id)
    ]
    return tidied({"themes": themes})


def lexicon_of(db: Database, codebook_id: str) -> Lexicon:
    """The version's themes and terms as a lexicon; its hash equals the version's `lexicon_version`."""
    return Lexicon.from_dict(definition_of(db, codebook_id))
