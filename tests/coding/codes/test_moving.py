"""Codes moved, merged and split: every coding comes along as its coder's own word, and comes back when undone."""

from __future__ import annotations

import pytest

from app.accounts.people import EVERYTHING, Scope
from app.coding.codes import codes, moving
from app.coding.codes.effects import effects
from app.coding.judging import judging, judgment_store, redoing
from app.db import rows, scalar
from app.errors import Conflict
from migrations.m0040_acts import STANDING

FIRM, SECOND = "숙련공을", "이자 부담"


def done(coding, plan, by=None):
    return moving.perform(coding.db, plan, by=by or coding.world.expert, count=plan.count, reason="예시 까닭")


def move(coding, code, theme="workforce", parent=None):
    return moving.plan_move(coding.db, code, event_id=coding.event(code), theme_code=theme, parent=parent)


def merge(coding, code, into):
    return moving.plan_merge(coding.db, code, event_id=coding.event(code), into=into)


def split(coding, code, parts, **more):
    return moving.plan_split(coding.db, code, event_id=coding.event(code), parts=parts, **more)


def kept_as_recounted(db):
    kept = [tuple(r) for r in rows(db, "select * from standing_now order by segment_id, coder_id, id")]
    return kept == [tuple(r) for r in rows(db, f"{STANDING} order by segment_id, coder_id, id")]


def test_a_move_within_a_theme_leaves_every_coding_as_it_is(coding):
    above, code = coding.make("인력"), coding.make("숙련공")
    given = coding.judge(FIRM, code)
    plan = move(coding, code, parent=above)
    done(coding, plan)
    assert plan.count == 0 and coding.code(code).parent_id == above
    assert scalar(coding.db, "select max(id) from judgment") == given


def test_a_move_under_another_theme_carries_each_coders_own_word_over_with_all_beneath(coding):
    above = coding.make("숙련공")
    code = coding.make("용접", parent=above)
    coding.judge(FIRM, above)
    coding.judge(FIRM, code, by=coding.world.second, severity=5)
    done(coding, move(coding, above, "finance"))
    assert coding.stands() == [("finance", above, 3)]
    assert coding.stands(coding.world.second) == [("finance", code, 5)]
    assert coding.code(code).theme_code == "finance" and coding.code(code).parent_id == above
    assert kept_as_recounted(coding.db)


def test_undoing_brings_codes_and_codings_back_and_is_itself_an_event(coding):
    code = coding.make("숙련공")
    coding.judge(FIRM, code)
    event = done(coding, move(coding, code, "finance"))
    assert moving.undo(coding.db, event, by=coding.world.second) == 1
    assert coding.stands() == [("workforce", code, 3)] and coding.code(code).theme_code == "workforce"
    assert scalar(coding.db, "select count(*) from code_event") == 3
    with pytest.raises(Conflict):
        moving.undo(coding.db, event, by=coding.world.second)
    assert kept_as_recounted(coding.db)


def test_a_word_given_since_stays_when_a_move_is_undone(coding):
    code = coding.make("숙련공")
    coding.judge(FIRM, code)
    event = done(coding, move(coding, code, "finance"))
    coding.judge(FIRM, code, "finance", severity=5)
    moving.undo(coding.db, event, by=coding.world.expert)
    assert ("finance", code, 5) in coding.stands()


def test_a_coders_two_words_on_one_statement_become_one_the_graver_and_part_again(coding):
    code = coding.make("숙련공")
    coding.judge(FIRM, code, severity=5)
    coding.judge(FIRM, None, "finance", severity=2)
    plan = move(coding, code, "finance")
    assert effects(coding.db, plan.carries, scope=EVERYTHING, round_id=coding.world.round_id).joined == 1
    event = done(coding, plan)
    assert coding.stands() == [("finance", code, 5)]
    moving.undo(coding.db, event, by=coding.world.expert)
    assert sorted(coding.stands()) == [("finance", None, 2), ("workforce", code, 5)]


def test_an_answered_suggestion_stays_answered_and_nobody_is_said_to_reject_the_old_theme(coding):
    code = coding.make("숙련공")
    coding.judge(FIRM, code)
    done(coding, move(coding, code, "finance"))
    assert rows(coding.db, "select 1 from verdict where coded = 0") == []


def test_what_was_carried_is_not_taken_back_by_the_coders_undo_or_given_again_by_redo(coding):
    code = coding.make("숙련공")
    first = coding.judge(SECOND, None, "finance")
    coding.judge(FIRM, code)
    event = done(coding, move(coding, code, "finance"))
    assert [j["id"] for j in judgment_store.last_judgments(coding.db, coding.world.expert)] == [first]
    moving.undo(coding.db, event, by=coding.world.expert)
    assert redoing.taken_back(coding.db, coding.world.expert) == []


def test_a_merge_gives_codings_and_what_lies_beneath_to_the_other_code(coding):
    code, into = coding.make("숙련공"), coding.make("기술 인력", "finance")
    under = coding.make("용접", parent=code)
    coding.judge(FIRM, code)
    coding.judge("인력난은 없습니다", under)
    done(coding, merge(coding, code, into))
    assert codes.resolve(coding.db, code) == into and coding.code(code).state == "merged"
    assert coding.stands() == [("finance", into, 3), ("finance", under, 3)]
    assert coding.code(under).parent_id == into
    with pytest.raises(judging.Refused):
        coding.judge(SECOND, code)


def test_a_code_is_never_put_beneath_itself_nor_merged_into_what_lies_beneath_it(coding):
    code = coding.make("숙련공")
    under = coding.make("용접", parent=code)
    for plan in (lambda: move(coding, code, parent=under), lambda: merge(coding, code, under)):
        with pytest.raises(codes.Refused):
            plan()


def test_a_split_gives_the_picked_codings_to_its_parts_and_leaves_the_rest(coding):
    code = coding.make("숙련공")
    first, second = coding.judge(FIRM, code), coding.judge("인력난은 없습니다", code)
    event = done(coding, split(coding, code, {"용접": [first], "도장": []}))
    [part] = [c for c in codes.codes_now(coding.db) if c.name_ko == "용접"]
    assert coding.stands() == [("workforce", code, 3), ("workforce", part.id, 3)]
    assert second in {r["id"] for r in rows(coding.db, "select id from coding")}
    moving.undo(coding.db, event, by=coding.world.expert)
    assert coding.stands() == [("workforce", code, 3)] * 2 and coding.code(part.id).state == "retired"


def test_codings_that_came_or_went_since_the_preview_stop_the_second_press(coding):
    code = coding.make("숙련공")
    shown = move(coding, code, "finance").count
    coding.judge(FIRM, code)
    with pytest.raises(Conflict):
        moving.perform(coding.db, move(coding, code, "finance"), by=coding.world.expert, count=shown)
    assert coding.stands() == [("workforce", code, 3)]


def test_the_preview_counts_words_firms_and_areas_once_and_withholds_small_numbers(coding):
    code = coding.make("숙련공")
    coding.judge(FIRM, code)
    coding.judge(FIRM, code, by=coding.world.second)
    coding.judge("인력 부족이 심각", code)
    plan = move(coding, code, "finance")
    told = effects(coding.db, plan.carries, scope=EVERYTHING, round_id=coding.world.round_id)
    assert (told.codings, told.coders, told.respondents, told.themes) == (3, 2, None, ("workforce", "finance"))
    assert told.area_ids == set(coding.world.areas.values()) and told.outside == 0
    assert {s.theme_code for s in told.shifts} == {"workforce", "finance"}
    near = effects(coding.db, plan.carries, scope=Scope(frozenset()), round_id=coding.world.round_id)
    assert (near.area_ids, near.shifts, near.outside) == (frozenset(), (), len(coding.world.areas))
