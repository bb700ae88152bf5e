"""What becomes of a proposal is appended; a refusal needs a reason; overdue ones are told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.clock import today
from app.db import scalar
from app.errors import Conflict
from app.proposals.keeping import answering, making, store
from app.proposals.keeping.making import FaultyProposal
from app.proposals.keeping.proposal import Answer, days_late
from app.proposals.reading import open_proposals, proposals_of_area
from tests.conftest import sign_in, token
from tests.proposals.conftest import Proposed


def answer(proposed: Proposed, made: str, given: Answer, seen: int | None = None) -> None:
    stands = store.proposals_named(proposed.db, [made])[made]
    answering.answer(
        proposed.db,
        made,
        given,
        seen=stands["event_id"] if seen is None else seen,
        person_id=proposed.analyst,
        may_assign=frozenset({proposed.analyst}),
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (Answer("declined"), "reason"),
        (Answer("answered"), "reason"),
        (Answer("reflected"), "reflected_in"),
        (Answer("partly", reason="일부만"), "reflected_in"),
        (Answer("review"), "organization"),
        (Answer("joined"), "action"),
        (Answer("received", link="javascript:alert(1)"), "link"),
        (Answer("received", assignee_id="nobody"), "assignee_id"),
    ],
)
def test_an_answer_that_says_too_little_is_refused_at_its_field(proposed: Proposed, given: Answer, field: str) -> None:
    made = proposed.make("숙련공을")
    with pytest.raises(FaultyProposal) as error:
        answer(proposed, made, given)
    assert [fault.field for fault in error.value.faults] == [field]


def test_answers_are_appended_with_person_and_time(db: Database, proposed: Proposed) -> None:
    made = proposed.make("숙련공을")
    answer(proposed, made, Answer("review", organization="예시 부서", assignee_id=proposed.analyst))
    answer(proposed, made, Answer("declined", organization="예시 부서", reason="올해 예산이 없습니다."))
    events = store.events_of(db, made)
    assert [e["action"] for e in events] == ["declined", "review", "received"]
    assert events[0]["person"] == "예시 analyst" and events[1]["assignee"] == "예시 analyst"
    with pytest.raises(Conflict, match="그사이"):
        answer(proposed, made, Answer("answered", reason="답"), seen=events[1]["id"])


def test_a_joined_proposal_is_answered_by_the_other(db: Database, proposed: Proposed) -> None:
    into, other = proposed.make("숙련공을"), proposed.make("대출 금리가")
    making.join(db, into, [other], scope=EVERYTHING, person_id=None)
    with pytest.raises(Conflict, match="합친"):
        answer(proposed, other, Answer("answered", reason="답"))


def test_open_and_overdue_ones_are_counted_for_who_answers(db: Database, proposed: Proposed) -> None:
    late = (today() - timedelta(days=3)).isoformat()
    made, other = proposed.make("숙련공을", due_on=late), proposed.make("대출 금리가", due_on=today().isoformat())
    found = store.counts(db, EVERYTHING)
    assert (found["open"], found["overdue"], found["soon"]) == (2, 1, 1)
    assert days_late("received", late, today()) == 3 and days_late("answered", late, today()) == 0
    assert [p["id"] for p in open_proposals(db, EVERYTHING, overdue=True)[0]] == [made]
    answer(proposed, other, Answer("review", organization="예시", assignee_id=proposed.analyst))
    assert store.counts(db, EVERYTHING, assignee_id="another")["open"] == 1
    answer(proposed, made, Answer("answered", reason="답했습니다."))
    assert store.counts(db, EVERYTHING)["overdue"] == 0
    assert len(proposals_of_area(db, proposed.world.areas["B001"], "2026H2")) == 2


def test_the_page_says_what_is_missing_and_the_first_page_what_is_late(client: FlaskClient, proposed: Proposed) -> None:
    made = proposed.make("숙련공을", due_on=(today() - timedelta(days=3)).isoformat())
    sign_in(client, "official")
    assert "답할 날이 지난 제안" in client.get("/").text
    path, page = f"/proposals/{made}", client.get(f"/proposals/{made}").text
    assert "지남 3일" in page and "숙련공을 구할 수가" not in page, "of one firm an official reads no words"
    seen = scalar(proposed.db, "select max(id) from proposal_event")
    sent = {"csrf_token": token(client, path), "seen": seen, "action": "declined"}
    refused = client.post(f"{path}/answer", data=sent)
    assert refused.status_code == 422 and "까닭이나 답이 없습니다" in refused.text
    done = client.post(f"{path}/answer", data={**sent, "reason": "예산이 없습니다.", "organization": "예시"})
    assert done.status_code == 303 and "반영 어려움" in client.get(path).text
