"""Firms' values from the file to the page of abnormal changes: who sees them, why they are listed, what never leaves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.db import get_db, rows, scalar, writing
from app.errors import BadInput
from app.ids import new_id
from app.monitoring.observations.importing import Imported, Leaping
from app.monitoring.observations.quarters import months_between
from app.monitoring.quarter.classifying import classify_quarters
from app.monitoring.reading.firm_reading import read_firms
from app.monitoring.reading.signs import sign_of
from tests.conftest import sign_in
from tests.monitoring.conftest import a_line

Bring = Callable[[list[str]], Imported]
MONTHS = months_between("2023-08", "2026-09")
UNTIL = "2026-11-22"


@pytest.fixture
def firms(db: Database, areas: dict[str, str]) -> dict[str, str]:
    """Eight invented firms of one industry, five in B001 and three in B002: code to id."""
    made = {}
    with writing(db):
        db["industry"].insert({"code": "x", "name_ko": "예시", "name_en": "Example", "kind": "main", "position": 99})
        for n in range(8):
            area = areas["B001" if n < 5 else "B002"]
            made[f"F{n}"] = new_id()
            db["firm"].insert(
                {"id": made[f"F{n}"], "code": f"F{n}", "area_id": area, "name": f"예시 기업 {n}", "industry_code": "x",
                 "size_band": "small", "employees": 40, "created_at": "2026-01-01T00:00:00Z"}
            )  # fmt: skip
    return made


def lines(*, fallen: dict[str, int]) -> list[str]:
    """Forty heads in every firm and month; in the last month as many as `fallen` says."""
    return [
        a_line(f"F{n}", "employees", month, fallen.get(f"F{n}", 40) if month == MONTHS[-1] else 40)
        for n in range(8)
        for month in MONTHS
    ]


@pytest.fixture
def brought(firms: dict[str, str], bring: Bring) -> Imported:
    return bring(lines(fallen={"F1": 20, "F6": 18}))


def test_a_firms_values_are_stored_as_the_firms_and_change_nothing_of_its_area(
    db: Database, areas: dict[str, str], firms: dict[str, str], trouble: None, bring: Bring
) -> None:
    before = [each.states for each in classify_quarters(db, "2026Q3")]
    done = bring(lines(fallen={"F1": 20}))
    assert (done.new, done.revised) == (8 * len(MONTHS), 0)
    stored = rows(db, "select firm_id, area_id, region from vintage where firm_id is not null")
    assert len(stored) == done.new and all(r["area_id"] is None and r["region"] is None for r in stored)
    assert bring(lines(fallen={"F1": 20})).unchanged == done.new
    (again,) = classify_quarters(db, "2026Q3")
    assert (again.states, again.appended) == (before[-1], 0)


def test_a_firm_that_lost_half_is_listed_with_both_reasons(db: Database, brought: Imported) -> None:
    view = read_firms(db, EVERYTHING, month="", until=UNTIL)
    assert view and (view.month, view.judged) == ("2026-09", 8)
    assert sorted(line.firm["code"] for line in view.lines) == ["F1", "F6"]
    line = next(line for line in view.lines if line.firm["code"] == "F1")
    assert line.change == pytest.approx(-50)
    # own: -0.6745 * 50 / 2; peers in its industry: the floor at their size gives the same
    assert line.why.startswith("나빠짐: 자기 이력 25개월에 견주어 z −16.9, 같은 업종 7곳(가운데 0.0 %)에 견주어 z −")


def test_a_calm_month_lists_nobody(db: Database, brought: Imported) -> None:
    view = read_firms(db, EVERYTHING, month="2026-08", until=UNTIL)
    assert view and view.month == "2026-08" and view.lines == ()


def test_firms_of_other_areas_are_judged_with_and_not_shown(
    db: Database, areas: dict[str, str], brought: Imported
) -> None:
    view = read_firms(db, Scope(frozenset({areas["B002"]})), month="", until=UNTIL)
    assert view and view.judged == 8 and [line.firm["code"] for line in view.lines] == ["F6"]


def test_the_page_filters_and_a_firm_is_in_no_export_under_its_areas_code(
    client: FlaskClient, people: dict[str, str], brought: Imported
) -> None:
    sign_in(client, "analyst")
    page = client.get("/indicators/firms").get_data(as_text=True)
    assert "예시 기업 1" in page and "예시 기업 6" in page and "예시 기업 2" not in page
    assert "예시 기업 6" not in client.get("/indicators/firms?q=예시 기업 1").get_data(as_text=True)
    assert client.get("/indicators/firms.csv").status_code == 404
    exported = client.get("/indicators/data.csv").get_data(as_text=True)
    assert "F1," in exported and "B001," not in exported


def test_who_sends_nobody_to_firms_reads_signs_and_finds_no_firm_by_its_name(
    client: FlaskClient, brought: Imported, firms: dict[str, str], people: dict[str, str]
) -> None:
    sign_in(client, "official")
    page = client.get("/indicators/firms").text
    assert "예시 기업 1" not in page and "F1" not in page and "기업 " + sign_of_shown(client, firms["F1"]) in page
    assert client.get("/indicators/firms?q=예시 기업 1").text.count("data-word") == 0
    assert "예시 기업 1" in sign_in(client, "analyst").get("/indicators/firms").text


def sign_of_shown(client: FlaskClient, firm_id: str) -> str:
    with client.application.app_context():
        found = scalar(get_db(), "select id from round order by starts_on desc limit 1")
        return sign_of(found or "", firm_id)


def test_without_values_the_page_says_how_to_bring_them(
    client: FlaskClient, people: dict[str, str], policy: None
) -> None:
    sign_in(client, "official")
    assert "기업 코드를 적으면" in client.get("/indicators/firms").get_data(as_text=True)
    sign_in(client, "researcher")
    assert client.get("/indicators/firms").status_code == 403


def test_a_leap_of_a_firm_is_asked_for_and_a_code_of_nobody_refused(
    firms: dict[str, str], bring: Bring, brought: Imported
) -> None:
    with pytest.raises(Leaping) as leap:
        bring([a_line("F2", "employees", "2026-10", 4000, "2026-11-20")])
    assert leap.value.jumps[0].month_before == "2026-09"
    with pytest.raises(BadInput, match="F99"):
        bring([a_line("F99", "employees", "2026-10", 40, "2026-11-20")])
