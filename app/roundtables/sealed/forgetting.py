"""Taking the participants' names out of a record once the key is destroyed: they would be the key beside the text."""

from __future__ import annotations

from pathlib import PurePath

from sqlite_utils import Database

from app.db import rows
from app.personal.voices import empty_labels
from app.roundtables.record import store
from app.roundtables.talk.telling import label_told, organization_told


def forget_names(db: Database, roundtable_id: str) -> int:
    """Write for each participant what everybody else has read so far; may be repeated. Returns how many changed.

    Call it inside the act's transaction. The link to the register of firms stays, since voices are counted by it; the
    name beside the voice goes, unless a return or another roundtable has it.
    """
    people = store.participants_of(db, roundtable_id)
    taken = {each.label for each in people}
    changed = 0
    for each in people:
        label = label_told(each)
        if label != each.label and label in taken:
            label = f"{label} {each.position}"
        organization = organization_told(each.organization, each.org_kind, each.shown_organization)
        if (label, organization) != (each.label, each.organization):
            taken.add(label)
            changed += db.conn.execute(
                "update participant set label = ?, organization = ? where id = ?", [label, organization, each.id]
            ).rowcount
    _rename_files(db, roundtable_id)
    empty_labels(db, roundtable_id=roundtable_id)
    return changed


def _rename_files(db: Database, roundtable_id: str) -> None:
    """A file may be called after a person: once it is gone, the record's code is its name."""
    for each in rows(
        db,
        """select d.id, d.file_name, r.code from document d join roundtable r on r.id = d.roundtable_id
           where r.id = ?""",
        [roundtable_id],
    ):
        name = each["code"] + PurePath(each["file_name"]).suffix
        db.conn.execute("update document set file_name = ? where id = ?", [name, each["id"]])
