"""Bringing special zones on areas and series of the city as files: all problems told at once, nothing half done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlite_utils import Database

from app.areas import store as areas_store
from app.areas.columns import Explained, as_name, as_word, words
from app.areas.importing import note
from app.clusters import series_store, store
from app.clusters.figures import as_amount, as_unit, in_unit
from app.clusters.series import Value
from app.db import writing
from app.errors import BadInput, Problem
from app.tables.heads import Column
from app.tables.moments import as_date
from app.tables.tabular import Table, read_table
from app.words.formats import named


@dataclass(frozen=True)
class Brought:
    """What a file did: rows that were new, changed what was there, or said what was known."""

    new: int
    changed: int
    unchanged: int


def columns_of(db: Database, kind: str) -> list[Explained]:
    return zone_columns() if kind == "zones" else series_columns(db)


def zone_columns() -> list[Explained]:
    """What a file of special zones looks like: a row an area and zone."""
    return [
        Explained(Column("area", ("밀집지역코드", "코드", "밀집지역"), as_name), _("밀집지역 명부의 코드"), "B001"),
        Explained(Column("name", ("지정", "지정명", "특구"), as_name), _("지정의 이름"), "연구개발특구 예시"),
        Explained(
            Column("kind", ("종류", "지정종류"), as_word("zone_kind"), False), words("zone_kind"), "연구개발특구"
        ),
        Explained(
            Column("legal_basis", ("법적근거", "근거법", "근거"), as_name, False),
            _("지정의 근거가 된 법률"),
            "연구개발특구의 육성에 관한 특별법",
        ),
        Explained(Column("since", ("시작일", "지정일"), as_date, False), _("모르면 비워 둡니다"), "2023-03-02"),
        Explained(Column("until", ("종료일", "해제일"), as_date, False), _("끝나는 날이 없으면 비워 둡니다"), ""),
        Explained(Column("source", ("출처",), as_name, False), _("이 내용을 알린 자료"), "고시 예시"),
        Explained(Column("as_of", ("기준일", "출처일"), as_date, False), _("그 자료의 날짜"), "2026-11-22"),
    ]


def series_columns(db: Database) -> list[Explained]:
    """What a file of series looks like: a row a figure over a span of days."""
    known = {str(r[key]): r["code"] for r in series_store.list_series(db) for key in ("code", "name_ko", "name_en")}
    clusters = {str(r[key]): r["code"] for r in areas_store.list_clusters(db) for key in ("code", "name_ko", "name_en")}
    listed = ", ".join(str(named(r)) for r in series_store.list_series(db))
    belts = ", ".join(str(named(r)) for r in areas_store.list_clusters(db))
    return [
        Explained(Column("series", ("계열", "통계", "지표"), _among(known, listed)), listed, "투자 유치"),
        Explained(
            Column("cluster", ("클러스터", "혁신클러스터"), _among(clusters, belts), False),
            _("시 전체의 값이면 비워 둡니다: %(names)s", names=belts),
            "",
        ),
        Explained(Column("starts_on", ("시작일",), as_date), _("값이 든 기간의 첫날"), "2023-01-01"),
        Explained(Column("ends_on", ("종료일",), as_date), _("그 기간의 마지막 날"), "2023-10-31"),
        Explained(Column("value", ("값",), as_amount), _("숫자. 3.9조 원처럼 단위를 붙여도 됩니다"), "3.9조 원"),
        Explained(Column("unit", ("단위",), as_unit, False), _("원, 억 원, 조 원, 명, 개, %"), ""),
        Explained(Column("source", ("출처",), as_name), _("값을 알린 자료"), "부산시 공개 발표"),
        Explained(
            Column("as_of", ("기준일", "발표일"), as_date),
            _("그 자료의 날짜. 늦은 것이 앞의 값을 대신합니다"),
            "2023-10-31",
        ),
    ]


def bring(db: Database, kind: str, data: bytes, file_name: str, person_id: str | None) -> Brought:
    """Take a file of zones or series. May be repeated. Raises BadInput with all problems; then nothing is stored."""
    with writing(db):
        table = read_table(data, file_name, [each.column for each in columns_of(db, kind)])
        (_check_zones if kind == "zones" else _check_series)(db, table)
        if not table.rows and not table.problems:
            what, right = _("제목 줄 아래에 자료가 없습니다"), _("제목 다음 줄부터 한 줄에 하나씩 적어 주십시오")
            raise BadInput(Problem(file_name, what, right), source=file_name)
        table.refuse_if_wrong()
        run = areas_store.insert_import_run(db, table, kind=kind, person_id=person_id)
        done = (_keep_zones if kind == "zones" else _keep_series)(db, table, run, person_id)
        counts = (done["new"], done["changed"], done["unchanged"])
        note(db, run, kind, person_id=person_id, counts=counts)
    return Brought(*counts)


def _among(known: dict[str, str], listed: str) -> Callable[[str], str]:
    by_word = {"".join(word.split()).casefold(): code for word, code in known.items() if word}

    def parse(text: str) -> str:
        code = by_word.get("".join(text.split()).casefold())
        if code is None:
            raise ValueError(_("다음 가운데 하나로 적어 주십시오: %(words)s", words=listed))
        return code

    return parse


def _check_zones(db: Database, table: Table) -> None:
    known = {code.casefold(): area_id for code, area_id in areas_store.area_ids_by_code(db).items()}
    said: dict[tuple[str, str], tuple[int, object]] = {}
    for line in table.rows:
        line["area_id"] = known.get((line["area"] or "").casefold())
        if line["area"] and line["area_id"] is None:
            what = _("밀집지역 명부에 없는 코드입니다: ‘%(code)s’", code=line["area"])
            table.wrong(line["row"], _("밀집지역코드"), what, _("명부에 있는 코드를 적어 주십시오"))
        _check_days(table, line["row"], line["since"], line["until"])
        for field, title in (("kind", _("종류")), ("legal_basis", _("법적근거"))):
            first = said.setdefault((line["name"] or "", field), (line["row"], line[field]))
            if line[field] and first[1] and line[field] != first[1]:
                what = _("같은 지정인데 %(row)s행과 다르게 적혀 있습니다", row=first[0])
                table.wrong(line["row"], title, what, _("지정 하나에는 하나로 적어 주십시오"))


def _check_series(db: Database, table: Table) -> None:
    units = {r["code"]: r["unit"] for r in series_store.list_series(db)}
    said: dict[tuple[object, ...], int] = {}
    for line in table.rows:
        _check_days(table, line["row"], line["starts_on"], line["ends_on"])
        key = tuple(line[name] for name in ("series", "cluster", "starts_on", "ends_on", "as_of"))
        if None not in (key[0], *key[2:]) and said.setdefault(key, line["row"]) != line["row"]:
            what = _("같은 기간과 기준일의 값이 %(row)s행에도 있습니다", row=said[key])
            table.wrong(line["row"], "", what, _("한 행만 남겨 주십시오"))
        if line["value"] is not None and line["series"]:
            try:
                line["value"] = in_unit(line["value"], line["unit"] or "", units[line["series"]])
            except ValueError as error:
                table.wrong(line["row"], _("값"), _("단위가 이 계열의 단위가 아닙니다"), str(error))
                continue
            if line["value"] < 0 and units[line["series"]] != "percent":
                right = _("0 이상의 값을 적어 주십시오")
                table.wrong(line["row"], _("값"), _("0보다 작습니다"), right)


def _check_days(table: Table, number: int, first: str | None, last: str | None) -> None:
    if first and last and last < first:
        what = _("종료일이 시작일보다 앞섭니다")
        table.wrong(number, _("종료일"), what, _("시작일과 같거나 늦은 날을 적어 주십시오"))


def _keep_zones(db: Database, table: Table, _run: str, _person: str | None) -> Counter[str]:
    done: Counter[str] = Counter()
    for line in table.rows:
        known = store.zones_by_name(db).get(line["name"])
        told = [line[key] for key in ("kind", "legal_basis", "source", "as_of")]
        if known is None:
            kind, basis, source, as_of = told
            store.insert_zone(db, line["name"], kind or "other", basis or "", source or "", as_of)
        before = known and [known[key] for key in ("kind", "legal_basis", "source", "as_of")]
        after = [new or old for new, old in zip(told, before, strict=True)] if before else None
        changed = known is not None and after is not None and after != before
        if known is not None and after is not None and changed:
            store.update_zone(db, known["id"], *after)
        did = store.put_designation(db, line["area_id"], line["name"], line["since"], line["until"])
        done["changed" if did == "unchanged" and changed else did] += 1
    return done


def _keep_series(db: Database, table: Table, run: str, person_id: str | None) -> Counter[str]:
    known = {(v.series, v.cluster, v.starts_on, v.ends_on, v.as_of): v for v in series_store.values(db) if not v.wrong}
    done: Counter[str] = Counter()
    for line in table.rows:
        fields = {key: line[key] or "" for key in ("series", "cluster", "starts_on", "ends_on", "source", "as_of")}
        value = Value(id=0, value=line["value"], wrong=False, **fields)
        before = known.get((value.series, value.cluster, value.starts_on, value.ends_on, value.as_of))
        if before and (before.value, before.source) == (value.value, value.source):
            done["unchanged"] += 1
            continue
        series_store.insert_value(db, value, import_id=run, source_row=line["row"], person_id=person_id)
        done["changed" if before else "new"] += 1
    return done
