"""Tables to take home: Korean Excel opens the CSV, no cell runs as a formula, Korean file names survive."""

from __future__ import annotations

import io

from flask import Flask
from openpyxl import load_workbook

from app.tables.sheets import csv_bytes, disarm, download, xlsx_bytes


def test_csv_begins_with_a_byte_order_mark_and_ends_lines_with_crlf() -> None:
    assert csv_bytes(["이름", "수"], [["가", None]]) == "\ufeff이름,수\r\n가,\r\n".encode()


def test_formulas_are_disarmed_in_both_formats() -> None:
    assert [disarm(v) for v in ("=1+1", "+82", "-3", "@SUM", "\tx", "보통", -3)] == [
        "'=1+1", "'+82", "'-3", "'@SUM", "'\tx", "보통", -3
    ]  # fmt: skip
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
