"""Importing the registers of areas and firms: all problems told at once, nothing half done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.areas import presets, store
from app.areas.columns import Explained, area_columns, firm_columns
from app.db import writing
from app.errors import BadInput, Problem
from app.ids import new_id
from app.tables.heads import Column
from app.tables.mapping import Mapping
from app.tables.tabular import Table, fits, read_table

AREA_FIELDS = ("name_ko", "name_en", "kind", "district", "latitude", "longitude", "ends_on")
FIRM_FIELDS = ("area_id", "name", "industry_code", "size_band", "growth_stage", "employees", "founded_year")
FREE = ("code", "name", "name_ko", "name_en", "district")
# What our own lists of areas and firms tell besides what an import reads.
PASSED = (
    *("기업 수", "위기징후 단계", "지난 회차 단계", "관찰 상태", "응답", "목표", "목소리", "종사자"),
    "종사자 증감률(%)",
)


@dataclass(frozen=True)
class Moved:
    """A firm the file puts into another area; `spoke` when it has answered or spoken in some round."""

    code: str
    name: str
    before: str
    after: str
    spoke: bool


@dataclass(frozen=True)
class Imported:
    """What an import did: how many rows were new, changed what was there, or said what was known."""

    kind: str
    file_name: str
    new: int
    changed: int
    unchanged: int
    moved: tuple[Moved, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        return self.new + self.changed + self.unchanged


def columns_of_areas(db: Database) -> list[Explained]:
    """What areas.csv must look like."""
    return area_columns(*_words(store.list_clusters(db) or presets.load("clusters")))


def columns_of_firms(db: Database) -> list[Explained]:
    """What firms.csv must look like."""
    return firm_columns(*_words(store.list_industries(db) or presets.load("industries")))


def import_areas(
    db: Database, data: bytes, file_name: str, person_id: str | None, mapping: Mapping | None = None
) -> Imported:
    """Add the areas of a file and change those whose code is known. May be repeated.

    An empty optional cell leaves what is stored. Raises BadInput with all problems; then nothing is stored.
    """
    with writing(db):
        presets.install(db)
        table = _read(data, file_name, columns_of_areas(db), _("기업 명부"), columns_of_firms(db), mapping)
        _known_spelling(table, store.areas_by_code(db))
        return _keep(db, "areas", table, person_id, _keep_area)


def import_firms(
    db: Database, data: bytes, file_name: str, person_id: str | None, mapping: Mapping | None = None
) -> Imported:
    """Add the firms of a file and change those whose code is known. May be repeated.

    An empty optional cell leaves what is stored. Raises BadInput with all problems; then nothing is stored.
    """
    with writing(db):
        presets.install(db)
        table = _read(data, file_name, columns_of_firms(db), _("밀집지역 명부"), columns_of_areas(db), mapping)
        _known_spelling(table, store.firms_by_code(db))
        _find_areas(db, table)
        table.refuse_if_wrong()
        moved = _moved(db, table)
        return _keep(db, "firms", table, person_id, _keep_firm, moved)


def knower(db: Database, columns: Iterable[Column]) -> Callable[[str, str], bool]:
    """Whether a text is one that a column of a register may hold; of free texts none is known."""
    areas, parses = _areas_by_word(db), {column.name: column.parse for column in columns}

    def knows(name: str, text: str) -> bool:
        if name == "area":
            return _squeezed(text) in areas
        try:
            return name not in FREE and name in parses and parses[name](text) is not None
        except ValueError:
            return False

    return knows


def _areas_by_word(db: Database) -> dict[str, str]:
    """Codes and names in both languages, squeezed, to the area's id."""
    known: dict[str, str] = {}
    for code, r in store.areas_by_code(db).items():
        for name in filter(None, (r["name_ko"], r["name_en"])):
            known.setdefault(_squeezed(name), r["id"])
        known[_squeezed(code)] = r["id"]
    return known


def _find_areas(db: Database, table: Table) -> None:
    """Give each firm the id of its area, which may be written as code or name."""
    known = _areas_by_word(db)
    for line in table.rows:
        line["area_id"] = known.get(_squeezed(line["area"] or ""))
        if line["area"] and line["area_id"] is None:
            table.wrong(
                line["row"],
                _("밀집지역코드"),
                _("밀집지역 명부에 없습니다: ‘%(code)s’", code=line["area"]),
                _("밀집지역 명부에 있는 코드를 적거나 밀집지역을 먼저 가져와 주십시오"),
            )


def _moved(db: Database, table: Table) -> tuple[Moved, ...]:
    codes = {area_id: code for code, area_id in store.area_ids_by_code(db).items()}
    known, speaking = store.firms_by_code(db), store.firms_with_voice(db)
    pairs = [(line, known[line["code"]]) for line in table.rows if line["code"] in known]
    return tuple(
        Moved(line["code"], line["name"], codes[was["area_id"]], codes[line["area_id"]], was["id"] in speaking)
        for line, was in pairs
        if line["area_id"] != was["area_id"]
    )


def _known_spelling(table: Table, known: dict[str, dict[str, Any]]) -> None:
    """Write known codes as they are stored: f0001 is F0001."""
    stored = {code.casefold(): code for code in known}
    for line in table.rows:
        if line["code"]:
            line["code"] = stored.get(line["code"].casefold(), line["code"])


def _read(
    data: bytes,
    file_name: str,
    explained: list[Explained],
    other: str,
    others: list[Explained],
    mapping: Mapping | None,
) -> Table:
    """The rows of a register; `other` and its columns are the register it may have been mistaken for."""
    table = read_table(data, file_name, [e.column for e in explained], passed=PASSED, mapping=mapping)
    if table.missing and not mapping and fits(data, file_name, [e.column for e in others]):
        what = _("다른 명부로 보입니다: %(register)s", register=other)
        raise BadInput(Problem(file_name, what, _("‘명부’에서 이 명부를 고른 뒤 다시 올려 주십시오")), source=file_name)
    first: dict[str, int] = {}
    for line in table.rows:
        code = line["code"]
        if code and first.setdefault(code.casefold(), line["row"]) != line["row"]:
            table.wrong(
                line["row"],
                _("코드"),
                _("같은 코드가 %(row)s행에도 있습니다: ‘%(code)s’", code=code, row=first[code.casefold()]),
                _("코드 하나에 한 행만 남겨 주십시오"),
            )
    if not table.rows:
        table.wrong(
            table.header + 1,
            "",
            _("제목 줄 아래에 자료가 없습니다"),
            _("제목 다음 줄부터 한 줄에 하나씩 적어 주십시오"),
        )
    return table


def _keep(
    db: Database,
    kind: str,
    table: Table,
    person_id: str | None,
    keep: Callable[[Database, dict[str, Any], dict[str, Any] | None], str],
    moved: tuple[Moved, ...] = (),
) -> Imported:
    table.refuse_if_wrong()
    known = store.areas_by_code(db) if kind == "areas" else store.firms_by_code(db)
    counts = Counter(keep(db, line, known.get(line["code"])) for line in table.rows)
    done = Imported(
        kind, table.file_name, counts["new"], counts["changed"], counts["unchanged"], moved, tuple(table.told)
    )
    run = store.insert_import_run(db, table, kind=kind, person_id=person_id, count=done.rows)
    told = {"moved": [f"{m.code} {m.before}→{m.after}" for m in moved]} if moved else {}
    note(db, run, kind, person_id=person_id, counts=(done.new, done.changed, done.unchanged), **told)
    return done


def note(
    db: Database, run: str, kind: str, *, person_id: str | None, counts: tuple[int, int, int], **told: Any
) -> None:
    """Say in the trail what a file brought: what is new, changed, and as it was."""
    new, changed, unchanged = counts
    record(
        db,
        "file imported",
        person_id=person_id,
        object_kind="import",
        object_id=run,
        kind=kind,
        new=new,
        changed=changed,
        unchanged=unchanged,
        **told,
    )


def _keep_area(db: Database, line: dict[str, Any], before: dict[str, Any] | None) -> str:
    fields = {key: line[key] for key in AREA_FIELDS}
    if before is None:
        area_id = new_id()
        store.insert_area(db, area_id, line["code"], {**fields, "name_en": fields["name_en"] or ""})
    else:
        area_id = before["id"]
    after = _merged(fields, before)
    clusters = set(line["clusters"] or ())
    designations = set(line["designations"] or ())
    moved = line["clusters"] is not None and clusters != store.cluster_codes_of(db, area_id)
    renamed = line["designations"] is not None and designations != store.designated_of(db, area_id)
    if moved:
        store.replace_clusters(db, area_id, sorted(clusters))
    if renamed:
        store.replace_designations(db, area_id, sorted(designations, key=lambda d: (d.name, d.since or "")))
    if before is None:
        return "new"
    if after:
        store.update_area(db, area_id, after)
    return "changed" if after or moved or renamed else "unchanged"


def _keep_firm(db: Database, line: dict[str, Any], before: dict[str, Any] | None) -> str:
    fields = {key: line[key] for key in FIRM_FIELDS}
    if before is None:
        store.insert_firm(db, new_id(), line["code"], fields)
        return "new"
    after = _merged(fields, before)
    if after:
        store.update_firm(db, before["id"], after)
    return "changed" if after else "unchanged"


def _merged(fields: dict[str, Any], before: dict[str, Any] | None) -> dict[str, Any]:
    """The fields that differ from what is stored; an empty cell says nothing."""
    return {k: v for k, v in fields.items() if before is not None and v is not None and v != before[k]}


def _words(listed: list[Any]) -> tuple[dict[str, str], str]:
    """Accepted words (codes and both names, squeezed) to codes, and the words to show."""
    accepted = {_squeezed(word): r["code"] for r in listed for word in (r["code"], r["name_ko"], r["name_en"])}
    return accepted, ", ".join(f"{r['name_ko']}({r['code']})" for r in listed)


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()
