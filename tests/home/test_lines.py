"""The table of areas as a noun: narrowed, put in order, and its tiny line of employees."""

from __future__ import annotations

import pytest

from app.home.lines import AreaLine, Wanted, narrow, natural, ordered
from app.home.sparkline import points, sparkline
from app.home.work import quarter_complete, state_of


def line(code: str, name: str = "예시 산업단지 1", **fields: object) -> AreaLine:
    area = {"id": code, "code": code, "name_ko": name, "name_en": "", "kind": "complex", "district": "사상구"}
    usual = {
        "firms": 0,
        "clusters": (),
        "level": None,
        "before": None,
        "state": None,
        "responses": 0,
        "target": 0,
        "voices": 0,
        "employees": (),
    }
    return AreaLine(area={**area, **fields.pop("area", {})}, **{**usual, **fields})  # type: ignore[dict-item,arg-type]


def codes(lines: list[AreaLine]) -> list[str]:
    return [each.area["code"] for each in lines]


def test_numbers_in_names_sort_as_numbers() -> None:
    lines = [
        line("B3", "사상구 산업단지 10"),
        line("B1", "사상구 산업단지 2"),
        line("B2", "강서구 산업단지 1"),
    ]
    assert codes(ordered(lines, "name")) == ["B2", "B1", "B3"]
    assert natural("산업단지 2") < natural("산업단지 10")


def test_lines_without_a_value_stand_last_whichever_way_the_table_is_sorted() -> None:
    lines = [line("B1"), line("B2", level="good"), line("B3", level="serious"), line("B4", level="caution")]
    assert codes(ordered(lines, "level")) == ["B2", "B4", "B3", "B1"]
    assert codes(ordered(lines, "-level")) == ["B3", "B4", "B2", "B1"]


def test_an_unknown_order_is_the_order_of_codes() -> None:
    assert codes(ordered([line("B10"), line("B9")], "drop table")) == ["B9", "B10"]


def test_filters_ask_together_and_not_evaluated_is_a_level_to_ask_for() -> None:
    cluster = {"code": "boost", "name_ko": "부스트벨트", "name_en": "Boost Belt"}
    lines = [
        line("B1", level="serious", state="watch", clusters=(cluster,)),
        line("B2", level="serious", state="stable"),
        line("B3", area={"district": "영도구"}),
    ]
    assert codes(narrow(lines, Wanted(level="serious", state="watch"))) == ["B1"]
    assert codes(narrow(lines, Wanted(level="none"))) == ["B3"]
    assert codes(narrow(lines, Wanted(cluster="boost"))) == ["B1"]
    assert codes(narrow(lines, Wanted(q="BOOST 사상구"))) == ["B1"]
    assert codes(narrow(lines, Wanted(district="영도구", kind="complex"))) == ["B3"]


def test_growth_compares_the_newest_month_with_the_same_month_a_year_before() -> None:
    assert line("B1", employees=(("2025-10", 200.0), ("2026-09", 190.0), ("2026-10", 180.0))).growth == (
        pytest.approx(-0.1)
    )
    assert line("B1", employees=(("2025-09", 200.0), ("2026-10", 180.0))).growth is None
    assert line("B1", employees=(("2025-10", 0.0), ("2026-10", 180.0))).growth is None
    assert line("B1").growth is None


def test_a_sparkline_leaves_the_width_of_a_missing_month_and_puts_the_lowest_at_the_foot() -> None:
    assert points([("2026-01", 10), ("2026-02", 20), ("2026-04", 30)]) == [(3, 21), (33, 12), (93, 3)]
    assert points([("2026-01", 5), ("2026-02", 5)]) == [(3, 12), (93, 12)]
    assert points([("2026-01", 5)]) == []


def test_a_sparkline_has_words_and_no_style_attribute() -> None:
    drawn = sparkline([("2026-01", 1), ("2026-02", 2)], '"<종사자>"')
    assert 'aria-label="&#34;&lt;종사자&gt;&#34;"' in drawn
    assert "style=" not in drawn


@pytest.mark.parametrize(
    ("month", "quarter"),
    [("2026-10", "2026Q3"), ("2026-09", "2026Q3"), ("2026-12", "2026Q4"), ("2026-02", "2025Q4")],
)
def test_a_quarter_is_complete_with_its_third_month(month: str, quarter: str) -> None:
    assert quarter_complete(month) == quarter


def test_a_step_is_done_when_all_of_it_is_there_and_waits_when_nothing_is() -> None:
    assert [state_of(0, 2), state_of(1, 2), state_of(2, 2), state_of(0, 0)] == [
        "waiting",
        "doing",
        "done",
        "waiting",
    ]


def test_initials_find_a_name_and_a_number_is_a_whole_one() -> None:
    named = {"B201": "해운대구 산단 4", "B202": "해운대구 산단 14", "B203": "사상구 산단 4"}
    lines = [line(code, area={"name_ko": name}) for code, name in named.items()]
    assert codes(narrow(lines, Wanted(q="ㅎㅇㄷㄱ"))) == ["B201", "B202"]
    assert codes(narrow(lines, Wanted(q="해운대 4"))) == ["B201"]
    assert codes(narrow(lines, Wanted(q="202"))) == ["B202"]
