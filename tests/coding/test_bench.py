"""What a first-time expert stumbled over: the queue and the bench say what a key did, and of what a figure is told."""

from __future__ import annotations

import re

from app.coding.judging import judging
from app.coding.suggesting.suggesting import suggest_round
from app.db import rows, scalar
from tests.coding.test_routes import send, suggested
from tests.conftest import sign_in, token

__all__ = ["suggested"]


def test_no_theme_here_says_which_acceptance_it_replaced_and_undo_brings_it_back(client, suggested):
    sign_in(client, "expert")
    own = {"suggestion": suggested.suggestion("숙련공", "workforce"), "stance": "need", "severity": "4"}
    accepted = send(client, suggested, "숙련공", action="accept", **own)
    assert "앞서 하신 판단을 대신했습니다" not in client.get(accepted.location).text
    seen = scalar(suggested.db, "select max(id) from judgment")
    page = client.get(send(client, suggested, "숙련공", action="nothing", seen=seen).location).text
    assert "앞서 하신 판단을 대신했습니다: 채택 · 인력·고용 · 애로·요구 · 심각도 4." in page and "data-careful" in page
    last = scalar(suggested.db, "select max(id) from judgment")
    assert f'name="judgment" value="{last}"' in page and f'name="judgment" value="{last}"' in client.get("/review").text
    client.post("/review/undo", data={"csrf_token": token(client, "/account"), "judgment": last})
    assert [r["action"] for r in rows(suggested.db, "select action from standing")] == ["accept"]


def test_the_progress_counts_statements_without_a_suggestion_too(client, suggested):
    suggested.answer("F1", "wanted", "저희는 창틀을 만듭니다. 직원은 여덟입니다.")
    suggest_round(suggested.db, suggested.round_id)
    page = sign_in(client, "expert").get("/review").text
    bare = scalar(
        suggested.db,
        """select count(*) from segment s where s.respondent_id is not null and s.id not in
             (select segment_id from set_aside) and s.id not in (select segment_id from current_suggestion)
             and exists (select 1 from respondent_area ra join area a on a.id = ra.area_id
               where ra.respondent_id = s.respondent_id and a.code = 'B001')""",
    )
    assert bare and f"제안이 없는 문장 {bare}개 중 0개 검토" in page
    segment = client.get("/review/next?state=bare").location.split("/review/")[1].split("?")[0]
    data = {"csrf_token": token(client, f"/review/{segment}"), "seen": 0, "action": "nothing"}
    client.post(f"/review/{segment}", data=data)
    assert f"제안이 없는 문장 {bare}개 중 1개 검토" in client.get("/review").text


def test_a_statement_coders_differ_on_says_in_what(client, suggested):
    own = {"suggestion": suggested.suggestion("숙련공", "workforce"), "action": "accept", "stance": "need"}
    sign_in(client, "expert")
    send(client, suggested, "숙련공", severity="5", **own)
    send(client, suggested, "숙련공", action="add", theme="market", stance="need", severity="1", seen=1)
    judging.judge(
        suggested.db,
        suggested.segment("숙련공"),
        coder_id=suggested.second,
        action="accept",
        seen=0,
        suggestion_id=own["suggestion"],
        stance="none",
    )
    page = client.get("/review?state=differ").text
    said = [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in re.findall("갈린 곳.*?</p>", page)]
    assert said[-1].startswith("갈린 곳: 인력·고용 · 나 애로·요구 5 · ") and said[-1].endswith("문제 없음")
    # What one codes and the other leaves out differs too, here as in the list of differences.
    assert len(said) == 2 and "나 애로·요구 1 · " in said[0]


def test_the_speeches_around_a_statement_have_their_speakers(client, suggested):
    page = sign_in(client, "expert").get(f"/segments/{suggested.segment('숙련공')}").text
    assert re.search(r'<span class="soft">앞 발언 · [^<]+</span>요즘 인력난이', page)


def test_the_decision_of_the_current_suggestion_holds_all_three_answers(client, suggested):
    page = sign_in(client, "expert").get(f"/review/{suggested.segment('숙련공')}").text
    bar = page.split("is-current")[1].split('<div class="buttons">')[1].split("</div>")[0]
    assert re.findall('value="([a-z]+)"', bar) == ["accept", "reject", "nothing"] and 'form="nothing"' in bar
