"""Importing observations: vintages are appended, all problems told at once, nothing half done."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.areas.store import insert_import_run
from app.clock import today
from app.db import writing
from app.ids import new_id
from app.monitoring.observations import firm_store, presets, store
from app.monitoring.observations.checking import Key, read_observations
from app.monitoring.observations.jumps import Jump, Value, jumps
from app.monitoring.observations.panel import CITY, NATION
from app.tables.mapping import Mapping
from app.tables.tabular import Table
from app.words.formats import number


@dataclass(frozen=True)
class Imported:
    """What an import did: values that are new, newer vintages of known months, and values known already.

    `absent` counts figures the source withholds or does not know; `told` is what a person should know besides.
    """

    file_name: str
    new: int
    revised: int
    unchanged: int
    absent: int = 0
    told: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        return self.new + self.revised + self.unchanged


class Leaping(Exception):
    """Values of a file are far from those before them, and nobody has said yet that they are right."""

    def __init__(self, jumps: list[Jump]) -> None:
        super().__init__(f"{len(jumps)} values leap")
        self.jumps = jumps


def import_observations(
    db: Database,
    data: bytes,
    file_name: str,
    *,
    person_id: str | None,
    confirmed: bool = False,
    mapping: Mapping | None = None,
) -> Imported:
    """Append the values of a file as vintages. May be repeated: what is stored already stays as it is.

    A value published on another day is another vintage; so is one of the same day where the file says that it
    corrects. Raises BadInput with all problems (also where the file says otherwise than what is stored for the
    same publication day), and Leaping where values leap, unless a person `confirmed` them; then nothing is stored.
    """
    with writing(db):
        presets.install(db)
        table = read_observations(db, data, file_name, day=today().isoformat(), mapping=mapping)
        known = _known(db, table)
        _refuse_contradictions(table, known)
        table.refuse_if_wrong()
        valued = [line for line in table.rows if not line["absent"]]
        fresh = [line for line in valued if _is_new(line, known)]
        if not confirmed and (found := _leaping(db, fresh, table.formats)):
            raise Leaping(found)
        revised, absent = (
            _count_revised(fresh, known),
            sum(bool(line["absent"] and not line["firm"]) for line in table.rows),
        )
        unchanged = len(valued) - len(fresh)
        done = Imported(table.file_name, len(fresh) - revised, revised, unchanged, absent, tuple(table.told))
        _keep(db, table, fresh, known, done, person_id)
    return done


def _known(db: Database, table: Table) -> dict[Key, sqlite3.Row]:
    months = [line["month"] for line in table.rows if line["month"]]
    return store.known_values(db, first=min(months), last=max(months)) if months else {}


def _is_new(line: dict[str, Any], known: dict[Key, sqlite3.Row]) -> bool:
    found = known.get(line["key"])
    return found is None or found["value"] != line["value"]


def _leaping(db: Database, fresh: list[dict[str, Any]], formats: bool) -> list[Jump]:
    """The new values that are far from those before them, stored or in the same file, or odd by themselves."""
    if not fresh:
        return []
    there = store.values_as_of(db, today().isoformat())
    stored = {(r["place"], r["indicator_code"], r["month"]): r["value"] for r in there}
    if any(line["firm"] for line in fresh):
        of_firms = firm_store.firm_values(db, today().isoformat())
        stored |= {(r["firm_id"], r["indicator_code"], r["month"]): r["value"] for r in of_firms}
    brought = {line["key"][:3]: line["value"] for line in sorted(fresh, key=lambda line: line["published_on"])}
    return jumps((_value_of(line, formats) for line in fresh), stored | brought, stored)


def _value_of(line: dict[str, Any], formats: bool) -> Value:
    where, code, month, _published = line["key"]
    return Value(line["row"], where, code, month, line["value"], line["found"].kind, formats)


def _refuse_contradictions(table: Table, known: dict[Key, sqlite3.Row]) -> None:
    for line in table.rows:
        found = known.get(line.get("key"))  # type: ignore[arg-type]
        if found and not line["corrects"] and line["value"] is not None and found["value"] != line["value"]:
            table.wrong(
                line["row"],
                _("값"),
                _(
                    "같은 공표일의 값이 이미 있습니다: %(value)s(%(file)s %(row)s행)",
                    value=number(found["value"], 0 if found["value"] == int(found["value"]) else 2),
                    file=found["file_name"],
                    row=found["source_row"],
                ),
                _("정정한 값이면 공표일을 정정한 날로 적고, 같은 날 바로잡았으면 ‘정정’ 열에 ‘예’라고 적어 주십시오"),
            )


def _count_revised(fresh: list[dict[str, Any]], known: dict[Key, sqlite3.Row]) -> int:
    """How many of the new values are of a place, indicator and month that has one already."""
    there = {key[:3] for key in known}
    vintages = Counter(line["key"][:3] for line in fresh)
    return sum(n if key in there else n - 1 for key, n in vintages.items())


def _keep(
    db: Database,
    table: Table,
    fresh: list[dict[str, Any]],
    known: dict[Key, sqlite3.Row],
    done: Imported,
    person_id: str | None,
) -> None:
    run = insert_import_run(db, table, kind="observations", person_id=person_id, count=done.rows)
    store.insert_observations(db, (_stored(line, run, known) for line in fresh))
    store.insert_absences(db, (_absent(line, run) for line in table.rows if line["absent"] and not line["firm"]))
    record(
        db,
        "file imported",
        person_id=person_id,
        object_kind="import",
        object_id=run,
        kind="observations",
        new=done.new,
        revised=done.revised,
        unchanged=done.unchanged,
        **({"absent": done.absent} if done.absent else {}),
    )


def _stored(line: dict[str, Any], run: str, known: dict[Key, sqlite3.Row]) -> tuple[object, ...]:
    _where, code, month, published = line["key"]
    earlier = known.get(line["key"])
    correction = earlier["correction"] + 1 if earlier else 0
    value, mark = line["value"], line["mark"]
    return new_id(), *_about(line), code, month, value, published, run, line["row"], correction, mark


def _absent(line: dict[str, Any], run: str) -> tuple[object, ...]:
    _where, code, month, published = line["key"]
    area, _firm, region = _about(line)
    return new_id(), area, region, code, month, line["absent"], published, run, line["row"]


def _about(line: dict[str, Any]) -> tuple[str | None, str | None, str | None]:
    """The area, the firm or the region a value is of."""
    where = line["where"]
    if line["firm"]:
        return None, where, None
    return (None, None, where) if where in (CITY, NATION) else (where, None, None)
