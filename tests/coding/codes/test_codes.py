"""Codes beneath themes: made once, described, taken out of use and back, and every step of it readable."""

from __future__ import annotations

import sqlite3

import pytest

from app.codebook import store as codebook_store
from app.coding.codes import code_store, codes
from app.coding.codes.code import DEEPEST
from app.coding.codes.tree import marks_of, tree_told
from app.coding.statements import finer
from app.db import scalar
from app.errors import Conflict
from app.surveys.sealed import ending
from tests.conftest import sign_in, token


def themes(db):
    book = codebook_store.newest(db)
    return {t["code"]: t for t in codebook_store.themes(db, book["id"])}


def test_a_code_is_made_once_at_its_place_and_stands_beneath_its_theme(coding):
    first, again = coding.make("숙련공 부족"), coding.make(" 숙련공  부족 ")
    assert first == again and codes.theme_of(coding.db, first) == "workforce" == finer.theme_of(coding.db, first)
    assert coding.make("숙련공 부족", theme="finance") != first
    under = coding.make("용접", parent=first)
    told = next(t for t in tree_told(themes(coding.db), codes.codes_now(coding.db)) if t["code"] == "workforce")
    assert [(c["name"], c["parent"]) for c in told["codes"]] == [("숙련공 부족", None), ("용접", first)]
    assert told["codes"][1]["id"] == under and told["codes"][0]["colour"] == told["colour"]


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "가" * 81}, "name"),
        ({"theme": "nowhere"}, "theme"),
        ({"parent": "01900000-0000-7000-8000-00000000000f"}, "parent"),
        ({"definition": "가" * 1001}, "definition"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_wrong_with_a_code_is_named_at_its_field(coding, wanted, field):
    with pytest.raises(codes.Refused) as refused:
        coding.make(wanted.pop("name", "숙련공"), **wanted)
    assert refused.value.fields == (field,)
    assert scalar(coding.db, "select count(*) from code") == 0


def test_a_tree_is_no_deeper_than_a_person_finds_the_way_in(coding):
    above = None
    for n in range(DEEPEST):
        above = coding.make(f"단계 {n}", parent=above)
    with pytest.raises(codes.Refused) as refused:
        coding.make("하나 더", parent=above)
    assert refused.value.fields == ("parent",)


def test_a_change_is_appended_with_who_when_and_what_was_before(coding):
    made = coding.make("숙련공")
    codes.change(
        coding.db, made, by=coding.world.second, event_id=coding.event(made), reason="더 넓게", name_ko="숙련 인력"
    )
    codes.change(coding.db, made, by=coding.world.second, event_id=coding.event(made), name_ko="숙련 인력")
    newest, first = code_store.history(coding.db, made)
    assert (newest["kind"], newest["person"], newest["reason"]) == ("changed", "예시 전문가 둘", "더 넓게")
    assert (first["name_ko"], newest["name_ko"], newest["before_id"], first["before_id"]) == (
        *("숙련공", "숙련 인력"),
        *(first["id"], None),
    )
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        coding.db.conn.execute("update code_event set reason = 'x'")


def test_a_stale_change_is_refused_and_stores_nothing(coding):
    made = coding.make("숙련공")
    seen = coding.event(made)
    codes.change(coding.db, made, by=coding.world.expert, event_id=seen, name_ko="숙련 인력")
    with pytest.raises(Conflict):
        codes.change(coding.db, made, by=coding.world.second, event_id=seen, name_ko="장인")
    assert coding.code(made).name_ko == "숙련 인력"


def test_a_retired_code_takes_no_new_coding_and_comes_back_with_those_it_had(coding):
    above = coding.make("숙련공")
    made = coding.make("용접", parent=above)
    coding.judge("숙련공을", made)
    codes.retire(coding.db, above, by=coding.world.expert, event_id=coding.event(above), reason="쓰지 않습니다")
    assert coding.stands() == [("workforce", made, 3)] and codes.theme_of(coding.db, made) is None
    with pytest.raises(codes.BadInput):
        coding.judge("인력난은 없습니다", made)
    codes.restore(coding.db, made, by=coding.world.expert, event_id=coding.event(made))
    assert coding.code(made).parent_id is None and codes.theme_of(coding.db, made) == "workforce"


def test_two_letters_tell_siblings_apart():
    named = [(n, name, "code") for n, name in enumerate(["자금", "자금난", "자금", "자금", "자"])]
    assert len(set(marks_of(named).values())) == len(named)


def test_a_code_is_made_while_coding_and_the_codebook_is_told_anew_only_where_it_changed(coding, client):
    sign_in(client, "expert")
    csrf = {"X-CSRFToken": token(client, "/account")}
    before = client.get("/review/codebook.json")
    segment = coding.world.segment("숙련공을")
    sent = {"name": "숙련공을 구할 수가", "theme": "workforce", "parent": None, "segment": segment}
    first, again = (client.post("/review/codes", json=sent, headers=csrf) for _n in range(2))
    assert (first.status_code, again.status_code) == (201, 200) and first.json == again.json
    assert first.json["name"] == "숙련공을 구할 수가" and first.json["theme"] == "workforce" and first.json["invivo"]
    assert (
        client.get("/review/codebook.json", headers={"If-None-Match": first.headers.get("ETag", "x")}).status_code
        == 200
    )
    now = client.get("/review/codebook.json", headers={"If-None-Match": before.headers["ETag"]})
    assert now.status_code == 200 and now.headers["ETag"] != before.headers["ETag"]
    same = client.get("/review/codebook.json", headers={"If-None-Match": now.headers["ETag"]})
    assert same.status_code == 304 and same.data == b""
    wrong = client.post("/review/codes", json={**sent, "theme": "nowhere"}, headers=csrf)
    assert wrong.status_code == 422 and wrong.json["problems"][0]["field"] == "theme"


def test_a_code_named_with_words_of_a_destroyed_return_loses_them(coding):
    db, segment = coding.db, coding.world.segment("자금 조달이")
    made = coding.make("자금 조달이 어렵습니다", "finance", segment=segment)
    sql = "select a.response_id from segment s join answer a on a.id = s.answer_id where s.id = ?"
    response = scalar(db, sql, [segment])
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        code_store.empty_names(db, response)
    ending.destroy(db, response, "request", person_id=coding.world.expert)
    assert "자금" not in coding.code(made).name_ko
