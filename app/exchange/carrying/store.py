"""All SQL of exchange: texts and segments a person may hear, what of one's own stands, what was brought."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.coding.statements.segment_store import in_scope
from app.db import rows, scalar


def documents(db: Database, round_id: str, scope: Scope) -> list[sqlite3.Row]:
    """Standing transcripts of the round held for an area of the scope, with their de-identified text."""
    return rows(
        db,
        f"""select d.id, d.text, d.roundtable_id, rt.title, rt.code from document d
            join roundtable rt on rt.id = d.roundtable_id
            where rt.round_id = ? and not exists (select 1 from withdrawal w where w.document_id = d.id)
              and exists (select 1 from roundtable_area ra where ra.roundtable_id = rt.id and {scope.sql("ra.area_id")})
            order by rt.held_on, rt.code""",
        [round_id],
    )


def texts_of(db: Database, document_ids: Sequence[str]) -> dict[str, str]:
    found = rows(
        db,
        """select id, text from document d where id in (select value from json_each(?))
             and not exists (select 1 from withdrawal w where w.document_id = d.id)""",
        [json.dumps(list(document_ids))],
    )
    return {r["id"]: r["text"] for r in found}


def turns_of(db: Database, document_id: str) -> list[sqlite3.Row]:
    """Whose each speech is and where it stands, in the order of the text."""
    return rows(
        db,
        'select participant_id, start, "end" from turn where document_id = ? order by start',
        [document_id],
    )


def answers(db: Database, round_id: str, scope: Scope) -> list[sqlite3.Row]:
    """Open answers of the round that were cut into segments, within the scope, with their text."""
    return rows(
        db,
        f"""select an.id, an.text from answer an where an.id in (
              select s.answer_id from segment s where s.round_id = ? and s.answer_id is not null and {in_scope(scope)})""",
        [round_id],
    )


def segments_of(db: Database, *, document_id: str | None, answer_id: str | None, scope: Scope) -> list[sqlite3.Row]:
    """Segments of a text within the scope, in its order, with whose speech each is a part of."""
    return rows(
        db,
        f"""select s.id, s.start, s."end", s.text, t.participant_id from segment s left join turn t on t.id = s.turn_id
            where (s.document_id = ? or s.answer_id = ?) and {in_scope(scope)} order by s.start""",
        [document_id, answer_id],
    )


def standing_of(db: Database, coder_id: str, segment_ids: Sequence[str]) -> dict[str, set[str]]:
    """Segment to the themes a coder has given, rejected or changed away on it; "" is there for "no theme here"."""
    found = rows(
        db,
        """select segment_id, action, theme_code, about from standing
           where coder_id = ? and segment_id in (select value from json_each(?))""",
        [coder_id, json.dumps(list(segment_ids))],
    )
    themes: dict[str, set[str]] = {}
    for r in found:
        told = ("",) if r["action"] == "nothing" else (r["theme_code"], r["about"])
        themes.setdefault(r["segment_id"], set()).update(each for each in told if each is not None)
    return themes


def roundtable_of(db: Database, document_id: str) -> str:
    return str(scalar(db, "select roundtable_id from document where id = ?", [document_id]))


def note_run(db: Database, act: str, *, sha256: str, rows: int, person_id: str) -> None:
    """Note the file a person brought, under the id of the act its judgments were given by; its name may be a name."""
    db.conn.execute(
        "insert into import_run(id, kind, file_name, sha256, rows, person_id, at) values (?, 'exchange', '', ?, ?, ?, ?)",
        [act, sha256, rows, person_id, now()],
    )


def note_source(db: Database, judgment_id: int, *, coder: str, code: str, at: str) -> None:
    """Keep whose coding a judgment was in the file it came from."""
    db.conn.execute("insert into brought values (?, ?, ?, ?)", [judgment_id, coder, code, at])


def note_memo(db: Database, memo_id: str, act: str, *, coder: str) -> None:
    """Keep that a memo came with a file and whose it was, under the id of the act its judgments were given by."""
    db.conn.execute("insert into brought_memo values (?, ?, ?)", [memo_id, act, coder])


def memos_of_act(db: Database, act: str, person_id: str) -> list[str]:
    """The person's memos that came with a file and are not in the trash."""
    found = rows(
        db,
        """select m.id from brought_memo b join memo_now m on m.id = b.memo_id
           where b.act = ? and m.person_id = ? and m.trashed = 0""",
        [act, person_id],
    )
    return [each["id"] for each in found]


def runs_of(db: Database, person_id: str, limit: int = 20) -> list[sqlite3.Row]:
    """What a person brought, newest first, with the first judgment of each and how many of them still stand."""
    return rows(
        db,
        """select r.id, r.sha256, r.rows, r.at, j.id as first,
             (select count(*) from brought_memo b where b.act = r.id) as memos,
             (select count(*) from judgment k where (k.id = j.id or k.together = j.id)
                and not exists (select 1 from judgment b where b.retracts = k.id)) as standing
           from import_run r join judgment j on j.act = r.id
           where r.kind = 'exchange' and r.person_id = ? order by r.at desc limit ?""",
        [person_id, limit],
    )
