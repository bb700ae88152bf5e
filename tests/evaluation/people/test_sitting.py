"""One sitting: one reason for many, one decision for a list with exceptions; all of it or nothing."""

from __future__ import annotations

import re
from datetime import date

import pytest

from app.accounts.people import EVERYTHING, Scope
from app.db import rows, scalar
from app.errors import BadInput, Conflict
from app.evaluation.display.told import told
from app.evaluation.people import council, sitting
from app.evaluation.people.grounds import Grounds, Reference
from app.evaluation.people.sitting import Choice
from app.evaluation.round import standing_store, store
from tests.conftest import sign_in, token
from tests.evaluation.team import Team, all_for

REASON = "현장에서 확인한 까닭을 함께 적습니다."


@pytest.fixture
def team(told):
    return Team(told)


def opened(team: Team):
    return sitting.open_questions(team.db, team.round.id, EVERYTHING)


def picks(found):
    return [(r["area_result_id"], r["domain"]) for r in found]


def state_all(team: Team) -> int:
    return sitting.state_many(
        *(team.db, team.round.id, EVERYTHING),
        picked=picks(opened(team)),
        text=REASON,
        person_id=team.round.people["analyst"],
    )


def vote_everywhere(team: Team) -> None:
    for area in ("B001", "B002"):
        if team.computed(area):
            team.vote_all(all_for(team.computed(area)), area=area)


def decided(team: Team) -> list[tuple[str, str]]:
    found = rows(team.db, "select state, level from level_event where state = 'decided' order by id")
    return [(r["state"], r["level"]) for r in found]


def choices_of(team: Team) -> list[Choice]:
    lines = standing_store.standing_lines(team.db, team.round.id)
    return [Choice(r["id"], r["level_now"]) for r in lines if r["level_now"]]


def test_what_is_open_is_what_the_table_counts(team):
    counted = sum(r["open"] for r in standing_store.standing_lines(team.db, team.round.id))
    assert len(opened(team)) == counted > 0
    assert not sitting.open_questions(team.db, team.round.id, Scope(frozenset()))


def test_one_reason_is_stated_of_every_picked_domain_and_each_is_in_the_trail(team):
    n = len(opened(team))
    assert state_all(team) == n and not opened(team)
    assert scalar(team.db, "select count(*) from audit where action = 'statement added'") == n
    assert {r["text"] for r in rows(team.db, "select text from domain_statement")} == {REASON}


def test_a_reason_too_short_or_a_pick_that_is_open_no_more_states_nothing(team):
    found = picks(opened(team))
    given = {"text": REASON, "person_id": team.round.people["analyst"]}
    with pytest.raises(BadInput):
        sitting.state_many(team.db, team.round.id, EVERYTHING, picked=found, **(given | {"text": "짧다"}))
    with pytest.raises(Conflict):
        sitting.state_many(team.db, team.round.id, EVERYTHING, picked=[*found, ("no", "hr")], **given)
    with pytest.raises(Conflict):
        sitting.state_many(team.db, team.round.id, Scope(frozenset()), picked=found, **given)
    assert not scalar(team.db, "select count(*) from domain_statement")


def test_a_list_is_decided_whole_with_its_exception(team):
    state_all(team)
    vote_everywhere(team)
    choices = choices_of(team)
    other = "serious" if choices[0].level != "serious" else "caution"
    seen = Grounds("local_context", REASON, (Reference("text", text="예시 확인"),))
    choices[0] = Choice(choices[0].result_id, other, seen)
    official = team.round.people["official"]
    n = sitting.decide_list(
        team.db, state="decided", choices=choices, person_id=official, met_on=date(2026, 11, 20), note="예시 요지"
    )
    assert n == len(choices) == len(decided(team)) > 1
    assert store.find_result(team.db, choices[0].result_id)["level_now"] == other
    assert {r["met_on"] for r in rows(team.db, "select met_on from level_event where state = 'decided'")} == {
        "2026-11-20"
    }


def test_one_that_cannot_be_decided_takes_the_whole_list_back(team):
    state_all(team)
    vote_everywhere(team)
    choices = choices_of(team)
    given = {"state": "decided", "person_id": team.round.people["official"], "met_on": date(2026, 11, 20), "note": ""}
    last = Choice(choices[-1].result_id, "serious" if choices[-1].level != "serious" else "good")
    with pytest.raises(BadInput):
        sitting.decide_list(team.db, choices=[*choices[:-1], last], **given)
    with pytest.raises(Conflict, match="B00"):
        sitting.decide_list(team.db, choices=[*choices, choices[0]], **given)
    assert decided(team) == []


def test_the_page_takes_one_reason_for_many(client, team):
    page = sign_in(client, "analyst").get("/evaluation/statements").text
    values = [f"{a}:{d}" for a, d in picks(opened(team))]
    assert all(value in page for value in values)
    sent = {"csrf_token": token(client, "/evaluation/statements"), "text": "짧다", "picked": values[:1]}
    wrong = client.post("/evaluation/statements", data=sent)
    assert wrong.status_code == 422 and "checked" in wrong.text and "10자 이상" in wrong.text
    assert client.post("/evaluation/statements", data=sent | {"picked": [], "text": REASON}).status_code == 422
    done = client.post("/evaluation/statements", data=sent | {"text": REASON, "picked": values}, follow_redirects=True)
    assert "의견을 기다리는 영역이 없습니다" in done.text


LIST = "/evaluation/decisions"


def coded(team: Team, choice: Choice) -> str:
    return store.find_result(team.db, choice.result_id)["code"]


def act(client, path: str, **sent: str):
    """What the page that tells what will be recorded is sent, with what it showed."""
    page = client.get(path).text
    mark = re.search(r'name="mark" value="(\w+)"', page)
    assert mark, page
    return client.post(path, data={"csrf_token": token(client, path), "mark": mark[1], "met_on": "2026-11-20"} | sent)


def test_the_page_records_the_list_and_asks_why_where_it_differs(client, team):
    state_all(team)
    vote_everywhere(team)
    first, *others = choices_of(team)
    other = "serious" if first.level != "serious" else "caution"
    sign_in(client, "official")
    path = f"{LIST}?step=words&x={coded(team, first)}:{other}&x={coded(team, others[0])}:out"
    asked = client.get(path)
    assert "이렇게 기록합니다" in asked.text and "이번에 뺀 지역 1곳" in asked.text
    late = act(client, path, met_on="2999-01-01")
    assert late.status_code == 422 and "아직 오지 않은 날짜" in late.text
    assert f'action="{path.replace("&", "&amp;")}"' in late.text.replace("%3A", ":"), "the form goes where it stands"
    bare = act(client, path)
    assert "사유를 골라 주십시오" in bare.text and decided(team) == []
    key = first.result_id
    why = {f"code-{key}": "local_context", f"reason-{key}": REASON, f"seen-{key}": "예시 확인"}
    assert act(client, path, **why).status_code == 302 and decided(team) == [("decided", other)]
    assert store.find_result(team.db, others[0].result_id)["state"] == "validated"


def test_one_act_reaches_all_that_fit_the_search_or_the_page_alone(client, team, monkeypatch):
    monkeypatch.setattr(council, "SIZE", 1)
    state_all(team)
    vote_everywhere(team)
    first, second = choices_of(team)
    sign_in(client, "official")
    page = client.get(f"{LIST}?sort=name").text
    assert "목록의 2곳 모두" in page and "이 쪽에 보이는 1곳만" in page
    codes = [coded(team, each) for each in (first, second)]
    assert f"{codes[0]}:out" in page and f"{codes[1]}:out" not in page
    kept = client.get(f"{LIST}?sort=name&page=2&x={codes[0]}:out").text
    assert f'name="x" value="{codes[0]}:out"' in kept, "what is chosen on one page stays on the next"
    assert "1곳 의결로 기록하기" in client.get(f"{LIST}?step=words&q={codes[1]}").text
    assert "1곳 의결로 기록하기" in client.get(f"{LIST}?step=words&reach=page").text
    assert act(client, f"{LIST}?step=words&page=2").status_code == 302
    assert len(decided(team)) == 2


def test_nothing_is_recorded_where_the_list_is_another_than_the_one_that_was_shown(client, team):
    state_all(team)
    vote_everywhere(team)
    sign_in(client, "official")
    again = act(client, f"{LIST}?step=words", mark="0123456789abcdef")
    assert again.status_code == 409 and "그사이 목록이 달라져" in again.text and decided(team) == []


def test_the_confirmation_says_what_whom_and_the_exceptions_and_asks_for_the_paper(client, team):
    state_all(team)
    vote_everywhere(team)
    sign_in(client, "official")
    assert "의결을 기록하면" in client.get(f"{LIST}?state=confirmed").text
    act(client, f"{LIST}?step=words")
    codes = [coded(team, each) for each in choices_of(team)]
    shown = client.get(f"{LIST}?state=confirmed").text
    assert "협의회 2026. 11. 20." in shown and "협의회가 목록 전체를 의결한" not in shown
    path = f"{LIST}?state=confirmed&step=words&x={codes[1]}:out"
    told = client.get(path).text
    assert "협의회가 의결한 밀집지역 1곳" in told and "이번에 확정하지 않은 1곳" in told and "님이 기록합니다" in told
    assert act(client, path).status_code == 422
    assert act(client, path, note="예시 기관, 예시과-1호").status_code == 302
    found = rows(team.db, "select reason, met_on from level_event where state = 'confirmed'")
    assert [tuple(each) for each in found] == [("예시 기관, 예시과-1호", "2026-11-20")]


def test_home_counts_what_the_list_holds(client, team):
    state_all(team)
    vote_everywhere(team)
    sign_in(client, "official")
    for state, n in (("decided", 2), ("confirmed", 0), ("confirmed", 2)):
        home = client.get("/").text
        word = {"decided": "의결을 기다리는 지역", "confirmed": "확정을 기다리는 지역"}[state]
        assert re.search(rf'{word}</span>\s*<span class="count">{n}<', home) and f"{LIST}?state={state}" in home
        assert ("전체 2건" in client.get(f"{LIST}?state={state}").text) == bool(n)
        if not n:
            act(client, f"{LIST}?step=words")


def test_what_hinders_an_area_keeps_it_off_the_list(client, team):
    page = sign_in(client, "official").get("/evaluation/decisions").text
    assert "현장검증단의 표를 기다림" in page and "분석가의 의견을 기다림" in page


def test_nobody_of_the_team_records_the_decision(client, team):
    assert sign_in(client, team.login("city")).get("/evaluation/decisions").status_code == 403
    assert sign_in(client, "expert").get("/evaluation/statements").status_code == 403


def test_what_one_or_two_firms_said_is_asked_about_without_its_kind_or_share(client, team, monkeypatch, request):
    before = opened(team)
    monkeypatch.setattr("app.evaluation.display.told.may_be_told", lambda firms, respondents: False)
    # What was decided once stays decided: not by the rule that this test puts in its place, nor afterwards.
    told.cache_clear()
    request.addfinalizer(told.cache_clear)
    spoke = {r["area_result_id"] for r in before if r["respondents"]}
    assert spoke and sorted(picks(opened(team))) == sorted(picks(before))
    assert {(r["fit"], r["share"]) for r in opened(team) if r["area_result_id"] in spoke} == {(None, None)}
    page = sign_in(client, "analyst").get("/evaluation/statements").text
    assert page.count('caution">의견 필요') == sum(r["area_result_id"] in spoke for r in before)
