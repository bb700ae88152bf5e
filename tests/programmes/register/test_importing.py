"""A file of programmes becomes versions, or a list of everything that is wrong with it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlite_utils import Database

from app.db import row, scalar
from app.errors import BadInput
from app.programmes.register import store
from app.programmes.register.importing import import_programmes
from app.setting_up import EXAMPLE
from app.tables.sheets import csv_bytes
from tests.programmes.conftest import book

__all__ = ["book"]

TITLES = "코드,이름,기관종류,기관,분야,주제,단계,한도(백만원),시작일,마감일,출처,기준일"
LINES = (
    'P101,예시 자금,부산시,예시 기관,금융,자금·금융,"주의, 심각","1,500",2026-01-05,2026-12-18,예시 공고,2026-11-01',
    "P102,예시 훈련,테크노파크,예시 기관,인력,workforce,,모름,,,예시 공고,2026-11-01",
)


def table(*lines: str, titles: str = TITLES) -> bytes:
    return "\n".join([titles, *lines]).encode("cp949")


def test_a_file_in_cp949_becomes_programmes_and_what_is_unknown_stays_unknown(book: Database) -> None:
    done = import_programmes(book, table(*LINES), "지원사업.csv", person_id=None)
    assert (done.new, done.changed, done.unchanged) == (2, 0, 0)
    money, training = store.all_programmes(book)
    assert (money.cap, money.levels, money.themes) == (1_500_000_000, ("caution", "serious"), ("finance",))
    assert (training.cap, training.opens_on, training.closes_on, training.themes) == (None, None, None, ("workforce",))


def test_the_same_file_changes_nothing_and_a_changed_line_is_the_next_version(book: Database) -> None:
    import_programmes(book, table(*LINES), "지원사업.csv", person_id=None)
    again = import_programmes(book, table(*LINES), "지원사업.csv", person_id=None)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    import_programmes(book, table(LINES[0].replace('"1,500"', "모름")), "지원사업.csv", person_id=None)
    found = store.by_code(book)["P101"]
    assert (found.cap, found.versions) == (None, 2)
    assert [v["cap"] for v in store.versions_of(book, found.id)] == [None, 1_500_000_000]


def test_an_empty_cell_leaves_what_is_stored_and_none_takes_it_away(book: Database) -> None:
    import_programmes(book, table(*LINES), "지원사업.csv", person_id=None)
    line = "P101,예시 자금,부산시,예시 기관,금융,,없음,,,모름,예시 공고,2026-11-01"
    import_programmes(book, table(line), "지원사업.csv", person_id=None)
    found = store.by_code(book)["P101"]
    assert (found.themes, found.cap, found.opens_on) == (("finance",), 1_500_000_000, "2026-01-05")
    assert (found.levels, found.closes_on) == ((), None)


def test_a_column_nobody_knows_is_left_in_the_file_and_said(app: Flask, book: Database) -> None:
    data = table(f"{LINES[1]},홍보 문구", titles=f"{TITLES},표어")
    with app.test_request_context("/"):
        done = import_programmes(book, data, "지원사업.csv", person_id=None)
    assert (done.new, done.told) == (1, ("읽지 않은 열: 표어",))


def test_everything_wrong_is_told_at_once_with_row_and_cell_and_nothing_is_stored(app: Flask, book: Database) -> None:
    wrong = (
        "P101,예시,부산시,예시 기관,요리,없는 주제,주의,많이,2026-12-18,2026-01-05,예시 공고,2999-01-01",
        "P101,예시,서울시,예시 기관,금융,,,,,,예시 공고,어제",
    )
    with app.test_request_context("/"), pytest.raises(BadInput) as caught:
        import_programmes(book, table(*wrong), "지원사업.csv", person_id=None)
    told = [(p.where, p.what) for p in caught.value.problems]
    for part in (
        *("2행 ‘분야’", "2행 ‘주제’", "2행 ‘한도’", "2행 ‘마감일’", "2행 ‘기준일’"),
        *("3행 ‘기관종류’", "3행 ‘코드’", "3행 ‘기준일’"),
    ):
        assert any(part in where for where, _what in told), (part, told)
    assert all(p.right for p in caught.value.problems)
    assert scalar(book, "select count(*) from programme") == 0


def test_the_example_says_its_source_and_what_nobody_knows(book: Database) -> None:
    data = (EXAMPLE / "programmes.csv").read_bytes()
    import_programmes(book, data, "programmes.csv", person_id=None, example=True)
    found = store.by_code(book)
    caps = {code: found[code].cap for code in ("P001", "P002", "P003", "P009")}
    assert caps == {"P001": 1_500_000_000, "P002": 800_000_000, "P003": None, "P009": 8_000_000}
    assert (found["P009"].region, found["P009"].cap_per) == ("충남", "field")
    assert all(each.source and each.as_of and each.example for each in found.values())


def test_the_list_as_a_file_comes_back_as_the_same(app: Flask, book: Database) -> None:
    from app.programmes.matching.reading import themes_of
    from app.programmes.routes import columns

    import_programmes(book, (EXAMPLE / "programmes.csv").read_bytes(), "programmes.csv", person_id=None)
    with app.test_request_context("/"):
        told = columns(themes_of(book))
        lines = [[cell(each) for _title, cell in told] for each in store.all_programmes(book)]
        data = csv_bytes([title for title, _cell in told], lines)
        done = import_programmes(book, data, "지원사업 목록.csv", person_id=None)
    assert (done.new, done.changed, done.unchanged) == (0, 0, 9)


def test_a_version_never_changes(book: Database, programme_id: str) -> None:
    import sqlite3

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        book.execute("update programme_version set cap = 1 where programme_id = ?", [programme_id])
    assert row(book, "select cap from programme_now where programme_id = ?", [programme_id])["cap"] is None
