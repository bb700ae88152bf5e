"""What memos are about: found within a person's scope, named, and where their pages are."""

from __future__ import annotations

from collections.abc import Callable

from flask import url_for
from flask_babel import gettext as _
from sqlite_utils import Database

from app.areas import store as areas
from app.codebook import store as codebook
from app.coding.acts import passage_store
from app.coding.codes import code_store
from app.coding.statements import segment_store
from app.memos.memo import Thing
from app.memos.store import Reader
from app.words.formats import day, named
from app.words.i18n import language

# Enough of a statement to know it again in a list. Chosen, not measured.
SHOWN = 60


def find_thing(db: Database, kind: str, object_id: str, reader: Reader) -> Thing | None:
    """The thing, if there is one and the reader may see it."""
    find = FIND.get(kind)
    return find(db, object_id, reader) if find else None


def _segment(db: Database, object_id: str, reader: Reader) -> Thing | None:
    found = segment_store.find_segment(db, object_id, reader.scope)
    if found is None or not segment_store.is_heard(db, found, reader.scope):
        return None
    text = found["text"]
    name = f"“{text[:SHOWN]}…”" if len(text) > SHOWN else f"“{text}”"
    return Thing("segment", object_id, name, url_for("coding.segment", segment_id=object_id))


def _theme(db: Database, object_id: str, _reader: Reader) -> Thing | None:
    book = codebook.newest(db)
    themes = codebook.themes(db, book["id"]) if book else []
    found = next((each for each in themes if each["code"] == object_id), None)
    return Thing("theme", object_id, named(found), url_for("codebook.theme", code=object_id)) if found else None


def _code(db: Database, object_id: str, reader: Reader) -> Thing | None:
    found = code_store.find(db, object_id)
    if found is None:
        return None
    # What somebody of another area said is told nobody else as the name of a code either.
    told = not found.invivo or segment_store.find_segment(db, found.invivo, reader.scope) is not None
    return Thing("code", object_id, named(vars(found)) if told else "[…]", url_for("coding.code", code_id=object_id))


def _document(db: Database, object_id: str, reader: Reader) -> Thing | None:
    found = passage_store.find_document(db, object_id, reader.scope)
    if found is None:
        return None
    title = found["title_en"] if language() == "en" and found["title_en"] else found["title"]
    name = f"{title} ({day(found['held_on'])})"
    return Thing("document", object_id, name, url_for("roundtables.show", roundtable_id=found["roundtable_id"]))


def _area(db: Database, object_id: str, reader: Reader) -> Thing | None:
    found = areas.find_area(db, object_id) if reader.scope.allows(object_id) else None
    return Thing("area", object_id, named(found), url_for("home.area", area_id=object_id)) if found else None


def _diary(_db: Database, object_id: str, reader: Reader) -> Thing | None:
    if object_id != reader.person_id:
        return None
    return Thing("diary", object_id, _("내 일지"), url_for("memos.index", kind="diary"))


FIND: dict[str, Callable[[Database, str, Reader], Thing | None]] = {
    "segment": _segment,
    "theme": _theme,
    "code": _code,
    "document": _document,
    "area": _area,
    "diary": _diary,
}
