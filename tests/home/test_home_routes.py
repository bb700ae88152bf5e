"""The first page of each role, the table of areas and the hub, through the browser's requests."""

from __future__ import annotations

import html
import io
import re

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlite_utils import Database

from app.areas.respondents import respondent_for_firm
from app.clock import now, today
from app.db import writing
from app.ids import new_id
from tests.conftest import ROLES, sign_in
from tests.home.conftest import classify, evaluate, firm, observe, put, roundtable, set_level


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_first_page(client: FlaskClient, people: dict[str, str], role: str) -> None:
    answer = sign_in(client, role).get("/")
    assert answer.status_code == 200
    assert "오늘 할 일" in answer.text


@pytest.mark.parametrize("path", ["/", "/areas", "/areas.csv", "/areas/x", "/areas/x/firms.csv"])
def test_nobody_signed_in_is_sent_to_the_sign_in_page(client: FlaskClient, path: str) -> None:
    assert "/sign-in" in client.get(path).location


def test_an_empty_workbench_tells_the_first_steps_to_who_can_take_them(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    assert "기업 명부 가져오기" in sign_in(client, "analyst").get("/").text
    admin = sign_in(client, "admin").get("/").text
    assert "기업 명부 가져오기" in admin
    assert 'href="/indicators"' in admin
    assert "먼저 할 일" not in sign_in(client, "researcher").get("/").text


def test_first_steps_go_away_when_they_are_done(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str]
) -> None:
    firm(db, areas["B001"], "F1")
    observe(db, areas["B001"], "employees", ("2026-10", 10, "2026-11-05"))
    assert "먼저 할 일" not in sign_in(client, "analyst").get("/").text


def test_the_analyst_reads_how_far_each_step_is_and_what_blocks_it(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str], round_id: str
) -> None:
    observe(db, areas["B001"], "employees", ("2025-10", 10, "2025-12-01"), ("2026-10", 10, "2026-11-05"))
    classify(db, areas["B001"], "2026Q3", "watch")
    text = sign_in(client, "analyst").get("/").text
    assert "지표가 모두 있는 지역 2곳 중 0곳" in text
    assert "2026년 3분기" in text and ">관찰 1곳</a>" in text
    assert "한 해 전과 견줄 수 있는 지역 2곳 중 1곳" in text
    assert "설문 응답이나 간담회 녹취록이 있어야 합니다." in text
    evaluate(db, round_id, {areas["B001"]: "caution", areas["B002"]: "good"})
    text = client.get("/").text
    assert re.sub("<[^>]+>", "", text).count("양호 1곳, 주의 1곳") == 1
    assert "검증단 다섯 자리 가운데 0자리만" in text


def test_each_count_of_the_six_steps_leads_to_the_page_that_shows_what_it_counts(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str], round_id: str
) -> None:
    observe(db, areas["B001"], "employees", ("2025-10", 10, "2025-12-01"), ("2026-10", 10, "2026-11-05"))
    classify(db, areas["B001"], "2026Q3", "watch")
    results = evaluate(db, round_id, {areas["B001"]: "caution", areas["B002"]: "good"})
    set_level(db, results[areas["B001"]], "validated", "caution")
    set_level(db, results[areas["B002"]], "computed", "good")
    text = sign_in(client, "analyst").get("/").text
    steps = text[text.index('id="steps"') :]
    led = {word: html.unescape(link) for link, word in re.findall(r'<a[^>]*href="([^"]+)">([^<]+)</a>', steps)}
    assert (
        led["관찰 1곳"] == "/indicators?quarter=2026Q3&state=watch" and led["주의 1곳"] == "/evaluation?level=caution"
    )
    assert led["현장검증 1곳"] == "/evaluation?state=validated" and led["검증 보기"] == "/validation"
    assert led["변화 보기"] != led["분류 보기"] != led["지표 보기"]
    for word in ("주의 1곳", "현장검증 1곳", "산출 1곳"):
        assert "전체 1건" in client.get(led[word]).text


def task(text: str, word: str) -> int:
    found = re.search(rf'class="word">{word}</span>\s*<span class="count">([\d,]+)<', text)
    assert found, word
    return int(found.group(1))


def test_a_facilitator_sees_roundtables_of_own_areas_that_have_no_transcript(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str], round_id: str
) -> None:
    roundtable(db, round_id, areas["B001"], "R1")
    roundtable(db, round_id, areas["B002"], "R2")
    text = sign_in(client, "facilitator").get("/").text
    assert task(text, "녹취록 없는 간담회") == 1
    assert "예시 간담회 R1" in text and "예시 간담회 R2" not in text


def test_an_official_sees_the_votes_of_the_own_seat_and_the_decisions_that_wait(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str], round_id: str
) -> None:
    results = evaluate(db, round_id, {areas["B001"]: "serious", areas["B002"]: "caution"})
    assert "내 표를 기다리는 지역" not in sign_in(client, "official").get("/").text
    with writing(db):
        put(db, "seat", round_id=round_id, seat="city", person_id=people["official"])
    set_level(db, results[areas["B002"]], "validated", "caution")
    text = client.get("/").text
    assert task(text, "내 표를 기다리는 지역") == 1
    assert "의결을 기다리는 지역" not in text, "who sits in the team does not decide"
    with writing(db):
        db.conn.execute("delete from seat")
    text = client.get("/").text
    assert task(text, "의결을 기다리는 지역") == 1
    assert task(text, "확정을 기다리는 지역") == 0


@pytest.fixture
def open_today(db: Database, areas: dict[str, str], round_id: str) -> str:
    """A survey of today alone that wants seven responses of each area."""
    with writing(db):
        questionnaire = put(db, "questionnaire", id=new_id(), code="q", title_ko="예시", title_en="Example")
        version = put(
            db,
            "questionnaire_version",
            id=new_id(),
            questionnaire_id=questionnaire,
            number=1,
            definition="{}",
            sha256="q",
            published_at="2026-10-01",
        )
        return put(
            db,
            "survey",
            id=new_id(),
            wave_id=db.conn.execute("select id from wave where code = '2026Q4'").fetchone()[0],
            version_id=version,
            title_ko="예시 조사",
            title_en="Example survey",
            opens_on=today().isoformat(),
            closes_on=today().isoformat(),
            target_per_area=7,
            created_at="2026-10-01",
        )


def test_a_researcher_without_an_open_survey_reads_so(client: FlaskClient, people: dict[str, str]) -> None:
    assert "지금 받고 있는 설문이 없습니다" in sign_in(client, "researcher").get("/").text


def test_a_researcher_sees_open_surveys_of_own_areas_with_what_is_missing(
    client: FlaskClient, people: dict[str, str], areas: dict[str, str], open_today: str
) -> None:
    text = sign_in(client, "researcher").get("/").text
    assert task(text, "목표까지 남은 응답") == 7
    assert "예시 산업단지 B001" in text and "예시 산업단지 B002" not in text
    assert f"area={areas['B001']}" in text
    assert f'href="/surveys/{open_today}/enter"' in text, "the button leads to the entry itself"


def respond(db: Database, survey_id: str, area_id: str, firm_id: str, submitted_at: str) -> None:
    round_id, version = db.conn.execute(
        "select w.round_id, s.version_id from survey s join wave w on w.id = s.wave_id where s.id = ?", [survey_id]
    ).fetchone()
    with writing(db):
        put(
            db,
            "response",
            id=new_id(),
            survey_id=survey_id,
            version_id=version,
            respondent_id=respondent_for_firm(db, round_id, firm_id),
            area_id=area_id,
            firm_id=firm_id,
            channel="onsite",
            submitted_at=submitted_at,
            received_at=now(),
            content_sha256="x",
            receipt=new_id(),
        )


def test_responses_of_today_are_those_submitted_today_not_those_imported_today(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str], open_today: str
) -> None:
    b1, b2 = (firm(db, areas["B001"], code) for code in ("F1", "F2"))
    respond(db, open_today, areas["B001"], b1, "2026-10-02T03:00:00.000000+00:00")
    assert task(sign_in(client, "researcher").get("/").text, "오늘 받은 응답") == 0
    respond(db, open_today, areas["B001"], b2, now())
    assert task(client.get("/").text, "오늘 받은 응답") == 1


def test_an_area_is_not_asked_for_more_responses_than_it_has_firms(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str], open_today: str
) -> None:
    first = firm(db, areas["B001"], "F1")
    firm(db, areas["B001"], "F2")
    text = sign_in(client, "researcher").get("/").text
    assert task(text, "목표까지 남은 응답") == 2 and "목표에 못 미친 1곳에서 2건이 더 필요합니다." in text
    respond(db, open_today, areas["B001"], first, now())
    assert "0/2" not in client.get("/").text and "1/2" in client.get("/").text
    assert "1/2" in sign_in(client, "analyst").get("/areas").text
    page = client.get(f"/surveys/{open_today}")
    assert page.status_code == 200


def test_an_area_of_another_is_nowhere_and_its_pages_are_not_found(
    client: FlaskClient, people: dict[str, str], areas: dict[str, str]
) -> None:
    sign_in(client, "researcher")
    text = client.get("/areas").text
    assert "예시 산업단지 B001" in text and "예시 산업단지 B002" not in text
    assert "B002" not in client.get("/areas.csv").text
    assert client.get(f"/areas/{areas['B001']}").status_code == 200
    for path in (f"/areas/{areas['B002']}", f"/areas/{areas['B002']}/firms.csv"):
        assert client.get(path).status_code == 404
    sign_in(client, "analyst")
    assert client.get(f"/areas/{new_id()}").status_code == 404


def test_the_table_is_filtered_by_its_address_and_exports_what_it_shows(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str], round_id: str
) -> None:
    evaluate(db, round_id, {areas["B001"]: "serious", areas["B002"]: "good"})
    sign_in(client, "analyst")
    page = client.get("/areas?level=serious&kind=complex&sort=-firms").text
    assert "예시 산업단지 B001" in page and "예시 산업단지 B002" not in page
    link = re.search(r'href="(/areas\.xlsx[^"]+)"', page)
    assert link
    sheet = load_workbook(io.BytesIO(client.get(link.group(1).replace("&amp;", "&")).data)).worksheets[0]
    assert [r[0].value for r in sheet.iter_rows()] == ["코드", "B001"]
    assert [c.value for c in sheet[2]][7] == "심각"
    assert "조건을 줄여 보십시오" in client.get("/areas?q=없는곳").text


@pytest.mark.parametrize("address", ["/areas?sort=%27&page=9999999&kind=x", "/areas?page=-1&form=x&level=%00"])
def test_nonsense_in_the_address_of_the_table_does_no_harm(
    client: FlaskClient, people: dict[str, str], address: str
) -> None:
    assert sign_in(client, "analyst").get(address, follow_redirects=True).status_code == 200


def test_the_hub_says_the_level_in_one_sentence_and_lists_its_firms(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str], round_id: str
) -> None:
    for code, name, size in (("F1", "예시정밀", "small"), ("F2", "예시기계 100%", "medium")):
        firm(db, areas["B001"], code, name=name, size_band=size)
    path = f"/areas/{areas['B001']}"
    assert "아직 평가하지 않았습니다" in sign_in(client, "analyst").get(path).text
    evaluate(db, round_id, {areas["B001"]: "caution"})
    text = client.get(path).text
    assert "위기 점수는 42.2점이며, 산출 단계는 ‘주의’입니다." in text
    assert "다시 계산한 결과 87 %에서 같은 단계가 나왔습니다." in text
    assert "예시정밀" in text
    narrowed = client.get(f"{path}?q=100%25&size=medium").text
    assert "예시기계 100%" in narrowed and "예시정밀" not in narrowed
    assert client.get(f"{path}/firms.csv?size=medium").text.splitlines()[1:] == ["F2,B001,예시기계 100%,,중기업,,,"]


def test_the_hub_of_an_undetermined_area_says_that_and_not_that_nobody_evaluated_it(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str], round_id: str
) -> None:
    evaluate(db, round_id, {areas["B001"]: None})
    text = sign_in(client, "analyst").get(f"/areas/{areas['B001']}").text
    assert "판단 유보" in text and "등록 지표가 모자라 단계를 산출하지 않았습니다." in text
    assert "아직 평가하지 않았습니다" not in text and "산출 단계는" not in text
    pages = [client.get(path).text for path in ("/", "/areas?q=B001", "/validation?q=B001&show=all")]
    assert all('level-none">판단 유보' in page or "판단 유보 1곳" in page for page in pages)
    assert not any('level-none">미평가' in page for page in pages)


def test_the_pages_are_served_in_english_too(
    client: FlaskClient, people: dict[str, str], areas: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    assert "Example complex B001" in client.get("/areas?lang=en").text
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_no_link_of_a_first_page_leads_to_a_page_the_role_may_not_open(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str], round_id: str, role: str
) -> None:
    firm(db, areas["B001"], "F1")
    observe(db, areas["B001"], "employees", ("2025-10", 10, "2025-12-01"), ("2026-10", 10, "2026-11-05"))
    roundtable(db, round_id, areas["B001"], "R1")
    sign_in(client, role)
    for page in ("/", "/rounds?half=2025H1"):
        for link in sorted(set(re.findall(r'href="(/[^"#]*)', client.get(page).text))):
            assert client.get(link.replace("&amp;", "&")).status_code in (200, 302), (page, link)
