"""A draft: terms added, changed, removed and put back; two people; publishing and restoring."""

from __future__ import annotations

import json
import unicodedata

import pytest

from app import jobs
from app.codebook import draft_store, drafting, publishing, releasing, store
from app.codebook.definitions import digest, term_of, theme_of
from app.db import writing
from app.errors import BadInput, Conflict


def previewed(db, person_id):
    """A preview of the draft as it is now, as if the worker had done it."""
    draft = draft_store.open_draft(db, person_id)
    args = {"draft": draft.id, "changed": draft.changed, "round_id": ""}
    job_id = jobs.enqueue(db, "preview_terms", args, person_id=person_id)
    with writing(db):
        db.conn.execute("update job set state = 'done', result = ? where id = ?", [json.dumps({}), job_id])
        draft_store.set_preview(db, draft.id, job_id)
    return draft


def term(form, weight=1.0, kind="surface"):
    return {"lang": "ko", "form": form, "kind": kind, "weight": weight, "note": ""}


def test_a_draft_begins_equal_to_the_newest_version_and_is_taken_up_again(db, book, people):
    draft = drafting.begin(db, people["expert"])
    assert digest(draft.definition) == store.get(db, book)["sha256"]
    drafting.add_terms(db, people["expert"], "finance", "외상값")
    assert drafting.begin(db, people["expert"]).changed == 1
    assert drafting.begin(db, people["analyst"]).changed == 0


def test_pasted_lines_are_added_all_or_none(db, book, people):
    drafting.begin(db, people["expert"])
    with pytest.raises(BadInput) as caught:
        drafting.add_terms(db, people["expert"], "finance", "외상값\n대출\n외상값\n이자; 2")
    assert [p.where for p in caught.value.problems] == ["2번째 줄 ‘대출’", "3번째 줄 ‘외상값’", "4번째 줄 ‘이자’"]
    assert draft_store.open_draft(db, people["expert"]).changed == 0
    added = drafting.add_terms(db, people["expert"], "finance", unicodedata.normalize("NFD", "외상값; 0.5"))
    assert added == [term("외상값", 0.5)]


def test_a_removed_term_comes_back_as_it_was_and_a_change_is_reverted(db, book, people):
    me = people["expert"]
    drafting.begin(db, me)
    gone = drafting.remove_terms(db, me, "market", [("ko", "전시회"), ("ko", "없는 말")])
    assert gone == [term("전시회", 0.5)]
    assert drafting.put_back(db, me, "finance") == []
    assert drafting.put_back(db, me, "market") == gone
    assert not drafting.difference_of(db, draft_store.open_draft(db, me))
    drafting.put_term(db, me, "market", term("전시회", 1.0), before=("ko", "전시회"))
    [change] = drafting.difference_of(db, draft_store.open_draft(db, me)).terms
    drafting.revert(db, me, change.name)
    assert not drafting.difference_of(db, draft_store.open_draft(db, me))


def test_renaming_a_term_to_one_that_is_there_is_refused(db, book, people):
    drafting.begin(db, people["expert"])
    with pytest.raises(BadInput, match="이미 있는 용어"):
        drafting.put_term(db, people["expert"], "finance", term("대출"), before=("ko", "이자 부담"))


def test_a_new_theme_has_no_domain_and_only_a_new_one_may_go(db, book, people):
    me = people["expert"]
    drafting.begin(db, me)
    words = {k: v for k, v in publishing.definition_of(db, book)["themes"][0].items() if k.endswith(("_ko", "_en"))}
    drafting.add_theme(db, me, "succession", words)
    assert theme_of(draft_store.open_draft(db, me).definition, "succession")["domain"] is None
    with pytest.raises(BadInput):
        drafting.add_theme(db, me, "market", words)
    drafting.drop_theme(db, me, "succession")
    with pytest.raises(BadInput):
        drafting.drop_theme(db, me, "market")
    with pytest.raises(BadInput):
        drafting.drop_theme(db, me, "market", "market")
    drafting.drop_theme(db, me, "market", "finance")
    assert draft_store.open_draft(db, me).themes_into == {"market": "finance"}
    drafting.put_theme_back(db, me, "market")
    assert not drafting.difference_of(db, draft_store.open_draft(db, me))


def test_publishing_needs_a_note_a_difference_and_a_fresh_preview(db, book, people):
    me = people["expert"]
    drafting.begin(db, me)
    with pytest.raises(Conflict, match="다른 점이 없어"):
        releasing.publish_draft(db, me, changed=0, note="메모")
    drafting.add_terms(db, me, "finance", "외상값")
    with pytest.raises(Conflict, match="미리 보기"):
        releasing.publish_draft(db, me, changed=1, note="메모")
    previewed(db, me)
    drafting.add_terms(db, me, "finance", "어음")
    assert releasing.preview_state(db, draft_store.open_draft(db, me)) == releasing.STALE
    with pytest.raises(Conflict, match="미리 보기"):
        releasing.publish_draft(db, me, changed=2, note="메모")
    previewed(db, me)
    with pytest.raises(Conflict, match="바뀌었습니다"):
        releasing.publish_draft(db, me, changed=1, note="메모")
    with pytest.raises(BadInput):
        releasing.publish_draft(db, me, changed=2, note=" ")
    published = releasing.publish_draft(db, me, changed=2, note="현장 말을 더함")
    assert (store.newest(db)["id"], store.newest(db)["number"]) == (published, 2)
    assert draft_store.open_draft(db, me) is None


def test_the_second_to_publish_carries_his_changes_over(db, book, people):
    first, second = people["expert"], people["analyst"]
    drafting.begin(db, first)
    drafting.begin(db, second)
    drafting.remove_terms(db, first, "finance", [("ko", "대출")])
    drafting.add_terms(db, second, "market", "일감")
    drafting.put_term(db, second, "finance", term("대출", 0.5), before=("ko", "대출"))
    previewed(db, first)
    releasing.publish_draft(db, first, changed=1, note="대출을 뺌")
    previewed(db, second)
    with pytest.raises(Conflict, match="그 사이에"):
        releasing.publish_draft(db, second, changed=2, note="일감")
    [clash] = releasing.clashes_of(db, draft_store.open_draft(db, second))
    assert (clash.mine["weight"], clash.theirs) == (0.5, None)
    carried = releasing.carry_over(db, second)
    assert term_of(carried.definition, ("market", "ko", "일감"))
    assert not term_of(carried.definition, ("finance", "ko", "대출"))
    assert releasing.preview_state(db, carried) == releasing.STALE
    previewed(db, second)
    releasing.publish_draft(db, second, changed=carried.changed, note="일감을 더함")
    assert store.newest(db)["number"] == 3


def test_an_old_version_is_restored_as_a_new_one(db, book, people):
    me = people["expert"]
    drafting.begin(db, me)
    drafting.add_terms(db, me, "finance", "외상값")
    with pytest.raises(Conflict, match="작업 중인 초안"):
        drafting.begin(db, me, restore=1)
    previewed(db, me)
    releasing.publish_draft(db, me, changed=1, note="더함")
    drafting.begin(db, me, restore=1)
    previewed(db, me)
    releasing.publish_draft(db, me, changed=0, note="첫 판으로")
    newest = store.newest(db)
    assert newest["number"] == 3 and newest["sha256"] == store.get(db, book)["sha256"]
