"""Writes the ledger: an evaluation's rows of results, domains and items."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlite_utils import Database

from app.evaluation.round.ledger import AreaRow, DomainRow, ItemRow
from app.ids import new_id


def insert_results(
    db: Database,
    evaluation_id: str,
    areas: Sequence[AreaRow],
    domains: Iterable[DomainRow],
    items: Iterable[ItemRow],
) -> dict[str, str]:
    """Write an evaluation's rows; returns area id to result id."""
    ids = {each.area_id: new_id() for each in areas}
    _insert_all(
        db,
        "area_result",
        [{"id": ids[a.area_id], "evaluation_id": evaluation_id, **_columns(a)} for a in areas],
    )
    for table, parts in (("domain_result", domains), ("cell_item", items)):
        _insert_all(db, table, [_of_result(part, ids) for part in parts])
    return ids


def _of_result(part: DomainRow | ItemRow, ids: dict[str, str]) -> dict[str, Any]:
    """The columns of a part of a result: it hangs on the result, not on the area."""
    columns = _columns(part)
    return {"area_result_id": ids[columns.pop("area_id")], **columns}


def _columns(each: AreaRow | DomainRow | ItemRow) -> dict[str, Any]:
    """A row of the ledger as columns and values: its fields are named as the columns are."""
    return {field.name: _stored(getattr(each, field.name)) for field in fields(each)}


def _insert_all(db: Database, table: str, found: list[dict[str, Any]]) -> None:
    if found:
        marks = ", ".join(f":{name}" for name in found[0])
        db.conn.executemany(f"insert into {table}({', '.join(found[0])}) values ({marks})", found)


def _stored(value: Any) -> Any:
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return value
