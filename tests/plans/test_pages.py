"""Pages of plans: written, refused at the field with nothing lost, changed meanwhile, taken home and printed."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.clock import today
from app.db import scalar
from app.ids import new_id
from app.plans import planning, tasking
from app.plans.drafts import Flawed, PlanDraft, TaskDraft
from app.plans.plans import Milestone
from tests.conftest import sign_in, token
from tests.plans.conftest import Planned

LINES = {"strategies-0-title": "나중", "strategies-0-position": "2", "strategies-1-title": "먼저"} | {
    "strategies-1-position": "1"
}


@pytest.fixture
def analyst(client: FlaskClient, planned: Planned) -> FlaskClient:
    return sign_in(client, "analyst")


def post(client: FlaskClient, path: str, **fields: object) -> tuple[int, str]:
    answer = client.post(path, data={**fields, "csrf_token": token(client, "/account")})
    return answer.status_code, answer.location or answer.text


def test_a_plan_is_written_once_and_its_strategies_stand_by_their_numbers(analyst: FlaskClient, db: Database) -> None:
    sent = {"id": new_id(), "title": "예시 새 계획", "declared": "4,265억 원", "met_on": "2025-04-29", **LINES}
    code, path = post(analyst, "/plans/response/new", **sent)
    assert code == 303 and post(analyst, "/plans/response/new", **sent) == (code, path)
    page = analyst.get(path).text
    assert page.index("전략 1. 먼저") < page.index("전략 2. 나중") and "4,265억 원" in page
    assert scalar(db, "select count(*) from plan where kind = 'response'") == 2


def test_what_is_wrong_stands_at_its_field_and_nothing_that_was_typed_is_lost(
    analyst: FlaskClient, db: Database
) -> None:
    before = scalar(db, "select count(*) from plan")
    code, page = post(analyst, "/plans/response/new", title="", declared="많이", note="적던 말", **LINES)
    assert code == 422 and scalar(db, "select count(*) from plan") == before
    assert all(word in page for word in ("적던 말", "나중", "먼저", "금액으로 읽을 수 없습니다", 'value="많이"'))
    assert "계획의 제목을 적어 주십시오." in page
    code, page = post(analyst, "/plans/response/new", title="가", more="1", **LINES)
    assert code == 200 and "strategies-3-title" in page and "나중" in page


def test_a_task_changed_meanwhile_asks_before_it_is_written_over(
    analyst: FlaskClient, db: Database, planned: Planned
) -> None:
    path = f"/plans/tasks/{planned.tasks['교육']}/edit"
    fields = {"id": planned.tasks["교육"], "strategy": planned.strategies[1], "seen": "stale"}
    code, page = post(analyst, path, title="다른 교육", **fields)
    assert code == 409 and "다른 교육" in page and "그사이 이 과제가 바뀌었습니다" in page
    seen = page.split('name="seen" type="hidden" value="')[1].split('"')[0]
    assert seen != "stale"
    assert post(analyst, path, title="다른 교육", **{**fields, "seen": seen})[0] == 303
    assert scalar(db, "select title from plan_task_now where id = ?", [planned.tasks["교육"]]) == "다른 교육"


def test_a_task_is_told_moved_and_taken_out_from_its_pages(
    analyst: FlaskClient, db: Database, planned: Planned
) -> None:
    path = f"/plans/tasks/{planned.tasks['시설자금']}"
    assert post(analyst, path, status="stopped", on_day="2025-06-01", note="")[0] == 422
    assert post(analyst, path, status="under_way", on_day="2025-06-01", note="")[0] == 303
    assert post(analyst, f"{path}/milestone", title="공고")[0] == 303
    page = analyst.get(f"/plans/{planned.response}?as_of=2025-07-29&since=2025-04-29").text
    assert "1,000억 원, 3개 가운데 2개 과제는 금액 모름" in page and "추진 중" in page and "지남 29일" in page
    assert "지남" not in analyst.get(f"/plans/{planned.response}").text  # reached today
    assert post(analyst, f"/plans/tasks/{planned.tasks['교육']}/move", to="up")[0] == 303
    assert post(analyst, f"{path}/drop", act="drop")[0] == 303
    assert "뺀 과제 1개" in analyst.get(f"/plans/{planned.response}").text


def test_a_day_that_cannot_be_is_refused_at_its_field(analyst: FlaskClient, db: Database, planned: Planned) -> None:
    next_week, far = (today() + timedelta(days=7)).isoformat(), (today() + timedelta(days=400)).isoformat()
    line = {"milestones-0-title": "공고", "milestones-0-due_on": next_week, "milestones-0-done_on": next_week}
    code, page = post(analyst, f"/plans/{planned.response}/tasks/new", id=new_id(), title="가", **line)
    assert code == 422 and 'id="wrong-milestones-0-done_on"' in page and "아직 오지 않은 날입니다" in page
    code, page = post(analyst, "/plans/response/new", id=new_id(), title="가", met_on=far)
    assert code == 422 and 'id="wrong-met_on"' in page and "1년보다 더 뒤의 날입니다" in page
    assert post(analyst, "/plans/response/new", id=new_id(), title="가", met_on=next_week)[0] == 303
    with pytest.raises(Flawed):
        late = TaskDraft("나", milestones=(Milestone("공고", next_week, next_week),))
        tasking.add_task(db, planned.response, late, EVERYTHING, person_id=None)


def test_a_day_of_the_address_that_is_none_is_told(analyst: FlaskClient, planned: Planned) -> None:
    path, words = f"/plans/{planned.response}", "날짜로 읽을 수 없어 쓰지 않았습니다"
    assert words in analyst.get(f"{path}?as_of=abc").text and words not in analyst.get(path).text
    assert analyst.get(f"/plans/{planned.response}/tasks.csv?as_of=abc").status_code == 400


def test_a_title_too_long_is_refused_at_its_field(analyst: FlaskClient, db: Database, planned: Planned) -> None:
    for path in ("/plans/response/new", f"/plans/{planned.response}/edit", f"/plans/{planned.response}/tasks/new"):
        code, page = post(analyst, path, id=new_id(), title="가" * 201)
        assert code == 422 and 'id="wrong-title"' in page and 'maxlength="200"' in page, path
    assert scalar(db, "select max(length(title)) from plan_version") < 200


def test_a_round_stands_by_its_name(analyst: FlaskClient, db: Database, planned: Planned) -> None:
    code, name = db.conn.execute("select r.code, r.name_ko from round r join plan p on p.round_id = r.id").fetchone()
    for path in ("/plans/prevention?round=all", f"/plans/{planned.prevention}"):
        page = analyst.get(path).text
        assert name in page and f">{code}<" not in page and f"· {code}<" not in page, path


def test_a_faulty_table_is_listed_by_row_cell_cause_and_cure(analyst: FlaskClient, planned: Planned) -> None:
    path = f"/plans/{planned.response}/import"
    code, page = post(analyst, path, file=(io.BytesIO("전략,과제,예산\n첫째,가,많이\n".encode()), "표.csv"))
    assert code == 422 and "2행 ‘예산’ 칸" in page and "8,000,000처럼" in page
    assert post(analyst, path, file=(io.BytesIO("전략,과제,예산\n첫째,가,3억\n".encode()), "표.csv"))[0] == 303


@pytest.mark.parametrize("form", ["docx", "hwpx", "html"])
def test_a_plan_is_a_paper_in_every_form(analyst: FlaskClient, planned: Planned, form: str) -> None:
    answer = analyst.get(f"/plans/{planned.response}/paper.{form}?since=2025-04-29")
    assert answer.status_code == 200 and len(answer.data) > 1000
    if form == "html":
        assert "4,265억 원" in answer.text and "과제 3개: 예정 3, 그 가운데 늦음 1" in answer.text


def test_a_far_official_opens_the_citys_plans_and_no_other_areas(
    client: FlaskClient, db: Database, planned: Planned, areas: dict[str, str]
) -> None:
    with db.conn:
        db.conn.execute("update person set all_areas = 0 where login = 'official'")
    sign_in(client, "official")
    assert client.get(f"/plans/{planned.response}").status_code == 200
    assert client.get(f"/plans/{planned.prevention}").status_code == 404
    assert client.get(f"/plans/tasks/{planned.measure}").status_code == 404
    assert client.get(f"/follow-up/{areas['B001']}").status_code == 404
    assert post(client, f"/plans/tasks/{planned.measure}/drop", act="drop")[0] == 404


def test_only_who_has_all_areas_changes_the_citys_plan_and_others_read_it(
    client: FlaskClient, db: Database, planned: Planned, areas: dict[str, str], people: dict[str, str]
) -> None:
    with db.conn:
        db.conn.execute("update person set all_areas = 0 where login = 'official'")
        db.conn.execute("insert into person_area values (?, ?)", [people["official"], areas["B001"]])
    sign_in(client, "official")
    plan, task = f"/plans/{planned.response}", f"/plans/tasks/{planned.tasks['교육']}"
    stored = "select (select count(*) from plan_version), (select count(*) from plan_task_version)"
    before = tuple(db.conn.execute(stored).fetchone())
    for path in (f"{plan}/edit", f"{plan}/tasks/new", f"{plan}/import", f"{task}/edit", "/plans/response/new"):
        answer = client.get(path)
        assert answer.status_code == 403 and "모든 지역을 맡은 사람만" in answer.text, path
    for path in (f"{plan}/edit", f"{plan}/drop", f"{plan}/tasks/new", f"{task}/edit", task, "/plans/response/new"):
        assert post(client, path, act="drop", title="가", status="done", on_day="2026-11-01")[0] == 403, path
    for path in ("move", "drop", "milestone", "grounds"):
        assert post(client, f"{task}/{path}", act="drop", to="up")[0] == 403, path
    assert before == tuple(db.conn.execute(stored).fetchone())
    assert post(client, "/corpus/attach", attach=f"task:{planned.tasks['교육']}", said="x")[0] == 404
    for path in (plan, task, "/plans/response"):
        page = client.get(path)
        assert page.status_code == 200 and not any(word in page.text for word in ("/edit", "/new", "/drop", "/move"))
    page = client.get(f"/plans/{planned.prevention}").text
    assert f"/plans/{planned.prevention}/edit" in page


def test_an_english_page_has_no_korean_of_ours(analyst: FlaskClient, db: Database, planned: Planned) -> None:
    planning.make_response_plan(db, PlanDraft("Example"), round_id=None, person_id=planned.analyst)
    page = analyst.get("/plans/response?lang=en").text
    assert "Response plans" in page and "the amount of 2 of 3 tasks is unknown" in page
