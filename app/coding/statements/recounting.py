"""Counting anew what triggers keep: what stands, what is suggested, the queue and what each coder has said in it."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from app.coding.statements.dealing import deal
from app.db import rows, writing
from app.kept import differences
from migrations.kept_queue import FILL
from migrations.kept_words import GROUND, SHOULD
from migrations.m0040_acts import FILL_STANDING

# What is kept, each as a question whose answer must not change by counting anew.
KEPT = {
    "standing_now": "select * from standing_now",
    "suggested_now": "select * from suggested_now",
    "queue_now": """select q.*, c.round_id, c.areas from queue_now q join circle c on c.id = q.circle_id""",
    "queue_count": """select n.*, c.round_id, c.areas from queue_count n
      join circle c on c.id = n.circle_id where n.n <> 0""",
    "answered_now": """select a.*, c.round_id, c.areas from answered_now a
      join circle c on c.id = a.circle_id""",
}


def recount(db: Database) -> list[str]:
    """Make all that is kept anew, in one transaction; the tables that were not as they are now.

    Places of the order for teaching are dealt before, for they are meant to be as old as the last run.
    """
    with writing(db):
        _deal(db)
        before = kept(db)
        for table in ("queue_now", "queue_count", "answered_now", "suggested_now", "standing_now", "circle"):
            db.conn.execute(f"delete from {table}")
        for statement in (FILL_STANDING, *FILL):
            db.conn.execute(statement)
        _deal(db)
        after = kept(db)
    return [table for table in KEPT if before[table] != after[table]]


def wrong(db: Database) -> list[str]:
    """The tables that are not as counting anew would make them; nothing is changed."""
    db.conn.execute("begin immediate")
    try:
        return recount(db)
    finally:
        db.conn.execute("rollback")


def _deal(db: Database) -> None:
    for r in rows(db, "select distinct round_id from circle"):
        deal(db, r["round_id"])


def kept(db: Database) -> dict[str, list[dict[str, Any]]]:
    """All that is kept, by table, in an order of its own and without numbers that mean nothing."""
    found = {
        table: [{key: value for key, value in dict(r).items() if key != "circle_id"} for r in rows(db, sql)]
        for table, sql in KEPT.items()
    }
    return {table: sorted(each, key=lambda r: str(sorted(r.items(), key=str))) for table, each in found.items()}


def wrong_words(db: Database) -> list[str]:
    """A line for each row of who named what (`migrations/kept_words.py`) that is not as counting anew would have it."""
    return [
        f"{table}: {line}"
        for table, should in SHOULD.items()
        for line in differences(db, f"select * from {table}", should)
    ]


def recount_words(db: Database) -> None:
    """Make all of it anew, in one transaction: the ground of it, and the triggers make what stands on that."""
    with writing(db):
        for table in SHOULD:
            db.conn.execute(f"delete from {table}")
        # What the triggers wrote while the tables before were emptied.
        for table in reversed(SHOULD):
            db.conn.execute(f"delete from {table}")
        for table in GROUND:
            db.conn.execute(f"insert into {table} {SHOULD[table]} on conflict do nothing")
