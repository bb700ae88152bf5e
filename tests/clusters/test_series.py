"""Series: what was known on a day, parts of a year, amounts as offices write them, and the figures that ship."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlite_utils import Database

from app.clusters import presets, series_store
from app.clusters.drawing import series_chart
from app.clusters.figures import as_amount, figure_told, in_unit, span_told
from app.clusters.series import Value, known_on, yearly


def value(ends_on: str, figure: float, as_of: str, number: int = 1, starts_on: str = "2023-01-01") -> Value:
    return Value(number, "investment", "", starts_on, ends_on, figure, "예시", as_of)


def test_of_one_span_what_was_told_last_until_a_day_is_known_on_it() -> None:
    told = [value("2023-10-31", 3.9, "2023-11-05", 1), value("2023-10-31", 4.1, "2024-02-01", 2)]
    assert [v.value for v in known_on(told, "2023-12-31")] == [3.9]
    assert [v.value for v in known_on(told, "2024-02-01")] == [4.1]
    assert known_on(told, "2023-11-04") == []


def test_a_part_of_a_year_stands_until_the_whole_year_is_known() -> None:
    part, whole = value("2023-10-31", 3.9, "2023-11-05"), value("2023-12-31", 4.4, "2024-02-01", 2)
    assert yearly([part]) == [part] and yearly([part, whole]) == [whole]
    assert (part.whole, part.until_month, whole.whole, whole.until_month) == (False, 10, True, None)


@pytest.mark.parametrize(
    ("text", "unit", "wanted", "figure"),
    [
        ("3.9조 원", "", "won", 3.9e12),
        ("22,000", "억원", "won", 2.2e12),
        ("8,416명", "", "people", 8416),
        ("4.1조 원", "", "won", 4_100_000_000_000),
        ("5조 2000억 원", "", "won", 5_200_000_000_000),
        ("2조 2,000억 원", "", "won", 2_200_000_000_000),
        ("1억 5천만 원", "", "won", 150_000_000),
    ],
)
def test_amounts_are_read_as_offices_write_them(app: Flask, text: str, unit: str, wanted: str, figure: float) -> None:
    assert in_unit(as_amount(text), unit, wanted) == figure


@pytest.mark.parametrize("text", ["2000억 5조 원", "5조 2000", "5조 3명", "5조 -2000억 원"])
def test_parts_of_an_amount_fall_and_each_has_its_unit(app: Flask, text: str) -> None:
    with pytest.raises(ValueError, match="큰 단위부터"):
        as_amount(text)


def test_a_unit_of_another_series_is_refused(app: Flask) -> None:
    with pytest.raises(ValueError, match="명"):
        in_unit(as_amount("3.9조 원"), "", "people")
    with pytest.raises(ValueError):
        in_unit(as_amount("8416"), "", "people")


def test_the_figures_of_the_city_ship_with_their_source_and_a_part_of_a_year_is_told_as_one(db: Database) -> None:
    presets.install(db)
    assert presets.install(db) == 0
    told = [v for v in series_store.values(db) if v.series == "investment"]
    assert [figure_told(v.value, "won") for v in told] == ["2조 2,000억 원", "3조 원", "3조 9,000억 원"]
    assert [v.value for v in series_store.values(db) if v.series == "jobs"] == [8362, 6030, 8416]
    assert {v.source for v in told} == {"부산시 공개 발표"} and "10월" in span_told(told[-1])


def test_the_part_of_a_year_is_not_drawn_as_a_full_one(app: Flask) -> None:
    told = [value("2022-12-31", 3.0e12, "2023-11-05", 1, "2022-01-01"), value("2023-10-31", 3.9e12, "2023-11-05", 2)]
    drawn = series_chart(told, name="투자 유치", unit="won", where="시 전체")
    assert drawn is not None and "한 해의 일부" in drawn.description
    bars = json.loads(drawn.spec)["layer"][0]["data"]["values"]
    assert bars[0]["fill"] != bars[1]["fill"]
    assert series_chart([], name="투자 유치", unit="won", where="시 전체") is None
