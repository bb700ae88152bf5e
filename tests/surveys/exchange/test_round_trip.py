"""What is exported imports back, in every format, with every type of question, repeats and two versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat
import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.areas.store import insert_industries
from app.db import rows, writing
from app.errors import BadInput
from app.ids import new_id
from app.surveys.answering import response_store
from app.surveys.answering.responding import Return, accept
from app.surveys.asking.publishing import publish
from app.surveys.exchange.bringing import bring
from app.surveys.exchange.formats import FORMATS, written
from app.surveys.exchange.frame import Frame
from app.surveys.exchange.returns import frame_of
from app.surveys.sealed import ending
from app.words.labels import LABELS
from tests.surveys.conftest import words
from tests.surveys.exchange.conftest import opened


def frame(db: Database, survey: sqlite3.Row) -> Frame:
    return frame_of(db, survey, EVERYTHING)


def stored(db: Database) -> list[tuple[str, dict[str, Any]]]:
    found = rows(db, "select id, version_id from standing_response order by submitted_at, id")
    return [(r["version_id"], response_store.answers_of_response(db, r["id"])) for r in found]


def test_every_cell_says_why_it_is_empty(db: Database, asked: sqlite3.Row) -> None:
    full, bare, newer = frame(db, asked).rows
    assert (full["business"], full["hire"], full["loan"]) == ("n/a", None, None)
    assert (full["more"], newer["hire"], newer["more"]) == ("n/q", "n/q", -8.5)
    assert (bare["name[1]"], bare["busy"], full["heads[2]"]) == ("n/q", "n/q", 20)
    assert (full["need/staff"], full["need/export"], bare["need/staff"]) == (1, 0, None)
    assert (full["order/road"], full["order/rule"], full["employees"]) == (1, 3, 30)


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_exported_is_known_when_it_comes_back(db: Database, asked: sqlite3.Row, kind: str) -> None:
    data, count = written(kind, asked, frame(db, asked))
    done = bring(db, data, f"returns.{kind}", survey=asked, person_id=None)
    assert (count, done.new, done.unchanged) == (3, 0, 3)


@pytest.mark.parametrize("kind", FORMATS)
def test_what_was_exported_makes_the_same_returns_in_another_survey(
    db: Database, asked: sqlite3.Row, kind: str
) -> None:
    data, _count = written(kind, asked, frame(db, asked))
    before = stored(db)
    other = opened(db)
    for each in rows(db, "select id from response"):
        ending.withdraw(db, each["id"], "mistake", person_id=None)
    assert bring(db, data, f"returns.{kind}", survey=other, person_id=None).new == 3
    after = stored(db)
    # When the page was opened is told by the page alone; own words that waited were not told.
    assert _plain(before) == _plain(after)


def _plain(stored: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, dict[str, Any]]]:
    return sorted(((v, {k: _as_set(a) for k, a in each.items() if k != "began"}) for v, each in stored), key=str)


def _as_set(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) and "tax" not in value else value


def read(data: bytes, tmp_path: Path, reader: Callable[..., Any], **how: Any) -> tuple[Any, Any]:
    path = tmp_path / "file"
    path.write_bytes(data)
    return reader(str(path), **how)


def test_spss_reads_labels_values_and_three_kinds_of_missing(db: Database, asked: sqlite3.Row, tmp_path: Path) -> None:
    data, _count = written("sav", asked, frame(db, asked))
    table, meta = read(data, tmp_path, pyreadstat.read_sav, user_missing=True)
    assert table["business"][0] == -8 and table["estate"][0] == 2 and table["hire"][2] == -9
    assert table["loan"].isna().all() and table["more"].tolist() == [-999_999_999, -999_999_999, -8.5]
    assert meta.variable_value_labels["pay"] == {
        1: "그렇지 않다", 2: "보통", 3: "그렇다", 4: "매우 그렇다", -8: "해당 없음", -9: "묻지 않음",
    }  # fmt: skip
    assert meta.column_names_to_labels["need_staff"] == "어떤 지원이 필요합니까?: 인력"
    assert table["name_1"][0] == "=1+1 주임" and str(table["founded"][0]) == "2011-03-09"


def test_stata_has_missing_values_of_its_own(db: Database, asked: sqlite3.Row, tmp_path: Path) -> None:
    data, _count = written("dta", asked, frame(db, asked))
    table, meta = read(data, tmp_path, pyreadstat.read_dta, user_missing=True)
    assert table["business"][0] == "a" and table["hire"][2] == "b" and table["need_rnd"][0] == 1
    assert meta.variable_value_labels["pay"]["a"] == "해당 없음"


def test_a_workbook_has_real_dates_filters_and_a_sheet_for_each_repeat(db: Database, asked: sqlite3.Row) -> None:
    data, _count = written("xlsx", asked, frame(db, asked))
    book = openpyxl.load_workbook(BytesIO(data))
    assert book.sheetnames == ["응답", "직급", "코드북", "판별 문항"]
    sheet = book["응답"]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref
    titles = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, titles.index("founded") + 1).value.year == 2011
    assert sheet.cell(2, titles.index("name[1]") + 1).value == "'=1+1 주임"
    grades = list(book["직급"].values)
    assert grades[1][-3:] == ("1", "'=1+1 주임", 10) and len(grades) == 3
    shown = {line[0]: line[2:] for line in list(book["판별 문항"].values)[1:]}
    assert shown["hire"] == ("물음", None) and shown["more"] == (None, "물음")


def test_one_repeat_is_a_table_of_its_own_in_every_format(db: Database, asked: sqlite3.Row) -> None:
    for kind in FORMATS:
        data, count = written(kind, asked, frame(db, asked), repeat="grade")
        assert count == 2 and data


def test_a_file_that_only_says_it_is_one_is_refused(db: Database, asked: sqlite3.Row) -> None:
    for name in ("returns.sav", "returns.dta"):
        with pytest.raises(BadInput):
            bring(db, b"$FL2 not at all", name, survey=asked, person_id=None)
    unknown = written("csv", asked, frame(db, asked))[0].decode("utf-8-sig").replace(",1,1,,1,", ",1,7,,1,")
    with pytest.raises(BadInput, match="게시된 적이 없는 판"):
        bring(db, unknown.encode(), "returns.csv", survey=asked, person_id=None)


def test_what_a_program_reads_by_its_own_rules_keeps_the_kinds_of_empty_cells_apart(
    db: Database, asked: sqlite3.Row
) -> None:
    table = pd.read_csv(BytesIO(written("csv", asked, frame(db, asked))[0]))
    assert table["business"][0] == "not/applicable" and table["hire"][2] == "n/q" and table["loan"].isna().all()
    assert set(table["조사 이름"]) == {asked["title_ko"]} and set(table["조사 ID"]) == {asked["id"]}


def test_a_file_of_before_still_comes_back(db: Database, asked: sqlite3.Row) -> None:
    data = written("csv", asked, frame(db, asked))[0].replace(b"not/applicable", b"n/a")
    assert bring(db, data, "returns.csv", survey=asked, person_id=None).unchanged == 3


@pytest.mark.parametrize("kind", FORMATS)
def test_industry_and_size_are_in_every_file_with_their_words(
    db: Database, asked: sqlite3.Row, tmp_path: Path, kind: str
) -> None:
    code, words = "machinery", "기계"
    with writing(db):
        insert_industries(db, [{"code": code, "name_ko": words, "name_en": "Machinery", "kind": "main"}])
        db.conn.execute("update respondent set size_band = 'small', industry_code = ?", [code])
    data = written(kind, asked, frame(db, asked))[0]
    if kind in ("csv", "xlsx"):
        table = pd.read_csv(BytesIO(data)) if kind == "csv" else pd.read_excel(BytesIO(data))
        told = [set(map(str, table[title])) for title in ("업종 코드", "업종", "규모 코드", "규모")]
        assert told == [{str(code)}, {words}, {"small"}, {str(LABELS["size_band"]["small"])}]
    else:
        table, meta = read(data, tmp_path, pyreadstat.read_sav if kind == "sav" else pyreadstat.read_dta)
        labels = meta.variable_value_labels
        assert {labels["industry"][n] for n in table["industry"]} == {words}
        assert {labels["size"][n] for n in table["size"]} == {str(LABELS["size_band"]["small"])}


def test_points_of_a_scale_are_ordinal_and_a_calculated_number_is_a_number(
    db: Database, areas: dict[str, str], tmp_path: Path
) -> None:
    point = {"id": "biz", "type": "likert", "scale": 5, "label": words("경기")}
    twice = {"id": "twice", "type": "calculate", "calculation": "${biz} * 2"}
    publish(db, {"id": "every-type", "title": words("셈"), "questions": [point, twice]}, None)
    survey = opened(db)
    accept(db, survey, Return(new_id(), areas["B001"], {"biz": "4"}, "onsite"))
    table, meta = read(written("sav", survey, frame(db, survey))[0], tmp_path, pyreadstat.read_sav)
    assert meta.variable_measure["biz"] == "ordinal" and meta.variable_measure["twice"] == "scale"
    assert table["twice"].tolist() == [8.0]
