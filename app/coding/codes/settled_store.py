"""All SQL of carrying over what was settled: further acts with the same person and reason that point to what they carry."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from app.clock import now
from app.coding.codes.carry_store import Carry, graver
from app.db import row, rows, scalar


def carry(db: Database, event_id: str, wanted: Iterable[Carry]) -> int:
    """Append each settlement, and each proposal that waits, anew on its new theme and code; how many statements."""
    changes: dict[int, dict[str, Carry]] = defaultdict(dict)
    for each in wanted:
        changes[-each.judgment_id][each.was] = each
    segments = [scalar(db, "select segment_id from settlement where id = ?", [each]) for each in changes]
    for segment_id in dict.fromkeys(segments):
        moved = False
        for act in _live(db, segment_id):
            # What waits for an answer follows on what is settled: carried along, so that it can be answered still.
            if changes.get(act["id"]) or moved:
                _append(db, act, event_id, _changed(_codings(db, act["id"]), changes.get(act["id"], {})))
                moved = True
    return len(set(segments))


def take_back(db: Database, event_id: str) -> int:
    """Append what stood before every settlement an event carried over, where that stands still; how many statements."""
    carried = rows(
        db,
        """select distinct segment_id from settlement s where carried = ? and not exists (
             select 1 from settlement back where back.carries = s.id and back.carried = s.carried)""",
        [event_id],
    )
    back = set()
    for (segment_id,) in carried:
        for act in _live(db, segment_id):
            if act["carried"] == event_id:
                _append(db, act, event_id, _codings(db, act["carries"]))
                back.add(segment_id)
    return len(back)


def beside(db: Database, settlement_id: int, theme_code: str) -> bool:
    """Whether a settlement stands on a theme already."""
    sql = "select 1 from settled_coding where settlement_id = ? and theme_code = ?"
    return row(db, sql, [settlement_id, theme_code]) is not None


def _live(db: Database, segment_id: str) -> list[sqlite3.Row]:
    """What is settled of a segment, then what is proposed and waits."""
    return rows(
        db,
        """select * from settlement s where s.segment_id = ? and (s.id in (select id from settled)
             or (s.act = 'propose' and s.id = (select max(id) from settlement where segment_id = s.segment_id)))
           order by s.act = 'propose', s.id""",
        [segment_id],
    )


def _codings(db: Database, settlement_id: int) -> list[dict[str, object]]:
    found = rows(db, "select * from settled_coding where settlement_id = ? order by theme_code", [settlement_id])
    return [dict(each) for each in found]


def _changed(codings: Iterable[dict[str, object]], changes: Mapping[str, Carry]) -> list[dict[str, object]]:
    """The codings on their new themes and codes; two that come to one theme are one, the graver."""
    found: dict[object, dict[str, object]] = {}
    for each in codings:
        to = changes.get(str(each["theme_code"]))
        told = {**each, "theme_code": to.theme_code, "code_id": to.code_id} if to else each
        there = found.get(told["theme_code"])
        if there:
            stance, severity = graver(told, there)
            told = {**(told if to else there), "stance": stance, "severity": severity}
        found[told["theme_code"]] = told
    return list(found.values())


def _append(db: Database, act: sqlite3.Row, event_id: str, codings: Iterable[dict[str, object]]) -> None:
    newest = scalar(db, "select max(id) from settlement where segment_id = ?", [act["segment_id"]])
    made = db.conn.execute(
        """insert into settlement(segment_id, person_id, act, reason, replaces, at, carried, carries)
           values (?, ?, ?, ?, ?, ?, ?, ?)""",
        [act["segment_id"], act["person_id"], act["act"], act["reason"], newest, now(), event_id, act["id"]],
    ).lastrowid
    columns = ("theme_code", "code_id", "stance", "severity", "statement", "span_start", "span_end")
    db.conn.executemany(
        "insert into settled_coding values (?, ?, ?, ?, ?, ?, ?, ?)",
        [[made, *(each[column] for column in columns)] for each in codings],
    )
