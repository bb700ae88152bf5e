"""Files of zones and series: all problems at once, the same file twice changes nothing, exports come back."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.areas import presets as areas_presets
from app.areas.store import Designated, replace_designations
from app.clusters import presets, series_store, store
from app.clusters.importing import bring
from app.db import rows, writing
from app.errors import BadInput

ZONES = "밀집지역코드,지정,종류,법적근거,시작일,종료일,출처,기준일\n"
SERIES = "계열,클러스터,시작일,종료일,값,단위,출처,기준일\n"


def zones(db: Database, text: str) -> tuple[int, int, int]:
    done = bring(db, "zones", (ZONES + text).encode(), "지정.csv", None)
    return done.new, done.changed, done.unchanged


def series(db: Database, text: str) -> tuple[int, int, int]:
    areas_presets.install(db)
    presets.install(db)
    done = bring(db, "series", (SERIES + text).encode(), "통계.csv", None)
    return done.new, done.changed, done.unchanged


def test_a_zone_keeps_its_law_and_each_area_its_own_dates(db: Database, areas: dict[str, str]) -> None:
    text = (
        "B001,예시특구,연구개발특구,예시법,2023-03-02,,예시 고시,2026-11-22\nB002,예시특구,,,2024-01-01,2025-12-31,,\n"
    )
    assert zones(db, text) == (2, 0, 0)
    assert zones(db, text) == (0, 0, 2)
    (zone,) = store.list_zones(db)
    assert (zone["kind"], zone["legal_basis"], zone["as_of"]) == ("research", "예시법", "2026-11-22")
    assert [(d.since, d.until) for d in store.designations(db, EVERYTHING)] == [
        ("2023-03-02", None),
        ("2024-01-01", "2025-12-31"),
    ]
    assert zones(db, "B001,예시특구,,,2023-03-02,2026-12-31,,\n") == (0, 1, 0)


def test_a_designation_of_the_register_has_a_zone_and_keeps_what_was_told_of_it(
    db: Database, areas: dict[str, str]
) -> None:
    zones(db, "B001,예시특구,연구개발특구,예시법,2023-03-02,,,\n")
    with writing(db):  # as the register of areas does it: all of an area anew
        replace_designations(db, areas["B001"], [Designated("예시특구", None, None), Designated("새 지정", None, None)])
    assert {r["name"]: r["kind"] for r in store.list_zones(db)} == {"예시특구": "research", "새 지정": "other"}


def test_every_fault_of_a_file_of_zones_is_told_and_nothing_is_kept(db: Database, areas: dict[str, str]) -> None:
    text = (
        "B999,가,,,,,,\nB001,나,없는 종류,,,,,\nB001,다,,,2024-01-01,2023-01-01,,\n"
        "B002,라,연구개발특구,,,,,\nB001,라,경제자유구역,,,,,\n"
    )
    with pytest.raises(BadInput) as told:
        zones(db, text)
    assert [problem.where for problem in told.value.problems] == [
        "2행 ‘밀집지역코드’ 칸",
        "3행 ‘종류’ 칸",
        "4행 ‘종료일’ 칸",
        "6행 ‘종류’ 칸",
    ]
    assert store.list_zones(db) == [] and rows(db, "select 1 from import_run") == []


def test_a_later_figure_takes_the_place_of_an_earlier_and_both_stay(db: Database) -> None:
    line = "투자 유치,낙동강벨트,2023-01-01,2023-12-31,{}조 원,,예시 발표,{}\n"
    assert series(db, line.format("1.1", "2024-01-31")) == (1, 0, 0)
    assert series(db, line.format("1.1", "2024-01-31") + line.format("1.2", "2024-06-30")) == (1, 0, 1)
    assert [v.value for v in series_store.values(db, cluster="nakdong-river")] == [1.1e12, 1.2e12]


def test_every_fault_of_a_file_of_series_is_told(db: Database) -> None:
    text = (
        "없는 계열,,2023-01-01,2023-12-31,1,명,예시,2024-01-01\n"
        "투자 유치,,2023-12-31,2023-01-01,1,조원,예시,2024-01-01\n"
        "투자 유치,,2022-01-01,2022-12-31,1,명,예시,2024-01-01\n"
        "투자 유치,,2021-01-01,2021-12-31,모름,조원,예시,2024-01-01\n"
        "투자에 따른 일자리,,2021-01-01,2021-12-31,-5,명,예시,2024-01-01\n"
    )
    with pytest.raises(BadInput) as told:
        series(db, text)
    assert [problem.where for problem in told.value.problems] == [
        "2행 ‘계열’ 칸",
        "3행 ‘종료일’ 칸",
        "4행 ‘값’ 칸",
        "5행 ‘값’ 칸",
        "6행 ‘값’ 칸",
    ]
