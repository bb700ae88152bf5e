"""Registers brought as files: what is new, what changed, and every problem told at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from app.areas.importing import import_areas, import_firms
from app.areas.presets import install
from app.db import scalar
from app.errors import BadInput
from app.tables.sheets import xlsx_bytes
from tests.conftest import all_rows

EXAMPLE = Path(__file__).resolve().parents[2] / "example"
AREA_TITLES = "코드,이름,영문이름,종류,구군,위도,경도,클러스터,지정"
PLACE = "산업단지,사상구,35.15,128.99,낙동강 벨트;boost,특구 예시(2022-01-01~)"
AREA = f"S1,예시 산업단지 1,Example Complex 1,{PLACE}"
FIRM_TITLES = "코드,밀집지역코드,이름,업종,규모,성장단계,종사자수,설립연도"


def areas_file(*lines: str, encoding: str = "utf-8-sig") -> bytes:
    return "\n".join([AREA_TITLES, *lines]).encode(encoding)


def firms_file(*lines: str) -> bytes:
    return "\n".join([FIRM_TITLES, *lines]).encode()


def told(error: pytest.ExceptionInfo[BadInput]) -> list[tuple[str, str]]:
    return [(p.where, p.what) for p in error.value.problems]


def test_the_example_registers_come_in_whole_and_a_second_time_change_nothing(db: Database) -> None:
    areas = (EXAMPLE / "areas.csv").read_bytes()
    firms = (EXAMPLE / "firms.csv").read_bytes()
    done = import_areas(db, areas, "areas.csv", None)
    assert (done.new, done.changed, done.unchanged) == (87, 0, 0)
    lines = len(firms.decode("utf-8-sig").strip().splitlines()) - 1
    assert import_firms(db, firms, "firms.csv", None).new == lines
    again = import_areas(db, areas, "areas.csv", None)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 87)
    assert import_firms(db, firms, "firms.csv", None).unchanged == lines
    assert [r["kind"] for r in all_rows(db, "import_run")] == ["areas", "firms", "areas", "firms"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949", "utf-16"])
def test_an_area_is_read_in_every_encoding_korean_offices_use(db: Database, encoding: str) -> None:
    import_areas(db, areas_file(AREA, encoding=encoding), "areas.csv", None)
    (area,) = all_rows(db, "area")
    assert (area["name_ko"], area["kind"], area["latitude"]) == ("예시 산업단지 1", "complex", 35.15)
    assert {r["cluster_code"] for r in all_rows(db, "area_cluster")} == {"nakdong-river", "boost"}
    (designation,) = all_rows(db, "designation")
    assert (designation["name"], designation["since"], designation["until"]) == (
        "특구 예시",
        "2022-01-01",
        None,
    )


def test_a_workbook_with_english_titles_is_read_too(db: Database) -> None:
    titles = ["code", "name_ko", "kind", "district"]
    data = xlsx_bytes({"areas": (titles, [["S1", "예시 산업단지 1", "complex", "사상구"]])})
    assert import_areas(db, data, "areas.xlsx", None).new == 1


def test_a_changed_name_and_a_changed_cluster_count_as_one_change_each_and_an_empty_cell_as_none(
    db: Database,
) -> None:
    import_areas(db, areas_file(AREA, AREA.replace("S1", "S2"), AREA.replace("S1", "S3")), "a.csv", None)
    renamed = AREA.replace("예시 산업단지 1", "예시 산업단지 9")
    moved = AREA.replace("S1", "S2").replace("낙동강 벨트;boost", "없음")
    silent = "S3,예시 산업단지 1,,산업단지,사상구,,,,"
    done = import_areas(db, areas_file(renamed, moved, silent), "a.csv", None)
    assert (done.new, done.changed, done.unchanged) == (0, 2, 1)
    assert scalar(db, "select count(*) from area_cluster") == 4
    assert scalar(db, "select latitude from area where code = 'S3'") == 35.15


def test_all_problems_of_an_area_file_are_told_with_their_rows_and_nothing_is_stored(db: Database) -> None:
    data = areas_file(
        AREA,
        "S 2,예시,,공단,사상구,350.1,,은하수,",
        "S1,,,산업단지,사상구,,,,특구(2022-13-01~)",
    )
    with pytest.raises(BadInput) as error:
        import_areas(db, data, "areas.csv", None)
    assert [where for where, _what in told(error)] == [
        "3행 ‘코드’ 칸",
        "3행 ‘종류’ 칸",
        "3행 ‘위도’ 칸",
        "3행 ‘클러스터’ 칸",
        "4행 ‘이름’ 칸",
        "4행 ‘지정’ 칸",
        "4행 ‘코드’ 칸",
    ]
    assert told(error)[-1][1] == "같은 코드가 2행에도 있습니다: ‘S1’"
    assert "산업단지, 지식산업센터" in error.value.problems[1].right
    assert all_rows(db, "area") == all_rows(db, "import_run") == all_rows(db, "audit") == []


def test_a_firm_of_an_unknown_area_or_industry_is_refused_beside_every_other_problem(
    db: Database, areas: dict[str, str]
) -> None:
    data = firms_file(
        "F1,B001,예시정밀,machinery,소기업,성숙기,27,2009",
        "F2,B999,예시정밀,우주,중소,성숙기,-3,1700",
    )
    with pytest.raises(BadInput) as error:
        import_firms(db, data, "firms.csv", None)
    assert [where.split("‘")[1].split("’")[0] for where, _what in told(error)] == [
        "업종",
        "규모",
        "종사자수",
        "설립연도",
        "밀집지역코드",
    ]
    assert all_rows(db, "firm") == []


def test_a_firm_is_told_by_korean_words_or_codes_and_moves_with_its_area(db: Database, areas: dict[str, str]) -> None:
    import_firms(db, firms_file("F1,B001,예시정밀,조선 기자재,small,,,"), "firms.csv", None)
    (firm,) = all_rows(db, "firm")
    assert (firm["industry_code"], firm["size_band"], firm["employees"]) == ("ship_parts", "small", None)
    done = import_firms(db, firms_file("F1,B002,예시정밀,,소기업,,12,"), "firms.csv", None)
    (firm,) = all_rows(db, "firm")
    assert (done.changed, firm["area_id"], firm["industry_code"]) == (1, areas["B002"], "ship_parts")


def test_a_file_with_titles_alone_says_that_rows_are_missing(db: Database) -> None:
    with pytest.raises(BadInput, match="자료가 없습니다"):
        import_areas(db, areas_file(), "areas.csv", None)


def test_an_import_is_in_the_audit_trail_with_its_counts(db: Database, people: dict[str, str]) -> None:
    import_areas(db, areas_file(AREA), "areas.csv", people["analyst"])
    entry = all_rows(db, "audit")[-1]
    assert (entry["action"], entry["object_kind"], entry["person_id"]) == (
        "file imported",
        "import",
        people["analyst"],
    )
    assert '"new": 1' in str(entry["detail"])


def test_presets_are_installed_once(db: Database) -> None:
    assert install(db) == 12 + 5
    assert install(db) == 0
