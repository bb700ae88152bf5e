"""All SQL of previewing changed terms: the texts they are tried on, what experts said of them, who may read them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import today
from app.coding.statements.segment_store import PLACED, STANDS, in_scope
from app.db import row, rows, scalar

# Rows held at a time: bounds the memory. Chosen, not measured.
BATCH = 400


def count_segments(db: Database, round_id: str) -> int:
    return int(scalar(db, f"select count(*) from segment s where s.round_id = ? and {STANDS}", [round_id]))


def newest_round(db: Database) -> sqlite3.Row | None:
    """The latest round that has begun."""
    return row(db, "select * from round where starts_on <= ? order by starts_on desc limit 1", [today().isoformat()])


def rounds_before(db: Database, round_id: str) -> list[str]:
    """Earlier rounds, the latest first."""
    found = rows(
        db,
        """select id from round where starts_on < (select starts_on from round where id = ?)
           order by starts_on desc""",
        [round_id],
    )
    return [r["id"] for r in found]


def segments(db: Database, round_id: str) -> Iterator[sqlite3.Row]:
    """Id, text, language and respondent of every segment of a round, in the order they were cut."""
    last = 0
    while batch := rows(
        db,
        f"""select s.rowid as at, s.id, s.text, s.language, s.respondent_id from segment s
            where s.round_id = ? and s.rowid > ? and {STANDS} order by s.rowid limit ?""",
        [round_id, last, BATCH],
    ):
        yield from batch
        last = batch[-1]["at"]


def words_of_experts(db: Database, round_id: str) -> dict[tuple[str, str | None], bool]:
    """(segment, theme) to whether some expert coded it; False: all who spoke rejected it. Theme None: no theme here."""
    found = rows(
        db,
        """select v.segment_id, v.theme_code, max(v.coded) as coded from verdict v
           join segment s on s.id = v.segment_id where s.round_id = ? group by v.segment_id, v.theme_code""",
        [round_id],
    )
    return {(r["segment_id"], r["theme_code"]): bool(r["coded"]) for r in found}


def visible(db: Database, segment_ids: Collection[str], scope: Scope) -> set[str]:
    """Of these segments those within the scope."""
    marks = ", ".join("?" * len(segment_ids))
    found = rows(db, f"select s.id from segment s where s.id in ({marks}) and {in_scope(scope)}", [*segment_ids])
    return {r["id"] for r in found}


def placed_in_scope(db: Database, segment_ids: Collection[str], scope: Scope) -> dict[str, sqlite3.Row]:
    """Segments with their places and speakers, by id: those the scope may see."""
    marks = ", ".join("?" * len(segment_ids))
    found = rows(db, f"{PLACED} where s.id in ({marks}) and {in_scope(scope)}", [*segment_ids])
    return {r["id"]: r for r in found}


def sentences_with(db: Database, letters: Sequence[str]) -> int:
    """How many segments hold all these letters, whatever words they are part of, whatever their case and spaces."""
    where = " and ".join(["instr(lower(replace(text, ' ', '')), lower(?)) > 0"] * len(letters)) or "1"
    return int(scalar(db, f"select count(*) from segment s where {where} and {STANDS}", [*letters]))
