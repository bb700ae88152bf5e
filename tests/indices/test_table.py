"""A table as people bring it: encodings, blanks, marks, and every problem at its row and column."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.errors import BadInput
from app.indices.scheme_file import read_scheme
from app.indices.table import Table, read_units


def read(rows: list[str], scheme: dict[str, Any], encoding: str = "utf-8") -> Table:
    return read_units("\n".join(rows).encode(encoding), "t.csv", read_scheme(scheme))


def problems(rows: list[str], scheme: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(BadInput) as told:
        read(rows, scheme)
    assert all(problem.right for problem in told.value.problems)
    return [(problem.where, problem.what) for problem in told.value.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_table_is_the_same_in_every_encoding(rows: list[str], scheme: dict[str, Any], encoding: str) -> None:
    table = read(rows, scheme, encoding)
    assert table.units == ("가", "나", "다", "라", "마") and table.rows == (2, 3, 4, 5, 6)
    assert table.values[3].tolist() == [70, 5, 20]


def test_empty_cells_are_missing_and_counted_by_what_stands_there(rows: list[str], scheme: dict[str, Any]) -> None:
    rows[1], rows[2], rows[3] = "가,,n/a,-", "나,x,...,40", "다,80, ,30"
    table = read(rows, scheme)
    assert np.isnan(table.values[0]).all() and np.isnan(table.values[1, :2]).all()
    assert table.marks["loans"] == {"unknown": 2, "blank": 1}
    assert table.marks["jobs"] == {"blank": 1, "suppressed": 1} and table.marks["orders"] == {"nil": 1}


def test_blank_rows_lines_above_and_other_columns_do_no_harm(rows: list[str], scheme: dict[str, Any]) -> None:
    rows = ["", *(f"{row},비고" if at == 0 else f"{row},없음" for at, row in enumerate(rows)), ",,,,"]
    table = read(rows, scheme)
    assert table.rows[0] == 3 and len(table.units) == 5 and table.unused == ("비고",)


def test_numbers_are_read_as_offices_and_programs_write_them(rows: list[str], scheme: dict[str, Any]) -> None:
    rows[1], rows[2] = '가,"1,234.5",△3,9.8e-05', "나,90,2.5p),40"
    table = read(rows, scheme)
    assert table.values[0].tolist() == [1234.5, -3, 9.8e-05] and table.values[1, 1] == 2.5


def test_text_in_a_number_cell_is_told_with_row_and_column(rows: list[str], scheme: dict[str, Any]) -> None:
    rows[2], rows[4] = "나,구십,3,40", "라,70,1.2E+05,20"
    assert problems(rows, scheme) == [
        ("3행 ‘고용’ 칸", "숫자로 읽을 수 없습니다: 구십"),
        ("5행 ‘연체율’ 칸", "숫자로 읽을 수 없습니다: 1.2E+05"),
    ]


@pytest.mark.parametrize("text", ["1e+400", "9" * 400, "1e-101", "-2e+100"])
def test_numbers_whose_squares_are_none_are_told(rows: list[str], scheme: dict[str, Any], text: str) -> None:
    rows[2] = f"나,90,{text},40"
    assert problems(rows, scheme) == [("3행 ‘연체율’ 칸", f"계산할 수 있는 크기를 벗어난 숫자입니다: {text[:40]}")]


def test_a_unit_twice_and_one_without_a_name_are_told(rows: list[str], scheme: dict[str, Any]) -> None:
    rows[3], rows[5] = "가,80,2,30", ",60,4,10"
    assert problems(rows, scheme) == [
        ("4행 ‘지역’ 칸", "2행에 있는 이름입니다: 가"),
        ("6행 ‘지역’ 칸", "이름이 비어 있습니다"),
    ]


@pytest.mark.parametrize("name", ["합계", "소 계", "총계", "계", "평균", "Total", "SUM", "average"])
def test_a_row_of_totals_is_no_unit(rows: list[str], scheme: dict[str, Any], name: str) -> None:
    rows.append(f"{name},400,15,150")
    assert problems(rows, scheme) == [("7행 ‘지역’ 칸", f"단위가 아니라 합계나 평균인 줄입니다: {name}")]


def test_a_unit_whose_name_holds_such_a_word_is_one(rows: list[str], scheme: dict[str, Any]) -> None:
    rows[1], rows[2] = "계룡,100,1,50", "평균동,90,2,40"
    assert read(rows, scheme).units[:2] == ("계룡", "평균동")


def test_columns_that_are_missing_or_doubled_are_told_by_name(rows: list[str], scheme: dict[str, Any]) -> None:
    rows[0] = "지역,고용,고용,수주"
    assert [what for _where, what in problems(rows, scheme)] == [
        "‘고용’ 열이 둘 이상입니다",
        "‘연체율’ 열이 없습니다",
    ]


def test_a_title_above_the_names_of_columns_is_told_with_the_line_of_the_names(
    rows: list[str], scheme: dict[str, Any]
) -> None:
    above = ["지역별 어려움(예시)", "", *rows]
    assert problems(above, scheme) == [("제목 줄(1행)", "scheme 파일에 적힌 열이 이 줄에는 없고 3행에 있습니다")]
    named = problems(["갑,을,병,정", *rows[1:]], scheme)
    assert {what for _where, what in named} >= {"‘지역’ 열이 없습니다", "‘고용’ 열이 없습니다"}


def test_a_comma_too_many_is_told_before_values_slide(rows: list[str], scheme: dict[str, Any]) -> None:
    rows[1] = "가,1,234,1,50"
    assert problems(rows, scheme)[0] == ("2행", "칸이 제목보다 많습니다")


def test_units_within_a_column_must_agree(rows: list[str], scheme: dict[str, Any]) -> None:
    rows[1:4] = ["가,100,1%,50", "나,90,0.03,40", "다,80,2%,30"]
    found = problems(rows, scheme)
    assert found[0] == ("3, 5–6행 ‘연체율’ 칸", "단위가 없는 값과 ‘%’ 단위의 값이 섞여 있습니다")
    rows[1:] = ["가,100,1,50", "나,90,2%,40", "다,80,3‰,30"]
    assert problems(rows, scheme)[0] == ("3행 ‘연체율’ 칸", "단위가 없는 값과 ‘%’ 단위의 값이 섞여 있습니다")
    rows[1:] = ["가,100,1%,50", "나,90,2‰,40", "다,80,3%,30"]
    assert problems(rows, scheme) == [("3행 ‘연체율’ 칸", "단위(‰)가 위의 값(%)과 다릅니다")]


def test_an_empty_file_and_one_with_titles_alone_are_told(rows: list[str], scheme: dict[str, Any]) -> None:
    assert problems([" "], scheme) == [("t.csv", "빈 파일입니다")]
    assert problems(rows[:1], scheme)[0][1] == "제목 줄 아래에 값이 없습니다"
