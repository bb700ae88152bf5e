"""The pages of exploring: who may open them, what they hold, what they let out."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app import jobs
from app.areas.finding import finding
from app.coding.suggesting.suggesting import suggest_round
from app.coding.themes.saturating import Saturation
from app.db import row, scalar
from app.exploring import saturation_routes
from nlp.exploring.saturation import Yield
from tests.coding.conftest import World
from tests.conftest import sign_in, token

PAGES = (
    "/explore/keyness",
    "/explore/words",
    "/explore/terms",
    "/explore/topics",
    "/explore/alike",
    "/explore/subthemes",
    "/explore/saturation",
)


@pytest.mark.parametrize("path", PAGES)
def test_experts_and_analysts_may_explore_and_others_may_not(client: FlaskClient, read: World, path: str) -> None:
    for role in ("expert", "analyst"):
        assert sign_in(client, role).get(path).status_code == 200
    for role in ("official", "researcher", "facilitator", "admin"):
        assert sign_in(client, role).get(path).status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_without_a_round_a_page_says_what_would_be_here(
    client: FlaskClient, db: Database, read: World, path: str
) -> None:
    db.conn.execute("pragma foreign_keys = off")
    db.conn.execute("drop trigger survey_no_delete")  # of a copy of the test's own
    for table in ("survey", "wave", "round"):
        db.conn.execute(f"delete from {table}")
    assert "아직 회차가 없습니다" in sign_in(client, "analyst").get(path).text


def test_another_areas_words_are_not_found(client: FlaskClient, read: World) -> None:
    page = sign_in(client, "expert").get("/explore/words?q=임대료").text
    assert "찾지 못했습니다" in page and "kwic-key" not in page
    assert "임대료" in sign_in(client, "analyst").get("/explore/words?q=임대료").text.split("kwic-key")[2]
    assert sign_in(client, "expert").get(f"/explore/words?q=인력&areas={read.areas['B002']}").status_code == 404
    assert client.get(f"/explore/keyness?a_areas={read.areas['B002']}&against=rest").status_code == 404


def test_words_too_common_to_be_read_are_looked_for_as_written(client: FlaskClient, read: World) -> None:
    sign_in(client, "analyst")
    page = client.get("/explore/words?q=너무").text
    assert "글자 그대로 찾았습니다" in page and "아주 흔한 낱말" in page and page.count('class="kwic-key"') > 1
    page = client.get("/explore/words?q=되다").text
    assert "나오는 곳이 없습니다" not in page and "아주 흔한 낱말" in page
    assert "글자 그대로" not in client.get("/explore/words?q=임대료").text
    assert "너무" in client.get("/explore/words.csv?q=너무").text


def test_a_comparison_leads_to_its_words_in_context(client: FlaskClient, read: World) -> None:
    asked = "/explore/keyness?a_source=survey&against=rest&count=1"
    page = sign_in(client, "analyst").get(asked).text
    assert "3곳 미만이라 싣지 않았습니다" in page and "/explore/words?q=" not in page
    for n in range(4, 8):
        add_firm(read, f"F{n}")
        read.answer(f"F{n}", "hardest", "대금이 늦게 들어와 자금이 마릅니다.")
    suggest_round(read.db, read.round_id)
    page = client.get(asked).text
    link = re.search(r'href="(/explore/words\?q=[^"]*)"', page)
    assert link
    shown = client.get(link.group(1).replace("&amp;", "&")).text
    assert "묶음 1" in shown and "/segments/" in shown


def add_firm(read: World, code: str) -> None:
    read.db.conn.execute(
        "insert into firm(id, code, area_id, name, size_band, created_at) values (?, ?, ?, '예시', 'small', '')",
        [code, code, read.areas["B001"]],
    )


def test_nonsense_in_an_address_is_passed_over(client: FlaskClient, read: World) -> None:
    sign_in(client, "analyst")
    for query in ("a_when=1999Q9&against=x&respondents=-4&count=abc", "against=own&b_theme=%00&page=-3", "a_areas="):
        assert client.get(f"/explore/keyness?{query}").status_code == 200
    for query in ("q=%E1%84%80%E1%85%B3&mode=x&order=y&page=1", "q=%25&mode=part", "q=" + "가" * 500):
        assert client.get(f"/explore/words?{query}").status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_tables_go_home_and_what_people_said_is_in_the_trail(
    client: FlaskClient, db: Database, read: World, kind: str
) -> None:
    sign_in(client, "analyst")
    for path in ("keyness", "words", "terms", "alike"):
        answer = client.get(f"/explore/{path}.{kind}?q=인력&a_source=survey&against=rest")
        assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    found = scalar(db, "select count(*) from audit where action = 'data downloaded' and detail like '%concordance%'")
    assert found == 1


def test_a_job_is_its_owners_own(client: FlaskClient, db: Database, read: World) -> None:
    csrf = token(sign_in(client, "analyst"), "/explore/topics")
    answer = client.post("/explore/topics", data={"csrf_token": csrf, "k": "5"})
    where = answer.headers["Location"]
    job = row(db, "select * from job where kind = 'topics'")
    assert job is not None
    assert 'http-equiv="refresh"' in client.get(where).text
    jobs.run(db, job["id"])
    assert "화제 묶음은 주제가 아닙니다" in client.get(where).text
    assert sign_in(client, "expert").get(where).status_code == 404


def test_like_answers_show_only_what_one_may_still_see(client: FlaskClient, db: Database, read: World) -> None:
    csrf = token(sign_in(client, "analyst"), "/explore/alike")
    client.post("/explore/alike", data={"csrf_token": csrf, "threshold": "30"})
    job = row(db, "select * from job where kind = 'alike'")
    assert job is not None
    jobs.run(db, job["id"])
    assert "인력난" in client.get("/explore/alike").text
    db.conn.execute("update person set all_areas = 0 where login = 'analyst'")
    assert "/segments/" not in client.get("/explore/alike").text


def test_words_not_read_yet_are_offered_to_be_read(client: FlaskClient, db: Database, read: World) -> None:
    db.conn.execute("delete from segment_words")
    page = sign_in(client, "analyst").get("/explore/keyness?a_source=survey&against=rest").text
    assert "지금 읽기" in page
    answer = client.post("/explore/read", data={"csrf_token": token(client, "/explore/keyness")})
    assert answer.status_code == 302 and "/jobs/" in answer.headers["Location"]
    job = row(db, "select * from job where kind = 'words'")
    assert job is not None
    jobs.run(db, job["id"])
    assert "지금 읽기" not in client.get("/explore/keyness").text


def test_a_term_set_aside_can_be_brought_back(client: FlaskClient, db: Database, read: World) -> None:
    csrf = token(sign_in(client, "analyst"), "/explore/topics")
    client.post(
        "/explore/terms/pass?respondents=2&order=respondents", data={"csrf_token": csrf, "form": " 드론  배송 "}
    )
    assert scalar(db, "select form from passed_term") == "드론 배송"
    assert "드론 배송" in client.get("/explore/terms").text
    client.post("/explore/terms/pass", data={"csrf_token": csrf, "form": "드론 배송", "again": "1"})
    assert scalar(db, "select count(*) from passed_term") == 0


def test_the_web_process_loads_no_analyser() -> None:
    heavy = "{'kiwipiepy', 'spacy', 'sklearn', 'scipy'}"
    code = f"import app.exploring.routes, sys; assert not {heavy} & set(sys.modules), {heavy} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stderr == ""


def test_a_term_is_put_into_the_draft_from_its_page(client: FlaskClient, db: Database, read: World) -> None:
    csrf = token(sign_in(client, "expert"), "/explore/topics")
    answer = client.post(
        "/explore/terms/add?order=respondents",
        data={"csrf_token": csrf, "form": "드론 배송", "theme": "market", "lang": "ko"},
    )
    assert answer.status_code == 302
    page = client.get("/explore/terms").text
    assert "코드북 초안의" in page and "초안 보기" in page
    assert scalar(db, "select changed from codebook_draft") == 1


def test_the_page_of_saturation_weighs_the_last_five_roundtables_against_those_before(
    client: FlaskClient, read: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = tuple(
        {"id": str(n), "title": f"예시 협의체 {n}", "title_en": "", "held_on": f"2026-10-0{n}"} for n in range(1, 8)
    )
    found = Saturation(held, (5,) * 7, Yield((12, 8, 1, 0, 0, 0, 0)), Yield((30, 10, 4, 3, 2, 2, 1)), 9, 0)  # type: ignore[arg-type]
    monkeypatch.setattr(saturation_routes, "saturation", lambda *_args, **_more: found)
    page = sign_in(client, "analyst").get("/explore/saturation").text
    assert "새 주제·지역: 마지막 5회에서 1개, 그 앞까지 20개 (5 %)" in page
    assert "새 내용: 마지막 5회에서 12개, 그 앞까지 40개 (30 %)" in page
    assert "7. 예시 협의체 7" in page and "2026. 10. 7." in page


def test_an_area_of_another_has_no_saturation_page(client: FlaskClient, read: World) -> None:
    assert sign_in(client, "expert").get(f"/explore/saturation?area={read.areas['B002']}").status_code == 404


def test_where_areas_are_many_one_is_found_by_typing_and_stays_chosen(
    client: FlaskClient, read: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_LISTED", 1)
    page = sign_in(client, "analyst").get("/explore/words?q=임대료&area=B002").text
    assert "kwic-key" in page and page.count('name="areas"') == 1
    assert f'value="{read.areas["B002"]}" checked' in page and 'data-area-search="/areas/matches"' in page
    assert "찾지 못했습니다" in client.get("/explore/words?q=임대료&area=B001").text
