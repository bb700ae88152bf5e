"""The pages of evaluation: who may open what, what they say, running, stating, exports."""

from __future__ import annotations

import io
import json

import pytest
from openpyxl import load_workbook

from app import jobs
from app.clock import today
from app.db import row, rows, scalar, writing
from app.evaluation.display.display import open_questions, read_display
from app.evaluation.display.wording import distance_sentence, held_sentence, level_sentence, loss_sentences
from app.evaluation.round import item_store, standing_store, store
from app.evaluation.round.evaluating import evaluate_round
from app.words.formats import day
from tests.conftest import sign_in, token
from tests.evaluation.conftest import DRAWS
from tests.home.conftest import classify

AS_OF = today().isoformat()


@pytest.fixture
def seen(told):
    """The told round, evaluated once."""
    evaluate_round(told.db, told.id, person_id=told.people["analyst"])
    return told


def result(small, area="B001"):
    return standing_store.standing_result(small.db, small.id, small.areas[area])


def page_of(small, area="B001"):
    return f"/areas/{small.areas[area]}/evaluation"


# The round


def test_the_round_page_says_what_would_be_here_before_the_first_evaluation(client, small):
    page = sign_in(client, "analyst").get("/evaluation").text
    assert "아직 평가하지 않았습니다" in page and "평가 실행" in page


def test_the_round_page_lists_areas_by_score_with_scheme_and_day(client, seen):
    page = sign_in(client, "official").get("/evaluation").text
    assert page.index("예시 산업단지 B001") < page.index("예시 산업단지 B002")
    assert "평가 방식 ‘3단계 기본 방식’ 1판" in page and day(AS_OF) in page and "2곳 중 1곳(50 %)" in page
    assert "평가 실행" not in page


def test_the_list_is_narrowed_by_what_is_in_the_address(client, seen):
    sign_in(client, "official")
    found = client.get("/evaluation?q=B002").text
    assert f"/areas/{seen.areas['B002']}/evaluation" in found
    assert f"/areas/{seen.areas['B001']}/evaluation" not in found
    assert "찾는 지역이 없습니다" in client.get("/evaluation?level=danger").text
    assert "먼저 살펴볼 곳부터 보입니다" in client.get("/evaluation?sort=-look").text
    assert "먼저 살펴볼 곳부터 보입니다" not in client.get("/evaluation?sort=-score").text
    assert client.get("/evaluation?sort=nonsense&page=x").status_code == 200


@pytest.mark.parametrize("login", ["researcher", "facilitator", "expert", "admin"])
def test_other_roles_may_not_open_evaluation(client, seen, login):
    sign_in(client, login)
    for path in ("/evaluation", "/evaluation.csv", page_of(seen), f"/evaluation/trace/{result(seen)['id']}/hr"):
        assert client.get(path).status_code == 403, path


def test_the_table_goes_home_as_csv_with_a_mark_and_as_xlsx(client, seen):
    sign_in(client, "analyst")
    data = client.get("/evaluation.csv").data
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("코드,밀집지역,구군,종류,점수") and len(lines) == 3
    assert lines[1].startswith("B001,") and "national3 v1 (" in lines[1]
    sheet = load_workbook(io.BytesIO(client.get("/evaluation.xlsx?q=B001").data)).active
    assert sheet.max_row == 2 and sheet["E2"].value == round(result(seen)["score"], 1)


def test_an_evaluation_of_another_round_is_not_shown_in_this_one(client, seen):
    assert sign_in(client, "analyst").get("/evaluation?evaluation=nothing").status_code == 404


def test_the_analyst_runs_an_evaluation_as_a_job(client, told):
    sign_in(client, "analyst")
    mark = token(client, "/evaluation")
    answer = client.post("/evaluation/run", data={"csrf_token": mark, "as_of": AS_OF})
    assert answer.status_code == 302
    job_id = scalar(told.db, "select id from job")
    if jobs.find(told.db, job_id)["state"] == "queued":
        assert "차례를 기다리고" in client.get(answer.location).text
        jobs.run(told.db, job_id)
    assert "평가를 마쳤습니다" in client.get(answer.location).text
    evaluation = row(told.db, "select * from evaluation")
    assert (evaluation["as_of"], evaluation["draws"]) == (AS_OF, DRAWS)
    assert evaluation["created_by"] == told.people["analyst"]


def test_a_run_needs_a_day_and_the_analysts_role(client, told):
    sign_in(client, "analyst")
    mark = token(client, "/evaluation")
    assert client.post("/evaluation/run", data={"csrf_token": mark, "as_of": "11월"}).status_code == 302
    assert scalar(told.db, "select count(*) from job") == 0
    sign_in(client, "official")
    mark = token(client, "/account")
    assert client.post("/evaluation/run", data={"csrf_token": mark, "as_of": AS_OF}).status_code == 403


def test_a_day_still_to_come_is_refused_on_the_page_and_nothing_is_queued(client, told):
    sign_in(client, "analyst")
    mark = token(client, "/evaluation")
    answer = client.post("/evaluation/run", data={"csrf_token": mark, "as_of": "2999-01-01"})
    assert answer.status_code == 422 and "아직 오지 않은 날입니다" in answer.text
    assert scalar(told.db, "select count(*) from job") == 0


# An area


def test_the_area_page_puts_numbers_voices_and_fit_side_by_side(client, seen):
    page = sign_in(client, "analyst").get(page_of(seen)).text
    found = result(seen)
    assert f"{found['score']:.1f}점" in page and "5곳의 목소리에서" in page
    assert "5곳 중 3곳(60 %)" in page and "심각도 평균 4.0/5" in page
    assert "예시 B001 답변 4번입니다." in page and "<svg" in page
    checked = client.get(f"/evaluation/{found['id']}/validation").text
    for told in (page, checked):
        assert "지표가 있는 영역끼리의 비중" in told and "지표가 없어 목소리만" in told and "비중 0 %" not in told


def test_an_area_outside_the_scope_is_not_found(client, seen):
    with writing(seen.db):
        seen.db.conn.execute("update person set all_areas = 0 where login = 'official'")
        seen.db.conn.execute("insert into person_area values (?, ?)", [seen.people["official"], seen.areas["B002"]])
    sign_in(client, "official")
    assert client.get(page_of(seen)).status_code == 404
    assert client.get(page_of(seen, "B002")).status_code == 200
    trace = f"/evaluation/trace/{result(seen)['id']}/hr"
    assert client.get(trace).status_code == 404
    assert client.get(f"{trace}/indicator/employees").status_code == 404
    assert "B001" not in client.get("/evaluation").text
    assert "B001" not in client.get("/evaluation.csv").data.decode("utf-8-sig")


def test_officials_read_no_quote_where_fewer_than_three_firms_spoke(client, small):
    small.calm_nation()
    small.observe("B001", "employees", -5)
    small.voices("B001", (5, 4))
    evaluate_round(small.db, small.id, person_id=None)
    assert "예시 B001 답변 1번입니다." in sign_in(client, "analyst").get(page_of(small)).text
    page = sign_in(client, "official").get(page_of(small)).text
    assert "예시 B001 답변" not in page and "세 곳 미만" in page
    items = item_store.items_of(small.db, result(small)["id"])
    (one, *_rest) = [i for i in items if i["kind"] == "respondent" and i["domain"] == "finance"]
    trace = f"/evaluation/trace/{result(small)['id']}/finance"
    assert client.get(f"{trace}/respondent/{one['ref']}").status_code == 404
    page = client.get(trace).text.split("<main")[1]
    assert "예시 B001 답변" not in page and "소기업" not in page and "3곳 미만" in page


def test_firms_are_not_named_to_officials(client, seen):
    sign_in(client, "official")
    pages = client.get(page_of(seen)).text + client.get(f"/evaluation/trace/{result(seen)['id']}/finance").text
    assert "예시기업" not in pages and "1. 소기업" not in pages and "분석가만 봅니다" in pages


def test_the_sentence_says_what_numbers_and_voices_add(seen):
    display = read_display(seen.db, result(seen), anonymous=False)
    r = result(seen)
    assert display.numbers + display.voices == pytest.approx(r["score"], abs=1e-9)
    assert level_sentence(display).startswith(f"{r['score']:.1f}점, 심각: 지표와 설문에서")
    assert "200번 다시 계산한 결과" in level_sentence(display) and held_sentence(display) == ""
    assert distance_sentence(display) == ""
    calm = read_display(seen.db, result(seen, "B002"), anonymous=False)
    assert "이번 회차에 말한 곳이 없습니다" in level_sentence(calm)
    assert distance_sentence(calm) == "주의(40점)까지 40.0점"


def test_what_could_not_be_counted_is_said_in_words(seen):
    display = read_display(seen.db, result(seen), anonymous=False)
    words = loss_sentences(display, store.indicators(seen.db))
    assert words == [
        "자료가 없어 빠진 항목(다른 값으로 채우지 않고 근거의 무게에서 뺍니다): 설문 문항 12개 모두",
    ]


def test_a_theme_without_a_domain_is_shown_and_not_scored(client, seen):
    for named in (None, None, 3):
        segment = seen.answer("B001", text="허가가 너무 오래 걸립니다.")
        seen.code(segment, "regulation", 4)
        display = read_display(seen.db, result(seen), anonymous=False)
        assert [(t.code, t.named, t.severity) for t in display.unscored] == [("regulation", named, named and 4.0)]
    assert "점수에 넣지 않는 주제" in sign_in(client, "official").get(page_of(seen)).text


# Statements


def test_a_statement_answers_an_open_question_and_stays(client, seen):
    found = result(seen)
    (asked, *_rest) = open_questions(seen.db, found["id"])
    sign_in(client, "analyst")
    data = {"csrf_token": token(client, page_of(seen)), "result": found["id"], "domain": asked}
    path = f"{page_of(seen)}/statements"
    short = client.post(path, data={**data, "text": "짧음"})
    assert short.status_code == 422 and "10자 이상" in short.text
    text = "현장에서 확인하니 지표가 늦게 반영되고 있었습니다."
    assert client.post(path, data={**data, "text": text}).status_code == 302
    assert asked not in open_questions(seen.db, found["id"])
    page = client.get(page_of(seen)).text
    assert text in page and "의견 있음" in page and "의견 기록" in page
    assert rows(seen.db, "select * from audit where action = 'statement added'")


def test_a_statement_where_none_is_asked_and_one_by_an_official_are_refused(client, seen):
    found = result(seen)
    sign_in(client, "analyst")
    data = {"result": found["id"], "domain": "rnd", "text": "연구개발은 아무 문제가 없다고 봅니다."}
    mark = token(client, page_of(seen))
    assert client.post(f"{page_of(seen)}/statements", data={**data, "csrf_token": mark}).status_code == 422
    other = client.post(f"{page_of(seen, 'B002')}/statements", data={**data, "csrf_token": mark})
    assert other.status_code == 404  # the result is not that area's
    sign_in(client, "official")
    data["csrf_token"] = token(client, "/account")
    assert client.post(f"{page_of(seen)}/statements", data=data).status_code == 403


# The command


def test_the_command_evaluates_a_round_and_counts_levels(app, told, monkeypatch):
    from click.testing import CliRunner

    from app.evaluation.commands import evaluate

    monkeypatch.setattr("app.commands.create_app", lambda _config: app)
    asked = ["--round", "2026H2", "--draws", "50", "--as-of", AS_OF]
    done = CliRunner().invoke(evaluate, asked, obj=app.config["MOKSORI"])
    assert done.exit_code == 0, done.output
    assert "심각 serious: 1 / 2" in done.output and "양호 good: 1 / 2" in done.output
    assert json.loads(row(told.db, "select shares from area_result where level = 'good'")["shares"])


def test_the_level_filter_offers_the_schemes_levels_and_those_above_the_best(client, seen):
    page = sign_in(client, "analyst").get("/evaluation?level=above").text
    options = page[page.index('id="level"') :].split("</select>")[0]
    assert "주의 이상" in options and "심각" in options and "경고" not in options and "위험" not in options
    assert "예시 산업단지 B001" in page and "예시 산업단지 B002" not in page
    assert "지표는 2026. 5.–2026. 10.의 평균" in page


def test_a_dissonant_domain_says_what_was_compared(client, seen):
    silent = sign_in(client, "analyst").get(page_of(seen, "B002")).text
    assert "어느 쪽이 틀렸다는 뜻이 아닙니다" not in silent
    text = client.get(page_of(seen)).text
    assert "어느 쪽이 틀렸다는 뜻이 아닙니다" in text


def test_the_area_page_says_whether_the_area_is_on_watch_and_in_which_quarter(client, seen):
    page = sign_in(client, "analyst").get(page_of(seen)).text
    assert "관찰·안정 분류 전" in page
    for quarter, state in (("2026Q3", "watch"), ("2027Q1", "stable")):
        classify(seen.db, seen.areas["B001"], quarter, state)
    page = client.get(page_of(seen)).text
    assert "2026년 3분기 관찰</a>" in page and "1분기 안정" not in page, "what came after the round is not the round's"
