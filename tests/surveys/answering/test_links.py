"""Links for one firm, lost links made anew, and what is taken home."""

from __future__ import annotations

import json
import re
import sqlite3

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.errors import Conflict
from app.ids import new_id
from app.surveys.answering import inviting
from app.surveys.answering.responding import Return, accept
from app.surveys.asking import store
from tests.conftest import all_rows, sign_in, token
from tests.surveys.conftest import ANSWERS, response_id_on


def told(page: str) -> str:
    """The one token a page tells."""
    (found,) = set(re.findall(r"/s/([A-Za-z0-9_-]{22})", page))
    return found


def test_a_link_is_made_for_one_firm_and_for_no_other(
    client: FlaskClient,
    db: Database,
    people: dict[str, str],
    survey: sqlite3.Row,
    areas: dict[str, str],
    firms: dict[str, str],
) -> None:
    sign_in(client, "researcher")
    path = f"/surveys/{survey['id']}/links"
    sent = {"csrf_token": token(client, path), "area": areas["B001"], "kind": "firm"}
    page = client.post(path, data={**sent, "firm": firms["F2"]})
    assert page.headers["Cache-Control"] == "no-store" and 'data-copy="address-1"' in page.text
    link = inviting.invitation_of(db, told(page.text))
    assert link is not None and link["firm_id"] == firms["F2"] and len(all_rows(db, "invitation")) == 1
    again = client.post(path, data={**sent, "firm": firms["F2"]})
    assert again.status_code == 422 and "이미 쓸 수 있는 링크" in again.text
    for wrong in ("", firms["F3"], "x"):
        refused = client.post(path, data={**sent, "firm": wrong})
        assert refused.status_code == 422 and "기업을 골라 주십시오" in refused.text, wrong
    assert len(all_rows(db, "invitation")) == 1


def test_the_page_offers_the_firms_of_the_area_asked_for_and_finds_links_by_firm(
    client: FlaskClient,
    db: Database,
    people: dict[str, str],
    survey: sqlite3.Row,
    areas: dict[str, str],
    firms: dict[str, str],
) -> None:
    for firm_id in firms.values():
        firm = store.find_firm(db, firm_id)
        assert firm is not None
        inviting.make_firm_link(db, survey["id"], firm, person_id=None)
    path = f"/surveys/{survey['id']}/links"
    sign_in(client, "analyst")
    page = client.get(f"{path}?area={areas['B002']}").text
    assert f'value="{firms["F3"]}"' in page and f'value="{firms["F1"]}"' not in page
    assert client.get(f"{path}?q=F2").text.count("data-sure") == 2
    assert sign_in(client, "researcher").get(f"{path}?area={areas['B002']}").status_code == 404


def test_a_lost_link_is_made_again_and_the_old_address_ends(
    client: FlaskClient, db: Database, people: dict[str, str], survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    area = store.find_area(db, areas["B001"])
    assert area is not None
    old = inviting.make_open_link(db, survey["id"], area, person_id=None).token
    sign_in(client, "researcher")
    path = f"/surveys/{survey['id']}/links"
    remake = f"{path}/{all_rows(db, 'invitation')[0]['id']}/remake"
    sent = {"csrf_token": token(client, path)}
    page = client.post(remake, data=sent)
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    assert client.get(f"/s/{old}").status_code == 410 and client.get(f"/s/{told(page.text)}").status_code == 200
    assert client.post(remake, data=sent).status_code == 409, "reloading the page makes no third link"
    assert len(all_rows(db, "invitation")) == 2


def test_a_used_link_is_not_made_again_and_stays_as_it_was(
    client: FlaskClient, db: Database, survey: sqlite3.Row, firms: dict[str, str]
) -> None:
    firm = store.find_firm(db, firms["F1"])
    assert firm is not None
    path = f"/s/{inviting.make_firm_link(db, survey['id'], firm, person_id=None).token}"
    client.post(path, data={"response-id": response_id_on(client, path), **ANSWERS})
    link = store.find_invitation(db, str(all_rows(db, "invitation")[0]["id"]))
    assert link is not None
    with pytest.raises(Conflict, match="응답을 마친"):
        inviting.remake(db, link, person_id=None)
    assert all_rows(db, "invitation")[0]["revoked_at"] is None
    assert inviting.make_firm_link(db, survey["id"], firm, person_id=None).firm_code == "F1"


def test_another_areas_link_is_not_made_again(
    client: FlaskClient, db: Database, people: dict[str, str], survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    area = store.find_area(db, areas["B002"])
    assert area is not None
    inviting.make_open_link(db, survey["id"], area, person_id=None)
    sign_in(client, "researcher")
    path = f"/surveys/{survey['id']}/links"
    answer = client.post(
        f"{path}/{all_rows(db, 'invitation')[0]['id']}/remake", data={"csrf_token": token(client, path)}
    )
    assert answer.status_code == 404 and len(all_rows(db, "invitation")) == 1


def test_responses_texts_and_links_taken_home_are_recorded_with_their_rows(
    client: FlaskClient,
    db: Database,
    people: dict[str, str],
    survey: sqlite3.Row,
    areas: dict[str, str],
    firms: dict[str, str],
) -> None:
    for firm, area in (("F1", "B001"), ("F3", "B002")):
        accept(db, survey, Return(new_id(), areas[area], ANSWERS, "online", firm_id=firms[firm]))
    home = f"/surveys/{survey['id']}"
    sign_in(client, "analyst")
    client.get(f"{home}/responses.csv")
    client.get(f"{home}/texts.xlsx?area={areas['B001']}")
    client.get(f"{home}/results.csv")
    sign_in(client, "official").get(f"{home}/texts.csv")
    found = [json.loads(str(r["detail"])) for r in all_rows(db, "audit") if r["action"] == "data downloaded"]
    assert [(d["what"], d["rows"]) for d in found] == [
        *(("responses", 2), ("texts", 1), ("surveys.results_export", 9)),
    ]


def test_an_areas_target_is_no_more_than_its_firms_and_the_page_says_what_is_missing(
    client: FlaskClient,
    db: Database,
    people: dict[str, str],
    survey: sqlite3.Row,
    areas: dict[str, str],
    firms: dict[str, str],
) -> None:
    """Wanted are two of each area; B002 has one firm: 2 + 1. F1 answers: one is missing in B001, one in B002."""
    accept(db, survey, Return(new_id(), areas["B001"], ANSWERS, "online", firm_id=firms["F1"]))
    home = f"/surveys/{survey['id']}"
    page = sign_in(client, "analyst").get(home).text
    assert "1 / 3" in page and "목표에 못 미친 2곳에서 2건이 더 필요합니다." in page
    assert "1 / 3" in client.get("/surveys").text
    accept(db, survey, Return(new_id(), areas["B002"], ANSWERS, "online", firm_id=firms["F3"]))
    assert "B002" not in client.get(f"{home}/rates.csv?short=1").data.decode("utf-8-sig")
    lines = client.get(f"{home}/rates.csv?sort=name").data.decode("utf-8-sig").splitlines()
    assert lines[2].split(",")[4:7] == ["1", "1", "100.0"]
