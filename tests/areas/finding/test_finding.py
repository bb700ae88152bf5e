"""The field for an area: code, name or initials mean one area of one's own, several are asked back, none is printed."""

from __future__ import annotations

import sqlite3

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.areas.finding.finding import matches
from app.areas.finding.initials import are_initials, initials
from app.clock import now
from app.db import writing
from app.ids import new_id
from tests.conftest import sign_in
from tests.surveys.conftest import survey

__all__ = ["survey"]


@pytest.fixture
def many(db: Database, areas: dict[str, str]) -> dict[str, str]:
    """300 areas more: 예시녹산 000 and so on; code to id."""
    found = dict(areas)
    with writing(db):
        for number in range(300):
            code = f"C{number:03}"
            found[code] = new_id()
            db.conn.execute(
                """insert into area(id, code, name_ko, name_en, kind, district, created_at)
                   values (?, ?, ?, ?, 'complex', 'gangseo', ?)""",
                [found[code], code, f"예시녹산 {number:03}", f"Example Noksan {number:03}", now()],
            )
    return found


def test_initials_are_the_first_consonants_alone() -> None:
    assert initials("녹산 2지구 A") == "ㄴㅅ 2ㅈㄱ A" and initials("빼기") == "ㅃㄱ"
    assert are_initials("ㄴㅅ ㅈㄱ") and not are_initials("ㄴ산") and not are_initials(" ")


def test_an_area_is_meant_by_code_name_initials_or_the_id_of_an_old_address(db: Database, many: dict[str, str]) -> None:
    def found(typed: str) -> list[str]:
        return [a["code"] for a in matches(db, EVERYTHING, typed)]

    assert found("c007") == found("C007 예시녹산 007") == found(" 예시녹산  007 ") == found(many["C007"]) == ["C007"]
    assert found("noksan 12") == ["C012", "C112", "C120", "C121", "C122", "C123", "C124", "C125", "C126", "C127",
                                  "C128", "C129", "C212"]  # fmt: skip
    assert len(found("ㅇㅅㄴㅅ")) == 300 and found("없는 곳") == []
    assert matches(db, Scope(frozenset([many["B001"]])), "C007") == [], "another's area is not there"


def test_a_page_prints_no_list_of_areas_and_asks_back_what_may_be_several(
    client: FlaskClient, people: dict[str, str], many: dict[str, str], survey: sqlite3.Row
) -> None:
    sign_in(client, "analyst")
    path = f"/surveys/{survey['id']}/results"
    page = client.get(path).text
    assert "C007" not in page and 'list="area-found"' in page
    chosen = client.get(f"{path}?area=C007").text
    assert 'value="C007 예시녹산 007"' in chosen and chosen.count("예시녹산") < 5
    several = client.get(f"{path}?area=녹산&item=x")
    assert several.status_code == 300 and several.text.count("area=C0") == 20 and "280곳이 더" in several.text
    assert client.get(f"{path}?area=nowhere").status_code == 404
    offered = client.get("/areas/matches?q=ㄴㅅ").json
    assert len(offered) == 20 and offered[0] == "C000 예시녹산 000"


def test_a_researcher_is_offered_the_own_areas_alone(
    client: FlaskClient, people: dict[str, str], many: dict[str, str], survey: sqlite3.Row
) -> None:
    sign_in(client, "researcher")
    assert client.get("/areas/matches?q=C0").json == []
    page = client.get(f"/surveys/{survey['id']}/links").text
    assert page.count('<option value="B001') == 2, "so few that the field names them from the start, in both forms"
