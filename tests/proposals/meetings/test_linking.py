"""A firm's link opens its own words and what became of them; nobody else's, and only as long as it opens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.clock import today
from app.db import row, rows, scalar, writing
from app.errors import BadInput
from app.proposals.meetings import linking, series_store
from app.roundtables.talk.withdrawing import withdraw
from tests.conftest import sign_in, token
from tests.proposals.conftest import Proposed


def made_for(proposed: Proposed, firm: str) -> str:
    """A link for a firm; gives its token."""
    people = series_store.people_of(proposed.db, proposed.series, EVERYTHING)
    whom = [r["id"] for r in people if r["organization"] == f"예시기업 {firm}"]
    until = (today() + timedelta(days=30)).isoformat()
    done = linking.make_links(proposed.db, proposed.series, whom, EVERYTHING, expires_on=until, person_id=None)
    assert done == 1
    token = linking.token_again(series_store.links_of(proposed.db, proposed.series)[0])
    assert token is not None
    return token


def test_a_firm_reads_its_own_words_and_nobody_elses(client: FlaskClient, proposed: Proposed) -> None:
    proposed.make("숙련공을", "임대료가")
    mine, other = (client.get(f"/p/{made_for(proposed, firm)}") for firm in ("F1", "F2"))
    assert mine.status_code == other.status_code == 200
    assert "숙련공을 구할 수가 없습니다" in mine.text and "임대료가" not in mine.text
    assert "임대료가" in other.text and "숙련공을 구할 수가" not in other.text
    assert "같은 말씀을 한 기업" not in mine.text, "two firms would know each other"
    assert "noindex" in mine.text and "2026H2-1" not in mine.text


def test_only_the_hash_of_a_token_is_kept(db: Database, proposed: Proposed) -> None:
    token = made_for(proposed, "F1")
    stored = row(db, "select * from proposal_link")
    assert stored is not None and token not in [str(value) for value in tuple(stored)]
    assert stored["organization"] == "" and stored["firm_id"] == scalar(db, "select id from firm where code = 'F1'")


def test_a_link_that_is_closed_or_over_opens_nothing(db: Database, client: FlaskClient, proposed: Proposed) -> None:
    proposed.make("숙련공을")
    token = made_for(proposed, "F1")
    link = scalar(db, "select id from proposal_link")
    assert linking.revoke(db, proposed.series, link, person_id=None)
    assert not linking.revoke(db, proposed.series, link, person_id=None)
    closed = client.get(f"/p/{token}")
    assert closed.status_code == 410 and "숙련공" not in closed.text
    again = made_for(proposed, "F1")
    assert again != token and client.get(f"/p/{again}").status_code == 200
    with writing(db):
        db.conn.execute("update proposal_link set expires_on = '2026-01-01' where revoked_at is null")
    assert client.get(f"/p/{again}").status_code == 410
    assert client.get("/p/" + "A" * 22).status_code == 404 and client.get("/p/short").status_code == 404


def test_whoever_has_a_link_that_opens_gets_no_second_one(db: Database, proposed: Proposed) -> None:
    made_for(proposed, "F1")
    whom = [r["id"] for r in series_store.people_of(db, proposed.series, EVERYTHING)]
    until = today().isoformat()
    made = linking.make_links(db, proposed.series, whom, EVERYTHING, expires_on=until, person_id=None)
    assert made == len(whom) - 1
    assert len(rows(db, "select * from proposal_link")) == len(whom)


@pytest.mark.parametrize("day", ["", "2020-01-01", "2999-01-01"])
def test_a_day_that_is_over_or_too_far_is_refused(db: Database, proposed: Proposed, day: str) -> None:
    with pytest.raises(BadInput):
        linking.make_links(db, proposed.series, [], EVERYTHING, expires_on=day, person_id=None)


def test_what_was_withdrawn_is_on_no_page_of_a_link(db: Database, client: FlaskClient, proposed: Proposed) -> None:
    proposed.make("숙련공을")
    token = made_for(proposed, "F1")
    meeting, document = row(db, "select roundtable_id, id from document")  # type: ignore[misc]
    withdraw(db, meeting, document, reason="예시 철회입니다.", person_id=proposed.facilitator)
    assert "숙련공을 구할 수가" not in client.get(f"/p/{token}").text


def test_nothing_is_picked_beforehand_and_no_link_is_made_unasked(
    db: Database, client: FlaskClient, proposed: Proposed
) -> None:
    proposed.make("숙련공을")
    with writing(db):
        db.conn.execute("update person set all_areas = 1 where login = 'facilitator'")
    sign_in(client, "facilitator")
    path = f"/series/{proposed.series}/links"
    page = client.get(path).text
    assert 'name="whom"' in page and " checked" not in page
    whom = [r["id"] for r in series_store.people_of(db, proposed.series, EVERYTHING)][:2]
    until = {"expires_on": today().isoformat(), "csrf_token": token(client, path)}
    refused = client.post(path, data=until)
    assert refused.status_code == 422 and "하나 이상 골라" in refused.text
    asked = client.post(path, data={"whom": whom, **until})
    assert (
        asked.status_code == 200 and "링크 2개 만들기" in asked.text and rows(db, "select 1 from proposal_link") == []
    )
    back = client.post(path, data={"whom": whom, "back": "1", **until})
    assert back.text.count(" checked") == 2
    client.post(path, data={"whom": whom, "confirmed": "1", **until})
    assert len(rows(db, "select 1 from proposal_link")) == 2
