"""Areas and firms taken out of a survey and in again: kept with a reason, read by everything that counts whom it asks."""

from __future__ import annotations

import sqlite3

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.clock import today
from app.db import row
from app.errors import BadInput, Conflict
from app.field.laptop import day
from app.field.visits import candidate_store
from app.ids import new_id
from app.surveys.answering import inviting, response_store
from app.surveys.answering.responding import Return, accept
from app.surveys.asking import frame_store, reframing, store
from app.surveys.results import result_store
from app.surveys.weighing import weight_store
from tests.conftest import all_rows, sign_in, token
from tests.surveys.conftest import ANSWERS

WHY = {"reason": "이번에는 묻지 않기로 함", "person_id": None}


def asked(db: Database, survey: sqlite3.Row) -> set[str]:
    found = frame_store.firms_of(db, survey["id"], EVERYTHING)
    return {f["code"] for f in found if f["asked"]}


def test_an_area_taken_out_is_out_of_every_count_and_its_answers_stay(
    db: Database, survey: sqlite3.Row, firms: dict[str, str], areas: dict[str, str]
) -> None:
    of = survey["id"]
    accept(db, survey, Return(new_id(), areas["B001"], ANSWERS, "online", firm_id=firms["F1"]))
    inviting.make_firm_links(db, of, store.find_area(db, areas["B001"]), person_id=None)
    assert reframing.change_areas(db, of, EVERYTHING, [areas["B001"]], "dropped", **WHY) == 1
    rates = response_store.response_rates(db, of, EVERYTHING, today=today().isoformat())
    assert [(r["code"], r["firms"], r["target"]) for r in rates] == [("B002", 1, 1)]
    assert len(result_store.frame(db, of, EVERYTHING, {})) == 1 and not store.invited(db, of, EVERYTHING)
    assert [f["code"] for f in candidate_store.firms_to_send_to(db, of, EVERYTHING)] == ["F3"]
    assert not weight_store.register(db, of) and not store.firms_to_visit(db, of, areas["B001"])
    left_out = set(day.left_out(db, of, EVERYTHING))
    assert left_out == {areas["B001"], firms["F1"], firms["F2"]}, "the laptop offers none of them"
    assert row(db, "select count(*) as n from standing_response")["n"] == 1, "what came stays"
    link = row(db, "select * from invitation where firm_id = ?", [firms["F2"]])
    assert link["revoked_at"] is None, "a link that was sent still takes the answer"


def test_a_single_firm_goes_against_its_area_and_the_newest_word_on_a_firm_holds(
    db: Database, survey: sqlite3.Row, firms: dict[str, str], areas: dict[str, str]
) -> None:
    of = survey["id"]
    reframing.change_areas(db, of, EVERYTHING, [areas["B001"]], "dropped", **WHY)
    reframing.change_firms(db, of, EVERYTHING, [firms["F2"]], "added", **WHY)
    assert asked(db, survey) == {"F2", "F3"}
    rates = response_store.response_rates(db, of, EVERYTHING, today=today().isoformat())
    assert [(r["code"], r["target"]) for r in rates] == [("B001", 1), ("B002", 1)]
    reframing.change_areas(db, of, EVERYTHING, [areas["B001"]], "dropped", **WHY)
    assert asked(db, survey) == {"F3"}, "taken out with its area later"
    reframing.change_areas(db, of, EVERYTHING, [areas["B001"]], "added", **WHY)
    reframing.change_firms(db, of, EVERYTHING, [firms["F1"]], "dropped", **WHY)
    reframing.change_areas(db, of, EVERYTHING, [areas["B001"]], "dropped", **WHY)
    reframing.change_areas(db, of, EVERYTHING, [areas["B001"]], "added", **WHY)
    assert asked(db, survey) == {"F2", "F3"}, "a firm that was taken out itself stays out"


def test_only_some_areas_are_asked_and_never_nobody(
    db: Database, survey: sqlite3.Row, firms: dict[str, str], areas: dict[str, str]
) -> None:
    of = survey["id"]
    assert reframing.change_areas(db, of, EVERYTHING, [areas["B002"]], "only", **WHY) == 1
    assert asked(db, survey) == {"F3"} and frame_store.totals(db, of)["areas"] == 1
    with pytest.raises(BadInput, match="하나도 남지"):
        reframing.change_areas(db, of, EVERYTHING, [areas["B002"]], "dropped", **WHY)
    with pytest.raises(BadInput, match="이미 그렇게"):
        reframing.change_areas(db, of, EVERYTHING, [areas["B002"]], "added", **WHY)
    with pytest.raises(BadInput, match="너무 짧거나"):
        reframing.change_areas(db, of, EVERYTHING, [areas["B001"]], "added", reason=" ", person_id=None)
    assert len(all_rows(db, "survey_frame_change")) == 1, "what was refused left nothing"
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.conn.execute("delete from survey_frame_change")
    with pytest.raises(Conflict, match="뺀 기업"):
        inviting.make_firm_link(db, of, store.find_firm(db, firms["F1"]), person_id=None)


def test_the_page_takes_out_and_tells_why(
    client: FlaskClient,
    people: dict[str, str],
    db: Database,
    survey: sqlite3.Row,
    firms: dict[str, str],
    areas: dict[str, str],
) -> None:
    sign_in(client, "analyst")
    path = f"/surveys/{survey['id']}/frame"
    sent = {"csrf_token": token(client, path), "what": "areas", "act": "dropped", "area": areas["B001"]}
    assert client.post(path, data=sent).status_code == 422
    assert client.post(path, data={**sent, "reason": "예시 사유입니다"}).status_code == 303
    page = client.get(f"{path}?firm=F").text
    assert "예시 사유입니다" in page and "지역 1곳 뺌" in page and page.count("뺐습니다") == 3
    assert "기업 1곳에 묻습니다" in client.get(f"/surveys/{survey['id']}/manage").text
    refused = client.post(f"/surveys/{survey['id']}/links", data={**sent, "area": "B001", "kind": "open"})
    assert refused.status_code == 422 and "뺀 지역" in refused.text
    assert client.get(f"/areas/{areas['B001']}/surveys?survey={survey['id']}").status_code == 200
    assert client.get(f"/surveys/{survey['id']}").status_code == 200
