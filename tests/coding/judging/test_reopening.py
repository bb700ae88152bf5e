"""Coming back to a segment: the bench shows what I said, also what I took back, and says what undo undid."""

from __future__ import annotations

import re

import pytest

from app.coding.suggesting.suggesting import suggest_round
from app.db import scalar
from tests.conftest import sign_in, token


@pytest.fixture
def bench(client, world):
    suggest_round(world.db, world.round_id)
    sign_in(client, "expert")
    return f"/review/{world.segment('숙련공')}"


def send(client, world, bench, **fields):
    page = client.get(bench).text
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    about = {"suggestion": world.suggestion("숙련공", "workforce")} if fields["action"] != "nothing" else {}
    return client.post(bench, data={"csrf_token": token(client, bench), "seen": seen, **about, **fields})


def undo(client, world, bench):
    last = scalar(world.db, "select max(id) from judgment where action <> 'retract'")
    answer = client.post("/review/undo", data={"csrf_token": token(client, bench), "judgment": last})
    return client.get(answer.location).text


def chosen(page, name):
    return re.search(rf'name="{name}" value="(\w+)" checked', page)[1]


def test_a_reopened_card_is_filled_with_my_own_judgment_and_says_it(client, world, bench):
    send(client, world, bench, action="accept", stance="need", severity="5", memo="예시 메모")
    page = client.get(bench).text
    assert (chosen(page, "stance"), chosen(page, "severity")) == ("need", "5")
    assert '<span class="badge good">채택 5</span>' in page and "예시 메모" in page


def test_after_an_undo_the_card_has_the_suggestions_own_measures_and_tells_what_was_taken_back(client, world, bench):
    suggested = chosen(client.get(bench).text, "severity")
    assert suggested != "5"
    send(client, world, bench, action="accept", stance="need", severity="5", memo="예시 메모")
    page = undo(client, world, bench)
    assert "되돌렸습니다: 채택 · 인력·고용 · 애로·요구 · 심각도 5" in page
    assert chosen(page, "severity") == suggested and "지금 판단" in page and "채택 5" not in page
    assert "되돌린 판단: 채택 · 인력·고용 · 애로·요구 · 심각도 5 “예시 메모”" in page
    assert "예시 메모</textarea>" not in page


def test_after_a_change_was_taken_back_no_other_theme_is_chosen(client, world, bench):
    send(client, world, bench, action="change", theme="market", stance="need", severity="4")
    page = undo(client, world, bench)
    assert '<option value="market" selected>' not in page and "되돌린 판단: 변경 · 인력·고용 → " in page


def test_what_stands_fills_the_card_before_what_was_taken_back(client, world, bench):
    send(client, world, bench, action="accept", stance="need", severity="2")
    send(client, world, bench, action="accept", stance="need", severity="5")
    page = undo(client, world, bench)
    assert chosen(page, "severity") == "2" and "채택 2" in page


def test_a_rejected_card_says_so_and_keeps_the_measures_of_the_coding_before(client, world, bench):
    send(client, world, bench, action="accept", stance="resolved")
    assert '<span class="badge good">채택 · 해소됨</span>' in client.get(bench).text
    send(client, world, bench, action="reject", stance="resolved")
    page = client.get(bench).text
    assert '<span class="badge ">반려</span>' in page and chosen(page, "stance") == "resolved"


def test_after_no_theme_here_no_card_asks_for_a_judgment(client, world, bench):
    send(client, world, bench, action="nothing")
    page = client.get(bench).text
    assert "지금 판단" not in page and '<span class="badge ">해당 없음</span>' in page


def test_a_changed_card_says_to_which_theme_and_offers_it_again(client, world, bench):
    send(client, world, bench, action="change", theme="market", stance="need", severity="4")
    page = client.get(bench).text
    assert re.search("변경 → [^<]+ 4</span>", page) and '<option value="market" selected>' in page


def test_a_theme_added_and_taken_back_waits_filled_in(client, world, bench):
    page = client.get(bench).text
    assert '<details class="card judge judge-add">' in page
    path = token(client, bench)
    data = {"csrf_token": path, "seen": 0, "action": "add", "theme": "market", "stance": "need", "severity": "1"}
    client.post(bench, data=data)
    page = undo(client, world, bench)
    assert '<details class="card judge judge-add" open>' in page and '<option value="market" selected>' in page


def test_the_message_has_a_line_of_its_own_so_that_the_cards_stay_where_they_are(client, world, bench):
    answer = send(client, world, bench, action="reject")
    page = client.get(f"{bench}?state=all").text
    assert answer.status_code == 303 and 'class="notice done"' not in page
    assert re.search(r'<p class="bench-said-now" id="said"[^>]*>반려했습니다', page)
