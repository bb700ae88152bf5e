"""The rows of a database once more and again: whatever hangs on an area, a firm, a respondent or a talk, by its keys.

A copy's text keys get "+n", its numbers n times the largest there is; what is unique gets "+n" too. What hangs on nothing
of this (people, codebook, indicators, rounds) is shared by all copies.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sqlite_utils import Database

from app.db import rows, scalar

# What is copied by itself; whatever refers to it follows.
PLACES = ("area", "firm", "respondent", "roundtable", "response", "invitation", "import_run")
VOICES = ("respondent", "roundtable", "response")
# Kept by triggers, made anew afterwards; or made by one person for all areas.
LEFT = ("circle", "queue_count", "spoke_area", "import_run", "audit")
# What only one row of a round may be.
ONE_ALONE = {("respondent", "nobody")}


@dataclass(frozen=True)
class Table:
    """A table to copy: its columns, which of them are own or foreign numbers, own or foreign text keys, or unique."""

    name: str
    columns: tuple[str, ...]
    key: str | None
    numbers: dict[str, str]
    texts: frozenset[str]
    unique: dict[str, bool]
    needs: tuple[str, ...]


def without_triggers(db: Database) -> list[str]:
    """Drop all triggers; their statements, to be made again."""
    found = rows(db, "select name, sql from sqlite_master where type = 'trigger'")
    for each in found:
        db.conn.execute(f'drop trigger "{each["name"]}"')
    return [each["sql"] for each in found]


def copied_tables(db: Database, roots: tuple[str, ...], but: tuple[str, ...] = ()) -> list[Table]:
    """The tables that hang on these, in no order: foreign keys are off while copying."""
    names = [
        r["name"] for r in rows(db, "select name from sqlite_master where type = 'table' and name not like 'sqlite%'")
    ]
    refers = {name: rows(db, f'pragma foreign_key_list("{name}")') for name in names}
    found = {root for root in roots if root not in LEFT}
    while True:
        more = {
            name
            for name in names
            if name not in found and name not in (*LEFT, *but) and {r["table"] for r in refers[name]} & found
        }
        if not more:
            return [_table(db, name, refers[name], found, roots) for name in sorted(found)]
        found |= more


def _table(db: Database, name: str, refers: list[sqlite3.Row], found: set[str], roots: tuple[str, ...]) -> Table:
    told = rows(db, f'pragma table_info("{name}")')
    keys = [r for r in told if r["pk"]]
    own = keys[0]["name"] if len(keys) == 1 and not any(r["from"] == keys[0]["name"] for r in refers) else None
    shared = {r["from"] for r in refers}
    inner = {r["from"]: r["table"] for r in refers if r["table"] in found}
    kinds = {r["name"]: r["type"] for r in told}
    numbers = {column: table for column, table in inner.items() if kinds[column] == "INTEGER"}
    if own and kinds[own] == "INTEGER":
        numbers[own] = name
    texts = {column for column in inner if column not in numbers} | ({own} if own and own not in numbers else set())
    unique = dict[str, bool]()
    for index in rows(db, f'pragma index_list("{name}")'):
        if index["unique"]:
            columns = [r["name"] for r in rows(db, f'pragma index_info("{index["name"]}")')]
            if not set(columns) & (texts | set(numbers)) and None not in columns and columns[-1] not in shared:
                unique[columns[-1]] = kinds[columns[-1]] == "INTEGER"
    needs = () if name in roots or (own in texts and not inner) else tuple(inner)
    return Table(name, tuple(r["name"] for r in told), own, numbers, frozenset(texts), unique, needs)


def largest(db: Database, tables: list[Table]) -> dict[str, int]:
    """One more than the largest number of each numbered table: what lies beneath is no copy."""
    names = {t for table in tables for t in table.numbers.values()}
    return {name: 1 + (scalar(db, f"select max(rowid) from {name}") or 0) for name in names}


def repeat(
    db: Database, tables: list[Table], first: dict[str, int], copies: range, other: dict[str, str] | None = None
) -> None:
    """Copy what is no copy once for each number.

    `other` says for a column which copy it refers to, as SQL over `n.n`, where that is not the same one or its table is not
    among these.
    """
    db.conn.execute("create temp table if not exists n(n integer primary key)")
    db.conn.execute("delete from n")
    db.conn.executemany("insert into n values (?)", [(n,) for n in copies])
    for table in tables:
        chosen = [_column(table, column, first, other or {}) for column in table.columns]
        own = [f"coalesce(instr(o.{c}, '+'), 0) = 0" for c in sorted(table.texts)]
        own += [f"coalesce(o.{c}, 0) < {first[t]}" for c, t in table.numbers.items()]
        some = " or ".join(f"o.{c} is not null" for c in table.needs) or "1"
        names = ", ".join(f'"{c}"' for c in table.columns)
        db.conn.execute(
            f"""insert into {table.name}({names}) select {", ".join(chosen)} from {table.name} o, n
                where ({" and ".join(own) or "1"}) and ({some})"""
        )


def copy_of(column: str, n: str) -> str:
    """The key of copy `n`, of copy 0 the key itself: as long as it was where its length is checked."""
    end = f"'+' || ({n})"
    short = f"case when length({column}) = 36 then substr({column}, 1, 36 - length({end})) else {column} end"
    return f"case when ({n}) = 0 then {column} else {short} || {end} end"


def without_loose_ends(db: Database) -> None:
    """Take out the copies that refer to what was not copied, and what refers to those."""
    while loose := {(r["table"], r["fkid"]) for r in rows(db, "pragma foreign_key_check")}:
        for table, number in loose:
            for each in rows(db, f"pragma foreign_key_list({table})"):
                if each["id"] == number:
                    whole = f"select {each['to'] or 'id'} from {each['table']}"
                    db.conn.execute(f"delete from {table} where {each['from']} not in ({whole})")


def _column(table: Table, column: str, first: dict[str, int], other: dict[str, str]) -> str:
    if (table.name, column) in ONE_ALONE:
        return "0"
    if column in table.numbers:
        return f'o."{column}" + n.n * {first[table.numbers[column]]}'
    if column in table.texts or column in other:
        return copy_of(f'o."{column}"', other.get(column, "n.n"))
    if column in table.unique:
        far = f'(select 1 + max("{column}") from {table.name})'
        return f'o."{column}" + n.n * {far}' if table.unique[column] else f"""o."{column}" || '-' || n.n"""
    return f'o."{column}"'
