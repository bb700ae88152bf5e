"""What is nearly the same is judged together: ticked one by one, each with a judgment of its own, taken back at once."""

from __future__ import annotations

import re

import numpy as np
import pytest

from app.accounts.people import Scope
from app.coding.judging import judging, together
from app.coding.judging.queue_store import Desk
from app.coding.meaning import twinning, vector_store
from app.coding.suggesting.suggesting import suggest_round
from app.db import row, rows, scalar, writing
from app.errors import BadInput, Conflict
from tests.conftest import sign_in, token

OWN, TWO, THREE, OTHER = (
    "숙련공을 구할 수가 없습니다.",
    "숙련공을 구할 수 없네요.",
    "숙련공을 도무지 못 구합니다.",
    "인력난이 심각합니다.",
)
WORD = {"action": "accept", "theme_code": None, "stance": "need", "severity": 4, "statement": "difficulty"}


@pytest.fixture
def alike(world, monkeypatch):
    """Three firms that say nearly the same, and one that means something else; vectors as an encoder might give them."""
    for firm, text in (("F2", TWO), ("F3", THREE), ("F1", OTHER)):
        world.answer(firm, "hardest", text)
    suggest_round(world.db, world.round_id)
    monkeypatch.setattr(twinning, "version_here", lambda: "invented")
    with writing(world.db):
        said = rows(world.db, "select id, text from segment where text <> ''")
        made = [(each["id"], vector(("숙련공" in each["text"]) or n + 1, n)) for n, each in enumerate(said)]
        vector_store.insert_vectors(world.db, world.round_id, "invented", made)
    return world


def vector(direction, n):
    made = np.zeros(64, dtype="<f2")
    made[1 if direction is True else direction + 1], made[0] = 1, 0.01 * n
    return made.tobytes()


def desk(world, scope=None):
    return Desk(world.expert, scope or Scope(None), world.round_id)


def offered(world, scope=None):
    own = row(world.db, "select * from segment where id = ?", [world.segment(OWN)])
    found = together.twins(world.db, desk(world, scope), own, world.suggestion(OWN, "workforce"))
    return {scalar(world.db, "select text from segment where id = ?", [twin.segment_id]) for twin in found}


def give(world, *ticked, seen=0, **word):
    own = row(world.db, "select * from segment where id = ?", [world.segment(OWN)])
    told = {"suggestion_id": world.suggestion(OWN, "workforce"), "memo": "이 문장만의 메모", **WORD, **word}
    return together.judge_together(
        world.db, desk(world), own, ticked=[world.segment(each) for each in ticked], seen=seen, **told
    )


def codings(world):
    sql = """select s.text, c.theme_code, c.severity, c.memo from coding c join segment s on s.id = c.segment_id
             order by c.id"""
    return [tuple(r) for r in rows(world.db, sql)]


def test_offered_is_what_is_nearly_the_same_and_waits_with_the_same_suggestion(alike):
    assert offered(alike) == {TWO, THREE}


def test_what_another_areas_firm_said_is_not_offered(alike):
    assert offered(alike, Scope(frozenset([alike.areas["B001"]]))) == {THREE}


def test_what_an_expert_said_is_not_judged_with_a_firms_word(alike):
    with writing(alike.db):
        alike.db.conn.execute(
            "update respondent set kind = 'expert', firm_id = null where id = ?", [alike.respondent("F2")]
        )
    assert offered(alike) == {THREE}


def test_what_was_judged_already_is_offered_no_more(alike):
    judging.judge(alike.db, alike.segment(TWO), coder_id=alike.expert, action="nothing", seen=0)
    assert offered(alike) == {THREE}


def test_only_the_ticked_get_the_same_judgment_each_with_a_note_in_place_of_the_memo(alike):
    assert give(alike, TWO) == 1
    note = "거의 같은 문장과 함께 판단했습니다."
    assert codings(alike) == [(OWN, "workforce", 4, "이 문장만의 메모"), (TWO, "workforce", 4, note)]
    assert scalar(alike.db, "select count(*) from audit where action = 'segment judged'") == 2


def test_one_undo_takes_back_all_that_was_judged_together(alike):
    give(alike, TWO, THREE, action="reject")
    undone = judging.undo(alike.db, coder_id=alike.expert, judgment_id=scalar(alike.db, "select max(id) from judgment"))
    assert undone[-1]["segment_id"] == alike.segment(OWN)
    assert scalar(alike.db, "select count(*) from live_judgment") == 0
    assert scalar(alike.db, "select count(*) from judgment") == 6
    assert offered(alike) == {TWO, THREE}


def test_pressed_twice_is_judged_once(alike):
    give(alike, TWO)
    assert give(alike, TWO) == 0
    assert len(codings(alike)) == 2


def test_nothing_is_written_where_one_of_the_ticked_cannot_join(alike):
    with pytest.raises(Conflict):
        give(alike, TWO, OTHER)
    with pytest.raises(BadInput):
        give(alike)
    with pytest.raises(BadInput):
        give(alike, TWO, severity=None)
    assert scalar(alike.db, "select count(*) from judgment") == 0


def test_the_bench_shows_them_with_their_speakers_and_one_press_judges_the_ticked(client, alike):
    sign_in(client, "expert")
    bench = f"/review/{alike.segment(OWN)}"
    page = client.get(bench).text
    assert (
        page.count('name="together"') == 1 and THREE in page and "checked" not in page.split('name="together"')[1][:40]
    )
    sent = {"csrf_token": token(client, bench), "seen": re.search(r'name="seen" value="(\d+)"', page)[1]}
    sent |= {"suggestion": alike.suggestion(OWN, "workforce"), "action": "accept", "stance": "need", "severity": "5"}
    answer = client.post(bench + "/together", data={**sent, "together": [alike.segment(THREE)]})
    assert answer.status_code == 303
    assert "거의 같은 문장 1개를 함께 판단했습니다" in client.get(answer.location).text
    assert [(text, severity) for text, _theme, severity, _memo in codings(alike)] == [(OWN, 5), (THREE, 5)]
    undone = client.post("/review/undo", data={"csrf_token": token(client, bench), "judgment": "2"})
    assert "함께 판단한 문장 1개도 되돌렸습니다" in client.get(undone.location).text
    assert codings(alike) == []


def test_without_vectors_nothing_is_offered(client, alike, monkeypatch):
    monkeypatch.setattr(twinning, "version_here", lambda: "")
    sign_in(client, "expert")
    assert 'name="together"' not in client.get(f"/review/{alike.segment(OWN)}").text
