"""The name beside a voice: emptied once no return and no list of participants has it any more."""

from __future__ import annotations

from sqlite_utils import Database

# A list that has been written over: a transcript was stored, and no original is left of which the key would be the key.
_FORGOTTEN = """exists (select 1 from document d where d.roundtable_id = p.roundtable_id)
  and not exists (select 1 from original o join document d on d.id = o.document_id
                  where d.roundtable_id = p.roundtable_id and o.destroyed_at is null)"""


def empty_labels(db: Database, *, respondent_id: str = "", roundtable_id: str = "") -> int:
    """Empty the label of one voice, or of the voices of a roundtable whose list is being written over; may be repeated.

    It stays where a return of a firm on no list is told by it, and where another roundtable's list still names it. The
    voice itself stays, for it is counted; a firm of the register is still told by the register. Returns how many.
    """
    return db.conn.execute(
        f"""update respondent set label = '' where label <> ''
              and (id = :voice or id in (select respondent_id from participant where roundtable_id = :roundtable))
              and (firm_id is not null or not exists (select 1 from response r where r.respondent_id = respondent.id))
              and not exists (select 1 from participant p where p.respondent_id = respondent.id
                              and p.roundtable_id <> :roundtable and not ({_FORGOTTEN}))""",
        {"voice": respondent_id, "roundtable": roundtable_id},
    ).rowcount
