"""All SQL of stored files and of what they belong to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import row, rows
from app.files.sender import Sender

# Whether what a file belongs to still stands: neither the report's words nor the return are destroyed.
_STANDS = """(exists (select 1 from visit_report r where r.id = u.report_id and r.destroyed_at is null)
  or (u.response_id is not null and not exists (
    select 1 from return_end e where e.response_id = u.response_id and e.act = 'destroyed')))"""
_DESTROY = """update stored_file set data = null, person_id = null, invitation_id = null, destroyed_at = ?
                where id = ? and data is not null"""


def find_sent(db: Database, sha256: str, sender: Sender) -> sqlite3.Row | None:
    """What this sender sent under a hash."""
    return row(
        db,
        "select id, media from stored_file where sha256 = ? and person_id is ? and invitation_id is ?",
        [sha256, sender.person_id, sender.invitation_id],
    )


def insert_file(db: Database, file_id: str, sha256: str, sender: Sender, *, media: str, data: bytes) -> None:
    db.conn.execute(
        """insert into stored_file(id, sha256, person_id, invitation_id, media, data, at)
           values (?, ?, ?, ?, ?, ?, ?)""",
        [file_id, sha256, sender.person_id, sender.invitation_id, media, data, now()],
    )


def insert_use(
    db: Database, file_id: str, *, area_id: str, report_id: str | None = None, response_id: str | None = None
) -> None:
    """Say what a file belongs to; a second time changes nothing."""
    db.conn.execute(
        """insert into file_use(file_id, area_id, report_id, response_id, at) values (?, ?, ?, ?, ?)
           on conflict do nothing""",
        [file_id, area_id, report_id, response_id, now()],
    )


def find_seen(db: Database, sha256: str, scope: Scope, *, person_id: str) -> sqlite3.Row | None:
    """A file that belongs to something within the scope, or that this person sent."""
    return row(
        db,
        f"""select f.* from stored_file f where f.sha256 = ? and f.data is not null and (f.person_id = ?
              or exists (select 1 from file_use u where u.file_id = f.id and {scope.sql("u.area_id")}))
            order by f.person_id = ? desc limit 1""",
        [sha256, person_id, person_id],
    )


def of_reports(db: Database, report_ids: Sequence[str]) -> dict[str, list[sqlite3.Row]]:
    """Files by the report they belong to: sha256, media, and whether they are gone."""
    found: dict[str, list[sqlite3.Row]] = {}
    marks = ", ".join("?" * len(report_ids))
    for each in rows(
        db,
        f"""select u.report_id, f.id, f.sha256, f.media, f.destroyed_at from file_use u
            join stored_file f on f.id = u.file_id where u.report_id in ({marks}) order by u.rowid""",
        list(report_ids),
    ):
        found.setdefault(each["report_id"], []).append(each)
    return found


def belonging_to(db: Database, *, report_id: str | None = None, response_id: str | None = None) -> list[str]:
    """Ids of the files of a report or a return that are not destroyed."""
    found = rows(
        db,
        """select f.id from file_use u join stored_file f on f.id = u.file_id
           where f.data is not null and (u.report_id = ? or u.response_id = ?)""",
        [report_id, response_id],
    )
    return [r["id"] for r in found]


def destroy_ended(db: Database, file_ids: Iterable[str]) -> int:
    """Destroy those of the files that nothing standing uses any more. Returns how many."""
    done = db.conn.executemany(
        f"""{_DESTROY}
              and not exists (select 1 from file_use u where u.file_id = stored_file.id and {_STANDS})""",
        [(now(), file_id) for file_id in file_ids],
    )
    return done.rowcount


def destroy(db: Database, file_id: str) -> int:
    """Destroy one file, whatever it belongs to."""
    return db.conn.execute(_DESTROY, [now(), file_id]).rowcount


def unused(db: Database, until: str) -> list[str]:
    """Files sent until an instant that belong to nothing."""
    found = rows(
        db,
        """select id from stored_file f where f.data is not null and f.at <= ?
             and not exists (select 1 from file_use u where u.file_id = f.id)""",
        [until],
    )
    return [r["id"] for r in found]
