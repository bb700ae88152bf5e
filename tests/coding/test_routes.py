"""The pages of coding: who may open them, whose statements they show, and what is hidden from whom."""

from __future__ import annotations

import csv
import io
import re

import pytest

from app import jobs
from app.accounts import signing_in
from app.areas.finding import finding
from app.coding.judging import judging
from app.coding.suggesting.suggesting import suggest_round
from app.db import rows, scalar
from tests.coding.conftest import judgments
from tests.coding.telling.told_world import Saying
from tests.conftest import PASSWORD, sign_in, token


@pytest.fixture
def suggested(world):
    suggest_round(world.db, world.round_id)
    return world


def accept(world, part, theme, *, coder, severity=4):
    judging.judge(
        world.db,
        world.segment(part),
        coder_id=coder,
        action="accept",
        seen=0,
        suggestion_id=world.suggestion(part, theme),
        stance="need",
        severity=severity,
    )


def send(client, world, part, **fields):
    path = f"/review/{world.segment(part)}"
    return client.post(path, data={"csrf_token": token(client, path), "seen": 0, **fields})


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/review", {"expert"}),
        ("/review/next", {"expert"}),
        ("/themes", {"expert", "analyst", "official"}),
        ("/themes/quotes", {"expert", "analyst", "official"}),
        ("/themes.csv", {"expert", "analyst", "official"}),
        ("/codings.xlsx", {"expert", "analyst", "official"}),
    ],
)
def test_each_page_opens_for_its_roles_alone(client, suggested, path, allowed):
    for role in ("researcher", "facilitator", "expert", "analyst", "official", "admin"):
        sign_in(client, role)
        status = client.get(path).status_code
        assert (status in (200, 302, 303)) == (role in allowed), (path, role, status)
        assert role in allowed or status == 403


def test_an_experts_queue_holds_his_own_areas_firms_and_no_moderator(client, suggested):
    sign_in(client, "expert")
    page = client.get("/review?state=all").text
    assert "숙련공을 구할 수가 없습니다." in page and "이 지역은 인력 부족이 심각합니다." in page
    assert "임대료가 너무 올라서" not in page and "요즘 인력난이 어떻습니까" not in page


def test_another_areas_segment_is_404_on_the_bench_the_trail_and_when_judged(client, suggested):
    sign_in(client, "expert")
    segment = suggested.segment("임대료")
    assert client.get(f"/review/{segment}").status_code == 404
    assert client.get(f"/segments/{segment}").status_code == 404
    assert client.post(f"/review/{segment}", data={"csrf_token": token(client, "/account")}).status_code == 404
    assert client.get(f"/areas/{suggested.areas['B002']}/themes").status_code == 404
    assert client.get(f"/themes/quotes?area={suggested.areas['B002']}").status_code == 404
    assert client.get(f"/codings.csv?area={suggested.areas['B002']}").status_code == 404


def test_the_speech_of_another_areas_firm_is_not_shown_as_context(client, suggested):
    sign_in(client, "expert")
    page = client.get(f"/review/{suggested.segment('숙련공')}").text
    assert "요즘 인력난이 어떻습니까?" in page and "다른 지역의 발언이어서 표시하지 않습니다." in page
    assert "임대료가" not in page


def test_the_bench_underlines_the_words_that_caused_the_suggestion_and_shows_the_criteria(client, suggested):
    sign_in(client, "expert")
    page = client.get(f"/review/{suggested.segment('이자 부담')}").text
    assert '<mark class="for-' in page and "기준: 자금·금융" in page and "넣지 않습니다" in page


def test_accepting_goes_on_to_the_next_of_the_queue_and_keeps_the_filters(client, suggested):
    sign_in(client, "expert")
    before = scalar(suggested.db, "select count(*) from judgment")
    path = f"/review/{suggested.segment('숙련공')}"
    answer = client.post(
        f"{path}?source=roundtable",
        data={
            "csrf_token": token(client, path),
            "seen": 0,
            "action": "accept",
            "suggestion": suggested.suggestion("숙련공", "workforce"),
            "stance": "need",
            "severity": "5",
        },
    )
    assert answer.status_code == 303 and "source=roundtable" in answer.location
    assert suggested.segment("숙련공") not in answer.location
    assert scalar(suggested.db, "select count(*) from judgment") == before + 1
    assert "채택했습니다." in client.get(answer.location).text


def test_a_stance_without_need_drops_the_severity_the_form_still_carries(client, suggested):
    sign_in(client, "expert")
    suggestion = suggested.suggestion("숙련공", "workforce")
    send(client, suggested, "숙련공", action="accept", suggestion=suggestion, stance="none", severity="3")
    found = rows(suggested.db, "select stance, severity from judgment")[0]
    assert (found["stance"], found["severity"]) == ("none", None)


def test_wrong_input_is_told_on_the_bench_and_a_stale_page_is_a_conflict(client, suggested):
    sign_in(client, "expert")
    wrong = send(client, suggested, "숙련공", action="add", theme="", stance="need", severity="3")
    assert wrong.status_code == 422 and "주제를 고르지 않았습니다" in wrong.text
    assert send(client, suggested, "숙련공", action="add", theme="market", stance="need").status_code == 422
    assert send(client, suggested, "숙련공", action="nothing").status_code == 303
    stale = send(client, suggested, "숙련공", action="add", theme="market", stance="need", severity="3")
    assert stale.status_code == 409
    assert judgments(suggested.db) == [("nothing", None)]


def test_undo_leads_back_to_the_segment(client, suggested):
    sign_in(client, "expert")
    send(client, suggested, "숙련공", action="nothing")
    path = f"/review/{suggested.segment('이자 부담')}"
    data = {"csrf_token": token(client, path), "judgment": scalar(suggested.db, "select max(id) from judgment")}
    answer = client.post("/review/undo", data=data)
    assert answer.status_code == 303 and suggested.segment("숙련공") in answer.location
    assert client.post("/review/undo", data=data).status_code == 409
    assert judgments(suggested.db) == [("nothing", None), ("retract", None)]


def test_progress_counts_what_is_done_and_done_leaves_the_queue(client, suggested):
    sign_in(client, "expert")
    total = scalar(
        suggested.db,
        """select count(distinct c.segment_id) from current_suggestion c join segment s on s.id = c.segment_id
           join respondent_area ra on ra.respondent_id = s.respondent_id where ra.area_id = ?""",
        [suggested.areas["B001"]],
    )
    assert f"{total}개 중 0개 검토" in client.get("/review").text
    accept(suggested, "숙련공", "workforce", coder=suggested.expert)
    page = client.get("/review").text
    assert f"{total}개 중 1개 검토" in page and "숙련공을 구할" not in page
    assert "숙련공을 구할" in client.get("/review?state=seen").text


def test_another_coders_word_is_hidden_until_mine_is_given(client, suggested):
    accept(suggested, "숙련공", "workforce", coder=suggested.second, severity=2)
    sign_in(client, "expert")
    bench, trail = f"/review/{suggested.segment('숙련공')}", f"/segments/{suggested.segment('숙련공')}"
    assert "예시 전문가 둘" not in client.get(bench).text and "예시 전문가 둘" not in client.get(trail).text
    assert "숙련공" not in client.get("/themes/quotes").text and "숙련공" not in client.get("/codings.csv").text
    accept(suggested, "숙련공", "workforce", coder=suggested.expert, severity=5)
    assert "예시 전문가 둘" in client.get(bench).text and "예시 전문가 둘" in client.get(trail).text
    assert "숙련공" in client.get("/themes/quotes").text
    assert "숙련공" in client.get("/review?state=differ").text


def test_the_same_word_of_two_coders_is_no_disagreement(client, suggested):
    accept(suggested, "숙련공", "workforce", coder=suggested.second, severity=4)
    accept(suggested, "숙련공", "workforce", coder=suggested.expert, severity=5)
    sign_in(client, "expert")
    assert "숙련공" not in client.get("/review?state=differ").text


def test_an_official_reads_no_quote_where_fewer_than_three_firms_spoke(client, suggested):
    accept(suggested, "숙련공", "workforce", coder=suggested.expert)
    sign_in(client, "official")
    for path in ("/themes/quotes", f"/themes/quotes?area={suggested.areas['B001']}"):
        page = client.get(path).text
        assert "숙련공" not in page and "3곳 미만인 지역 2곳의 인용은 싣지 않았습니다" in page
    assert "숙련공" not in client.get(f"/areas/{suggested.areas['B001']}/themes").text
    assert "숙련공" not in client.get(f"/segments/{suggested.segment('숙련공')}").text
    assert "숙련공" not in client.get("/codings.csv").text
    assert "아직 판단이 없습니다" in client.get(f"/segments/{suggested.segment('숙련공')}").text


def test_where_three_firms_named_it_the_official_reads_the_quote_but_not_the_firm(client, suggested):
    saying = Saying(suggested)
    accept(suggested, "숙련공", "workforce", coder=suggested.expert)
    saying.firm("B001", "사람이 모자랍니다.", "workforce")
    sign_in(client, "official")
    assert "숙련공" not in client.get("/themes/quotes").text
    saying.firm("B001", "일할 사람이 없습니다.", "workforce")
    sign_in(client, "official")
    for path in ("/themes/quotes", f"/areas/{suggested.areas['B001']}/themes", "/codings.csv"):
        page = client.get(path).text
        assert "숙련공을 구할 수가 없습니다." in page and "A정밀 대표 소속" not in page, path
    trail = client.get(f"/segments/{suggested.segment('숙련공')}").text
    assert "숙련공" in trail and "A정밀" not in trail and "이자 부담이" not in trail


def test_themes_count_respondents_and_not_mentions(client, suggested):
    accept(suggested, "숙련공", "workforce", coder=suggested.expert)
    accept(suggested, "인력 부족이 심각", "workforce", coder=suggested.expert)
    accept(suggested, "자금 조달", "finance", coder=suggested.expert)
    accept(suggested, "이자 부담", "finance", coder=suggested.expert)
    sign_in(client, "analyst")
    assert _themes(client) == [["", "싣지 않은 지역", "", "", "2", "", "3곳 미만이라 싣지 않았습니다"]]
    for code in ("F4", "F5"):
        suggested.db.conn.execute(
            """insert into firm(id, code, area_id, name, size_band, created_at) values (?, ?, ?, '예시', 'small', '')""",
            [code, code, suggested.areas["B001"]],
        )
        suggested.answer(code, "hardest", f"{code}에 사람이 없습니다.")
    short = "3곳 미만이라 싣지 않았습니다"
    assert ["B001", "예시 산업단지 B001", "인력·고용", "", "5", "", short] in _themes(client)
    assert ["B001", "예시 산업단지 B001", "자금·금융", "", "5", "", short] in _themes(client)
    assert not any(line[0] == "B002" for line in _themes(client))


def _themes(client):
    return list(csv.reader(io.StringIO(client.get("/themes.csv").data.decode("utf-8-sig"))))[1:]


def test_the_export_of_codings_keeps_place_and_words_and_the_scope(client, suggested):
    accept(suggested, "숙련공", "workforce", coder=suggested.expert)
    accept(suggested, "임대료", "location", coder=suggested.second)
    sign_in(client, "analyst")
    answer = client.get("/codings.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    said, size = table[0].index("인용"), table[0].index("규모")
    assert "업종" in table[0] and {line[size] for line in table[1:]} <= {"소기업", "중기업", "소상공인", ""}
    assert {line[said] for line in table[1:]} == {
        "숙련공을 구할 수가 없습니다.",
        "임대료가 너무 올라서 이전까지 생각합니다.",
    }
    sign_in(client, "expert")
    assert "임대료" not in client.get("/codings.csv").text
    assert client.get("/codings.xlsx").data[:2] == b"PK"


def test_a_job_is_seen_by_the_person_who_started_it_alone(client, suggested):
    sign_in(client, "expert")
    answer = client.post("/coding/run", data={"csrf_token": token(client, "/account")})
    assert answer.status_code == 302
    waiting = client.get(answer.location).text
    assert 'http-equiv="refresh"' in waiting
    jobs.run(suggested.db, answer.location.rsplit("/", 1)[1])
    done = client.get(answer.location).text
    assert 'http-equiv="refresh"' not in done and "제안했습니다" in done
    sign_in(client, "analyst")
    assert client.get(answer.location).status_code == 404
    assert client.get("/jobs/nothing").status_code == 404


def test_an_expert_without_areas_sees_an_empty_queue(client, suggested):
    signing_in.add_person(suggested.db, login="stranger", name="예시", role="expert", password=PASSWORD)
    sign_in(client, "stranger")
    assert "아직 검토할 문장이 없습니다" in client.get("/review").text
    assert client.get(f"/segments/{suggested.segment('숙련공')}").status_code == 404


def test_the_filter_lists_only_areas_somebody_spoke_of_with_their_statements(client, suggested):
    sign_in(client, "expert")
    options = re.findall(r"<option[^>]*>([BS]\d{3} [^<]*)</option>", client.get("/review").text)
    assert [option[:4] for option in options] == (["B001"] if options else [])
    suggested.db.conn.execute("update person set all_areas = 1 where login = 'expert'")
    options = re.findall(r"<option[^>]*>(B\d{3} [^<]*)</option>", client.get("/review").text)
    assert [option[:4] for option in options] == ["B001", "B002"]
    # F1: three statements and a survey answer; the expert outside: one; F3: one answer.
    assert int(re.search(r"\((\d+)\)$", options[0])[1]) > int(re.search(r"\((\d+)\)$", options[1])[1]) > 0


def test_hostile_text_is_shown_as_text(client, world):
    world.answer("F3", "wanted", "<script>alert(1)</script> 대출 금리가 너무 높습니다.")
    suggest_round(world.db, world.round_id)
    sign_in(client, "expert")
    for path in ("/review?state=all", f"/review/{world.segment('대출 금리가 너무 높습니다')}"):
        assert "<script>alert" not in client.get(path).text
    assert "숙련공" in client.get("/review?state=all&q=없 숙련공").text
    assert "찾는 문장이 없습니다" in client.get("/review?state=all&q=없 숙련공 드론").text
    assert client.get("/review?state=x&order=y&source=z&theme='&q=%25_'&page=-3").status_code == 200
    assert client.get("/review?state=x&area=%00").status_code == 404


def test_quotes_and_queue_ask_for_an_area_by_a_field_where_there_are_many(client, suggested, monkeypatch):
    monkeypatch.setattr(finding, "MOST_LISTED", 0)
    sign_in(client, "expert")
    for path in ("/themes/quotes", "/review"):
        for typed in ("B001", suggested.areas["B001"]):
            page = client.get(f"{path}?area={typed}").text
            assert 'data-area-search="/areas/matches"' in page and '<select id="area"' not in page
            assert re.search('name="area" [^>]*value="B001 ', page)
