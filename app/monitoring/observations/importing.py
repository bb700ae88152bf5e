"""Importing observations: vintages are appended, all problems told at once, nothing half done."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.areas.store import area_ids_by_code, insert_import_run
from app.clock import today
from app.db import writing
from app.ids import new_id
from app.monitoring.method.indicators import Indicator
from app.monitoring.observations import presets, store
from app.monitoring.observations.columns import columns, indicator_words, squeezed, value_problem
from app.monitoring.observations.jumps import Jump, Value, jumps
from app.monitoring.observations.panel import CITY, NATION
from app.tables.tabular import Table, read_table
from app.words.formats import number

REGIONS = {
    "부산": CITY,
    "부산시": CITY,
    "부산광역시": CITY,
    "busan": CITY,
    "전국": NATION,
    "nation": NATION,
}
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Imported:
    """What an import did: values that are new, newer vintages of known months, and values known already."""

    file_name: str
    new: int
    revised: int
    unchanged: int

    @property
    def rows(self) -> int:
        return self.new + self.revised + self.unchanged


class Leaping(Exception):
    """Values of a file are far from those before them, and nobody has said yet that they are right."""

    def __init__(self, jumps: list[Jump]) -> None:
        super().__init__(f"{len(jumps)} values leap")
        self.jumps = jumps


def import_observations(
    db: Database, data: bytes, file_name: str, *, person_id: str | None, confirmed: bool = False
) -> Imported:
    """Append the values of a file as vintages. May be repeated: what is stored already stays as it is.

    A value published on another day is another vintage; so is one of the same day where the file says that it
    corrects. Raises BadInput with all problems (also where the file says otherwise than what is stored for the
    same publication day), and Leaping where values leap, unless a person `confirmed` them; then nothing is stored.
    """
    with writing(db):
        presets.install(db)
        table = _read(db, data, file_name)
        known = _known(db, table)
        _refuse_contradictions(table, known)
        table.refuse_if_wrong()
        fresh = [line for line in table.rows if _is_new(line, known)]
        if not confirmed and (found := _leaping(db, fresh)):
            raise Leaping(found)
        revised = _count_revised(fresh, known)
        done = Imported(table.file_name, len(fresh) - revised, revised, len(table.rows) - len(fresh))
        _keep(db, table, fresh, known, done, person_id)
    return done


def _read(db: Database, data: bytes, file_name: str) -> Table:
    """The file's rows with `key` and `indicator`; whatever is wrong within the file is noted."""
    indicators = store.list_indicators(db)
    table = read_table(data, file_name, [e.column for e in columns(indicators)])
    places = {squeezed(word): region for word, region in REGIONS.items()}
    places |= {squeezed(code): area for code, area in area_ids_by_code(db).items()}
    words = indicator_words(indicators)
    first: dict[Key, int] = {}
    day = today().isoformat()
    for line in table.rows:
        _check_words(table, line, places, words)
        _check_values(table, line, day)
        _check_twice(table, line, first)
    if not table.rows:
        table.wrong(2, "", _("제목 줄 아래에 자료가 없습니다"), _("둘째 줄부터 한 줄에 값 하나씩 적어 주십시오"))
    return table


def _check_words(table: Table, line: dict[str, Any], places: dict[str, str], words: dict[str, Indicator]) -> None:
    place, name = line["place"], line["indicator"]
    line["where"] = places.get(squeezed(place)) if place else None
    line["found"] = words.get(squeezed(name)) if name else None
    if place and line["where"] is None:
        table.wrong(
            line["row"],
            _("지역"),
            _("밀집지역 명부에 없습니다: ‘%(code)s’", code=place[:60]),
            _("밀집지역 명부에 있는 코드나 부산, 전국을 적어 주십시오"),
        )
    if name and line["found"] is None:
        known = ", ".join(dict.fromkeys(f"{each.name_ko}({each.code})" for each in words.values()))
        table.wrong(
            line["row"],
            _("지표"),
            _("없는 지표입니다: ‘%(code)s’", code=name[:60]),
            _("다음 가운데 하나로 적어 주십시오: %(words)s", words=known),
        )


def _check_values(table: Table, line: dict[str, Any], day: str) -> None:
    indicator, value, unit = line["found"], line["value"], line["unit"]
    if indicator and unit and squeezed(unit) not in (squeezed(indicator.unit), squeezed(indicator.unit_en)):
        table.wrong(
            line["row"],
            _("단위"),
            _("%(name)s의 단위가 ‘%(unit)s’로 되어 있습니다", name=indicator.name_ko, unit=unit[:30]),
            _("값을 %(unit)s 단위로 바꾸어 적어 주십시오", unit=indicator.unit),
        )
    if indicator and value is not None and (wrong := value_problem(indicator, value)):
        table.wrong(
            line["row"],
            _("값"),
            _("%(name)s %(value)s: %(wrong)s", name=indicator.name_ko, value=f"{value:g}", wrong=wrong),
            _("원자료를 확인해 주십시오. 값이 없으면 그 줄을 빼 주십시오"),
        )
    _check_days(table, line, day)


def _check_days(table: Table, line: dict[str, Any], day: str) -> None:
    month, published = line["month"], line["published_on"]
    if not month or not published:
        return
    if published < f"{month}-01":
        table.wrong(
            line["row"],
            _("공표일"),
            _("%(month)s 값이 그달이 되기 전인 %(day)s에 공표되었습니다", month=month, day=published),
            _("월과 공표일이 바뀌지 않았는지 확인해 주십시오"),
        )
    elif published > day:
        table.wrong(
            line["row"],
            _("공표일"),
            _("아직 오지 않은 날입니다: %(day)s", day=published),
            _("이미 공표된 값만 가져올 수 있습니다"),
        )


def _check_twice(table: Table, line: dict[str, Any], first: dict[Key, int]) -> None:
    """Give the row its key; two rows of one file may not speak of the same value."""
    if not (line["where"] and line["found"] and line["month"] and line["published_on"]):
        return
    key = line["key"] = (line["where"], line["found"].code, line["month"], line["published_on"])
    if first.setdefault(key, line["row"]) != line["row"]:
        table.wrong(
            line["row"],
            "",
            _("같은 지역·지표·월·공표일의 값이 %(row)s행에도 있습니다", row=first[key]),
            _("한 줄만 남겨 주십시오. 정정한 값이면 공표일을 정정한 날로 적어 주십시오"),
        )


def _known(db: Database, table: Table) -> dict[Key, sqlite3.Row]:
    months = [line["month"] for line in table.rows if line["month"]]
    return store.known_values(db, first=min(months), last=max(months)) if months else {}


def _is_new(line: dict[str, Any], known: dict[Key, sqlite3.Row]) -> bool:
    found = known.get(line["key"])
    return found is None or found["value"] != line["value"]


def _leaping(db: Database, fresh: list[dict[str, Any]]) -> list[Jump]:
    """The new values that are far from the month or the year before, stored or in the same file."""
    if not fresh:
        return []
    there = store.values_as_of(db, today().isoformat(), last=max(line["key"][2] for line in fresh))
    newest = {(r["place"], r["indicator_code"], r["month"]): r["value"] for r in there}
    newest |= {line["key"][:3]: line["value"] for line in sorted(fresh, key=lambda line: line["published_on"])}
    return jumps((_value_of(line) for line in fresh), newest)


def _value_of(line: dict[str, Any]) -> Value:
    where, code, month, _published = line["key"]
    return Value(line["row"], where, code, month, line["value"])


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
    record(
        db,
        "file imported",
        person_id=person_id,
        object_kind="import",
        object_id=run,
        kind="observations",
        file=table.file_name,
        new=done.new,
        revised=done.revised,
        unchanged=done.unchanged,
    )


def _stored(line: dict[str, Any], run: str, known: dict[Key, sqlite3.Row]) -> tuple[object, ...]:
    where, code, month, published = line["key"]
    region = where if where in (CITY, NATION) else None
    area = None if region else where
    earlier = known.get(line["key"])
    correction = earlier["correction"] + 1 if earlier else 0
    return new_id(), area, region, code, month, line["value"], published, run, line["row"], correction
