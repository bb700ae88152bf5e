"""Settling where coders differ: who may, what counts, that nobody writes past another, and what a coder may not see yet."""

from __future__ import annotations

import csv

import pytest

from app.accounts.people import Scope
from app.clock import now
from app.coding.judging import judging
from app.coding.judging.blind import may_see_others
from app.coding.several import settlement_store, settling
from app.coding.several.settlement_store import Wanted
from app.coding.several.sides import Coding, sides_of
from app.coding.statements import destroyed_store
from app.coding.statements.voices import problem_codings
from app.coding.suggesting.suggesting import suggest
from app.db import rows, scalar, writing
from app.errors import BadInput, Conflict
from tests.conftest import sign_in, token

LOANS = "이자 부담"
THREE = (Coding("finance", "need", 3),)


@pytest.fixture
def split(world):
    """The expert sees a grave problem of finance, the second coder none."""
    suggest(world.db, {"round_id": world.round_id}, lambda *_: None)
    judge(world, world.expert, "add", severity=5)
    judge(world, world.second, "reject")
    return world


def judge(world, coder, action, *, severity=None, part=LOANS):
    judging.judge(
        world.db,
        world.segment(part),
        coder_id=coder,
        action=action,
        seen=0,
        theme_code="finance" if action == "add" else None,
        suggestion_id=None if action == "add" else world.suggestion(part, "finance"),
        stance="need",
        severity=severity,
    )


def settle(world, person, *, seen=0, codings=THREE, reason="기준의 넷째 줄"):
    return settling.settle(
        world.db, world.segment(LOANS), person_id=person, seen=seen, codings=list(codings), reason=reason
    )


def state(world):
    counted = settlement_store.counts(world.db, Wanted(world.round_id, Scope(None)))
    return {key: n for key, n in counted.items() if n and key != "all"}


def severities(world):
    return [(c.severity, c.coder_id) for c in problem_codings(world.db, world.round_id) if c.theme_code == "finance"]


def test_whoever_did_not_code_the_statement_settles_it_at_once_and_the_settled_value_alone_counts(split, people):
    assert state(split) == {"open": 1} and severities(split) == [(5, split.expert)]
    assert settle(split, people["analyst"]) == "settle"
    assert state(split) == {"settled": 1} and severities(split) == [(3, "settled")]
    assert scalar(split.db, "select count(*) from judgment") == 2


def test_one_of_the_two_only_proposes_and_the_other_agrees(split):
    assert settle(split, split.expert) == "propose"
    assert state(split) == {"proposed": 1} and severities(split) == [(5, split.expert)]
    proposal = scalar(split.db, "select max(id) from settlement")
    with pytest.raises(Conflict):
        settling.agree(split.db, split.segment(LOANS), person_id=split.expert, seen=proposal)
    settling.agree(split.db, split.segment(LOANS), person_id=split.second, seen=proposal)
    settling.agree(split.db, split.segment(LOANS), person_id=split.second, seen=proposal)  # pressed twice
    assert severities(split) == [(3, "settled")] and scalar(split.db, "select count(*) from settlement") == 2


def test_two_who_settle_from_the_same_page_do_not_write_past_each_other(split, people):
    settle(split, people["analyst"])
    settle(split, people["analyst"])  # the same sent again is the same act
    with pytest.raises(Conflict):
        settle(split, split.expert, codings=())
    assert scalar(split.db, "select count(*) from settlement") == 1


def test_a_settlement_that_is_withdrawn_gives_the_coders_their_words_back(split, people):
    settle(split, people["analyst"], codings=())
    assert severities(split) == []
    with pytest.raises(BadInput):
        settling.withdraw(split.db, split.segment(LOANS), person_id=people["analyst"], seen=1, reason=" ")
    settling.withdraw(split.db, split.segment(LOANS), person_id=people["analyst"], seen=1, reason="다시 봅니다")
    assert severities(split) == [(5, split.expert)] and state(split) == {"open": 1}
    assert [r["act"] for r in rows(split.db, "select act from settlement order by id")] == ["settle", "withdraw"]


def test_a_declined_proposal_leaves_what_was_settled_before(split, people):
    settle(split, people["analyst"])
    assert settle(split, split.expert, seen=1, codings=()) == "propose"
    settling.drop(split.db, split.segment(LOANS), person_id=split.second, seen=2, reason="앞의 것이 맞습니다")
    assert severities(split) == [(3, "settled")]


@pytest.mark.parametrize(
    ("codings", "where"),
    [
        ((Coding("nowhere", "need", 3),), "주제"),
        ((Coding("finance", "undecided"),), "태도"),
        ((Coding("finance", "need"),), "심각도"),
        ((Coding("finance", "none", 2),), "심각도"),
        ((Coding("finance", "need", 3), Coding("finance", "none")), "주제"),
    ],
)
def test_what_cannot_stand_is_refused_with_its_place(split, people, codings, where):
    with pytest.raises(BadInput) as refused:
        settle(split, people["analyst"], codings=codings)
    assert [p.where for p in refused.value.problems] == [where]
    assert state(split) == {"open": 1}


def test_nobody_sees_or_settles_what_somebody_assigned_has_yet_to_code(split, people):
    segment = split.segment(LOANS)
    assert may_see_others(split.db, [segment], split.expert) == {segment}
    with writing(split.db):
        split.db.conn.execute(
            """insert into coding_plan values ('plan', ?, null, 'everyone', 100, '[]', 1, '', null, ?, ?)""",
            [split.round_id, people["analyst"], now()],
        )
        split.db.conn.execute("insert into assignment values ('plan', ?, ?, 'second')", [segment, people["official"]])
    assert may_see_others(split.db, [segment], split.expert) == set() and state(split) == {}
    with pytest.raises(Conflict):
        settle(split, people["analyst"])
    with writing(split.db):
        split.db.conn.execute("insert into coding_plan_end values ('plan', ?, '끝', ?)", [people["analyst"], now()])
    assert may_see_others(split.db, [segment], split.expert) == {segment} and state(split) == {"open": 1}


def test_both_sides_are_told_with_what_each_turned_down(split):
    sides = sides_of(settlement_store.words_on(split.db, split.segment(LOANS)))
    assert {s.coder: (len(s.codings), s.rejected) for s in sides} == {
        split.expert: (1, ()),
        split.second: (0, ("finance",)),
    }


def test_the_reason_goes_when_the_return_is_destroyed_and_only_then(split, people):
    response = split.answer("F2", "hardest", "대출 이자 부담이 커서 힘듭니다.")
    suggest(split.db, {"round_id": split.round_id}, lambda *_: None)
    said = scalar(
        split.db, "select s.id from segment s join answer a on a.id = s.answer_id where a.response_id = ?", [response]
    )
    settling.comment(split.db, said, person_id=split.expert, text="이자 이야기입니다")
    with pytest.raises(Exception, match="append-only"):
        destroyed_store.destroy(split.db, response)


def test_the_pages_show_both_and_lead_on_after_settling(client, split):
    sign_in(client, "analyst")
    listed = client.get("/review/differences").text
    assert "예시 전문가 둘" in listed and "하나씩 정하기" in listed
    path = client.get("/review/differences/next").headers["Location"]
    page = client.get(path).text
    assert "기계의 제안" in page and "바로 정할 수 있습니다" in page
    given = {"csrf_token": token(client, path), "seen": 0, "act": "settle"}
    assert client.post(path, data={**given, "reason": "사유"}).status_code == 422
    rows_of_form = {"theme": ["finance", ""], "stance": ["need", "need"], "severity": ["2", ""], "statement": ["", ""]}
    sent = client.post(path, data={**given, "choice": "own", "reason": "사유", **rows_of_form})
    assert sent.headers["Location"].endswith("/review/differences") and severities(split) == [(2, "settled")]
    note = {"csrf_token": token(client, path), "text": "그렇게 봅니다"}
    assert "그렇게 봅니다" in client.post(f"{path}/notes", data=note, follow_redirects=True).text
    sign_in(client, "official")
    assert client.get("/review/differences").status_code == 403


def test_quotes_tell_what_is_settled_or_still_open(client, split, people):
    sign_in(client, "analyst")
    shown = client.get("/themes/quotes?theme=finance&stance=all").text
    assert "의견이 갈림" in shown and "조정하여 정함" not in shown
    settle(split, people["analyst"])
    shown = client.get("/themes/quotes?theme=finance&stance=all").text
    assert "조정하여 정함" in shown and "심각도 3.0" in shown and "의견이 갈림" not in shown
    rows_out = client.get("/codings.csv?theme=finance&reason=check").text
    told = [
        (r["전문가"], r["심각도"], r["셈에 듦"], r["정한 값"])
        for r in csv.DictReader(rows_out.lstrip("\ufeff").splitlines())
    ]
    assert told == [("조정하여 정함", "3", "예", "애로·요구 3"), ("예시 expert", "5", "아니요", "애로·요구 3")]
    withdrawn = settlement_store.standing(split.db, split.segment(LOANS))["id"]
    settle(split, people["analyst"], seen=withdrawn, codings=())
    assert "이자 부담" not in client.get("/themes/quotes?theme=finance&stance=all").text
