"""What a workbook's cell shows counts, not what lies beneath; older workbooks are read too."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from openpyxl import Workbook

from app.errors import BadInput
from app.tables.figures import as_figure
from app.tables.heads import Column
from app.tables.shown import shown
from app.tables.tabular import Table, read_table

COLUMNS = (Column("code", ("코드",)), Column("value", ("값",), as_figure, units=None))
pytestmark = pytest.mark.usefixtures("app")


def workbook(*sheets: tuple[str, list[list[object]]]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    return book


def read(book: Workbook) -> Table:
    out = io.BytesIO()
    book.save(out)
    return read_table(out.getvalue(), "표.xlsx", COLUMNS)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.0187, "0.00%", "1.87%"),
        (0.018712, "0.00%", "1.8712%"),
        (0.1 + 0.2, "General", "0.3"),
        (2025.1, "0.00", "2025.10"),
        (2025.1, "General", "2025.1"),
        (1204, "#,##0", "1204"),
        (1204000, "#,##0,", "1204"),
        (35, "0000", "0035"),
        (-5, "#,##0;△#,##0", "△5"),
        (1204, '#,##0"명"', "1204명"),
        (1204, '#,##0\\ "p)"', "1204 p)"),
        (12, "[Red]0.0", "12.0"),
        (1e16, "General", "10000000000000000"),
        (0, "0;-0;-", "0"),
        (datetime(2025, 10, 1), "General", "2025-10-01"),
        (datetime(2026, 10, 20, 15, 5, 12), "General", "2026-10-20 15:05:12"),
        (True, "General", "TRUE"),
    ],
)
def test_a_cell_reads_as_it_shows_without_losing_a_digit(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_a_word_over_merged_rows_is_said_of_each_and_a_number_is_not() -> None:
    book = workbook(("표", [["코드", "값"], ["가", 1], [None, 2], ["나", 3], ["다", None]]))
    book.worksheets[0].merge_cells("A2:A3")
    book.worksheets[0].merge_cells("B4:B5")
    table = read(book)
    assert [(r["row"], r["code"], r["value"] and r["value"].value) for r in table.rows] == [
        (2, "가", 1.0), (3, "가", 2.0), (4, "나", 3.0), (5, "다", None),
    ]  # fmt: skip
    assert [p.where for p in table.problems] == ["5행 ‘값’ 칸"]


def test_the_sheet_with_the_titles_is_read_and_the_others_are_named() -> None:
    table = read(workbook(("안내", [["이 파일은"], ["예시입니다"]]), ("자료", [["코드", "값"], ["가", 1]])))
    assert [r["code"] for r in table.rows] == ["가"]
    assert table.told == ["읽지 않은 시트: 안내"]


def test_two_sheets_with_the_titles_are_asked() -> None:
    lines: list[list[object]] = [["코드", "값"], ["가", 1]]
    with pytest.raises(BadInput) as caught:
        read(workbook(("9월", lines), ("10월", lines)))
    assert "9월, 10월" in caught.value.problems[0].what


def test_a_hidden_sheet_is_not_what_the_file_shows() -> None:
    lines: list[list[object]] = [["코드", "값"], ["가", 1]]
    book = workbook(("자료", lines), ("지난해", lines))
    book["지난해"].sheet_state = "hidden"
    assert len(read(book).rows) == 1


def test_a_formula_nobody_computed_and_an_error_value_are_told() -> None:
    table = read(workbook(("표", [["코드", "값"], ["가", "=1+1"], ["나", "#REF!"]])))
    assert [(p.where, p.what) for p in table.problems] == [
        ("2행", "계산한 값이 저장되지 않은 수식이 있습니다"),
        ("2행 ‘값’ 칸", "비어 있습니다"),
        ("3행 ‘값’ 칸", "엑셀의 오류 값입니다: ‘#REF!’"),
    ]


ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>
<table:table table:name="자료">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"""


def ods(*lines: list[object]) -> bytes:
    """A small OpenDocument sheet, written by hand."""
    import zipfile

    def cell(value: object) -> str:
        kind = (
            f'office:value-type="float" office:value="{value}"'
            if isinstance(value, float)
            else 'office:value-type="string"'
        )
        return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"

    rows = "".join(f"<table:table-row>{''.join(map(cell, line))}</table:table-row>" for line in lines)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=rows))
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return out.getvalue()


def test_an_opendocument_sheet_is_read_and_says_that_it_hides_number_formats() -> None:
    table = read_table(ods(["코드", "값"], ["가", 12.5]), "표.ods", COLUMNS)
    assert [(r["row"], r["code"], r["value"].value) for r in table.rows] == [(2, "가", 12.5)]
    assert not table.formats


@pytest.mark.parametrize("data", [ods(["코드"])[:-40], b"\xd0\xcf\x11\xe0" + b"\x00" * 2000, ods(["코드"])[:200]])
def test_a_damaged_workbook_is_one_clear_word(data: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        read_table(data, "표.xls", COLUMNS)
    assert len(caught.value.problems) == 1
