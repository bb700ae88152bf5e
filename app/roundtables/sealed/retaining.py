"""Keeping originals until their day and destroying them: files, what was said, and the key's originals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts import store as accounts
from app.clock import yesterday
from app.db import destroying, writing
from app.errors import Conflict
from app.personal import sealed_store
from app.roundtables.sealed import originals_store
from app.roundtables.sealed.forgetting import forget_names


@dataclass(frozen=True)
class Destroyed:
    """What was destroyed: of how many documents, and how many originals of the key."""

    documents: int
    pseudonyms: int


def destroy(db: Database, roundtable_id: str, document_id: str, *, person_id: str | None) -> Destroyed:
    """Destroy one document's file, raw text and key for good; may be repeated.

    The key belongs to the roundtable: it goes with the last original, be that of a withdrawn transcript, and with it
    the participants' names in the record, which beside the shown text would be the key again.
    The shown text, its segments and the pseudonyms stay; the map of offsets holds no words and stays. Freed pages are
    overwritten, and the log beside the database is emptied, so that nothing is left behind in its files. Copies of the
    database made earlier are not reached.
    """
    with destroying(db):
        documents = sealed_store.destroy_original(db, document_id, person_id=person_id)
        last = documents and not originals_store.has_original(db, roundtable_id)
        pseudonyms = sealed_store.destroy_key(db, roundtable_id) if last else 0
        if last:
            forget_names(db, roundtable_id)
        if documents:
            accounts.record(
                db,
                "originals destroyed",
                person_id=person_id,
                object_kind="roundtable",
                object_id=roundtable_id,
                pseudonyms=pseudonyms,
            )
    return Destroyed(documents, pseudonyms)


def destroy_all(db: Database, roundtable_id: str, *, person_id: str | None) -> Destroyed:
    """Destroy every original a roundtable has, withdrawn ones too, the key and the names on its list; may be repeated.

    Where no transcript was stored yet, the names on the list go all the same: they are then all there is.
    """
    with destroying(db):
        kept = originals_store.kept_documents(db, roundtable_id)
        done = [destroy(db, roundtable_id, each, person_id=person_id) for each in kept]
        if not kept and forget_names(db, roundtable_id):
            accounts.record(
                db,
                "names forgotten",
                person_id=person_id,
                object_kind="roundtable",
                object_id=roundtable_id,
            )
    return Destroyed(len(kept), sum(each.pseudonyms for each in done))


def destroy_due(db: Database, until: str | None = None, *, person_id: str | None = None) -> list[str]:
    """Destroy all originals that were to be kept until a day (yesterday) or an earlier one. Returns the records' codes."""
    due = originals_store.due_documents(db, until or yesterday().isoformat())
    for each in due:
        destroy(db, each["roundtable_id"], each["document_id"], person_id=person_id)
    return [each["code"] for each in due]


def keep_until(db: Database, roundtable_id: str, document_id: str, day: date, *, person_id: str | None) -> bool:
    """Keep an original until another day; False where that is its day already. Raises Conflict where it is gone."""
    with writing(db):
        original = sealed_store.original_of(db, document_id)
        if original is None or original["destroyed_at"]:
            raise Conflict(_("원본을 이미 파기했습니다."))
        if not sealed_store.set_keep_until(db, document_id, day.isoformat()):
            return False
        accounts.record(
            db,
            "original kept until",
            person_id=person_id,
            object_kind="roundtable",
            object_id=roundtable_id,
            until=day.isoformat(),
        )
    return True
