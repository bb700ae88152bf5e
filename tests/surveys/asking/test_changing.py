"""A survey after it was opened: extended, shortened, closed at once, open again, retitled; all kept, links told right."""

from __future__ import annotations

import json
import sqlite3
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.clock import today
from app.db import rows, scalar
from app.errors import BadInput, Conflict
from app.ids import new_id
from app.surveys.answering.inviting import make_open_link
from app.surveys.answering.responding import NotOpen, Return, accept
from app.surveys.asking import change_store, changing, store
from app.surveys.asking.surveying import state
from tests.conftest import sign_in, token
from tests.surveys.conftest import ANSWERS, opened


def day(by: int) -> str:
    return (today() + timedelta(days=by)).isoformat()


def again(db: Database, survey: sqlite3.Row) -> sqlite3.Row:
    found = store.find_survey(db, survey["id"])
    assert found is not None
    return found


def test_a_last_day_moves_both_ways_and_every_change_is_kept(
    db: Database, survey: sqlite3.Row, people: dict[str, str]
) -> None:
    who = people["analyst"]
    assert changing.reschedule(db, survey["id"], day(9), person_id=who) == "extended"
    assert changing.reschedule(db, survey["id"], day(1), person_id=who) == "shortened"
    assert again(db, survey)["closes_on"] == day(1)
    kept = [(c["kind"], c["closes_on_before"], c["closes_on"]) for c in change_store.changes_of(db, survey["id"])]
    assert kept == [("shortened", day(9), day(1)), ("extended", day(5), day(9))]
    trail = rows(db, "select action, person_id, detail from audit where action like 'survey %' order by id desc")
    assert [(t["action"], t["person_id"]) for t in trail[:2]] == [("survey shortened", who), ("survey extended", who)]
    assert json.loads(trail[0]["detail"]) == {"closes_on": day(1)}
    for sql in ("update survey_change set kind = 'closed'", "delete from survey_change", "delete from survey"):
        with pytest.raises(sqlite3.IntegrityError):
            db.conn.execute(sql)
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        db.conn.execute("update survey set version_id = 'x'")


def test_closed_at_once_it_takes_nothing_and_open_again_it_does(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]
) -> None:
    incoming = Return(new_id(), areas["B001"], ANSWERS, "online", firm_id=firms["F1"])
    changing.close(db, survey["id"], person_id=None)
    closed = again(db, survey)
    assert (state(closed), closed["closes_on"]) == ("closed", day(5))
    with pytest.raises(NotOpen):
        accept(db, closed, incoming)
    with pytest.raises(Conflict, match="이미 마감"):
        changing.close(db, survey["id"], person_id=None)
    assert changing.reschedule(db, survey["id"], day(5), person_id=None) == "reopened"
    assert state(again(db, survey)) == "open" and accept(db, again(db, survey), incoming).receipt


def test_a_survey_whose_days_are_over_opens_again(db: Database, areas: dict[str, str]) -> None:
    over = opened(db, first=-9, last=-2)
    assert state(over) == "closed"
    assert changing.reschedule(db, over["id"], day(0), person_id=None) == "reopened"
    assert state(again(db, over)) == "open"


@pytest.mark.parametrize(
    ("closes_on", "told"),
    [
        ("2026/12/01", "날짜가 아닙니다"),
        ("2020-01-01", "지난 날이거나"),
        ("2999-01-01", "너무 멉니다"),
        ("same", "지금 마감일과 같습니다"),
    ],
)
def test_a_last_day_that_cannot_be_is_refused_with_what_could(
    db: Database, survey: sqlite3.Row, closes_on: str, told: str
) -> None:
    with pytest.raises(BadInput) as refused:
        changing.reschedule(db, survey["id"], day(5) if closes_on == "same" else closes_on, person_id=None)
    assert told in refused.value.problems[0].what and refused.value.problems[0].right
    assert change_store.changes_of(db, survey["id"]) == []


def test_titles_change_alone_and_together_and_never_to_the_same(db: Database, survey: sqlite3.Row) -> None:
    changing.retitle(db, survey["id"], title_ko=" 새  제목 ", title_en="", person_id=None)
    now = again(db, survey)
    assert (now["title_ko"], now["title_en"]) == ("새 제목", survey["title_en"])
    for wrong in ("새 제목", "가" * 121):
        with pytest.raises(BadInput):
            changing.retitle(db, survey["id"], title_ko=wrong, title_en="", person_id=None)
    assert scalar(db, "select count(*) from survey_change") == 1


def test_whoever_holds_a_link_reads_the_new_day_the_early_end_and_the_form_again(
    client: FlaskClient, people: dict[str, str], db: Database, survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    area = store.find_area(db, areas["B001"])
    assert area is not None
    path = f"/s/{make_open_link(db, survey['id'], area, person_id=None).token}"
    sign_in(client, "analyst")
    page, day_word = f"/surveys/{survey['id']}/manage", "{0.year}. {0.month}. {0.day}."
    send = {"csrf_token": token(client, page)}
    assert client.post(f"/surveys/{survey['id']}/day", data={**send, "closes_on": day(9)}).status_code == 302
    assert day_word.format(today() + timedelta(days=9)) in client.get(path).text
    assert client.post(f"/surveys/{survey['id']}/titles", data={**send, "title_ko": "바꾼 제목"}).status_code == 302
    assert "바꾼 제목" in client.get(path).text
    assert client.post(f"/surveys/{survey['id']}/close", data=send).status_code == 302
    ended = client.get(path)
    assert ended.status_code == 410 and f"{day_word.format(today())}에 마감했습니다" in ended.text
    wrong = client.post(f"/surveys/{survey['id']}/day", data={**send, "closes_on": "2999-01-01"})
    assert wrong.status_code == 422 and "너무 멉니다" in wrong.text
    assert client.post(f"/surveys/{survey['id']}/day", data={**send, "closes_on": day(3)}).status_code == 302
    assert client.get(path).status_code == 200
    told = client.get(page).text
    assert all(word in told for word in ("다시 열기", "일찍 마감", "제목 바꿈", "마감일 늦춤"))
    assert "조사 일찍 마감" in client.get("/audit").text


def test_a_researcher_sees_no_closed_survey_among_todays(
    client: FlaskClient, people: dict[str, str], db: Database, survey: sqlite3.Row
) -> None:
    title = "예시 조사"
    assert title in sign_in(client, "researcher").get("/").text
    changing.close(db, survey["id"], person_id=None)
    assert title not in client.get("/").text


def test_another_target_is_kept_with_the_one_before(db: Database, survey: sqlite3.Row) -> None:
    changing.retarget(db, survey["id"], 7, person_id=None)
    found = store.find_survey(db, survey["id"])
    assert found is not None and found["target_per_area"] == 7
    assert [(r["target_before"], r["target"]) for r in change_store.retargets_of(db, survey["id"])] == [(2, 7)]
    for wrong in (0, 7):
        with pytest.raises(BadInput):
            changing.retarget(db, survey["id"], wrong, person_id=None)
