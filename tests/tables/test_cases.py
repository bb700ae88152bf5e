"""Small files as they came to other offices, each with what is right for every row: taken, or told with its row."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from app.areas.importing import import_areas, import_firms
from app.db import rows
from app.errors import BadInput
from app.monitoring.observations import presets
from app.monitoring.observations.checking import read_observations
from app.monitoring.observations.importing import Leaping, import_observations
from app.surveys.answering.importing import import_responses
from app.surveys.asking import presets as questionnaires
from app.surveys.asking import surveying
from app.tables.tabular import Table
from tests.monitoring.conftest import HEAD, a_line

CASES = Path(__file__).parent / "cases"
Told = list[tuple[str, str]]


@pytest.fixture
def survey(db: Database, areas: dict[str, str]) -> str:
    questionnaires.install(db)
    return surveying.open_survey(
        db, wave_code="2026Q4", questionnaire_code="bsi-2026", title_ko="", title_en="", opens_on=None, closes_on=None,
        target=10, person_id=None,
    )  # fmt: skip


def returns(db: Database, survey: str, name: str) -> Told:
    """Where and what is told of a file of returns; nothing is stored where anything is."""
    try:
        import_responses(db, (CASES / name).read_bytes(), name, survey_id=survey, person_id=None)
    except BadInput as error:
        assert rows(db, "select 1 from response") == []
        return [(p.where, p.what) for p in error.problems]
    return []


def observed(db: Database, name: str) -> Table:
    return observed_bytes(db, (CASES / name).read_bytes(), name)


def observed_bytes(db: Database, data: bytes, name: str) -> Table:
    presets.install(db)
    return read_observations(db, data, name, day="2026-11-22")


@pytest.mark.parametrize(
    ("name", "where", "what"),
    [
        ("30_unclosed_quote.csv", "3행", "따옴표가 닫히지 않았거나"),
        ("31_unquoted_comma.csv", "2행", "칸이 1개 더 많습니다"),
        ("32_unknown_column.csv", "제목 줄(1행)", "모르는 열입니다: ‘바라는점’"),
        ("34_control_characters.csv", "2행 ‘hardest’ 칸", "U+000B"),
    ],
)
def test_what_would_lose_an_answer_is_told_with_its_row(
    db: Database, survey: str, name: str, where: str, what: str
) -> None:
    ((told_where, told_what),) = returns(db, survey, name)
    assert told_where == where and what in told_what


@pytest.mark.parametrize("name", ["35_iso_zone.csv", "36b_excel_afternoon.csv"])
def test_times_of_other_programs_are_koreas(db: Database, survey: str, name: str) -> None:
    assert returns(db, survey, name) == []
    (found,) = rows(db, "select submitted_at from response")
    assert found["submitted_at"] == "2026-10-20T06:05:12.000000+00:00"


def test_every_wrong_cell_of_returns_is_told(db: Database, survey: str) -> None:
    told = [where for where, _what in returns(db, survey, "resp_bad.csv")]
    assert [w for w in told if w.startswith("2행")] == [
        f"2행 ‘{c}’ 칸" for c in ("biz_past", "crisis", "causes", "기업코드")
    ]
    assert len(told) == 12


def test_a_percent_cell_is_what_it_shows_and_a_month_with_two_digits_is_october(
    db: Database, areas: dict[str, str]
) -> None:
    assert import_observations(db, (CASES / "40_percent_cell.xlsx").read_bytes(), "a.xlsx", person_id=None).new == 1
    assert import_observations(db, (CASES / "41_month_2025_10.xlsx").read_bytes(), "b.xlsx", person_id=None).new == 1
    found = [tuple(r) for r in rows(db, "select month, value from observation order by month")]
    assert found == [("2025-03", 1.87), ("2025-10", 100000.0)]


def test_marks_are_kept_apart_from_values_and_from_each_other(db: Database) -> None:
    table = observed(db, "43_marks_of_missing.csv")
    assert [(r["month"], r["value"], r["mark"], r["absent"]) for r in table.rows[:7]] == [
        ("2025-03", 1204.0, None, ""),
        ("2025-04", 1204.0, None, ""),
        ("2025-05", 1204.0, None, ""),
        ("2025-06", 1204.0, "provisional", ""),
        ("2025-07", None, None, "suppressed"),
        ("2025-08", None, None, "nil"),
        ("2025-09", None, None, "unknown"),
    ]
    assert [p.where for p in table.problems] == [f"{row}행 ‘값’ 칸" for row in range(9, 16)]


def test_what_is_withheld_is_stored_as_such_and_as_no_value(db: Database, areas: dict[str, str]) -> None:
    lines = (CASES / "43_marks_of_missing.csv").read_text(encoding="utf-8-sig").splitlines()
    done = import_observations(db, "\n".join(lines[:8]).encode(), "표.csv", person_id=None)
    assert (done.new, done.absent) == (4, 3)
    assert [tuple(r) for r in rows(db, "select month, reason from absence order by month")] == [
        ("2025-07", "suppressed"), ("2025-08", "nil"), ("2025-09", "unknown"),
    ]  # fmt: skip
    assert [r["month"] for r in rows(db, "select month from vintage where mark = 'provisional'")] == ["2025-06"]


def test_months_and_days_are_read_as_offices_write_them(db: Database) -> None:
    table = observed(db, "44_months.csv")
    expected = [f"2025-{m:02}" for m in range(3, 13)] + ["2026-01", "2026-02"]
    assert ([r["month"] for r in table.rows], table.problems) == (expected, [])
    assert [r["mark"] for r in table.rows][-2:] == [None, "provisional"]
    days = observed(db, "45_dates.csv")
    assert [r["published_on"] for r in days.rows] == [
        "2025-05-01", "2025-06-01", "2025-07-01", "2025-08-01", None, "2025-10-01", "2025-11-01",
    ]  # fmt: skip
    assert [p.right for p in days.problems] == ["어느 쪽이 월인지 알 수 없습니다. 2026-11-22처럼 적어 주십시오"]


def test_a_row_of_units_and_footnotes_are_no_rows(db: Database) -> None:
    table = observed(db, "47_unit_row_notes.csv")
    assert [(r["row"], r["value"]) for r in table.rows] == [(3, 1204.0), (4, 1205.0)]
    assert [(p.where, p.what) for p in table.problems] == [("4행 ‘지역’ 칸", "비어 있습니다")]


def test_commas_stand_only_in_threes(db: Database) -> None:
    table = observed(db, "48_comma_point_underscore.csv")
    assert [r["value"] for r in table.rows] == [None, 0.99, None, None]
    assert [p.where for p in table.problems] == ["2행 ‘값’ 칸", "4행 ‘값’ 칸", "5행 ‘값’ 칸"]


def test_a_rate_a_hundredth_of_its_past_and_a_month_of_another_century_are_asked(
    db: Database, areas: dict[str, str]
) -> None:
    before = "\n".join(
        [HEAD, a_line("B001", "delinquency", "2026-04", 2.41), a_line("B001", "employees", "2026-04", 3370)]
    )
    import_observations(db, before.encode(), "전.csv", person_id=None)
    lines = (CASES / "fraction.csv").read_text().splitlines()
    ours = "\n".join([lines[0], *(line for line in lines if line.startswith("B001"))])
    for data in (
        ours.encode(),
        (CASES / "month_old.csv").read_bytes(),
        f"{HEAD}\n{a_line('B001', 'employees', '2026-05', 700)}".encode(),
    ):
        with pytest.raises(Leaping):
            import_observations(db, data, "표.csv", person_id=None)
    assert len(rows(db, "select 1 from observation")) == 2


def test_bad_registers_and_values_are_told_whole(db: Database, areas: dict[str, str]) -> None:
    for act, name, count in ((import_areas, "areas_bad.csv", 7), (import_firms, "firms_bad.xlsx", 7)):
        with pytest.raises(BadInput) as caught:
            act(db, (CASES / name).read_bytes(), name, None)
        assert len(caught.value.problems) == count
    told = observed(db, "ind_bad.csv").problems
    assert [p.where.split("행")[0] for p in told] == ["2–4, 6–8", "2", "3", "4", "5", "6", "7", "8"]


def test_many_empty_cells_are_one_line_and_a_missing_column_hides_nothing(db: Database) -> None:
    presets.install(db)
    lines = "\n".join(f"전국,employees,2025-{1 + n % 12:02},,명" for n in range(24))
    table = read_observations(db, f"지역,지표,월,값,단위\n{lines}\n".encode(), "표.csv", day="2026-11-22")
    assert [(p.where, p.what) for p in table.problems] == [
        ("제목 줄(1행)", "‘공표일’ 열이 없습니다"),
        ("2–25행 ‘값’ 칸", "비어 있습니다"),
    ]


@pytest.mark.parametrize("name", ["50_binary.xlsb", "51_old.xls", "52_open.ods"])
def test_workbooks_of_other_programs_are_read_whole(db: Database, areas: dict[str, str], name: str) -> None:
    """Written by SheetJS: short cells in the .xlsb, spaces between the cells of the .ods, days as numbers in the .xls."""
    found = observed(db, name)
    assert ([r["value"] for r in found.rows], found.problems) == ([1204.0, 1.87, None, 90000.0], [])
    assert {r["published_on"] for r in found.rows} == {"2025-05-01"}
    done = import_observations(db, (CASES / name).read_bytes(), name, person_id=None)
    assert (done.new, done.absent) == (3, 1)


@pytest.mark.parametrize("name", ["50_binary.xlsb", "52_open.ods"])
def test_a_cut_or_changed_workbook_is_refused_or_read_and_never_crashes(db: Database, name: str) -> None:
    data = (CASES / name).read_bytes()
    for at in range(0, len(data), 97):
        for broken in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
            try:
                observed_bytes(db, broken, name)
            except BadInput as error:
                assert error.problems
