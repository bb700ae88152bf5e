"""Importing returns: the same file twice, every problem with its row, all or nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from app.errors import BadInput
from app.surveys.answering.importing import Imported, import_responses
from app.surveys.answering.receipts import response_id_of
from tests.conftest import all_rows

TITLES = "응답코드,조사,밀집지역코드,기업코드,제출일시,방식,consent,biz_past,biz_next,causes,employees,hardest"
GOOD = "R1,2026Q4,B001,F1,2026-11-20 14:30,onsite,yes,2,3,finance;market,27,인력난"


def csv(*lines: str) -> bytes:
    return "\r\n".join((TITLES, *lines)).encode("utf-8-sig")


def bring(db: Database, survey: sqlite3.Row, data: bytes) -> Imported:
    return import_responses(db, data, "응답.csv", survey_id=survey["id"], person_id=None)


def test_a_row_becomes_a_return_in_korean_time_with_an_id_of_its_code(
    db: Database, survey: sqlite3.Row, firms: dict[str, str]
) -> None:
    assert bring(db, survey, csv(GOOD)) == Imported(new=1, unchanged=0)
    stored = all_rows(db, "response")[0]
    assert stored["id"] == response_id_of(survey["id"], "R1")
    assert (stored["submitted_at"], stored["channel"]) == ("2026-11-20T05:30:00.000000+00:00", "onsite")
    assert len(all_rows(db, "answer")) == 6


def test_the_same_file_twice_changes_nothing_and_cp949_is_read(
    db: Database, survey: sqlite3.Row, firms: dict[str, str]
) -> None:
    bring(db, survey, csv(GOOD))
    again = csv(GOOD).decode("utf-8-sig").encode("cp949")
    assert bring(db, survey, again) == Imported(new=0, unchanged=1)
    assert len(all_rows(db, "response")) == 1


def test_every_problem_is_named_with_its_row_and_nothing_is_stored(
    db: Database, survey: sqlite3.Row, firms: dict[str, str]
) -> None:
    with pytest.raises(BadInput) as caught:
        bring(
            db,
            survey,
            csv(
                GOOD,
                "R1,2026Q4,B001,F2,2026-11-20 14:30,online,yes,2,3,,,",
                "R3,2026Q3,B099,F1,어제,팩스,yes,2,3,,,",
                "R4,2026Q4,B002,F1,2026-11-20,online,no,7,3,finance;market;workforce,많음,",
            ),
        )
    wrong = {(p.where.split("행")[0], p.where.split("‘")[1].split("’")[0]) for p in caught.value.problems}
    assert wrong == {
        ("3", "응답코드"),
        ("4", "조사"),
        ("4", "밀집지역코드"),
        ("4", "제출일시"),
        ("4", "방식"),
        ("5", "기업코드"),
        ("5", "consent"),
        ("5", "biz_past"),
        ("5", "causes"),
        ("5", "employees"),
    }
    assert all_rows(db, "response") == [] and all_rows(db, "import_run") == []


def test_a_known_code_with_other_answers_is_refused(db: Database, survey: sqlite3.Row, firms: dict[str, str]) -> None:
    bring(db, survey, csv(GOOD))
    with pytest.raises(BadInput, match="다른 내용"):
        bring(db, survey, csv(GOOD.replace("인력난", "자금난"), GOOD.replace("R1", "R2").replace("F1", "F2")))
    assert len(all_rows(db, "response")) == 1


def test_a_file_without_a_needed_column_says_which(db: Database, survey: sqlite3.Row) -> None:
    with pytest.raises(BadInput, match="제출일시"):
        bring(db, survey, "응답코드,조사,밀집지역코드,방식\r\nR1,2026Q4,B001,online".encode())


def test_the_example_file_has_the_columns_of_the_questionnaire_that_comes_along(db: Database, round_id: str) -> None:
    from app.surveys.answering.importing import columns
    from app.surveys.asking import presets, store
    from app.surveys.asking.definitions import questionnaire_of

    presets.install(db)
    (questionnaire,) = store.list_questionnaires(db)
    example = Path(__file__).resolve().parents[3] / "example" / "responses.csv"
    header = example.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    known = {column.titles[0] for column in columns(questionnaire_of(questionnaire["definition"]))}
    assert set(header) == known - {"설문지 판"}
