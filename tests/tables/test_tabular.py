"""Reading people's tables: every encoding Korea uses, every problem named with its row, nothing guessed."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from app.errors import BadInput
from app.tables.figures import as_count, as_number
from app.tables.moments import as_date, as_month
from app.tables.tabular import Column, read_table

COLUMNS = (Column("code", ("코드", "code")), Column("heads", ("종사자수",), as_count, required=False))
pytestmark = pytest.mark.usefixtures("app")


def problems(data: bytes, name: str = "표.csv") -> list[str]:
    with pytest.raises(BadInput) as caught:
        read_table(data, name, COLUMNS).refuse_if_wrong()
    return [f"{p.where}: {p.what}" for p in caught.value.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_korean_tables_are_read_in_every_usual_encoding(encoding: str) -> None:
    table = read_table('코드,종사자수\n가람정밀,"1,234"\n똠방,\n'.encode(encoding), "표.csv", COLUMNS)
    assert [(r["row"], r["code"], r["heads"]) for r in table.rows] == [(2, "가람정밀", 1234), (3, "똠방", None)]


def test_decomposed_hangul_of_a_mac_is_the_same_as_composed() -> None:
    text = unicodedata.normalize("NFD", "코드,종사자수\n가람,1\n")
    assert read_table(text.encode(), unicodedata.normalize("NFD", "표.csv"), COLUMNS).rows[0]["code"] == "가람"


def test_xlsx_numbers_dates_and_blank_rows() -> None:
    book = Workbook()
    book.active.append(["코드", "종사자수"])
    book.active.append(["A", 12.0])
    book.active.append([None, None])
    book.active.append(["B", "열둘"])
    out = io.BytesIO()
    book.save(out)
    assert problems(out.getvalue(), "표.xlsx") == ["4행 ‘종사자수’ 칸: 쓸 수 없는 값입니다: ‘열둘’"]


def test_every_problem_is_named_with_its_row_and_column() -> None:
    found = problems("코드,종사자수\n,3\nB,-1\nC,1.5\n".encode())
    assert found == [
        "2행 ‘코드’ 칸: 비어 있습니다",
        "3행 ‘종사자수’ 칸: 쓸 수 없는 값입니다: ‘-1’",
        "4행 ‘종사자수’ 칸: 쓸 수 없는 값입니다: ‘1.5’",
    ]


def test_a_missing_column_says_which_columns_are_there() -> None:
    with pytest.raises(BadInput) as caught:
        read_table("이름,종사자수\n가,1\n".encode(), "표.csv", COLUMNS).refuse_if_wrong()
    assert "‘코드’ 열이 없습니다" in caught.value.problems[0].what
    assert "이름, 종사자수" in caught.value.problems[0].right


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "내용이 없는"),
        (b"\x00\x01\x02binary", "이진 파일"),
        (b"\xd0\xcf\x11\xe0 old office", "옛 엑셀"),
        (b"PK\x03\x04 not a zip", "열 수 없습니다"),
        ("코드,종사자수\n가,1\n".encode("cp949") + b"\xff\xff", "인코딩"),
        (b"a" * (20 * 1024 * 1024 + 1), "20 MB"),
    ],
)
def test_what_is_no_table_is_refused_with_one_clear_word(data: bytes, what: str) -> None:
    found = problems(data)
    assert len(found) == 1 and what in found[0]


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (301 * 1024 * 1024))
    assert "너무 큰" in problems(out.getvalue(), "표.xlsx")[0]


def test_two_hundred_problems_are_shown_and_the_rest_counted() -> None:
    lines = "".join(f"A,x{n}\n" for n in range(250))
    found = problems(b"\xef\xbb\xbf" + f"코드,종사자수\n{lines}".encode())
    assert len(found) == 201 and "50건" in found[-1]


@pytest.mark.parametrize("text", ["2026-11-22", "2026.11.22", "2026. 11. 22.", "20261122", "2026/11/22"])
def test_dates_as_koreans_write_them(text: str) -> None:
    assert as_date(text) == "2026-11-22"


@pytest.mark.parametrize("text", ["2026-10", "2026.10", "202610", "2026년 10월", "2026-10-01"])
def test_months_as_koreans_write_them(text: str) -> None:
    assert as_month(text) == "2026-10"


@pytest.mark.parametrize("text", ["nan", "inf", "하나", "", "1,2,x"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="숫자"):
        as_number(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
def test_no_bytes_end_in_anything_but_rows_or_a_word(app: Flask, data: bytes) -> None:
    try:
        read_table(data, "표.csv", COLUMNS)
    except BadInput as error:
        assert all(p.where and p.what and p.right for p in error.problems)


def test_titles_may_stand_below_a_line_that_says_what_the_table_is() -> None:
    table = read_table("2026년 기업 명부(예시)\n\n코드\t종사자수\nA\t27명\n".encode(), "표.txt", COLUMNS)
    assert [(r["row"], r["code"], r["heads"]) for r in table.rows] == [(4, "A", 27)]
    found = problems("2026년 명부,\n코드,종사자수\nA,-1\n".encode())
    assert found == ["3행 ‘종사자수’ 칸: 쓸 수 없는 값입니다: ‘-1’"]


def test_where_no_line_has_all_titles_the_one_with_most_is_told() -> None:
    columns = (*COLUMNS, Column("name", ("이름", "회사명")))
    with pytest.raises(BadInput) as caught:
        read_table("명부,\n코드,인원\nA,1\n".encode(), "표.csv", columns).refuse_if_wrong()
    assert [(p.where, p.what) for p in caught.value.problems] == [
        ("제목 줄(2행)", "‘이름’ 열이 없습니다"),
        ("제목 줄(2행)", "모르는 열입니다: ‘인원’"),
    ]


def test_problems_come_in_the_order_of_the_rows() -> None:
    table = read_table("코드,종사자수\nA,x\nB,y\n".encode(), "표.csv", COLUMNS)
    table.wrong(2, "코드", "나중에 찾은 문제", "고침")
    with pytest.raises(BadInput) as caught:
        table.refuse_if_wrong()
    assert [p.where.split("행")[0] for p in caught.value.problems] == ["2", "2", "3"]


@pytest.mark.parametrize(("text", "value"), [("27명", 27), ("27 개", 27), ("2009년", 2009), ("1,234 명", 1234)])
def test_a_unit_behind_a_count_does_not_matter(text: str, value: int) -> None:
    assert as_count(text) == value


def test_a_unit_above_the_table_is_told_where_it_is_one() -> None:
    one = read_table("현황,\n(단위: 천명),\n코드,종사자수\nA,3\n".encode(), "표.csv", COLUMNS)
    several = read_table("(단위: 개소 · 명),\n코드,종사자수\nA,3\n".encode(), "표.csv", COLUMNS)
    assert (one.caption_unit, several.caption_unit) == ("천명", "")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("코드,종사자수\nA\n", "2행: 제목보다 칸이 1개 모자랍니다"),
        ("코드,종사자수\nA,1,2\n", "2행: 제목보다 칸이 1개 더 많습니다"),
        ("코드,종사자수\nA,1,\nB,2\n", "2행: 제목보다 칸이 1개 더 많습니다"),
        ("코드,코드\nA,1\n", "제목 줄(1행): 같은 제목의 열이 2개입니다: ‘코드’"),
        ("코드,\nA,남는 값\n", "제목 줄(1행): 모르는 열입니다: ‘제목 없음(2번째 열)’"),
        ("코드,종사자수(천명)\nA,3\n", "제목 줄(1행): 모르는 열입니다: ‘종사자수(천명)’"),
    ],
)
def test_what_does_not_fit_the_titles_is_told(text: str, what: str) -> None:
    assert problems(text.encode()) == [what]


def test_empty_columns_and_the_titles_again_lose_nothing() -> None:
    table = read_table("코드,비고,종사자수,\nA,,1,\n코드,비고,종사자수,\nB,,2,\n".encode(), "표.csv", COLUMNS)
    assert ([(r["row"], r["code"], r["heads"]) for r in table.rows], table.problems) == ([(2, "A", 1), (4, "B", 2)], [])
