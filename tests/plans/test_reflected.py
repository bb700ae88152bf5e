"""An answer to a proposal may be tied to a programme of the register or a task of a plan, and opens it."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlite_utils import Database

from app.db import row, scalar
from app.programmes.register.editing import add
from app.proposals.keeping import making
from app.proposals.keeping.proposal import Draft
from app.proposals.keeping.sources import Source
from tests.conftest import sign_in, token
from tests.plans.conftest import Planned
from tests.programmes.conftest import said


def test_an_answer_opens_the_programme_or_task_that_was_chosen_by_its_name(
    client: FlaskClient, db: Database, planned: Planned, round_id: str, areas: dict[str, str]
) -> None:
    add(db, "P101", said("예시 운전자금", domains=("finance",)), person_id=None)
    source = Source("2026-10-01", organization="예시협회", area_id=areas["B001"])
    made = making.make(db, round_id, Draft("자금을 빌려 달라", "이자가 높다."), [], source=source, person_id=None)
    official = sign_in(client, "official")
    assert official.get("/proposals/reflected?q=운전").json == ["P101 예시 운전자금"]
    assert official.get("/proposals/reflected?q=상담회").json == ["상담회 (예시 대응전략)"]

    def answer(typed: str) -> tuple[int, str]:
        seen = scalar(db, "select max(id) from proposal_event where proposal_id = ?", [made])
        sent = {"action": "reflected", "reflected": typed, "seen": seen, "csrf_token": token(official, "/account")}
        told = official.post(f"/proposals/{made}/answer", data=sent)
        return told.status_code, told.text

    assert answer("없는 사업")[0] == answer("예시")[0] == 422, "nothing, and several"
    assert 'id="wrong-reflected"' in answer("예시")[1]
    for typed, path in (
        ("P101 예시 운전자금", f"/programmes/{scalar(db, 'select id from programme')}"),
        ("상담회", f"/plans/tasks/{planned.tasks['상담회']}"),
    ):
        assert answer(typed)[0] == 303
        page = official.get(f"/proposals/{made}").text
        assert f'<a href="{path}">' in page and official.get(path).status_code == 200
    stands = row(db, "select reflected_in, programme_id, task_id from proposal_now where id = ?", [made])
    assert stands is not None and tuple(stands) == ("상담회", None, planned.tasks["상담회"])
