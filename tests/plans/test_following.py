"""What follows from numbers: firms that fell become visits with the numbers kept, and officials see no names."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.accounts.store import id_of_login
from app.clock import today
from app.db import rows, scalar, writing
from app.field.visits import store as visits
from app.ids import new_id
from app.monitoring.observations.importing import import_observations
from app.monitoring.observations.quarters import months_between
from app.monitoring.reading.signs import sign_of
from app.plans.following import following
from tests.conftest import sign_in, token
from tests.monitoring.conftest import policy
from tests.surveys.conftest import survey

__all__ = ["policy", "survey"]

MONTHS = months_between("2023-08", "2026-09")
FALLEN = {"F1": 18, "F2": 20}


def heads(fallen: dict[str, int], month: str = MONTHS[-1], published: str = "2026-10-20") -> bytes:
    lines = ["지역,지표,월,값,단위,공표일"]
    months = MONTHS if month == MONTHS[-1] else [month]
    for n in range(8):
        for each in months:
            value = fallen.get(f"F{n}", 40) if each == month else 40
            lines.append(f"F{n},employees,{each},{value},명,{published}")
    return "\n".join(lines).encode()


@pytest.fixture
def firms(db: Database, areas: dict[str, str], survey: sqlite3.Row, policy: None) -> dict[str, str]:
    """Eight invented firms of one industry, all of them in B001; two lost half of their people in the last month."""
    made = {f"F{n}": new_id() for n in range(8)}
    with writing(db):
        db["industry"].insert({"code": "x", "name_ko": "예시", "name_en": "Example", "kind": "main", "position": 99})
        for code, firm_id in made.items():
            db["firm"].insert(
                {"id": firm_id, "code": code, "area_id": areas["B001"], "name": f"예시기업 {code}", "industry_code": "x",
                 "size_band": "small", "employees": 40, "created_at": "2026-01-01T00:00:00Z"}
            )  # fmt: skip
    import_observations(db, heads(FALLEN), "예시.csv", person_id=None, confirmed=True)
    return made


def send(client: FlaskClient, area_id: str, **more: object) -> int:
    path = f"/follow-up/{area_id}"
    fields = {"id": new_id(), "researcher": "", "planned_on": (today() + timedelta(days=2)).isoformat(), **more}
    return client.post(path, data={**fields, "csrf_token": token(client, path)}).status_code


def test_one_click_sends_somebody_to_every_firm_that_got_worse_and_keeps_why(
    client: FlaskClient, db: Database, firms: dict[str, str], people: dict[str, str], areas: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    page = client.get(f"/follow-up/{areas['B001']}").text
    assert "예시기업 F1" in page and "예시기업 F2" in page and "예시기업 F3" not in page
    who = id_of_login(db, "researcher")
    assert send(client, areas["B001"], researcher=who, all="1") == 303
    made = rows(db, "select v.* from visit_now v order by firm_id")
    assert {each["firm_id"] for each in made} == {firms["F1"], firms["F2"]}
    assert {each["cause"] for each in made} == {"abnormal"}
    calls = visits.calls_of(db, [each["id"] for each in made])
    assert sorted(round(call.change, 1) for (call,) in calls.values()) == [-55.0, -50.0]
    assert {call.month for (call,) in calls.values()} == {"2026-09"}


def test_the_numbers_of_the_day_stand_although_the_month_was_revised(
    client: FlaskClient,
    db: Database,
    firms: dict[str, str],
    people: dict[str, str],
    areas: dict[str, str],
    round_id: str,
) -> None:
    sign_in(client, "analyst")
    send(client, areas["B001"], researcher=id_of_login(db, "researcher"), firm=firms["F1"])
    assert scalar(db, "select count(*) from visit") == 1
    import_observations(db, heads({}, published="2026-11-20"), "고침.csv", person_id=None, confirmed=True)
    view = following.view_of(db, EVERYTHING)
    (found,) = following.firms_followed(db, areas["B001"], round_id, view, EVERYTHING, names=True)
    assert found.now == () and [round(told.call.change, 1) for told in found.then] == [-55.0]
    assert found.shown == found.then and not found.free


def test_what_is_wrong_stands_at_its_field_and_nothing_is_planned(
    client: FlaskClient, db: Database, firms: dict[str, str], people: dict[str, str], areas: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    assert send(client, areas["B001"], all="1") == 422
    who = id_of_login(db, "researcher")
    assert send(client, areas["B001"], researcher=who, all="1", planned_on="2020-01-01") == 422
    assert send(client, areas["B001"], researcher=who) == 422  # nothing picked
    assert scalar(db, "select count(*) from visit") == 0


def test_an_official_sees_signs_instead_of_names_and_sends_nobody(
    client: FlaskClient,
    db: Database,
    firms: dict[str, str],
    people: dict[str, str],
    areas: dict[str, str],
    round_id: str,
) -> None:
    sign_in(client, "official")
    page = client.get(f"/follow-up/{areas['B001']}").text
    assert "예시기업" not in page and firms["F1"] not in page
    assert f"기업 {sign_of(round_id, firms['F1'])}" in page
    assert client.post(f"/follow-up/{areas['B001']}", data={"csrf_token": token(client, "/account")}).status_code == 403
    assert client.get("/follow-up").status_code == 200
