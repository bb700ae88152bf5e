"""Judgments are appended: undo, conflicts, two coders, and what a new run leaves alone."""

from __future__ import annotations

import copy
import json

import pytest

from app.codebook import publishing
from app.coding.judging import judging
from app.coding.suggesting.suggesting import suggest
from app.db import connect, rows
from app.errors import BadInput, Conflict
from tests.coding.conftest import judgments


@pytest.fixture
def suggested(world):
    suggest(world.db, {"round_id": world.round_id}, lambda *_: None)
    return world


def say(world, part, action, *, coder=None, seen=0, theme=None, about=None, stance="need", severity=3, memo=""):
    return judging.judge(
        world.db,
        world.segment(part),
        coder_id=coder or world.expert,
        action=action,
        seen=seen,
        theme_code=theme,
        suggestion_id=world.suggestion(part, about) if about else None,
        stance=stance,
        severity=severity,
        memo=memo,
    )


def codings(world):
    found = rows(world.db, "select theme_code, stance, severity, coder_id from coding order by id")
    return [(r["theme_code"], r["stance"], r["severity"], r["coder_id"]) for r in found]


def test_accepting_makes_a_coding_with_the_suggestions_theme(suggested):
    say(suggested, "숙련공", "accept", about="workforce", severity=4)
    assert codings(suggested) == [("workforce", "need", 4, suggested.expert)]


def test_changing_codes_the_new_theme_and_ends_an_earlier_coding_of_the_old(suggested):
    first = say(suggested, "이자 부담", "accept", about="finance")
    say(suggested, "이자 부담", "change", about="finance", theme="market", seen=first)
    assert codings(suggested) == [("market", "need", 3, suggested.expert)]


def test_nothing_ends_all_codings_of_the_segment(suggested):
    first = say(suggested, "이자 부담", "accept", about="finance")
    second = say(suggested, "이자 부담", "add", theme="market", seen=first)
    say(suggested, "이자 부담", "nothing", seen=second)
    assert codings(suggested) == []


def test_undo_appends_a_retraction_and_what_stood_before_stands_again(suggested):
    first = say(suggested, "숙련공", "accept", about="workforce", severity=2)
    second = say(suggested, "숙련공", "accept", about="workforce", severity=5, seen=first)
    [undone] = judging.undo(suggested.db, coder_id=suggested.expert, judgment_id=second)
    assert (undone["segment_id"], undone["severity"]) == (suggested.segment("숙련공"), 5)
    assert codings(suggested) == [("workforce", "need", 2, suggested.expert)]
    assert [action for action, _theme in judgments(suggested.db)] == ["accept", "accept", "retract"]


def test_undo_works_after_a_restart_and_goes_on_step_by_step(app, suggested):
    first = say(suggested, "숙련공", "accept", about="workforce")
    second = say(suggested, "이자 부담", "reject", about="finance")
    fresh = connect(app.config["MOKSORI"].database)
    judging.undo(fresh, coder_id=suggested.expert, judgment_id=second)
    judging.undo(fresh, coder_id=suggested.expert, judgment_id=first)
    assert codings(suggested) == []
    with pytest.raises(Conflict):
        judging.undo(fresh, coder_id=suggested.expert, judgment_id=first)
    fresh.conn.close()


def test_pressing_undo_twice_takes_back_one_judgment_only(suggested):
    say(suggested, "숙련공", "accept", about="workforce")
    second = say(suggested, "이자 부담", "accept", about="finance")
    judging.undo(suggested.db, coder_id=suggested.expert, judgment_id=second)
    with pytest.raises(Conflict):
        judging.undo(suggested.db, coder_id=suggested.expert, judgment_id=second)
    assert codings(suggested) == [("workforce", "need", 3, suggested.expert)]


def test_a_stale_page_is_a_conflict_and_stores_nothing(suggested):
    say(suggested, "숙련공", "accept", about="workforce")
    with pytest.raises(Conflict, match="저장하지 않았습니다"):
        say(suggested, "숙련공", "reject", about="workforce")
    assert judgments(suggested.db) == [("accept", "workforce")]


def test_two_coders_on_one_segment_never_overwrite_each_other(suggested):
    say(suggested, "숙련공", "accept", about="workforce", severity=4)
    say(suggested, "숙련공", "accept", about="workforce", severity=2, coder=suggested.second)
    undone = say(suggested, "숙련공", "reject", about="workforce", coder=suggested.second, seen=2)
    judging.undo(suggested.db, coder_id=suggested.second, judgment_id=undone)
    assert codings(suggested) == [
        ("workforce", "need", 4, suggested.expert),
        ("workforce", "need", 2, suggested.second),
    ]


def test_what_was_rejected_stays_rejected_when_a_new_codebook_suggests_it_again(suggested):
    from app.coding.judging.judgment_store import judged_themes, suggestions_of

    say(suggested, "숙련공", "reject", about="workforce")
    changed = copy.deepcopy(json.loads(publishing.FIRST.read_text()))
    changed["themes"][0]["terms"].append(
        {"lang": "ko", "form": "예시 낱말", "kind": "surface", "weight": 1.0, "note": ""}
    )
    publishing.publish(suggested.db, changed, note="", person_id=None)
    assert suggest(suggested.db, {"round_id": suggested.round_id}, lambda *_: None)["suggestions"] > 0
    segment = suggested.segment("숙련공")
    assert [s["theme_code"] for s in suggestions_of(suggested.db, segment)] == ["workforce"]
    assert judged_themes(suggested.db, segment, suggested.expert) == {"workforce"}
    assert codings(suggested) == [] and judgments(suggested.db) == [("reject", "workforce")]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"action": "accept"}, "판단"),
        ({"action": "add", "theme": "nowhere"}, "주제"),
        ({"action": "add", "theme": "market", "stance": None, "severity": None}, "태도"),
        ({"action": "add", "theme": "market", "severity": None}, "심각도"),
        ({"action": "add", "theme": "market", "stance": "none", "severity": 3}, "심각도"),
        ({"action": "add", "theme": "market", "severity": 6}, "심각도"),
        ({"action": "delete", "theme": "market"}, "판단"),
        ({"action": "change", "about": "workforce", "theme": "workforce"}, "주제"),
        ({"action": "add", "theme": "market", "memo": "가" * 2001}, "메모"),
    ],
)
def test_what_the_rules_do_not_allow_is_told_at_its_field(suggested, wrong, field):
    with pytest.raises(BadInput) as caught:
        say(suggested, "숙련공", **wrong)
    assert field in [p.where for p in caught.value.problems]
    assert judgments(suggested.db) == []


def test_a_suggestion_of_another_segment_cannot_be_accepted(suggested):
    with pytest.raises(BadInput):
        judging.judge(
            suggested.db,
            suggested.segment("숙련공"),
            coder_id=suggested.expert,
            action="accept",
            seen=0,
            suggestion_id=suggested.suggestion("이자 부담", "finance"),
            theme_code="finance",
            stance="need",
            severity=3,
        )


def test_pressing_accept_twice_appends_one_judgment(suggested):
    first = say(suggested, "숙련공", "accept", about="workforce", severity=4)
    assert say(suggested, "숙련공", "accept", about="workforce", severity=4) == first
    assert judgments(suggested.db) == [("accept", "workforce")]
    with pytest.raises(Conflict):
        say(suggested, "숙련공", "accept", about="workforce", severity=5)


def test_changing_without_choosing_a_theme_asks_for_one(suggested):
    with pytest.raises(BadInput) as caught:
        say(suggested, "숙련공", "change", about="workforce")
    assert caught.value.problems[0].what == "주제를 고르지 않았습니다"
