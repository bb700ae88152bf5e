"""A round is a half-year with two waves; it is opened once and chosen per session."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.areas.halves import Half, half_of
from app.areas.opening import next_code, open_round
from app.clock import today
from app.db import rows
from app.errors import BadInput
from tests.conftest import all_rows, sign_in, token


def test_a_half_year_knows_its_days_its_quarters_and_the_next_one() -> None:
    half = Half("2026H2")
    assert (half.name_ko, half.name_en) == ("2026년 하반기", "Second half of 2026")
    assert (half.span.starts_on, half.span.ends_on) == ("2026-07-01", "2026-12-31")
    assert [(q.code, q.starts_on, q.ends_on) for q in half.quarters] == [
        ("2026Q3", "2026-07-01", "2026-09-30"),
        ("2026Q4", "2026-10-01", "2026-12-31"),
    ]
    assert half.next() == Half("2027H1")
    assert half_of("2026-06-30") == Half("2026H1")
    assert half_of("2026-07-01") == half


def test_a_round_opened_twice_is_one_round_with_two_waves(db: Database) -> None:
    first = open_round(db, "2026H2")
    assert open_round(db, "2026H2") == first
    assert [r["code"] for r in rows(db, "select code from wave order by code")] == ["2026Q3", "2026Q4"]
    assert [r["action"] for r in all_rows(db, "audit")] == ["round opened"]
    assert next_code(db) == "2027H1"


@pytest.mark.parametrize("code", ["", "2026", "2026H3", "1999H1", "2026H2 "])
def test_a_code_that_is_no_half_year_is_refused(db: Database, code: str) -> None:
    with pytest.raises(BadInput, match="회차 코드가 아닙니다"):
        open_round(db, code)


def test_the_analyst_opens_the_next_round_and_anyone_chooses_what_the_pages_show(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    form = {"code": "2027H1", "csrf_token": token(client, "/rounds")}
    asked = client.post("/rounds", data=form)
    assert asked.status_code == 200 and "아직 시작하지 않은 반기입니다: 2027년 상반기" in asked.text
    assert rows(db, "select 1 from round where code = '2027H1'") == []
    done = client.post("/rounds", data={**form, "sure": "1"}, follow_redirects=True)
    assert "2027년 상반기 회차를 열었습니다" in done.text
    sign_in(client, "researcher")
    assert client.post("/rounds", data=form).status_code in (400, 403)
    form = {"code": "2027H1", "csrf_token": token(client, "/rounds")}
    assert client.post("/round", data=form).status_code == 302
    assert '<a class="round" href="/rounds">2027년 상반기</a>' in client.get("/rounds").text
    assert client.post("/round", data={**form, "code": "2031H1"}).status_code == 404


def test_a_page_opens_any_half_year_from_2020_to_the_next_one_and_no_other(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    page = client.get("/rounds?half=2025H1").text
    assert '<option selected value="2025H1">2025년 상반기 (2025H1)</option>' in page
    assert "2020H1" in page and "2019H2" not in page
    form = {"csrf_token": token(client, "/rounds")}
    for wrong in ("2019H2", "2099H1", "", "<b>"):
        answer = client.post("/rounds", data={**form, "code": wrong})
        assert answer.status_code == 422 and 'id="wrong-code"' in answer.text, wrong
    for _twice in range(2):
        assert client.post("/rounds", data={**form, "code": "2025H1"}).status_code == 302
    assert [r["code"] for r in rows(db, "select code from round where code = '2025H1'")] == ["2025H1"]
    assert '<option value="2025H1">' not in client.get("/rounds").text


def test_an_earlier_round_that_is_opened_does_not_take_the_place_of_the_one_shown(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    open_round(db, half_of(today().isoformat()).code)
    sign_in(client, "admin")
    before = client.get("/rounds").text.split('class="round"')[1][:60]
    form = {"csrf_token": token(client, "/rounds"), "code": "2025H1"}
    after = client.post("/rounds", data=form, follow_redirects=True).text
    assert after.split('class="round"')[1][:60] == before


def test_who_may_open_no_round_sees_the_rounds_and_no_form(client: FlaskClient, people: dict[str, str]) -> None:
    sign_in(client, "facilitator")
    page = client.get("/rounds?half=2025H1")
    assert page.status_code == 200 and 'id="half"' not in page.text


def test_the_half_year_of_today_is_offered_first_and_a_later_one_after_it(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    present = half_of(today().isoformat())
    db.conn.execute("delete from wave"), db.conn.execute("delete from round")
    sign_in(client, "analyst")
    assert f"{present.name_ko} 회차 열기" in client.get("/rounds").text
    form = {"csrf_token": token(client, "/rounds"), "code": present.code}
    assert client.post("/rounds", data=form).status_code == 302  # it has begun: nothing to confirm
    assert f"{present.next().name_ko} 회차 열기" in client.get("/rounds").text


def test_a_round_that_is_asked_for_is_named_to_who_may_open_it_and_to_who_may_not(
    client: FlaskClient, people: dict[str, str]
) -> None:
    for role, may in (("analyst", True), ("expert", False), ("facilitator", False)):
        text = sign_in(client, role).get("/rounds?half=2025H1").text
        assert "아직 열지 않은 회차입니다: 2025년 상반기" in text
        assert ("분석가나 관리자가 이 화면에서 열 수 있습니다" in text) is not may
