"""Projects that are an SQLite file: opened in memory, for reading alone, whatever stands in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.exchange.readers import packages

MAGIC = b"SQLite format 3\x00"
# Steps of SQLite's machine a project may take: a made-up view or index cannot keep a process busy. Chosen, not measured:
# the largest project tried, 20,000 codings, takes 2 million.
MOST_STEPS = 200_000_000
_PER_CALL = 100_000
# Bytes that say how a file is written: 2 is WAL, which a file alone in memory cannot be opened in.
_WAL_BYTES = slice(18, 20)
_MAY = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_PRAGMA,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
    }
)


@dataclass
class Database:
    """The tables there are; a column that is missing reads as None."""

    connection: sqlite3.Connection
    tables: frozenset[str]

    def rows(self, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table in the order they were written; none where there is no such table."""
        if table not in self.tables:
            return
        there = {told[0] for told in self.connection.execute(f'select * from "{table}" limit 0').description}
        told = ", ".join(f'"{column}"' if column in there else "null" for column in columns)
        yield from self.connection.execute(f'select {told} from "{table}" order by rowid')


@contextmanager
def opened(data: bytes, file_name: str) -> Iterator[Database]:
    """An SQLite file from its bytes; BadInput where it is damaged."""
    connection = sqlite3.connect(":memory:")
    try:
        if data[_WAL_BYTES] == b"\x02\x02":
            data = data[: _WAL_BYTES.start] + b"\x01\x01" + data[_WAL_BYTES.stop :]
        connection.deserialize(data)
        connection.text_factory = _text
        connection.execute("pragma trusted_schema = off")
        connection.set_authorizer(lambda act, *_more: sqlite3.SQLITE_OK if act in _MAY else sqlite3.SQLITE_DENY)
        left = iter(range(MOST_STEPS // _PER_CALL))
        connection.set_progress_handler(lambda: next(left, None) is None, _PER_CALL)
        yield Database(connection, _tables(connection))
    except (sqlite3.Error, OverflowError) as error:
        raise packages.refused(
            file_name,
            _("데이터베이스 파일이 손상되었거나 읽을 수 없습니다: %(why)s", why=str(error)[:100]),
            _("쓰던 프로그램을 닫은 뒤 프로젝트 파일을 다시 복사해 올려 주십시오"),
        ) from error
    finally:
        connection.close()


def _tables(connection: sqlite3.Connection) -> frozenset[str]:
    """Plain tables: a view or a virtual one runs what a stranger wrote."""
    found = connection.execute("select name from sqlite_master where type = 'table' and sql not like 'create virtual%'")
    return frozenset(name for (name,) in found)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
