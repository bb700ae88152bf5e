"""What is kept so that nobody counts it again for each page, and how to see that it is right: for `moksori doctor`.

A feature joins with its name in `KEPT`. What is kept is written in the transaction that changes what it is of; nothing
here is needed for that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlite_utils import Database

from app.db import rows, writing


@dataclass(frozen=True)
class Kept:
    """`wrong` gives a line for each difference from a full recount, none where all is right; `mend` counts anew."""

    wrong: Callable[[Database], list[str]]
    mend: Callable[[Database], object]


# Name of the table or group of tables -> how to look after it.
KEPT: dict[str, Kept] = {}
# So many differences are told of one table: the first say of what kind they are. Chosen, not measured.
TOLD = 20


def differences(db: Database, kept: str, recount: str) -> list[str]:
    """Rows that one of two queries has and the other has not, at most `TOLD` of each side."""
    found = []
    for sign, one, other in (("-", recount, kept), ("+", kept, recount)):
        sql = f"select * from ({one}) except select * from ({other}) limit {TOLD}"
        found += [f"{sign} {', '.join(map(str, tuple(r)))}" for r in rows(db, sql)]
    return found


def kept_as(table: str, columns: str, recount: str) -> Kept:
    """Of a table that is the answer of a query, `recount`, with these columns: compared and made anew by it."""

    def mend(db: Database) -> None:
        with writing(db):
            db.conn.execute(f"delete from {table}")
            db.conn.execute(f"insert into {table}({columns}) {recount}")

    return Kept(lambda db: differences(db, f"select {columns} from {table}", recount), mend)
