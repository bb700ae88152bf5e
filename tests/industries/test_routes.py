"""48 industries, a committee, 41 main and 19 future ones: the way through the pages, and who may go it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.areas import presets as areas_presets
from app.config import ROOT
from app.db import scalar, writing
from app.industries import grounds
from tests.coding.conftest import World
from tests.conftest import sign_in, token
from tests.corpus.conftest import coder, cut
from tests.industries.conftest import Listed

__all__ = ["cut"]
EXAMPLE = ROOT / "example" / "industries"


def send(client: FlaskClient, cycle: str, kind: str, data: bytes) -> str:
    form = {"cycle": cycle, "kind": kind, "file": (io.BytesIO(data), "산업.csv")}
    form["csrf_token"] = token(client, "/industries/import")  # type: ignore[assignment]
    return client.post("/industries/import", data=form, follow_redirects=True).text


def press(client: FlaskClient, path: str, page: str = "", **fields: object) -> str:
    return client.post(path, data={**fields, "csrf_token": token(client, page or path)}, follow_redirects=True).text


def told(text: str) -> str:
    """A page's words alone."""
    return " ".join(re.sub("<[^>]+>", " ", text).split())


def test_48_industries_go_through_the_committee_and_become_41_and_19(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    areas_presets.install(db)
    sign_in(client, "analyst")
    page = "/industries"
    press(client, "/industries/cycles", page, first_year="2018", last_year="2022", before="")
    press(client, "/industries/cycles", page, first_year="2023", last_year="2027", before="2018-2022")
    for cycle, kind, name in (
        ("2018-2022", "list", "list"),
        ("2023-2027", "list", "candidates"),
        ("2023-2027", "decisions", "decisions"),
    ):
        send(client, cycle, kind, Path(EXAMPLE / f"{name}.csv").read_bytes())
    before = told(client.get("/industries/changes").text)
    assert "48 2018-2022 산업 → 다음으로 바뀜 0 주력산업 + 0 미래 신산업" in before and "초안이 기다림 66" in before

    sign_in(client, "official")
    committee = "/industries/committee?cycle=2023-2027"
    drafts = re.findall(r'name="decisions" value="([^"]+)"', client.get(committee).text)
    meeting = {"decisions": drafts, "met_on": "2022-11-24", "members": "12", "attended": "10", "note": ""}
    sure = press(client, committee, **meeting)
    assert "66건을 기록합니다" in sure and scalar(db, "select count(*) from industry_ruling") == 0
    after = told(press(client, committee, **meeting, confirmed="1"))
    assert "48 2018-2022 산업 → 다음으로 바뀜 41 주력산업 + 19 미래 신산업" in after
    assert "유지 26 범위 조정 11 대체 5 제외 6 신규 선정 18 초안이 기다림 0" in after
    exported = client.get("/industries/changes.csv?cycle=2023-2027").data.decode("utf-8-sig")
    assert exported.count("\n") == 1 + 48 + 18 and exported.count("2022-11-24") == 66

    sign_in(client, "analyst")
    again = client.get("/industries.csv?cycle=2023-2027").data
    assert "새로 추가 0건, 변경 0건, 그대로 60건" in send(client, "2023-2027", "list", again)
    assert "새로 추가 0건" in send(client, "2023-2027", "decisions", exported.encode())


def test_a_decision_opens_down_to_the_words_it_rests_on(client: FlaskClient, listed: Listed, cut: World) -> None:
    coder(cut)("숙련공", "workforce", 4, who=cut.second)
    db, industry = cut.db, listed.id_of("A-1")
    with writing(db):
        db.conn.execute("update key_industry set industry_code = 'machinery' where id = ?", [industry])
        db.conn.execute("update firm set industry_code = 'machinery', growth_stage = 'growth'")
    sign_in(client, "analyst")
    page = f"/industries/{industry}/draft"
    told_of = press(client, page, verdict="keep", reason="예시 사유입니다.", themes=["workforce"], then="statements")
    assert "예시 산업 A-1: 유지" in told_of  # the corpus, with what statements are picked for
    draft = scalar(db, "select id from industry_decision")
    grounds.attach(db, draft, [cut.segment("숙련공")], cut.second)
    shown = client.get(page).text
    assert "숙련공을 구할 수가 없습니다" in shown and "3곳 미만" in shown and "성장기" in shown

    sign_in(client, "official")
    decide = f"/industries/{industry}/decide"
    other = {"verdict": "exclude", "reason": "예시: 다르게 정했습니다.", "met_on": "2026-11-20", "members": "9"}
    wrong = client.post(decide, data={**other, "attended": "10", "csrf_token": token(client, decide)})
    assert wrong.status_code == 422 and scalar(db, "select count(*) from industry_decision") == 1
    read = press(client, decide, **other, attended="7")
    assert "위원 9명 중 7명 참석" in read and "예시: 다르게 정했습니다." in read
    assert "숙련공" not in read and "3곳 미만" in read  # one firm's word is not an official's to read
    assert scalar(db, "select count(*) from industry_decision_segment where ended_at is null") == 2
    assert grounds.title_of(db, draft) is None


def test_a_statement_is_taken_off_a_draft_and_not_off_what_was_decided(
    client: FlaskClient, listed: Listed, cut: World
) -> None:
    draft, segment = listed.propose("A-1", "keep"), cut.segment("숙련공")
    grounds.attach(cut.db, draft, [segment], cut.second)
    sign_in(client, "analyst")
    page = f"/industries/{listed.id_of('A-1')}/draft"
    path = f"/industries/decisions/{draft}/statements/{segment}/off"
    assert "초안에서 발언을 뗐습니다" in press(client, path, page)
    listed.decide("A-2", "exclude")
    decided = scalar(cut.db, "select decision_id from industry_ruling")
    assert client.post(path.replace(draft, decided), data={"csrf_token": token(client, page)}).status_code == 404


def test_an_industry_is_entered_changed_and_its_result_recorded(client: FlaskClient, listed: Listed) -> None:
    sign_in(client, "analyst")
    told_of = {"code": "N-3", "name_ko": "예시 산업 다", "kind": "future", "province": "부산", "source": "예시"}
    told_of |= {"as_of": "2026-11-22", "maturity": "early", "industry_code": "bio"}
    shown = press(client, "/industries/new?cycle=2023-2027", **told_of)
    assert "후보: 아직 목록에 없음" in shown and "도입기" in shown
    assert (
        client.post(
            "/industries/new?cycle=2023-2027", data={**told_of, "csrf_token": token(client, "/industries/new")}
        ).status_code
        == 422
    )
    path = f"/industries/{listed.id_of('N-3')}"
    assert "예시 센터" in press(client, f"{path}/edit", **{**told_of, "infrastructure": "예시 센터"})
    result = {"year": "2024", "grade": "우수", "amount": "", "source": "예시", "as_of": "2025-03-01"}
    assert "금액 모름" in press(client, f"{path}/incentives", path, **result)
    assert press(client, f"{path}/incentives", path, **{**result, "year": "24"}).count("네 자리 연도") > 0


def test_a_decided_industry_is_not_drafted_and_decided_again_without_a_word(
    client: FlaskClient, listed: Listed
) -> None:
    listed.decide("A-1", "keep")
    sign_in(client, "analyst")
    done = send(client, "2023-2027", "decisions", "코드,결정,사유\nA-1,제외,예시\nA-2,유지,예시\n".encode())
    assert "이미 정한 것과 다름 1건" in done and "이미 2026. 11. 20.에 정함: 유지" in told(done)
    changes = told(client.get("/industries/changes").text)
    assert "다시 초안이 오른 산업 1개는 앞의 결정대로 셉니다" in changes and "아직 정하지 않은 산업은" in changes
    assert "이미 2026. 11. 20.에 정함: 유지" in client.get(f"/industries/{listed.id_of('A-1')}/draft").text

    sign_in(client, "official")
    committee = "/industries/committee?cycle=2023-2027"
    drafts = re.findall(r'name="decisions" value="([^"]+)"', client.get(committee).text)
    meeting = {"decisions": drafts, "met_on": "2026-11-21", "members": "9", "note": ""}
    sure = told(press(client, committee, **meeting, attended="7"))
    assert "이 가운데 1건은 이미 정한 산업입니다" in sure and "(A-1): 유지 (2026. 11. 20.) → 제외" in sure
    press(client, committee, **meeting, attended="7", confirmed="1")
    assert "다시 초안이" not in client.get("/industries/changes").text


def test_a_meeting_that_cannot_have_been_is_told_at_its_field_before_it_is_confirmed(
    client: FlaskClient, listed: Listed
) -> None:
    first, _second = listed.propose("A-1", "keep"), listed.propose("A-2", "keep")
    sign_in(client, "official")
    path = "/industries/committee?cycle=2023-2027"
    meeting = {"decisions": [first], "met_on": "2026-11-20", "members": "9", "note": "예시 말"}
    for wrong, word in (({"attended": "12"}, "위원 수보다 많습니다"), ({"met_on": "2999-01-01"}, "아직 오지 않은 날")):
        sent = {**meeting, "attended": "7", **wrong, "csrf_token": token(client, path)}
        answer = client.post(path, data=sent)
        assert answer.status_code == 422 and word in answer.text and answer.text.count(" checked") == 1
    back = press(client, path, **meeting, attended="7", back="1")
    assert 'value="9"' in back and 'value="7"' in back and "예시 말" in back and back.count(" checked") == 1


@pytest.mark.parametrize("role", ["researcher", "facilitator", "admin"])
def test_industries_are_for_experts_analysts_and_officials(client: FlaskClient, listed: Listed, role: str) -> None:
    assert sign_in(client, role).get("/industries").status_code == 403
