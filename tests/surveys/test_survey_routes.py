"""The office's pages: who may open them, whose data they show, what they export."""

from __future__ import annotations

import csv
import io
import re
import sqlite3

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlite_utils import Database

from app.ids import new_id
from app.surveys.answering import inviting
from app.surveys.answering.responding import Return, accept
from app.surveys.asking import store
from tests.conftest import all_rows, sign_in, token
from tests.surveys.conftest import ANSWERS, response_id_on


@pytest.fixture
def answered(db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]) -> sqlite3.Row:
    """F1 of B001 and F3 of B002 have answered, the latter with a formula."""
    for firm, area, text in (("F1", "B001", "우리 지역의 말"), ("F3", "B002", "=HYPERLINK(1)")):
        cells = {**ANSWERS, "hardest": text}
        accept(db, survey, Return(new_id(), areas[area], cells, "online", firm_id=firms[firm]))
    return survey


def test_the_response_rate_is_of_the_firms_that_were_sent_a_link_and_not_of_the_target(
    client: FlaskClient, people: dict[str, str], answered: sqlite3.Row, areas: dict[str, str], db: Database
) -> None:
    """B001 has two firms with links of which F1 answered; B002 was sent none, so it has no rate, whoever answered."""
    area = store.find_area(db, areas["B001"])
    assert area is not None
    assert inviting.make_firm_links(db, answered["id"], area, person_id=None)[0].firm_code == "F2"
    firm = store.find_firm(db, store.firms_by_code(db)["F1"]["id"])
    assert firm is not None
    inviting.revoke(db, _link_of(db, inviting.make_firm_link(db, answered["id"], firm, person_id=None)), person_id=None)
    inviting.make_firm_link(db, answered["id"], firm, person_id=None)
    sign_in(client, "analyst")
    page = client.get(f"/surveys/{answered['id']}").text
    assert "개인 링크를 보낸 기업 2곳 가운데 1곳 응답(50 %)" in page and "응답 현황" in page
    table = list(csv.DictReader(io.StringIO(client.get(f"/surveys/{answered['id']}/rates.csv").text.lstrip("\ufeff"))))
    rates = {
        line["코드"]: (line["달성률(%)"], line["알림이나 개인 링크를 보낸 기업"], line["응답률(%)"]) for line in table
    }
    assert rates == {"B001": ("50.0", "2", "50.0"), "B002": ("100.0", "0", "")}


def _link_of(db: Database, link: inviting.Link) -> str:
    found = inviting.invitation_of(db, link.token)
    assert found is not None
    return str(found["id"])


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/surveys", {"researcher", "analyst", "official"}),
        ("/surveys/new", {"analyst"}),
        ("/surveys/{id}", {"researcher", "analyst", "official"}),
        ("/surveys/{id}/results", {"researcher", "analyst", "official"}),
        ("/surveys/{id}/results.csv", {"researcher", "analyst", "official"}),
        ("/surveys/{id}/rates.xlsx", {"researcher", "analyst", "official"}),
        ("/surveys/{id}/responses.csv", {"analyst"}),
        ("/surveys/{id}/responses-outside.csv", {"analyst"}),
        ("/surveys/{id}/responses-outside.xlsx", {"analyst"}),
        ("/surveys/{id}/texts", {"researcher", "expert", "analyst"}),
        ("/surveys/{id}/texts.csv", {"researcher", "expert", "analyst"}),
        ("/surveys/{id}/links", {"researcher", "analyst"}),
        ("/surveys/{id}/enter", {"researcher"}),
        ("/surveys/{id}/import", {"analyst"}),
        ("/surveys/{id}/template.csv", {"analyst"}),
        ("/areas/{area}/surveys", {"researcher", "analyst", "official"}),
    ],
)
def test_each_page_opens_to_its_roles_alone(
    client: FlaskClient,
    people: dict[str, str],
    answered: sqlite3.Row,
    areas: dict[str, str],
    path: str,
    allowed: set[str],
) -> None:
    address = path.format(id=answered["id"], area=areas["B001"])
    assert client.get(address).status_code == 302
    for role in people:
        status = sign_in(client, role).get(address).status_code
        assert status == (200 if role in allowed else 403), role


def test_a_researcher_sees_only_the_own_area_everywhere(
    client: FlaskClient, people: dict[str, str], answered: sqlite3.Row, areas: dict[str, str]
) -> None:
    sign_in(client, "researcher")
    home = f"/surveys/{answered['id']}"
    for path in (home, f"{home}/texts", f"{home}/results.csv", f"{home}/rates.csv", f"{home}/links"):
        page = client.get(path).text
        assert "B002" not in page and "HYPERLINK" not in page, path
    assert "우리 지역의 말" in client.get(f"{home}/texts").text
    for path in ("results", "texts", "results.csv", "enter"):
        assert client.get(f"{home}/{path}?area={areas['B002']}").status_code == 404, path
    assert client.get(f"/areas/{areas['B002']}/surveys").status_code == 404
    assert client.get("/surveys/none").status_code == 404


def test_exports_disarm_formulas_and_carry_codes_and_words(
    client: FlaskClient, people: dict[str, str], answered: sqlite3.Row
) -> None:
    sign_in(client, "analyst")
    data = client.get(f"/surveys/{answered['id']}/responses.csv").data
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text and ",2,악화," in text and "finance;market" in text
    book = load_workbook(io.BytesIO(client.get(f"/surveys/{answered['id']}/responses.xlsx").data))
    cells = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert "'=HYPERLINK(1)" in cells and 1234 in cells


def test_an_official_gets_neither_firms_nor_open_answers(
    client: FlaskClient, people: dict[str, str], answered: sqlite3.Row, areas: dict[str, str]
) -> None:
    sign_in(client, "official")
    for path in (f"/surveys/{answered['id']}/results.csv", f"/areas/{areas['B001']}/surveys"):
        page = client.get(path).text
        assert "예시정밀" not in page and "우리 지역의 말" not in page, path


def test_a_researcher_enters_on_site_and_goes_to_the_next_firm(
    client: FlaskClient,
    db: Database,
    people: dict[str, str],
    survey: sqlite3.Row,
    areas: dict[str, str],
    firms: dict[str, str],
) -> None:
    sign_in(client, "researcher")
    choose = f"/surveys/{survey['id']}/enter?area={areas['B001']}"
    assert "예시정밀 F1" in client.get(choose + "&q=F1").text and "예시정밀 F2" not in client.get(choose + "&q=F1").text
    enter = f"{choose}&firm={firms['F1']}"
    sent = {"csrf_token": token(client, enter), "response-id": response_id_on(client, enter), **ANSWERS}
    answer = client.post(enter, data=sent)
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "저장되었습니다" in page and "다음 기업" in page
    stored = all_rows(db, "response")[0]
    assert (stored["channel"], stored["researcher_id"]) == ("onsite", people["researcher"])
    assert "이미 응답했습니다" in client.get(enter).text
    assert client.post(enter, data=sent).location == answer.location


def test_a_researcher_cannot_enter_for_another_area_or_its_firm(
    client: FlaskClient,
    people: dict[str, str],
    survey: sqlite3.Row,
    areas: dict[str, str],
    firms: dict[str, str],
) -> None:
    sign_in(client, "researcher")
    base = f"/surveys/{survey['id']}/enter"
    csrf = token(client, f"{base}?area={areas['B001']}&firm={firms['F1']}")
    for query in (f"area={areas['B002']}&firm={firms['F3']}", f"area={areas['B001']}&firm={firms['F3']}"):
        sent = {"csrf_token": csrf, "response-id": new_id(), **ANSWERS}
        assert client.post(f"{base}?{query}", data=sent).status_code == 404, query


def test_an_entry_without_the_pages_token_is_refused(
    client: FlaskClient,
    people: dict[str, str],
    survey: sqlite3.Row,
    areas: dict[str, str],
    firms: dict[str, str],
) -> None:
    sign_in(client, "researcher")
    enter = f"/surveys/{survey['id']}/enter?area={areas['B001']}&firm={firms['F1']}"
    assert client.post(enter, data={"response-id": new_id(), **ANSWERS}).status_code == 400


def test_links_are_told_as_page_and_csv_and_can_be_revoked(
    client: FlaskClient, db: Database, people: dict[str, str], survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    sign_in(client, "researcher")
    path = f"/surveys/{survey['id']}/links"
    csrf = token(client, path)
    page = client.post(path, data={"csrf_token": csrf, "area": areas["B001"], "kind": "open"}).text
    (told,) = set(re.findall(r"/s/([A-Za-z0-9_-]{22})", page))
    assert told not in client.get(path).text
    table = client.get(f"{path}.csv").data.decode("utf-8-sig")
    assert table.count("/s/") == 1 and told in table
    invitation = all_rows(db, "invitation")[0]["id"]
    assert client.post(f"{path}/{invitation}/revoke", data={"csrf_token": csrf}).status_code == 302
    assert client.get(f"/s/{told}").status_code == 410 and told not in client.get(f"{path}.csv").text
    assert client.post(f"{path}/{invitation}/revoke", data={"csrf_token": csrf}).status_code == 409


def test_links_of_all_areas_are_made_at_once(
    client: FlaskClient, db: Database, people: dict[str, str], survey: sqlite3.Row, firms: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    path = f"/surveys/{survey['id']}/links"
    sent = {"csrf_token": token(client, path), "everywhere": "y", "kind": "firms"}
    assert "링크 3개를 만들었습니다" in client.post(path, data=sent).text
    assert client.post(path, data=sent).status_code == 302, "nobody gets a second one"
    assert client.get(f"{path}.csv").text.count("/s/") == len(all_rows(db, "invitation")) == 3
    limits = {**sent, "kind": "open", "most": "30", "last_on": "2026-13-01"}
    assert client.post(path, data=limits).status_code == 422
    client.post(path, data={**limits, "last_on": "2099-01-01"})
    assert [r["most"] for r in all_rows(db, "invitation")].count(30) == 2


def test_nobody_makes_or_revokes_links_of_another_area(
    client: FlaskClient, db: Database, people: dict[str, str], survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    from app.surveys.answering.inviting import make_open_link

    area = store.find_area(db, areas["B002"])
    assert area is not None
    link = make_open_link(db, survey["id"], area, person_id=None)
    invitation = all_rows(db, "invitation")[0]["id"]
    sign_in(client, "researcher")
    path = f"/surveys/{survey['id']}/links"
    csrf = token(client, path)
    assert client.post(path, data={"csrf_token": csrf, "area": areas["B002"], "kind": "open"}).status_code == 404
    assert client.post(f"{path}/{invitation}/revoke", data={"csrf_token": csrf}).status_code == 404
    assert link.token not in client.get(f"{path}.csv").text


def test_an_analyst_opens_a_survey_and_errors_stand_at_their_fields(
    client: FlaskClient, db: Database, people: dict[str, str], survey: sqlite3.Row
) -> None:
    sign_in(client, "analyst")
    sent = {
        "csrf_token": token(client, "/surveys/new"),
        "wave": "2026Q3",
        "questionnaire": "small",
        "title_ko": "3분기 조사",
        "opens_on": "2026-09-30",
        "closes_on": "2026-09-01",
        "target": "5",
    }
    foreign = client.post("/surveys/new", data={**sent, "opens_on": "어제", "target": "열"}).text
    assert "2026-11-22처럼" in foreign and "숫자만" in foreign and "Not a valid" not in foreign
    wrong = client.post("/surveys/new", data=sent)
    assert wrong.status_code == 422 and 'id="wrong-closes_on"' in wrong.text
    assert client.post("/surveys/new", data={**sent, "opens_on": "2026-09-01"}).status_code == 302
    assert [row["title_ko"] for row in all_rows(db, "survey")] == ["예시 조사", "3분기 조사"]


def test_an_upload_is_imported_whole_or_shown_wrong_with_its_rows(
    client: FlaskClient, db: Database, people: dict[str, str], survey: sqlite3.Row, firms: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    path = f"/surveys/{survey['id']}/import"
    titles = "응답코드,조사,밀집지역코드,기업코드,제출일시,방식,consent,biz_past"

    def upload(*lines: str) -> int:
        file = (io.BytesIO("\n".join((titles, *lines)).encode("cp949")), "응답.csv")
        answer = client.post(path, data={"csrf_token": token(client, path), "file": file})
        if answer.status_code == 422:
            assert "2행" in answer.text
        return answer.status_code

    assert upload("R1,2026Q4,B777,,2026-11-20,online,yes,2") == 422
    assert all_rows(db, "response") == []
    assert upload("R1,2026Q4,B001,F1,2026-11-20,online,yes,2") == 302
    assert len(all_rows(db, "response")) == 1


def test_an_area_without_a_survey_says_what_would_be_there(
    client: FlaskClient, people: dict[str, str], areas: dict[str, str]
) -> None:
    page = sign_in(client, "official").get(f"/areas/{areas['B001']}/surveys")
    assert page.status_code == 200 and "연 조사가 없습니다" in page.text
