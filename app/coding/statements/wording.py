"""Remembering the words of the round's segments, so that pages which count words load no analyser."""

from __future__ import annotations

import json

from sqlite_utils import Database

from app.coding.statements.segment_store import STANDS
from app.coding.statements.segmenting import silent
from app.db import rows, scalar, writing
from app.jobs import Report

# Segments a transaction: a restart loses no more, and others may write between. Chosen, not measured.
BATCH = 200

_MISSING = f"""from segment s where s.round_id = ? and {STANDS} and not exists (
  select 1 from segment_words w where w.segment_id = s.id and w.analyser_version = ?)"""
_NEXT = f"select s.id, s.text, s.language, s.rowid as at {_MISSING} and s.rowid > ? order by s.rowid limit ?"


def remember_words(db: Database, round_id: str, report: Report = silent) -> int:
    """Store the content words of every segment of the round this analyser has not read; how many there were.

    Each batch is one transaction. May be repeated: a second run finds nothing left to do.
    """
    from nlp.exploring.words import words_of, words_version

    version = words_version()
    total, done, last = scalar(db, f"select count(*) {_MISSING}", [round_id, version]), 0, 0
    while batch := rows(db, _NEXT, [round_id, version, last, BATCH]):
        read = [
            (
                s["id"],
                version,
                json.dumps(words_of(s["text"], s["language"]), ensure_ascii=False, separators=(",", ":")),
            )
            for s in batch
        ]
        with writing(db):
            db.conn.executemany(
                """insert into segment_words(segment_id, analyser_version, words) values (?, ?, ?)
                   on conflict(segment_id) do update set analyser_version = excluded.analyser_version,
                     words = excluded.words""",
                read,
            )
        done, last = done + len(batch), batch[-1]["at"]
        report(done, total, "words")
    return done
