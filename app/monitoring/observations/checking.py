"""What the rows of an observations file say, and whatever is wrong with them within the file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.areas.store import area_ids_by_code, areas_by_code, firms_by_code
from app.monitoring.method.indicators import Indicator
from app.monitoring.observations import store
from app.monitoring.observations.columns import PASSED, columns, indicator_words, squeezed, value_problem
from app.monitoring.observations.panel import CITY, NATION
from app.tables.figures import Figure, split_mark
from app.tables.mapping import SAME, Mapping
from app.tables.moments import as_date, as_month
from app.tables.tabular import Table, read_table

REGIONS = {
    "부산": CITY,
    "부산시": CITY,
    "부산광역시": CITY,
    "busan": CITY,
    "전국": NATION,
    "nation": NATION,
}
# One unit in several words.
SAME_UNITS: tuple[set[str], ...] = ({"개소", "개", "개사", "곳"}, {"명", "인"})
Key = tuple[str, str, str, str]


def read_observations(db: Database, data: bytes, file_name: str, *, day: str, mapping: Mapping | None = None) -> Table:
    """The file's rows with `key`, `found` (the indicator), `value` and `mark`; whatever is wrong is noted."""
    indicators = store.list_indicators(db)
    expected = [e.column for e in columns(indicators)]
    table = read_table(data, file_name, expected, passed=PASSED, mapping=mapping)
    firms = {squeezed(code): found["id"] for code, found in firms_by_code(db).items()}
    places, words = firms | places_of(db), indicator_words(indicators)
    of_firms = set(firms.values())
    first: dict[Key, int] = {}
    for line in table.rows:
        _unfold(line, mapping)
        _check_words(table, line, places, words)
        _check_values(table, line, day)
        _check_twice(table, line, first)
        line["firm"] = line["where"] in of_firms
    if not table.rows and not table.problems:
        right = _("제목 줄 다음 줄부터 한 줄에 값 하나씩 적어 주십시오")
        table.wrong(table.header + 1, "", _("제목 줄 아래에 자료가 없습니다"), right)
    return table


def places_of(db: Database) -> dict[str, str]:
    """Accepted words, squeezed, to an area's id or a region: codes, names that are one area's alone, regions."""
    names: dict[str, set[str]] = {}
    for r in areas_by_code(db).values():
        for name in (r["name_ko"], r["name_en"]):
            names.setdefault(squeezed(name or ""), set()).add(r["id"])
    places = {name: ids.pop() for name, ids in names.items() if name and len(ids) == 1}
    places |= {squeezed(word): region for word, region in REGIONS.items()}
    return places | {squeezed(code): area for code, area in area_ids_by_code(db).items()}


def knower(db: Database, indicators: Iterable[Indicator]) -> Callable[[str, str], bool]:
    """Whether a text is one that a column of places, indicators, months, days or units may hold."""
    indicators = list(indicators)
    places: dict[str, str] = {squeezed(code): found["id"] for code, found in firms_by_code(db).items()}
    places |= places_of(db)
    words = indicator_words(indicators)
    units = {squeezed(unit) for each in indicators for unit in (each.unit, each.unit_en)}.union(*SAME_UNITS)
    listed: dict[str, Collection[str]] = {"place": places, "indicator": words, "unit": units}
    parsed = {"month": as_month, "published_on": as_date}

    def knows(name: str, text: str) -> bool:
        if name in listed:
            return squeezed(text) in listed[name]
        try:
            return name in parsed and bool(parsed[name](split_mark(text)[0]))
        except ValueError:
            return False

    return knows


def _unfold(line: dict[str, Any], mapping: Mapping | None) -> None:
    """Take month and figure apart: `mark` is the cell's own, else the figure's, else the month's."""
    line["month"], month_mark = line["month"] or (None, "")
    figure = line["value"] or Figure(None)
    line["figure"], line["value"] = figure, figure.value
    line["absent"] = figure.mark if line["figure"].value is None else ""
    line["mark"] = line["mark"] or ("" if line["absent"] else figure.mark) or month_mark or None
    if mapping and figure.value is not None:
        line["value"] = figure.value * float(mapping.fixed.get("factor") or 1)
    line["same_unit"] = mapping is not None and line["unit"] == SAME
    line["converted"] = mapping is not None and bool(mapping.fixed.get("factor"))


def _check_words(table: Table, line: dict[str, Any], places: dict[str, str], words: dict[str, Indicator]) -> None:
    place, name = line["place"], line["indicator"]
    line["where"] = places.get(squeezed(place)) if place else None
    line["found"] = words.get(squeezed(name)) if name else None
    if place and line["where"] is None:
        table.wrong(
            line["row"],
            _("지역"),
            _("밀집지역 명부에 없습니다: ‘%(code)s’", code=place[:60]),
            _("밀집지역 명부에 있는 코드나 부산, 전국을 적어 주십시오. 기업 하나의 값이면 기업 코드를 적습니다"),
        )
    if name and line["found"] is None:
        known = ", ".join(dict.fromkeys(f"{each.name_ko}({each.code})" for each in words.values()))
        table.wrong(
            line["row"],
            _("지표"),
            _("없는 지표입니다: ‘%(code)s’", code=name[:60]),
            _("다음 가운데 하나로 적어 주십시오: %(words)s", words=known),
        )


def _same_unit(unit: str, indicator: Indicator) -> bool:
    ours = {squeezed(indicator.unit), squeezed(indicator.unit_en)}
    return squeezed(unit) in ours.union(*(words for words in SAME_UNITS if words & ours))


def _units(table: Table, line: dict[str, Any]) -> list[str]:
    """Every unit the file gives for a value: its column's, behind the figure, with the title, above the table."""
    beside = "" if line["converted"] else table.caption_unit
    with_title = "" if line["same_unit"] or line["converted"] else table.units.get("value")
    given = ("" if line["same_unit"] else line["unit"], line["figure"].unit, with_title, beside)
    return list(dict.fromkeys(unit for unit in given if unit))


def _check_values(table: Table, line: dict[str, Any], day: str) -> None:
    indicator, value = line["found"], line["value"]
    for unit in _units(table, line) if indicator else ():
        if not _same_unit(unit, indicator):
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
