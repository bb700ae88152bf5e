"""SQL of what was said right before a statement: by the same speaker in the same breath, or asked by who led the talk."""

from __future__ import annotations

import re

from sqlite_utils import Database

from app.coding.statements.segment_store import STANDS
from app.db import row
from app.roundtables.record.records import VOICES

_SENTENCE = re.compile(r"(?<=[.?!])\s+")


def before(db: Database, segment_id: str) -> str:
    """The statement before in the same speech or answer, else the last sentence of a moderator or official; or "".

    Those are heard by all (see `app.roundtables.record.hearing`); what another firm said before is nobody's to quote here.
    """
    found = row(db, _OWN, {"segment": segment_id})
    if found:
        return str(found["said"])
    asked = row(db, _ASKED, {"segment": segment_id})
    return _SENTENCE.split(asked["said"].strip())[-1] if asked else ""


_OWN = f"""select s.text as said from segment own join segment s on
  (s.turn_id = own.turn_id or s.answer_id = own.answer_id) and s."end" <= own.start
  where own.id = :segment and {STANDS} order by s."end" desc limit 1"""
_ASKED = f"""select substr(d.text, t.start + 1, t."end" - t.start) as said
  from segment s join turn mine on mine.id = s.turn_id
    join turn t on t.document_id = mine.document_id and t.position = mine.position - 1
    join participant p on p.id = t.participant_id and p.org_kind not in ({", ".join(f"'{each}'" for each in sorted(VOICES))})
    join document d on d.id = t.document_id
  where s.id = :segment and s.start <= mine.start + 2 and {STANDS}"""
