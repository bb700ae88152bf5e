"""What is written is valid, says every coding, comes back where it can, and runs nothing in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pyreadstat
import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook

from app.exchange.project.project import Coded, Project, coded
from app.exchange.readers import codebook_table, reading
from app.exchange.writers import documents, matrix, refi, refi_codes, tables
from tests.conftest import SHARED
from tests.exchange import examples
from transcripts.reading import read as read_transcript

pytestmark = pytest.mark.usefixtures("words")
PROJECT = examples.project()
ARMED = ("=1+1", "＝1+1", "＋82", "－3", "＠SUM", "\t=1", "@x", "+x", "-x")


@pytest.mark.skipif(not (SHARED / "exchange").is_dir(), reason="the schemas of REFI-QDA are not here")
def test_projects_and_codebooks_are_valid_against_the_schemas() -> None:
    of = {kind: etree.XMLSchema(file=str(SHARED / f"exchange/refi-qda-{kind}.xsd")) for kind in ("project", "codebook")}
    odd = replace(PROJECT, name="a\x00b\ufffe", memo="\x0b\U0001f600")
    for project in (PROJECT, odd, Project(""), *map(examples.drawn, range(5))):
        package = zipfile.ZipFile(io.BytesIO(refi.project_bytes(project)))
        of["project"].assertValid(etree.fromstring(package.read("project.qde")))
        if project.codes:
            of["codebook"].assertValid(etree.fromstring(refi_codes.codebook_bytes(project)))


def test_a_package_holds_each_text_once_and_is_the_same_each_time() -> None:
    data = refi.project_bytes(PROJECT)
    package = zipfile.ZipFile(io.BytesIO(data))
    assert sorted(package.namelist()) == sorted(
        ["project.qde", *(f"sources/{each.guid}.txt" for each in (*PROJECT.sources, *PROJECT.notes))]
    )
    assert package.read(f"sources/{PROJECT.sources[0].guid}.txt").decode() == examples.TEXT
    assert refi.project_bytes(examples.project()) == data


def test_a_codebook_comes_back_from_its_file_and_from_its_table() -> None:
    codes = [replace(code, notes=()) for code in PROJECT.codes]
    again = reading.read(refi_codes.codebook_bytes(PROJECT), "예시.qdc").project
    table = codebook_table.read(b"".join(tables.codebook_csv(PROJECT)), "예시.csv").project
    assert (list(again.codes), list(table.codes)) == (codes, codes)


def test_a_codebook_of_taguette_is_read_as_a_table() -> None:
    found = codebook_table.read("tag,description\n비용,돈\n비용 > 임대료,\n".encode(), "codebook.csv").project
    assert (list(found.code_names().values()), found.codes[0].definition) == (["비용", "비용 > 임대료"], "돈")


def told(project: Project, each: Coded) -> tuple[str, str, str, str]:
    return each.source.name, each.quote, project.code_names()[each.coding.code], project.user_names()[each.coding.coder]


@pytest.mark.parametrize("write", [lambda p: b"".join(tables.codings_csv(p)), tables.workbook], ids=["csv", "xlsx"])
def test_codings_come_back_from_their_tables(write: Callable[[Project], bytes]) -> None:
    again = reading.read(write(PROJECT), "예시", {source.name: source.text for source in PROJECT.sources})
    want = sorted(told(PROJECT, each) for each in coded(PROJECT))
    assert sorted(told(again.project, each) for each in coded(again.project)) == want
    assert set((again.checks or {}).values()) == {"named"}


def test_codings_by_their_words_alone_find_their_place_or_are_said() -> None:
    talk = "간담회 예시 1"
    told_of = [(f"{talk}.txt", "공장  임대료가 너무 높습니다"), (talk, "없는 말"), (talk, "다"), ("다른 글", "말")]
    rows = "문서,코드,인용\n" + "".join(f"{where},비용,{quote}\n" for where, quote in told_of)
    found = reading.read(rows.encode(), "말.csv", {"간담회 예시 1": examples.TEXT})
    assert [each.quote for each in coded(found.project)] == ["공장 임대료가 너무 높습니다"]
    assert [loss.kind for loss in found.losses] == ["text_missing", "quote_not_found", "quote_many"]


def test_the_workbook_has_the_codebook_as_a_sheet_and_filters() -> None:
    book = load_workbook(io.BytesIO(tables.workbook(PROJECT)))
    assert book.sheetnames == ["코딩", "코드북", "메모"]
    assert all(sheet.auto_filter.ref for sheet in book.worksheets)
    assert [row[4].value for row in book["코드북"].iter_rows(min_row=2)] == [1, 1, 0, 2, 1]


def test_nothing_that_is_written_runs_in_a_spreadsheet() -> None:
    text = "\n".join(ARMED)
    code = replace(PROJECT.codes[0], name=ARMED[1], definition=ARMED[3], notes=())
    selections = tuple(
        replace(examples.select(text, words, examples.coding("비용", "김예시")), memo=words) for words in ARMED
    )
    source = replace(PROJECT.sources[1], name="＝문서", text=text, selections=selections, codings=(), values={})
    project = Project("=x", codes=(code,), sources=(source,), users=PROJECT.users)
    lines = [b"".join(tables.codings_csv(project)), b"".join(tables.codebook_csv(project))]
    lines.append(b"".join(matrix.matrix_csv(matrix.matrix(project))))
    cells = [cell for data in lines for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    book = load_workbook(io.BytesIO(tables.workbook(project)))
    cells += [
        str(c.value) for sheet in book.worksheets for row in sheet.iter_rows() for c in row if c.value is not None
    ]
    assert len(cells) > 60
    assert [cell for cell in cells if cell.startswith(tuple("=+-@＝＋－＠\t\r"))] == []


def test_json_lines_say_each_coding_with_its_place() -> None:
    lines = [json.loads(line) for line in b"".join(tables.json_lines(PROJECT)).splitlines()]
    texts = {source.guid: source.text for source in PROJECT.sources}
    assert len(lines) == 5
    assert all(texts[each["document_id"]][each["start"] : each["end"]] == each["quote"] for each in lines)
    assert lines[-1]["variables"] == {"업종": "섬유"}


def test_documents_show_each_quote_once_beneath_its_code() -> None:
    page = b"".join(documents.page(PROJECT)).decode()
    assert "<script" not in page and "&lt;원가&gt;" not in page
    word = "\n".join(p.text for p in Document(io.BytesIO(documents.docx(PROJECT))).paragraphs)
    hangul = read_transcript(documents.hwpx(PROJECT), "예시.hwpx").text
    for whole in (page, word, hangul):
        assert whole.count("공장 임대료가 너무 높습니다.") == 1
        assert "김예시, 이예시" in whole and "보고서에" in whole and "포함: 임대료" in whole


def test_a_matrix_holds_a_code_where_it_or_one_beneath_it_was_given() -> None:
    made = matrix.matrix(PROJECT)
    names = {v.title: v.label for v in made.variables}
    rows = [{names[key]: value for key, value in row.items() if key in names} for row in made.rows]
    assert [(row["비용"], row["비용 > 임대료"], row["매출"], row["인력"]) for row in rows] == [
        (1, 1, 1, 0),
        (1, 0, 0, 1),
    ]
    assert len(matrix.matrix(PROJECT, matrix.STRETCH, by_coder=True).rows) == 5


def test_spss_reads_the_matrix_with_its_labels(tmp_path: object) -> None:
    path = f"{tmp_path}/codes.sav"
    with open(path, "wb") as file:
        file.write(matrix.matrix_sav(matrix.matrix(PROJECT), "예시"))
    frame, meta = pyreadstat.read_sav(path)
    assert isinstance(frame, pd.DataFrame) and frame.shape == (2, 9)
    assert "비용 > 임대료" in meta.column_labels
    assert meta.variable_value_labels[meta.column_names[meta.column_labels.index("매출")]] == {0.0: "아니요", 1.0: "예"}
