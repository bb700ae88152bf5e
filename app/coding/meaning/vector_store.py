"""All SQL of sentence vectors and places: which segments have none, what was made, how a round's stand now."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlite_utils import Database

from app.coding.statements.segment_store import STANDS
from app.db import row, rows, scalar

_WITHOUT = f"""from segment s where s.round_id = ? and s.text <> '' and {STANDS} and not exists (
  select 1 from segment_vector v where v.segment_id = s.id and v.encoder_version = ?)"""


class State(NamedTuple):
    """How many vectors a round has and the last one's id: another state means rows came or went."""

    there: int
    last: int


def segments_without(db: Database, round_id: str, version: str, *, after: int, limit: int) -> list[sqlite3.Row]:
    """The next segments this encoder has not read; `at` is what to give as `after` the next time."""
    sql = f"select s.id, s.text, s.rowid as at {_WITHOUT} and s.rowid > ? order by s.rowid limit ?"
    return rows(db, sql, [round_id, version, after, limit])


def count_without(db: Database, round_id: str, version: str) -> int:
    return int(scalar(db, f"select count(*) {_WITHOUT}", [round_id, version]))


def count_segments(db: Database, round_id: str) -> int:
    return int(scalar(db, "select count(*) from segment where round_id = ?", [round_id]))


def insert_vectors(db: Database, round_id: str, version: str, made: Iterable[tuple[str, bytes]]) -> None:
    """Write vectors by segment; none of what was withdrawn or destroyed while it was encoded."""
    by_segment = dict(made)
    # Asked once for all: in an insert it would be asked again for each, and take the longer the larger the round.
    standing = rows(
        db,
        f"""select s.id from segment s where s.id in (select value from json_each(?)) and s.round_id = ?
              and s.text <> '' and {STANDS}""",
        [json.dumps(list(by_segment)), round_id],
    )
    db.conn.executemany(
        "insert or ignore into segment_vector(segment_id, round_id, encoder_version, vector) values (?, ?, ?, ?)",
        [(r["id"], round_id, version, by_segment[r["id"]]) for r in standing],
    )


def delete_older(db: Database, round_id: str, kept: Sequence[str]) -> int:
    """Take out what other versions than these made of the round; how many there were."""
    sql = (
        """delete from segment_vector where round_id = ? and encoder_version not in (select value from json_each(?))"""
    )
    return db.conn.execute(sql, [round_id, json.dumps(list(kept))]).rowcount


def state(db: Database, round_id: str, version: str) -> State:
    sql = """select count(*), coalesce(max(id), 0) from segment_vector where round_id = ? and encoder_version = ?"""
    return State(*row(db, sql, [round_id, version]) or (0, 0))


def vectors(db: Database, round_id: str, version: str, *, after: int = 0) -> list[sqlite3.Row]:
    """Segments with their vectors in the order they were made, those with an id above `after`."""
    sql = """select id, segment_id, vector from segment_vector
             where round_id = ? and encoder_version = ? and id > ? order by id"""
    return rows(db, sql, [round_id, version, after])


def vector_of(db: Database, segment_id: str, version: str) -> bytes | None:
    sql = "select vector from segment_vector where segment_id = ? and encoder_version = ?"
    return scalar(db, sql, [segment_id, version])


def vectors_of(db: Database, segment_ids: Sequence[str], version: str) -> dict[str, bytes]:
    """Segment to its vector, of those that have one."""
    sql = """select segment_id, vector from segment_vector
             where encoder_version = ? and segment_id in (select value from json_each(?))"""
    return {r["segment_id"]: r["vector"] for r in rows(db, sql, [version, json.dumps(list(segment_ids))])}
