"""Pages of validation and decision: who may open them, that votes stay hidden in the page, errors at the field."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.accounts import signing_in
from app.db import rows, scalar
from app.evaluation.display.display import open_questions
from app.evaluation.display.stating import state
from app.evaluation.people.seating import SEATS
from app.evaluation.round import store
from tests.conftest import all_rows, sign_in, token
from tests.evaluation.conftest import Round
from tests.evaluation.team import Team, all_for

SECRET = "아무도 먼저 보아서는 안 되는 판단의 까닭입니다."


@pytest.fixture
def team(told: Round) -> Team:
    return Team(told)


def page(team: Team, area: str = "B001") -> str:
    return f"/evaluation/{team.result(area)}/validation"


def ballot(client: FlaskClient, team: Team, level: str, **more: object) -> dict[str, object]:
    return {"level": level, "reason": SECRET, "csrf_token": token(client, page(team)), "confirmed": "1", **more}


def test_another_seats_vote_is_nowhere_in_the_page_before_the_end_and_in_it_afterwards(
    client: FlaskClient, team: Team
) -> None:
    computed = team.computed()
    sign_in(client, team.login("city"))
    answer = client.post(page(team), data=ballot(client, team, computed), follow_redirects=True)
    assert answer.status_code == 200 and SECRET in answer.text, "one's own vote is shown"
    for login in (team.login("mss"), team.login("expert"), "analyst", "official"):
        hidden = sign_in(client, login).get(page(team)).text
        assert SECRET not in hidden and "제출" in hidden, login
    for seat in SEATS[1:]:
        team.vote(seat, computed)
    assert SECRET in sign_in(client, "analyst").get(page(team)).text


def test_a_vote_shows_its_errors_at_the_field_and_stores_nothing(client: FlaskClient, team: Team) -> None:
    sign_in(client, team.login("city"))
    answer = client.post(page(team), data=ballot(client, team, "", reason="짧다"))
    assert answer.status_code == 422
    assert 'id="wrong-level"' in answer.text and 'id="wrong-reason"' in answer.text
    other = next(level for level in ("good", "caution", "serious") if level != team.computed())
    answer = client.post(page(team), data=ballot(client, team, other))
    assert answer.status_code == 422
    assert 'id="wrong-code"' in answer.text and 'id="wrong-evidence"' in answer.text
    assert all_rows(team.db, "vote") == []
    grounds = {"code": "site_finding", "seen": "11월 12일에 방문해 확인했습니다."}
    assert client.post(page(team), data=ballot(client, team, other, **grounds)).status_code == 302
    again = client.post(page(team), data={**grounds, "level": other, "reason": SECRET, "csrf_token": "x"})
    assert again.status_code == 400, "the form's token is checked"
    assert (
        client.post(
            page(team), data={**_token(client), "level": "conflict", "reason": SECRET, "confirmed": "1"}
        ).status_code
        == 409
    )


def test_a_vote_is_told_in_words_before_it_is_cast(client: FlaskClient, team: Team) -> None:
    sign_in(client, team.login("city"))
    form = {**ballot(client, team, team.computed()), "confirmed": ""}
    told = client.post(page(team), data=form).text
    assert "이렇게 투표합니다" in told and SECRET in told and all_rows(team.db, "vote") == []
    assert SECRET in client.post(page(team), data={**form, "confirmed": "1", "back": "1"}).text
    assert (
        all_rows(team.db, "vote") == [] and client.post(page(team), data={**form, "confirmed": "1"}).status_code == 302
    )


def test_errors_stand_in_a_summary_that_takes_the_focus_and_leads_to_each_field(
    client: FlaskClient, team: Team
) -> None:
    sign_in(client, team.login("city"))
    text = client.post(page(team), data=ballot(client, team, "", reason="짧다")).text
    summary = text[text.index('role="alert" tabindex="-1" autofocus') :]
    assert 'href="#level-0"' in summary and 'href="#reason"' in summary
    assert "autofocus" not in client.get(page(team)).text


def test_a_decision_has_no_level_chosen_and_needs_a_day_that_has_come(client: FlaskClient, team: Team) -> None:
    team.vote_all(all_for(team.computed()))
    answer_questions(team)
    address = f"/evaluation/{team.result()}/decision"
    sign_in(client, "official")
    assert "checked" not in client.get(address).text
    form = {**_token(client), "level": team.computed(), "state": "decided"}
    assert 'id="wrong-met_on"' in client.post(address, data=form).text
    late = client.post(address, data={**form, "met_on": "2999-01-01"})
    assert late.status_code == 422 and "아직 오지 않은 날짜입니다" in late.text
    assert "2026. 11. 20." in client.post(address, data={**form, "met_on": "2026-11-20"}).text


def _token(client: FlaskClient) -> dict[str, str]:
    return {"csrf_token": token(client, "/account")}


def test_evidence_offered_is_of_the_area_and_can_be_chosen(client: FlaskClient, team: Team) -> None:
    sign_in(client, team.login("expert"))
    text = client.get(page(team)).text
    observed = scalar(
        team.db,
        "select id from observation where area_id = ? and indicator_code = 'employees' and month = '2026-10'",
        [team.round.areas["B001"]],
    )
    assert f'value="observation:{observed}"' in text and "예시 B001 답변 4번입니다." in text
    other = next(level for level in ("good", "caution", "serious") if level != team.computed())
    form = ballot(client, team, other, code="data_error", evidence=[f"observation:{observed}"])
    assert client.post(page(team), data=form).status_code == 302
    assert observed in scalar(team.db, "select evidence from vote")


@pytest.mark.parametrize("login", ["researcher", "facilitator", "admin", "expert"])
def test_who_neither_evaluates_nor_sits_sees_no_validation(client: FlaskClient, team: Team, login: str) -> None:
    signing_in.set_scope(team.db, team.round.people[login], [], all_areas=True, by=None)
    sign_in(client, login)
    for path in (page(team), "/validation", "/rounds/2026H2/seats", f"/evaluation/{team.result()}/decision"):
        assert client.get(path).status_code == 403, path


def test_nobody_signed_in_is_sent_to_sign_in_and_may_post_nothing(client: FlaskClient, team: Team) -> None:
    assert client.get(page(team)).status_code == 302
    assert client.post(page(team), data={"level": "good"}).status_code in (400, 401)


def test_only_the_roles_of_an_act_may_do_it(client: FlaskClient, team: Team) -> None:
    sign_in(client, "analyst")
    assert client.post(page(team), data={**_token(client), "level": "good"}).status_code == 403
    assert client.get(f"/evaluation/{team.result()}/decision").status_code == 403
    sign_in(client, team.login("mss"))
    assert client.post(f"{page(team)}/close", data=_token(client)).status_code == 403
    sign_in(client, "official")
    answer = client.post(
        page(team), data={**_token(client), "level": team.computed(), "reason": SECRET, "confirmed": "1"}
    )
    assert answer.status_code == 409, "an official without a seat has no vote"


def test_another_areas_result_is_not_found(client: FlaskClient, team: Team) -> None:
    signing_in.set_scope(team.db, team.people["mss"], [team.round.areas["B001"]], all_areas=False, by=None)
    sign_in(client, team.login("mss"))
    assert client.get(page(team)).status_code == 200
    assert client.get(page(team, "B002")).status_code == 404
    assert client.post(page(team, "B002"), data={**_token(client), "level": "good"}).status_code == 404
    assert client.get(f"/evaluation/{team.result('B002')}/decision").status_code == 404
    listed = client.get("/validation?show=all").text
    assert "B001" in listed and "B002" not in listed


def test_the_analyst_closes_at_quorum_with_a_reason(client: FlaskClient, team: Team) -> None:
    sign_in(client, "analyst")
    address = f"{page(team)}/close"
    form = {**_token(client), "note": "한 자리가 출장이라 먼저 마감합니다."}
    assert client.post(address, data=form).status_code == 409
    for seat in SEATS[:4]:
        team.vote(seat, team.computed())
    assert 'id="wrong-note"' in client.post(address, data=_token(client)).text
    assert client.post(address, data=form).status_code == 302
    assert store.events_of(team.db, team.result())[-1]["state"] == "validated"
    assert client.post(address, data=form).status_code == 409


def test_a_decision_is_told_in_words_before_it_is_recorded(client: FlaskClient, team: Team) -> None:
    level = team.computed()
    team.vote_all(all_for(level))
    address = f"/evaluation/{team.result()}/decision"
    sign_in(client, "official")
    assert "아직 기록할 수 없습니다" in client.get(address).text
    answer_questions(team)
    form = {**_token(client), "level": level, "reason": "협의회 의결", "met_on": "2026-11-20", "state": "decided"}
    told = client.post(address, data=form).text
    assert "이렇게 기록합니다" in told and "지역 중소기업 지원협의회가 의결한" in told
    assert store.events_of(team.db, team.result())[-1]["state"] == "validated"
    assert "이렇게 기록합니다" not in client.post(address, data={**form, "back": "1"}).text
    assert client.post(address, data={**form, "confirmed": "1"}).status_code == 302
    assert store.events_of(team.db, team.result())[-1]["state"] == "decided"
    assert client.post(address, data={**form, "confirmed": "1"}).status_code == 409
    form["state"] = "confirmed"
    assert client.post(address, data={**form, "confirmed": "1"}).status_code == 302
    assert "확정까지 마친 지역입니다" in client.get(address).text


def test_a_decision_for_another_level_needs_grounds_at_the_field(client: FlaskClient, team: Team) -> None:
    team.vote_all(all_for(team.computed()))
    answer_questions(team)
    other = next(level for level in ("good", "caution", "serious") if level != team.computed())
    sign_in(client, "official")
    form = {**_token(client), "level": other, "met_on": "2026-11-20", "state": "decided", "confirmed": "1"}
    answer = client.post(f"/evaluation/{team.result()}/decision", data=form)
    assert answer.status_code == 422
    assert all(f'id="wrong-{name}"' in answer.text for name in ("reason", "code", "evidence"))
    assert store.events_of(team.db, team.result())[-1]["state"] == "validated"


def answer_questions(team: Team) -> None:
    for domain in open_questions(team.db, team.result()):
        who = team.round.people["analyst"]
        state(team.db, team.result(), domain=domain, text="현장에서 확인한 내용입니다.", person_id=who)


def test_the_analyst_seats_five_people_and_learns_why_somebody_cannot_sit(client: FlaskClient, team: Team) -> None:
    sign_in(client, "analyst")
    held = {r["seat"]: r["person_id"] for r in rows(team.db, "select * from seat")}
    twice = {**_token(client), **held, "mss": held["city"]}
    answer = client.post("/rounds/2026H2/seats", data=twice)
    assert answer.status_code == 422 and "한 사람이 두 자리에" in answer.text
    other = team.round.people["official"]
    assert client.post("/rounds/2026H2/seats", data={**_token(client), **held, "mss": other}).status_code == 302
    assert scalar(team.db, "select person_id from seat where seat = 'mss'") == other
    assert client.get("/rounds/2031H1/seats").status_code == 404


def test_the_list_tells_a_seat_what_waits_for_it(client: FlaskClient, team: Team) -> None:
    sign_in(client, team.login("expert"))
    before = client.get("/validation").text
    assert "내 표를 기다리는 곳 1곳" in before and page(team) in before
    team.vote("expert", team.computed())
    assert "내 표를 기다리는 곳 0곳" in client.get("/validation").text
    assert page(team) in client.get("/validation?show=started").text


def test_an_official_reads_no_quote_where_fewer_than_three_firms_spoke(client: FlaskClient, team: Team) -> None:
    from app.evaluation.round.evaluating import evaluate_round

    team.round.code(team.round.answer("B002", text="들켜서는 안 되는 말입니다."), "finance", 5)
    team.evaluation_id = evaluate_round(team.db, team.round.id, person_id=None)
    assert "들켜서는 안 되는 말" not in sign_in(client, team.login("city")).get(page(team, "B002")).text
    assert "들켜서는 안 되는 말" in sign_in(client, team.login("expert")).get(page(team, "B002")).text


def test_a_round_that_was_never_evaluated_says_what_would_be_here(client: FlaskClient, told: Round) -> None:
    sign_in(client, "analyst")
    assert "아직 평가하지 않았습니다" in client.get("/validation").text
