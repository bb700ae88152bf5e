"""Charts: what is drawn, that it may stand in a page under the strict policy, and that it speaks."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from flask import Flask

from app.charts import charts, marks
from app.charts.charts import Band, Bar, Cell, Chart, Reference, Series, Spot, Step
from app.charts.drawing import ALIKE
from app.charts.places import Kind, Place, places

SVG = "{http://www.w3.org/2000/svg}"
FORBIDDEN = re.compile(r"<style|<script|<image|\sstyle=|\son\w+=|javascript:|https?://(?!www\.w3\.org)")
MONTHS = [f"2025-{m:02}" for m in range(1, 13)] + [f"2026-{m:02}" for m in range(1, 11)]


def a_line() -> Chart:
    values = tuple((m, None if m == "2025-06" else 100.0 - i) for i, m in enumerate(MONTHS))
    area = Series("예시 산업단지 1", values)
    city = Series("부산", tuple((m, 100.0) for m in MONTHS))
    band = Band("평소 범위", tuple((m, 95.0, 105.0) for m in MONTHS))
    return charts.line(
        [area, city],
        title="종사자 수",
        description="줄어듭니다.",
        unit="%",
        band=band,
        spots=[Spot("2026-09", 80.0)],
    )


ALL = {
    "line": a_line,
    "bars": lambda: charts.bars(
        [Bar("업황", 86.2, "실적"), Bar("업황", None, "전망")],
        title="BSI",
        description="업황 86.2",
        references=[Reference(100, "중립 100")],
        domain=(0, 200),
    ),
    "waterfall": lambda: charts.waterfall(
        [Step("자금", 20.64, "지표"), Step("판로", 10.4, "목소리"), Step("인력", 11.2, "지표")],
        total="합계",
        title="기여",
        description="42.24점",
        unit="점",
    ),
    "heat": lambda: charts.heat(
        [Cell("B001", "인력", 3, "3"), Cell("B001", "자금", None)],
        title="주제",
        description="인력 3곳",
        legend="말한 기업",
    ),
}


@pytest.mark.parametrize("kind", ALL)
def test_an_svg_keeps_the_strict_policy_and_says_what_it_shows(kind: str) -> None:
    chart = ALL[kind]()
    drawn = str(chart.svg())
    assert not FORBIDDEN.search(drawn)
    root = ElementTree.fromstring(drawn)
    assert (root.tag, root.get("role")) == (f"{SVG}svg", "img")
    assert [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")] == [chart.title, chart.description]
    named = {element.get("id") for element in root.iter() if element.get("id")}
    assert set(root.get("aria-labelledby", "").split()) <= named
    assert root.get("viewBox", "").startswith("0 0 ")


@pytest.mark.parametrize("kind", ALL)
def test_a_png_is_twice_as_large_at_scale_two(kind: str) -> None:
    one, two = (ALL[kind]().png(scale) for scale in (1, 2))
    assert one[:8] == b"\x89PNG\r\n\x1a\n"
    width = [int.from_bytes(data[16:20], "big") for data in (one, two)]
    assert width[1] == pytest.approx(2 * width[0], abs=2)


def words(chart: Chart) -> list[str]:
    return [e.text or "" for e in ElementTree.fromstring(str(chart.svg())).iter(f"{SVG}text")]


def test_a_month_axis_speaks_korean_and_its_januaries_name_the_year() -> None:
    found = words(a_line())
    assert {"2025년", "2026년", "4월", "7월"} <= set(found)


def test_in_english_the_month_axis_speaks_english(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert {"2025", "2026", "Apr"} <= set(words(a_line()))


def test_a_missing_month_breaks_the_line_into_two() -> None:
    assert any(path.count("M") == 2 for path in re.findall(r'd="(M[^"]+)"', str(a_line().svg())))


def test_series_differ_by_dash_and_not_by_color_alone() -> None:
    drawn = str(a_line().svg())
    assert 'stroke-dasharray="7,3"' in drawn


def test_a_waterfall_ends_at_the_sum_of_its_steps() -> None:
    assert {"+20.6", "+10.4", "+11.2", "42.2"} <= set(words(ALL["waterfall"]()))


def test_a_bar_without_a_value_is_left_out_but_its_name_stays() -> None:
    chart = charts.bars([Bar("업황", None), Bar("매출", -7.25)], title="t", description="d")
    assert "업황" in words(chart)
    assert "−7.2" in words(chart)


def test_words_from_a_file_cannot_become_markup_or_code() -> None:
    nasty = '<script>alert(1)</script>" onload="x'
    chart = charts.bars([Bar(nasty, 1.0)], title=nasty, description=nasty)
    root = ElementTree.fromstring(str(chart.svg()))
    assert not [e for e in root.iter() if e.tag.endswith("script") or "onload" in e.attrib]
    assert root.findtext(f"{SVG}title") == nasty
    quoted = Series('이름 "따옴표" \\ 역빗금', (("2026-01", 1.0), ("2026-02", 2.0)))
    assert charts.line([quoted, quoted], title="t", description="d").svg()


def test_the_narrow_drawing_has_ids_of_its_own() -> None:
    pair = str(a_line().responsive())
    ids = re.findall(r'\bid="([^"]+)"', pair)
    assert len(ids) == len(set(ids)) > 2
    assert 'viewBox="0 0 340 ' in pair


def test_charts_of_nothing_are_drawn_without_an_error() -> None:
    assert charts.line([], title="t", description="d").svg()
    assert charts.bars([], title="t", description="d").svg()
    assert charts.waterfall([], total="합계", title="t", description="d").svg()
    assert charts.heat([], title="t", description="d").svg()


def test_the_words_at_the_end_of_the_longest_bar_have_room() -> None:
    rows = [marks.bar_row(Bar("판로", 23.0, text="16곳 (23 %)"), [""], 1), marks.bar_row(Bar("인력", 2.0), [""], 1)]
    assert marks.room(rows, (), 640) == (0, pytest.approx(23.0 / (1 - (2 * 12 + 7 * 7 + 7) / 450), rel=0.05))
    assert marks.room(rows, [Reference(100, "중립")], 640) == (0, 100)
    assert marks.room([marks.bar_row(Bar("매출", -7.0), [""], 1)], (), 640) is None


def test_marks_of_one_look_are_said_once_and_stay_where_they_are() -> None:
    def drawn(number: int) -> ElementTree.Element:
        marks_ = [
            Place(7.0 * (n % 20), 9.0 * (n // 20), "danger" if n >= number - 2 else "good") for n in range(number)
        ]
        kinds = [Kind("good", "양호"), Kind("danger", "위기")]
        chart = places(marks_, kinds, outlines=[], names=[], size=(200, 200), title="지도", description="지도")
        return ElementTree.fromstring(str(chart.svg()))

    few, many = drawn(ALIKE), drawn(ALIKE + 2)
    assert not list(few.iter(f"{SVG}marker"))
    (shape,) = many.iter(f"{SVG}marker")
    (line,) = (each for each in many.iter(f"{SVG}path") if each.get("marker-mid") == f"url(#{shape.get('id')})")
    single = [each for each in few.iter(f"{SVG}path") if each.get("transform") and each.get("stroke-width") == "0.6"]
    assert [each.get("fill") for each in shape] == [single[0].get("fill")]
    corners = [f"translate({each})" for each in line.get("d", "")[1:].split("L")]
    assert len(corners) == ALIKE
    # The scales are of the picture, not of the marks: the same place is the same pixel.
    assert corners[: ALIKE - 2] == [each.get("transform") for each in single[: ALIKE - 2]]
