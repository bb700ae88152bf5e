"""Writes docs/data.md: the migrated schema, the words of docs/data_words.toml, and the roles behind each permission.

Run as a program this writes the page anew.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from app.accounts.permissions import EVERYONE, PERMISSIONS
from migrations import migrate

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE, WORDS = DOCS / "data.md", DOCS / "data_words.toml"
ROLES = ("researcher", "facilitator", "expert", "analyst", "official", "admin")
SAYS = frozenset({"says", "format", "readers", "personal"})


@dataclass(frozen=True)
class Column:
    """A column as the schema has it; `values` are those its check allows, `target` the column it refers to."""

    name: str
    type: str
    key: bool
    null: bool
    unique: bool
    target: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table or view: its columns, the sets of columns that are unique together, and what its triggers refuse."""

    name: str
    view: bool
    columns: tuple[Column, ...]
    together: tuple[tuple[str, ...], ...]
    guards: tuple[str, ...]


def schema(db: Database | None = None) -> dict[str, Table]:
    """Every table and view of a database, by default of one just migrated, by name."""
    if db is None:
        db = Database(memory=True)
        migrate(db)
    found = db.execute("select name, type, sql from sqlite_master where type in ('table', 'view') order by type, name")
    return {
        name: _table(db, name, kind == "view", sql)
        for name, kind, sql in found.fetchall()
        if not name.startswith("sqlite_")
    }


def _table(db: Database, name: str, view: bool, sql: str) -> Table:
    targets = {r[3]: f"{r[2]}.{r[4]}" for r in db.execute(f"pragma foreign_key_list({name})").fetchall()}
    sets = _unique(db, name)
    rows = db.execute(f"pragma table_xinfo({name})").fetchall()
    columns = tuple(
        Column(
            name=r[1],
            type=(r[2] or "").lower(),
            key=bool(r[5]),
            null=not r[3],
            unique=(r[1],) in sets,
            target=targets.get(r[1], ""),
            values=() if view else _values(sql, r[1]),
        )
        for r in rows
    )
    return Table(name, view, columns, tuple(s for s in sets if len(s) > 1), tuple(_guards(db, name)))


def _unique(db: Database, table: str) -> list[tuple[str, ...]]:
    """Sets of columns whose values come once in the whole table; the primary key is told apart."""
    indexes = db.execute(f"pragma index_list({table})").fetchall()
    whole = sorted(r[1] for r in indexes if r[2] and r[3] != "pk" and not r[4])
    return [tuple(r[2] for r in db.execute(f"pragma index_info({name})").fetchall()) for name in whole]


def _values(sql: str, column: str) -> tuple[str, ...]:
    """What `check (column in (...))` allows."""
    found = re.search(rf'check \(\s*"?{column}"? in\s*\(([^)]*)\)', sql)
    return tuple(each.strip().strip("'") for each in found[1].split(",")) if found else ()


def _guards(db: Database, table: str) -> Iterator[str]:
    """What the table's triggers refuse, in words; both refusals without a condition are "append-only"."""
    found = db.execute("select sql from sqlite_master where type = 'trigger' and tbl_name = ? order by name", [table])
    heads = [(sql.split("begin")[0], sql) for (sql,) in found.fetchall() if "raise(abort" in sql]
    always = {event for event in ("update", "delete") for head, _sql in heads if _always(head, event)}
    if always == {"update", "delete"}:
        yield "append-only (rows are neither changed nor removed)"
    elif always:
        yield "rows are never removed" if always == {"delete"} else "rows are never changed"
    for head, sql in heads:
        columns = re.search(r"update of (.+?) on", head, re.S)
        if columns and " when" not in head.replace("\n", " "):
            names = (each.strip().strip('"') for each in columns[1].split(","))
            yield "never changed: " + ", ".join(f"`{name}`" for name in names)
        elif re.search(r"\bwhen\b", head):
            message = re.search(r"raise\(abort, '((?:[^']|'')+)'\)", sql)
            yield f"refused: “{message[1].replace(chr(39) * 2, chr(39))}”" if message else "refused on a condition"


def _always(head: str, event: str) -> bool:
    return re.search(rf"before {event} on \w+\s*$", head) is not None


def append_only(tables: Mapping[str, Table]) -> list[str]:
    return [name for name, table in tables.items() if any(g.startswith("append-only") for g in table.guards)]


# Words ---------------------------------------------------------------------------------------------------------


def read_words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def said_of(words: Mapping[str, Any], table: str, column: str) -> dict[str, str] | None:
    """What the words say of a column, of a view also what they say of the table it is made of; None for nothing."""
    said = words["tables"].get(table, {})
    own = said.get("columns", {}).get(column)
    if own is None:
        return said_of(words, said["like"], column) if "like" in said else None
    return {"says": own} if isinstance(own, str) else own


def problems(tables: Mapping[str, Table], words: Mapping[str, Any]) -> list[str]:
    """Everything that schema and words do not have in common, and what the words say amiss."""
    listed = [name for group in words["groups"] for name in group["tables"]]
    found = [f"{name}: stands in {listed.count(name)} groups" for name in tables if listed.count(name) != 1]
    found += [f"{name}: in a group, but no table" for name in listed if name not in tables]
    found += [f"{name}: words of a table that is gone" for name in words["tables"] if name not in tables]
    for name, table in tables.items():
        said = words["tables"].get(name)
        if said is None or not (said.get("says") and said.get("readers")):
            found.append(f"{name}: no words, or not who reads it")
            continue
        names = {column.name for column in table.columns}
        found += [
            f"{name}.{column}: no words" for column in names if not (said_of(words, name, column) or {}).get("says")
        ]
        found += [
            f"{name}.{column}: words of a column that is gone" for column in said.get("columns", {}).keys() - names
        ]
        found += [
            f"{name}.{column}: no such entry: {', '.join(own.keys() - SAYS)}"
            for column, own in said.get("columns", {}).items()
            if isinstance(own, dict) and own.keys() - SAYS
        ]
    return sorted(found)


def with_roles(text: str) -> str:
    """{permission} as the roles that hold it. Raises KeyError for a permission there is not."""

    def told(match: re.Match[str]) -> str:
        held = PERMISSIONS[match[1]]
        roles = "everybody signed in" if held == EVERYONE else ", ".join(role for role in ROLES if role in held)
        return f"{roles} (`{match[1]}`)"

    return re.sub(r"\{([a-z]+\.[a-z]+)\}", told, text)


# The page ------------------------------------------------------------------------------------------------------


def page(tables: Mapping[str, Table], words: Mapping[str, Any]) -> str:
    """docs/data.md."""
    about, groups = words["page"], words["groups"]
    lines = ["# Data dictionary", "", about["head"].strip(), "", "## Contents", ""]
    for group in groups:
        links = ", ".join(f"[{name}](#{name})" for name in group["tables"])
        lines.append(f"* [{group['title']}](#{_anchor(group['title'])}): {links}")
    lines += ["* [What never changes](#what-never-changes)", "* [Personal data](#personal-data)", ""]
    lines += ["## How to read this page", "", about["reading"].strip(), ""]
    for group in groups:
        lines += [f"## {group['title']}", "", group["says"], ""]
        for name in group["tables"]:
            lines += [*_table_lines(tables[name], words), ""]
    return "\n".join([*lines, *_unchanging(tables), "", *_personal(tables, words)]) + "\n"


def _anchor(title: str) -> str:
    return re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-")


def _table_lines(table: Table, words: Mapping[str, Any]) -> list[str]:
    said = words["tables"][table.name]
    korean = f" [{said['korean']}]" if "korean" in said else ""
    lines = [f"### {table.name}", "", f"{'View' if table.view else 'Table'}{korean}. {said['says']}", ""]
    lines.append(f"Who reads: {with_roles(said['readers'])}.")
    if table.guards:
        lines.append(f"Guarded by triggers: {'; '.join(table.guards)}.")
    if table.together:
        sets = ", ".join("(" + ", ".join(f"`{name}`" for name in each) + ")" for each in table.together)
        lines.append(f"Unique together: {sets}.")
    lines += [
        "",
        "| column | type | null, keys | meaning | unit, range or form | who reads |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    return lines + [_row(table, column, words) for column in table.columns]


def _row(table: Table, column: Column, words: Mapping[str, Any]) -> str:
    said = said_of(words, table.name, column.name) or {}
    mark = " **P**" if "personal" in said else ""
    cells = (
        f"`{column.name}`{mark}",
        column.type or "integer",
        "" if table.view else _keys(column),
        said["says"],
        _form(column, said.get("format", "")),
        with_roles(said.get("readers", "")),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _keys(column: Column) -> str:
    null = "key" if column.key else "null" if column.null else ""
    return ", ".join(
        part for part in (null, "unique" * column.unique, f"→ {column.target}" * bool(column.target)) if part
    )


def _form(column: Column, said: str) -> str:
    """What the words say, else what the schema's check allows, else what the column's name tells."""
    values = " or ".join(column.values) if column.values == ("0", "1") else ", ".join(f"`{v}`" for v in column.values)
    if said or values:
        return "; ".join(part for part in (values, said) if part)
    name = column.name
    if name == "at" or name.endswith("_at"):
        return "instant"
    if name.endswith("_on"):
        return "day"
    if name.endswith("sha256"):
        return "SHA-256"
    if column.type == "text" and (name == "id" or name.endswith("_id") or column.target.endswith(".id")):
        return "UUIDv7"
    return "text" if column.type == "text" else ""


def _unchanging(tables: Mapping[str, Table]) -> list[str]:
    names = ", ".join(f"[{name}](#{name})" for name in append_only(tables))
    lines = ["## What never changes", "", f"Append-only, by triggers that refuse every update and delete: {names}.", ""]
    partly = [t for t in tables.values() if t.guards and t.name not in append_only(tables)]
    return lines + [f"* [{t.name}](#{t.name}): {'; '.join(t.guards)}." for t in partly]


def _personal(tables: Mapping[str, Table], words: Mapping[str, Any]) -> list[str]:
    lines = [
        "## Personal data",
        "",
        words["page"]["personal"].strip(),
        "",
        "| column | what becomes of it |",
        "| --- | --- |",
    ]
    for name in (name for group in words["groups"] for name in group["tables"]):
        for column in tables[name].columns:
            own = words["tables"][name].get("columns", {}).get(column.name)
            if isinstance(own, dict) and "personal" in own:
                lines.append(f"| [`{name}.{column.name}`](#{name}) | {own['personal']} |")
    return lines


if __name__ == "__main__":
    PAGE.write_text(page(schema(), read_words()), encoding="utf-8")
