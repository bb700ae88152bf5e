"""Tables to take home: Korean Excel opens the CSV, no cell runs as a formula, Korean file names survive."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from flask import Flask
from openpyxl import load_workbook

from app.tables.sheets import csv_bytes, disarm, download, even, real, xlsx_bytes


def test_csv_begins_with_a_byte_order_mark_and_ends_lines_with_crlf() -> None:
    assert csv_bytes(["이름", "수"], [["가", None]]) == "\ufeff이름,수\r\n가,\r\n".encode()


def test_formulas_are_disarmed_in_both_formats() -> None:
    armed = ("=1+1", "+82", "-3", "@SUM", "\tx", "\rx", "＝1+1", "＋82", "－3", "＠SUM")
    assert [disarm(v) for v in (*armed, "보통", -3)] == [*(f"'{v}" for v in armed), "보통", -3]
    sheet = load_workbook(io.BytesIO(xlsx_bytes({"표": (["a"], [["=cmd|' /C calc'!A0"]])})))["표"]
    assert sheet["A2"].value.startswith("'=")
    assert sheet["A2"].data_type == "s"


def test_a_program_without_korean_gets_the_name_of_the_address(app: Flask) -> None:
    with app.test_request_context("/areas/019f3c/firms.xlsx"):
        header = download(b"x", "사상 3지구 기업.xlsx", "text/csv").headers["Content-Disposition"]
    assert 'filename="firms-3.xlsx"' in header
    with app.test_request_context("/themes.csv"):
        assert 'filename="themes.csv"' in download(b"x", "지역별 주제.csv", "text/csv").headers["Content-Disposition"]
    assert 'filename="plain.csv"' in download(b"x", "plain.csv", "text/csv").headers["Content-Disposition"]


def test_a_korean_file_name_survives_in_the_header() -> None:
    header = download(b"x", "종합평가 2026.csv", "text/csv").headers["Content-Disposition"]
    assert "filename*=UTF-8''%EC%A2%85%ED%95%A9%ED%8F%89%EA%B0%80%202026.csv" in header
    assert "\n" not in download(b"x", "a\r\nSet-Cookie: b.csv", "text/csv").headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("2026-11-22T15:30:01.250000+00:00", datetime(2026, 11, 23, 0, 30, 1)),
        ("2026-11-22T15:30:01Z", datetime(2026, 11, 23, 0, 30, 1)),
        ("2026-11-22 15:30", datetime(2026, 11, 22, 15, 30)),
        ("2026-13-40", "2026-13-40"),
        ("1890-01-01", "1890-01-01"),
        ("2026-10", "2026-10"),
        ("2026-11-22 방문", "2026-11-22 방문"),
        (20261122, 20261122),
    ],
)
def test_a_stored_day_or_instant_is_real_and_koreas(stored: object, told: object) -> None:
    assert real(stored) == told


def test_a_workbook_has_real_dates_a_frozen_head_and_filters() -> None:
    rows = [["2026-11-22", "2026-11-22T15:30:00+00:00", "가"]]
    sheet = load_workbook(io.BytesIO(xlsx_bytes({"표": (["날", "시각", "말"], rows)})))["표"]
    assert (sheet["A2"].value, sheet["A2"].number_format) == (datetime(2026, 11, 22), "yyyy-mm-dd")
    assert (sheet["B2"].value, sheet["B2"].number_format) == (datetime(2026, 11, 23, 0, 30), "yyyy-mm-dd hh:mm")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C2")


def test_a_csv_tells_instants_in_koreas_time_and_leaves_days_as_they_are() -> None:
    written = csv_bytes(["시각", "날"], [["2026-11-22T15:30:01.5+00:00", "2026-11-22"]]).decode("utf-8-sig")
    assert written.splitlines()[1] == "2026-11-23 00:30:01,2026-11-22"


def test_a_row_without_a_cell_for_each_title_is_no_file() -> None:
    with pytest.raises(ValueError, match="3 cells under 2 titles"):
        list(even(["a", "b"], [[1, 2], [1, 2, 3]]))
