"""Writes the ledger: an evaluation's rows of results, domains, numbers and voices."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

from sqlite_utils import Database

from app.evaluation.round.ledger_rows import AreaRow, DomainRow, Ledger, SourceRow, VoiceRow
from app.ids import new_id

Kind = type[AreaRow] | type[DomainRow] | type[SourceRow] | type[VoiceRow]


def insert_results(
    db: Database, evaluation_id: str, ledger: Ledger, area_ids: Sequence[str], respondent_ids: Sequence[str]
) -> dict[int, str]:
    """Write an evaluation's rows; returns an area's place in the inputs to its result's id."""
    ids = {each.area: new_id() for each in ledger.areas}
    areas = ([ids[a.area], evaluation_id, area_ids[a.area], *_values(a)] for a in ledger.areas)
    _insert_all(db, "area_result", ["id", "evaluation_id", "area_id", *_names(AreaRow)], areas)
    for table, kind, parts in (
        ("domain_result", DomainRow, ledger.domains),
        ("source_item", SourceRow, ledger.sources),
    ):
        _insert_all(db, table, ["area_result_id", *_names(kind)], ([ids[p.area], *_values(p)] for p in parts))
    voices = ([ids[v.area], respondent_ids[v.respondent], *_values(v)] for v in ledger.voices)
    _insert_all(db, "voice_item", ["area_result_id", "respondent_id", *_names(VoiceRow)], voices)
    return ids


# Places in the inputs, written as the ids they have here.
PLACES = ("area", "respondent")


def _names(kind: Kind) -> list[str]:
    return [field.name for field in fields(kind) if field.name not in PLACES]


def _values(each: AreaRow | DomainRow | SourceRow | VoiceRow) -> Iterator[Any]:
    return (_stored(getattr(each, name)) for name in _names(type(each)))


def _insert_all(db: Database, table: str, names: Sequence[str], found: Iterable[Sequence[Any]]) -> None:
    marks = ", ".join("?" * len(names))
    db.conn.executemany(f"insert into {table}({', '.join(names)}) values ({marks})", found)


def _stored(value: Any) -> Any:
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return value
