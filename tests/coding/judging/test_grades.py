"""Sure suggestions come first, the unsure ones of a statement are dismissed and taken back with one key."""

from __future__ import annotations

import json

import pytest

from app.accounts.people import EVERYTHING
from app.coding.judging import judging, judgment_store, queue_store
from app.coding.judging.queue import Filters
from app.coding.judging.queue_store import Desk
from app.coding.statements.segmenting import segment_round
from app.coding.suggesting import precision, suggestion_store
from app.coding.suggesting.suggesting import as_row
from app.coding.suggesting.suggestion_store import Versions
from app.db import rows, scalar, set_setting, writing
from app.errors import Conflict
from nlp.lexicon.tagging import Suggestion
from nlp.suggesting.explaining import Like, Told
from nlp.suggesting.proposal import Proposal
from tests.conftest import sign_in, token

BY = Versions("lexicon", "analyser", "base")
# Statement, theme, score, grade: the surest figure belongs to a statement whose every suggestion is unsure.
SUGGESTED = (
    ("숙련공", "workforce", 0.8, "sure"),
    ("숙련공", "finance", 0.45, "perhaps"),
    ("숙련공", "market", 0.4, "perhaps"),
    ("이자 부담", "finance", 0.95, "perhaps"),
)


@pytest.fixture
def graded(world):
    segment_round(world.db, world.round_id)
    book = scalar(world.db, "select id from codebook order by number desc limit 1")
    with writing(world.db):
        suggestion_store.insert_suggestions(world.db, [_suggestion(world, book, *each) for each in SUGGESTED])
        suggestion_store.insert_analysed(world.db, {world.segment(part): "" for part, *_ in SUGGESTED}, BY)
    return world


def _suggestion(world, book, part, theme, score, grade):
    told = {"kind": "base", "decision": 1.0, "bias": 1.0, "factor": 1.0, "sigmoid": [1.0, 0.0], "words": []}
    return {
        **BY.columns(),
        "segment_id": world.segment(part),
        "theme_code": theme,
        "score": score,
        "stance": "need",
        "severity": 3,
        "evidence": json.dumps({"terms": [], "cues": []}),
        "probability": score,
        "grade": grade,
        "explanation": json.dumps(told),
        "codebook_id": book,
    }


def unsure(world, part):
    found = judgment_store.suggestions_of(world.db, world.segment(part))
    return [s["id"] for s in found if s["grade"] == "perhaps"]


def dismiss(world, part, seen=0, ids=None):
    ids = unsure(world, part) if ids is None else ids
    return judging.dismiss(world.db, world.segment(part), coder_id=world.expert, seen=seen, suggestion_ids=ids)


def said(world):
    found = rows(world.db, "select action, theme_code, together from judgment order by id")
    return [tuple(r) for r in found]


def test_dismissing_rejects_each_unsure_suggestion_and_leaves_the_sure_one(graded):
    assert dismiss(graded, "숙련공") == 2
    assert said(graded) == [("reject", "finance", None), ("reject", "market", 1)]
    assert scalar(graded.db, "select count(*) from audit where action = 'segment judged'") == 2
    assert not judgment_store.is_done(graded.db, graded.segment("숙련공"), graded.expert)


def test_one_undo_takes_all_of_them_back_and_the_next_what_was_said_before(graded):
    kept = judging.judge(
        graded.db,
        graded.segment("숙련공"),
        coder_id=graded.expert,
        action="accept",
        seen=0,
        suggestion_id=graded.suggestion("숙련공", "workforce"),
        stance="need",
        severity=3,
    )
    dismiss(graded, "숙련공", seen=kept)
    last = judgment_store.last_judgments(graded.db, graded.expert)
    undone = judging.undo(graded.db, coder_id=graded.expert, judgment_id=last[0]["id"])
    assert [j["theme_code"] for j in undone] == ["market", "finance"]
    assert [r["action"] for r in rows(graded.db, "select action from standing")] == ["accept"]
    assert [j["id"] for j in judgment_store.last_judgments(graded.db, graded.expert)] == [kept]


def test_a_rejection_changed_since_is_taken_back_before_the_others(graded):
    dismiss(graded, "숙련공")
    later = judging.judge(
        graded.db,
        graded.segment("숙련공"),
        coder_id=graded.expert,
        action="accept",
        seen=2,
        suggestion_id=graded.suggestion("숙련공", "market"),
        stance="need",
        severity=3,
    )
    judging.undo(graded.db, coder_id=graded.expert, judgment_id=later)
    assert len(judging.undo(graded.db, coder_id=graded.expert, judgment_id=2)) == 2
    assert rows(graded.db, "select * from standing") == []


def test_pressing_twice_is_once_and_a_stale_page_stores_nothing(graded):
    ids = unsure(graded, "숙련공")
    assert dismiss(graded, "숙련공") == dismiss(graded, "숙련공") == 2
    assert len(said(graded)) == 2
    with pytest.raises(Conflict):
        dismiss(graded, "숙련공", ids=ids[:1])
    with pytest.raises(Conflict):
        dismiss(graded, "숙련공", seen=1)
    assert len(said(graded)) == 2


@pytest.mark.parametrize("wrong", ["sure", "elsewhere", "none"])
def test_nothing_but_unsure_suggestions_of_the_statement_can_be_dismissed(graded, wrong):
    other = {"sure": graded.suggestion("숙련공", "workforce"), "elsewhere": unsure(graded, "이자 부담")[0]}.get(wrong)
    with pytest.raises(Conflict):
        dismiss(graded, "숙련공", ids=[*unsure(graded, "숙련공"), other] if other else [])
    assert said(graded) == []


@pytest.mark.parametrize("order", ["score", "next"])
def test_statements_with_a_sure_suggestion_come_first_and_keep_their_place(graded, order):
    with writing(graded.db):
        set_setting(graded.db, "model.theme.version", "learned")
    desk = Desk(graded.expert, EVERYTHING, graded.round_id)
    first, second = graded.segment("숙련공"), graded.segment("이자 부담")

    def found():
        return [s["id"] for s in queue_store.listed(graded.db, desk, Filters(order=order), limit=9, offset=0)]

    listed = found()
    # One in four of the order for teaching is drawn by chance, with two statements either.
    assert listed == [first, second] if order == "score" else set(listed) == {first, second}
    assert queue_store.after(graded.db, desk, Filters(order=order), listed[0]) == listed[1]
    judging.judge(
        graded.db,
        first,
        coder_id=graded.expert,
        action="reject",
        seen=0,
        suggestion_id=graded.suggestion("숙련공", "workforce"),
    )
    assert found() == listed


def test_the_bench_shows_the_unsure_ones_beneath_and_dismisses_them(client, graded, monkeypatch, tmp_path):
    card = tmp_path / "card.json"
    card.write_text(json.dumps({"grades": {"sure": {"ko": 0.91}, "perhaps": {"en": 0.5}}}), encoding="utf-8")
    monkeypatch.setattr(precision, "CARD", card)
    sign_in(client, "expert")
    address = f"/review/{graded.segment('숙련공')}"
    page = client.get(address).text
    sure = page.index("확실한 제안: 주제와 태도가 모두 맞은 비율 91 %")
    heading, figure = page.index('<div class="unsure-head">'), page.index("이 주제일 확률 45 %")
    assert sure < page.index("인력·고용", sure) < heading < page.index("2건 모두 반려") < figure
    assert page.count("배우지 않은 말에서") == 1
    data = {"csrf_token": token(client, address), "seen": 0, "suggestion": unsure(graded, "숙련공")}
    after = client.post(f"{address}/dismiss", data=data, follow_redirects=True).text
    assert "불확실한 제안 2건을 반려했습니다." in after and "모두 반려 <kbd>" not in after
    assert len(said(graded)) == 2
    data = {"csrf_token": token(client, address), "judgment": 2}
    back = client.post("/review/undo", data=data, follow_redirects=True).text
    assert "되돌렸습니다: 반려 · 자금·금융, 반려 · 판로·수출·내수" in back


@pytest.mark.parametrize("card", ["{}", "[]", '{"grades": []}', '{"grades": {"sure": {"ko": "많음"}, "perhaps": 1}}'])
def test_a_card_that_says_nothing_of_grades_leaves_the_line_out(tmp_path, monkeypatch, card):
    (tmp_path / "card.json").write_text(card, encoding="utf-8")
    monkeypatch.setattr(precision, "CARD", tmp_path / "card.json")
    assert precision.precisions("ko") == {}


def test_a_row_keeps_grade_and_what_the_proposal_is_like():
    told = Told("base", 1.5, 0.5, ((0, 2, 0.75),), sigmoid=(1.0, 0.0), beside=(("asked", 0.25),))
    suggestion = Suggestion("workforce", 0.6, "need", 3, (), "lexicon", statement="other")
    row = as_row(
        "s", Proposal(suggestion, 0.6, told, grade="perhaps", like=(Like("예시", "workforce:need", 0.5, 0.62),))
    )
    assert (row["grade"], row["statement"]) == ("perhaps", "other")
    kept = json.loads(row["explanation"])
    assert kept["beside"] == [["asked", 0.25]]
    assert kept["like"] == [{"text": "예시", "labels": "workforce:need", "cosine": 0.5, "shared": 0.62}]
