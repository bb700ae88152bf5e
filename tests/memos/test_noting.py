"""The acts of memos: versions, who reads what, the trash, and what goes for good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.coding.judging import judging
from app.db import row, rows, scalar
from app.errors import BadInput
from app.memos import emptying, noting, store
from app.memos.memo import Note, Thing, Wanted
from app.surveys.sealed import ending


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context():
        yield


def wrote(world, kind, object_id, text, *, by=None, reports=False):
    note = Note(text, in_reports=reports)
    return noting.write(world.db, Thing(kind, object_id, "", ""), note, person_id=by or world.expert)


def texts(world, reader, **wanted):
    return [m["text"] for m in store.list_memos(world.db, Wanted(**wanted), reader)[0]]


def test_a_changed_memo_keeps_every_version_and_a_stale_change_is_told_what_stands(cut, near):
    memo = wrote(cut, "area", cut.areas["B001"], "첫 글입니다.")
    first = store.find_memo(cut.db, memo, near)
    assert noting.change(cut.db, memo, Note("둘째 글입니다.", True, first["seen"]), near)
    with pytest.raises(noting.Stale) as stale:
        noting.change(cut.db, memo, Note("다른 화면의 글입니다.", False, first["seen"]), near)
    assert stale.value.stands["text"] == "둘째 글입니다."
    assert [v["text"] for v in store.versions_of(cut.db, memo)] == ["둘째 글입니다.", "첫 글입니다."]
    # What says the same already is no version, whatever the page had seen.
    assert not noting.change(cut.db, memo, Note("둘째 글입니다.", True, 0), near)


def test_what_is_personal_is_replaced_and_a_resident_number_refused(cut, near):
    memo = wrote(cut, "theme", "market", "010-7391-5528로 다시 여쭙니다.")
    assert "5528" not in store.find_memo(cut.db, memo, near)["text"]
    with pytest.raises(BadInput):
        wrote(cut, "theme", "market", "900101-1234568 확인")
    with pytest.raises(BadInput):
        wrote(cut, "theme", "market", "  ")


def test_a_memo_is_read_by_whoever_may_see_what_it_is_about_and_a_diary_by_its_author_alone(cut, near, wide):
    other = cut.segment("임대료")  # F2 of B002
    document = scalar(cut.db, "select id from document")
    for kind, thing in (("area", cut.areas["B002"]), ("document", document), ("theme", "market"), ("segment", other)):
        wrote(cut, kind, thing, f"{kind} 메모", by=cut.second)
    wrote(cut, "diary", cut.second, "일지", by=cut.second)
    assert texts(cut, near) == ["theme 메모"]
    assert len(texts(cut, wide)) == 5
    own = wrote(cut, "document", document, "내가 적은 것")
    assert store.find_memo(cut.db, own, near) is not None


def test_what_another_coder_noted_of_a_statement_waits_for_ones_own_word(cut, near):
    said = cut.segment("숙련공")
    wrote(cut, "segment", said, "다른 전문가의 생각", by=cut.second)
    assert texts(cut, near) == [] and texts(cut, replace(near, blind=False)) == ["다른 전문가의 생각"]
    judging.judge(cut.db, said, coder_id=cut.expert, action="nothing", seen=0)
    assert texts(cut, near) == ["다른 전문가의 생각"]


def test_memos_are_found_by_words_kind_author_and_day(cut, near):
    wrote(cut, "theme", "market", "수출 판로를 다시 볼 것")
    wrote(cut, "area", cut.areas["B001"], "판로가 좁은 곳")
    assert len(texts(cut, near, q="판로")) == 2 and texts(cut, near, q="판로 수출") == ["수출 판로를 다시 볼 것"]
    assert texts(cut, near, kind="area") == ["판로가 좁은 곳"]
    assert texts(cut, near, author=cut.second) == [] and texts(cut, near, since="2999-01-01") == []
    assert len(texts(cut, near, since="2020-01-01", until="2998-01-01")) == 2


def test_the_trash_hides_from_all_and_gives_back_to_the_author(cut, near, wide):
    memo = wrote(cut, "theme", "market", "버릴 메모", reports=True)
    with pytest.raises(BadInput):
        noting.put_in_trash(cut.db, memo, wide)
    noting.put_in_trash(cut.db, memo, near)
    noting.put_in_trash(cut.db, memo, near)
    assert texts(cut, near) == [] and texts(cut, near, trashed=True) == ["버릴 메모"]
    assert texts(cut, wide, trashed=True) == [] and store.find_memo(cut.db, memo, wide) is None
    assert store.memos_of(cut.db, "theme", "market", near) == []
    noting.restore(cut.db, memo, near)
    assert texts(cut, near) == ["버릴 메모"]
    assert [v["trashed"] for v in store.versions_of(cut.db, memo)] == [0, 1, 0]


def test_emptying_destroys_every_version_of_what_was_counted_and_no_more(cut, near, app):
    gone = wrote(cut, "theme", "market", "은하망치 이야기")
    noting.change(cut.db, gone, replace(Note("은하망치를 고친 글"), seen=_seen(cut, gone, near)), near)
    noting.put_in_trash(cut.db, gone, near)
    (counted,) = store.in_trash(cut.db)
    assert (counted["memos"], counted["texts"], counted["people"]) == (1, 3, 1)
    later = wrote(cut, "theme", "market", "나중에 버린 것")
    noting.put_in_trash(cut.db, later, near)
    done = emptying.empty_trash(cut.db, counted["until"], person_id=cut.second)
    assert (done.memos, done.texts) == (1, 3)
    assert texts(cut, near, trashed=True) == ["나중에 버린 것"]
    assert {r["text"] for r in rows(cut.db, "select text from memo_text where memo_id = ?", [gone])} == {""}
    folder = Path(app.config["MOKSORI"].database).parent
    assert not [f.name for f in folder.iterdir() if f.is_file() and "은하망치".encode() in f.read_bytes()]
    told = row(cut.db, "select person_id, detail from audit where action = 'memo trash emptied'")
    assert told["person_id"] == cut.second and '"memos": 1' in told["detail"]


def _seen(world, memo, reader):
    return store.find_memo(world.db, memo, reader)["seen"]


def test_with_a_destroyed_return_go_the_memos_on_its_statements(cut, near):
    said = cut.segment("자금 조달")
    memo = wrote(cut, "segment", said, "답에 대한 메모")
    response = scalar(
        cut.db, "select a.response_id from segment s join answer a on a.id = s.answer_id where s.id = ?", [said]
    )
    ending.destroy(cut.db, response, "request", person_id=None)
    assert scalar(cut.db, "select text from memo_text where memo_id = ?", [memo]) == ""
    assert texts(cut, near) == []
