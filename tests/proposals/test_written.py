"""Proposals from minutes and letters have a source instead of a statement; firms on no register have links."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.clock import today
from app.db import row, scalar, writing
from app.proposals.keeping import making, sources, store
from app.proposals.meetings import linking, series_store
from app.proposals.meetings.telling import read_told
from tests.conftest import sign_in, token
from tests.proposals.conftest import Proposed

ASKED = {"title": "통근버스를 늘려 달라", "text": "저녁 시간의 통근버스를 늘려 달라는 제안입니다."}


def write(client: FlaskClient, **fields: str) -> tuple[int, str]:
    sent = {**ASKED, **fields, "csrf_token": token(client, "/account")}
    answer = client.post("/proposals/written", data=sent)
    return answer.status_code, answer.location or answer.text


def test_a_proposal_of_minutes_tells_meeting_and_day_and_is_told_at_the_next_meeting(
    client: FlaskClient, db: Database, proposed: Proposed
) -> None:
    facilitator = sign_in(client, "facilitator")
    meeting = row(db, "select * from roundtable where series_id is not null")
    assert meeting is not None
    code, page = write(facilitator, meeting=meeting["id"], organization="그런 곳 없음")
    assert code == 422 and 'id="wrong-organization"' in page and "통근버스를 늘려 달라" in page
    firm = scalar(
        db, "select organization from participant where firm_id is not null and roundtable_id = ?", [meeting["id"]]
    )
    code, path = write(facilitator, meeting=meeting["id"], organization=firm)
    assert code == 303
    shown = facilitator.get(path).text
    assert "말 그대로의 발언이 없는 제안" in shown and meeting["title"] in shown and "기업 1곳" in shown
    made = path.rpartition("/")[2]
    found = store.firms_of(db, [made])[made]
    assert (found["firms"], found["statements"], found["sources"]) == (1, 0, 1)
    assert made in {line.proposal["id"] for line in read_told(db, proposed.series, EVERYTHING).lines}
    assert [m["id"] for m in store.meetings_of(db, [made])[made]] == [meeting["id"]]
    # What is said later stands beside it, and what stood in minutes comes along when it is joined.
    other = proposed.make("숙련공을")
    making.join(db, other, [made], scope=EVERYTHING, person_id=None)
    assert len(sources.sources_of(db, [other])[other]) == 1


def test_a_letter_needs_sender_day_and_area_and_its_firm_is_nobody_elses_business(
    client: FlaskClient, db: Database, proposed: Proposed
) -> None:
    facilitator = sign_in(client, "facilitator")
    code, page = write(facilitator, said_on=(today() + timedelta(days=1)).isoformat())
    assert code == 422 and all(f'id="wrong-{name}"' in page for name in ("organization", "said_on", "area"))
    firm = row(db, "select f.*, a.code as area from firm f join area a on a.id = f.area_id where f.code = 'F1'")
    assert firm is not None
    code, path = write(facilitator, organization=firm["name"], said_on="2026-10-01")
    assert code == 303 and firm["name"] in facilitator.get(path).text
    official = sign_in(client, "official").get(path).text
    assert firm["name"] not in official and "공문·건의서" in official and "3곳 미만" in official
    assert scalar(db, "select area_id from proposal_area") == firm["area_id"]


def test_a_firm_on_no_register_reads_its_own_until_its_record_is_written_over(
    client: FlaskClient, db: Database, proposed: Proposed
) -> None:
    proposed.make("숙련공을", "임대료가")
    with writing(db):
        db.conn.execute("update participant set organization = '보기정밀', firm_id = null where firm_id = "
                        "(select id from firm where code = 'F1')")  # fmt: skip
    people = series_store.people_of(db, proposed.series, EVERYTHING)
    (whom,) = [r["id"] for r in people if r["organization"] == "보기정밀"]
    until = (today() + timedelta(days=30)).isoformat()
    assert linking.make_links(db, proposed.series, [whom], EVERYTHING, expires_on=until, person_id=None) == 1
    assert linking.make_links(db, proposed.series, [whom], EVERYTHING, expires_on=until, person_id=None) == 0
    assert scalar(db, "select organization from proposal_link") == "", "the name stands in the record alone"
    link = series_store.links_of(db, proposed.series)[0]
    opened = linking.token_again(link)
    page = client.get(f"/p/{opened}").text
    assert "숙련공을 구할 수가 없습니다" in page and "임대료가" not in page
    # Written over, another firm may be called the same in another meeting: only this participant's own words stay.
    with writing(db):
        db.conn.execute(
            "update participant set organization = '기업 1', shown_organization = '기업 1' where org_kind = 'firm'"
        )
    page = client.get(f"/p/{opened}").text
    assert "숙련공을 구할 수가 없습니다" in page and "임대료가" not in page
