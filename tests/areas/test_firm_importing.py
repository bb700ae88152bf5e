"""Registers as offices really write them: other titles, units, small letters, the wrong file, firms that move."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.areas.importing import import_areas, import_firms
from app.areas.respondents import respondent_for_firm
from app.db import row, scalar
from app.errors import BadInput
from tests.areas.test_area_routes import upload
from tests.conftest import sign_in

FIRMS = "코드,밀집지역코드,이름,규모\nF1,B001,가람정밀(예시),소기업\nF2,B001,나루기계(예시),소기업\n"


def firm(db: Database, code: str) -> dict[str, object]:
    found = row(
        db,
        """select firm.*, area.code as area from firm join area on area.id = area_id where firm.code = ?""",
        [code],
    )
    assert found is not None
    return dict(found)


def test_other_titles_small_letters_units_and_names_of_areas_are_read(db: Database, areas: dict[str, str]) -> None:
    data = (
        "예시 기업 명부(2026년 11월)\n"
        "기업코드,지역코드,회사명,기업규모,종업원수,설립년도\n"
        "F1,b001,가람정밀(예시),소기업,27명,2009년\n"
        "F2,예시 산업단지 B002,나루기계(예시),소기업,,\n"
    )
    assert import_firms(db, data.encode("cp949"), "기업.csv", None).new == 2
    assert (firm(db, "F1")["area"], firm(db, "F1")["employees"], firm(db, "F1")["founded_year"]) == ("B001", 27, 2009)
    assert firm(db, "F2")["area"] == "B002"
    again = import_firms(db, data.replace("F1", "f1").encode(), "기업.csv", None)
    assert (again.new, again.unchanged) == (0, 2)


def test_a_register_of_firms_brought_as_one_of_areas_is_recognized(db: Database, areas: dict[str, str]) -> None:
    with pytest.raises(BadInput) as caught:
        import_areas(db, FIRMS.encode(), "기업.csv", None)
    assert [p.what for p in caught.value.problems] == ["다른 명부로 보입니다: 기업 명부"]
    area = "코드,이름,종류,구군\nS1,예시 산업단지 1,산업단지,사상구\n"
    with pytest.raises(BadInput) as caught:
        import_firms(db, area.encode(), "지역.csv", None)
    assert [p.what for p in caught.value.problems] == ["다른 명부로 보입니다: 밀집지역 명부"]


def test_problems_of_firms_come_in_the_order_of_the_rows(db: Database, areas: dict[str, str]) -> None:
    data = "코드,밀집지역코드,이름,규모\nF1,B999,가,소기업\nF2,B001,나,아주큼\nF2,B001,다,소기업\n"
    with pytest.raises(BadInput) as caught:
        import_firms(db, data.encode(), "기업.csv", None)
    assert [p.where.split("행")[0] for p in caught.value.problems] == ["2", "3", "4"]
    assert caught.value.problems[0].what == "밀집지역 명부에 없습니다: ‘B999’"


def test_firms_that_change_area_are_named_and_those_that_spoke_are_warned_of(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str], round_id: str
) -> None:
    import_firms(db, FIRMS.encode(), "기업.csv", None)
    respondent_for_firm(db, round_id, str(firm(db, "F2")["id"]))
    sign_in(client, "admin")
    status, page = upload(client, FIRMS.replace("B001", "B002").encode(), "firms")
    assert status == 200
    assert "지역이 바뀐 기업 2곳: F1 가람정밀(예시) B001 → B002, F2 나루기계(예시) B001 → B002" in page
    assert "이미 응답했거나 간담회에서 말한 기업입니다: F2." in page
    assert (
        scalar(db, "select detail from audit where action = 'file imported' order by id desc").count("B001→B002") == 2
    )
    assert "지역이 바뀐 기업" not in upload(client, FIRMS.replace("B001", "B002").encode(), "firms")[1]
