"""What was settled follows the codebook as coders' words do: same person, same reason, and back again."""

from __future__ import annotations

import pytest

from app.accounts.people import EVERYTHING
from app.coding.codes import moving
from app.coding.codes.effects import effects
from app.coding.several import settlement_store, settling
from app.coding.several.sides import Coding, coding_of
from app.coding.statements.voices import problem_codings
from app.db import rows, scalar

FIRM = "숙련공을"
REASON = "기준의 넷째 줄"


@pytest.fixture
def settled(coding, people):
    """One coder's word on a code, settled at 2 with the same code by somebody who did not code."""
    code = coding.make("숙련공")
    coding.judge(FIRM, code, severity=5)
    segment = coding.world.segment(FIRM)
    said = [Coding("workforce", "need", 2, code=code)]
    settling.settle(coding.db, segment, person_id=people["analyst"], seen=0, codings=said, reason=REASON)
    return code, segment


def stands(coding, segment):
    now = settlement_store.standing(coding.db, segment)
    told = [coding_of(each) for each in settlement_store.codings_of(coding.db, [now["id"]])[now["id"]]]
    return now, [(each.theme, each.code, each.severity) for each in told]


def done(coding, plan):
    return moving.perform(coding.db, plan, by=coding.world.expert, count=plan.count, reason="예시 까닭")


def move(coding, code, theme):
    return moving.plan_move(coding.db, code, event_id=coding.event(code), theme_code=theme, parent=None)


def counted(coding):
    return [(c.theme_code, c.severity, c.coder_id) for c in problem_codings(coding.db, coding.world.round_id)]


def test_a_moved_code_takes_what_was_settled_along_with_person_and_reason_and_the_preview_says_so(
    coding, settled, people
):
    code, segment = settled
    plan = move(coding, code, "finance")
    told = effects(coding.db, plan.carries, scope=EVERYTHING, round_id=coding.world.round_id)
    assert (told.codings, told.coders, told.settled, plan.count) == (1, 1, 1, 2)
    first, _said = stands(coding, segment)
    event = done(coding, plan)
    now, said = stands(coding, segment)
    assert said == [("finance", code, 2)] and counted(coding) == [("finance", 2, "settled")]
    assert (now["reason"], now["person_id"]) == (REASON, people["analyst"])
    [kept] = rows(coding.db, "select carried, carries from settlement where id = ?", [now["id"]])
    assert tuple(kept) == (event, first["id"])


def test_undoing_the_change_brings_what_was_settled_back_unless_it_was_settled_anew(coding, settled, people):
    code, segment = settled
    event = done(coding, move(coding, code, "finance"))
    assert moving.undo(coding.db, event, by=coding.world.expert) == 2
    assert stands(coding, segment)[1] == [("workforce", code, 2)]
    event = done(coding, move(coding, code, "finance"))
    newest = scalar(coding.db, "select max(id) from settlement")
    settling.settle(coding.db, segment, person_id=people["analyst"], seen=newest, codings=[], reason="다시 봄")
    moving.undo(coding.db, event, by=coding.world.expert)
    assert stands(coding, segment)[1] == [] and counted(coding) == []


def test_two_settled_themes_that_come_to_one_are_the_graver_of_both(coding, settled, people):
    code, segment = settled
    said = [Coding("workforce", "need", 2, code=code), Coding("finance", "need", 4)]
    settling.settle(coding.db, segment, person_id=people["analyst"], seen=1, codings=said, reason=REASON)
    plan = move(coding, code, "finance")
    assert effects(coding.db, plan.carries, scope=EVERYTHING, round_id=coding.world.round_id).joined == 1
    done(coding, plan)
    assert stands(coding, segment)[1] == [("finance", code, 4)]


def test_a_proposal_that_waits_can_be_answered_after_the_change_and_stands_on_the_new_theme(coding, settled):
    code, segment = settled
    said = [Coding("workforce", "need", 4, code=code)]
    settling.settle(coding.db, segment, person_id=coding.world.expert, seen=1, codings=said, reason="더 무겁습니다")
    done(coding, move(coding, code, "finance"))
    assert stands(coding, segment)[1] == [("finance", code, 2)]
    newest = scalar(coding.db, "select max(id) from settlement")
    settling.agree(coding.db, segment, person_id=coding.world.second, seen=newest)
    assert stands(coding, segment)[1] == [("finance", code, 4)]


def test_a_split_gives_what_was_settled_to_the_part_that_was_chosen_for_it(coding, settled):
    code, segment = settled
    own = scalar(coding.db, "select id from coding")
    parts = {"용접": {-1}, "도장": {own}}
    plan = moving.plan_split(coding.db, code, event_id=coding.event(code), parts=parts)
    done(coding, plan)
    welding = scalar(coding.db, "select id from code_now where name_ko = '용접'")
    assert stands(coding, segment)[1] == [("workforce", welding, 2)]
