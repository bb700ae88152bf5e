"""Putting the sealed side of a transcript away: file, raw text, map and key, and how each participant reads."""

from __future__ import annotations

from hashlib import sha256

from sqlite_utils import Database

from app.clock import today
from app.personal import sealed_store
from app.roundtables.record import store
from app.roundtables.record.hearing import Participant
from app.roundtables.sealed import originals_store
from app.roundtables.sealed.deidentifying import first_day
from app.roundtables.sealed.disguising import Disguise
from app.roundtables.talk.telling import label_told
from transcripts.personal.firms import core, is_masked


def seal(
    db: Database, document_id: str, roundtable_id: str, data: bytes, disguise: Disguise, *, keep_until: str | None
) -> None:
    """Write the sealed side of a document that has just been stored. Call it inside that act's transaction."""
    raw, layers = disguise.raw, disguise.layers
    sealed_store.insert_original(
        db,
        document_id,
        file_bytes=data,
        raw_text=raw.text if layers.replacements else None,
        raw_sha256=sha256(raw.text.encode()).hexdigest(),
        normalizing=raw.normalizing,
        keep_until=keep_until or first_day(db, roundtable_id, today()).isoformat(),
    )
    sealed_store.insert_replacements(db, document_id, layers.replacements)
    sealed_store.add_to_key(db, roundtable_id, disguise.key)
    for each in store.participants_of(db, roundtable_id):
        firm = None
        if each.org_kind == "firm" and not is_masked(each.organization):
            firm = disguise.key.get(("firm", core(each.organization)))
        originals_store.set_shown(db, each.id, label=_label(each, disguise), organization=firm)


def _label(each: Participant, disguise: Disguise) -> str:
    """The label with the key's pseudonyms; where it still names somebody, the kind of participant."""
    shown = disguise.label(each.label)
    return shown if shown != each.label else label_told(each)
