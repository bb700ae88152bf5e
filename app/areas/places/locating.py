"""Locating areas: coordinates from a table or boundaries from GeoJSON, all of a file or nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from sqlite_utils import Database

from app.areas import importing, store
from app.areas.columns import area_columns, as_district
from app.areas.places import place_store
from app.areas.places.outlines import Outlines, read_outlines
from app.db import writing
from app.errors import BadInput, Problem
from app.tables.heads import Column
from app.tables.tabular import Table, read_table
from app.words.labels import label

KIND = "places"


@dataclass(frozen=True)
class Located:
    """What a file changed: areas that moved, boundaries that are new or other, and what was so already."""

    file_name: str
    moved: int = 0
    bounded: int = 0
    unchanged: int = 0


def locate(db: Database, data: bytes, file_name: str, *, person_id: str | None) -> Located:
    """Take coordinates (a table of code, latitude, longitude) or boundaries (GeoJSON). May be repeated.

    Raises BadInput with all problems; then nothing is kept.
    """
    with writing(db):
        if file_name.casefold().endswith((".geojson", ".json")):
            return _keep_outlines(db, data, file_name, person_id)
        return _keep_points(db, data, file_name, person_id)


def _keep_points(db: Database, data: bytes, file_name: str, person_id: str | None) -> Located:
    columns, passed = _columns()
    table = read_table(data, file_name, columns, passed=passed)
    known, first = {code.casefold(): key for code, key in store.area_ids_by_code(db).items()}, dict[str, int]()
    for line in table.rows:
        code = (line["code"] or "").casefold()
        if code and code not in known:
            right = _("밀집지역 명부에 있는 코드를 적어 주십시오")
            table.wrong(line["row"], _("코드"), _("밀집지역 명부에 없습니다: ‘%(code)s’", code=line["code"]), right)
        if code and first.setdefault(code, line["row"]) != line["row"]:
            what = _("같은 코드가 %(row)s행에도 있습니다: ‘%(code)s’", code=line["code"], row=first[code])
            table.wrong(line["row"], _("코드"), what, _("코드 하나에 한 행만 남겨 주십시오"))
    if not table.rows:
        what = _("제목 줄 아래에 자료가 없습니다")
        table.wrong(table.header + 1, "", what, _("제목 다음 줄부터 한 줄에 하나씩 적어 주십시오"))
    table.refuse_if_wrong()
    moved = sum(
        place_store.move_area(
            db, known[line["code"].casefold()], latitude=line["latitude"], longitude=line["longitude"]
        )
        for line in table.rows
    )
    done = Located(file_name, moved=moved, unchanged=len(table.rows) - moved)
    run = store.insert_import_run(db, table, kind=KIND, person_id=person_id)
    importing.note(db, run, KIND, person_id=person_id, counts=(0, moved, done.unchanged))
    return done


def _keep_outlines(db: Database, data: bytes, file_name: str, person_id: str | None) -> Located:
    found = read_outlines(data)
    known = {code.casefold(): key for code, key in store.area_ids_by_code(db).items()}
    _check_names(db, found, known)
    if found.problems:
        raise BadInput(*found.problems, source=file_name)
    table = Table(file_name, hashlib.sha256(data).hexdigest())
    run = store.insert_import_run(
        db, table, kind=KIND, person_id=person_id, count=len(found.areas) + len(found.districts)
    )
    new = sum(
        place_store.insert_boundary(db, rings, area_id=known[code.casefold()], district=None, import_id=run)
        for code, rings in found.areas.items()
    )
    new += sum(
        place_store.insert_boundary(db, rings, area_id=None, district=as_district(name), import_id=run)
        for name, rings in found.districts.items()
    )
    done = Located(file_name, bounded=new, unchanged=len(found.areas) + len(found.districts) - new)
    importing.note(db, run, KIND, person_id=person_id, counts=(new, 0, done.unchanged))
    return done


def _check_names(db: Database, found: Outlines, known: dict[str, str]) -> None:
    """Add a problem for every outline of an area or district nobody has heard of."""
    places = place_store.districts(db)
    for code in found.areas:
        if code.casefold() not in known:
            what = _("밀집지역 명부에 없습니다: ‘%(code)s’", code=code)
            found.problems.append(Problem(_("코드"), what, _("밀집지역 명부에 있는 코드를 적어 주십시오")))
    for name in found.districts:
        if as_district(name) not in places:
            words = ", ".join(label(each, "district") for each in places)
            what = _("밀집지역이 없는 구군입니다: ‘%(name)s’", name=name)
            found.problems.append(Problem(_("구군"), what, _("%(words)s 가운데 하나", words=words)))


def _columns() -> tuple[list[Column], tuple[str, ...]]:
    """Code and both coordinates as the register of areas has them, none of which may be left out; its other titles."""
    wanted = {e.column.name: e.column for e in area_columns({}, "")}
    ours = ("code", "latitude", "longitude")
    passed = tuple(title for name, each in wanted.items() if name not in ours for title in each.titles)
    return [replace(wanted[name], required=True) for name in ours], passed
