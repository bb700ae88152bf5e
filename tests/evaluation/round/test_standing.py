"""What people decided stands when the round is evaluated again; the newer result is shown beside it."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from app.clock import now
from app.db import row, rows, writing
from app.errors import Conflict
from app.evaluation.display.display import open_questions
from app.evaluation.display.later import later_sentence
from app.evaluation.display.stating import state
from app.evaluation.people.deciding import decide
from app.evaluation.people.grounds import Grounds
from app.evaluation.round.evaluating import evaluate_round
from app.evaluation.round.evidence_store import later_inputs
from app.evaluation.round.standing_store import standing_lines, standing_result
from app.kept import KEPT
from app.reports.reporting import read_report
from tests.conftest import sign_in
from tests.evaluation.conftest import Round
from tests.evaluation.team import SEEN, Team, all_for

NOV = Grounds("site_finding", "11월 20일 협의회 의결입니다.", SEEN.evidence)


@pytest.fixture
def team(told: Round) -> Team:
    return Team(told)


def again(team: Team) -> str:
    """A new voice comes in and the round is evaluated again; returns the new result's id."""
    team.round.code(team.round.answer("B001", text="예시 뒤늦은 답변입니다."), "market", 5)
    team.evaluation_id = evaluate_round(team.db, team.round.id, person_id=None)
    return team.result()


def standing(team: Team) -> str:
    found = standing_result(team.db, team.round.id, team.round.areas["B001"])
    assert found is not None
    return str(found["id"])


def test_a_validated_level_stands_on_every_page_when_the_round_is_evaluated_again(
    client: FlaskClient, team: Team
) -> None:
    first, area = team.result(), team.round.areas["B001"]
    team.vote_all(all_for("caution"))
    second = again(team)
    assert first != second and standing(team) == first
    round_ = row(team.db, "select * from round where id = ?", [team.round.id])
    assert round_ is not None
    told = read_report(team.db, area, round_)
    assert told is not None and (told.level, told.state) == ("caution", "validated")
    sign_in(client, "official")
    for page in ("/areas", f"/areas/{area}", "/evaluation", f"/areas/{area}/evaluation", "/reports"):
        assert "주의" in client.get(page).text, page
    for page in (f"/areas/{area}", f"/areas/{area}/evaluation", f"/reports/areas/{area}"):
        assert "새로 계산한 결과: 심각" in client.get(page).text, page
    assert "새로 계산: 심각" in client.get("/evaluation").text
    newer = client.get(f"/areas/{area}/evaluation?evaluation={team.evaluation_id}").text
    assert "지금의 단계는 ‘주의’(현장검증" in newer


def test_without_anything_decided_the_newest_result_stands_and_old_votes_stay_with_the_old_one(team: Team) -> None:
    old = team.result()
    team.vote("city", "serious")
    new = again(team)
    assert standing(team) == new
    team.vote("city", "caution")
    assert [r["area_result_id"] for r in rows(team.db, "select * from vote order by id")] == [old, new]


def test_the_newer_result_takes_over_once_the_team_has_validated_it(team: Team) -> None:
    team.vote_all(all_for("serious"))
    old, new = team.result(), again(team)
    team.vote_all(all_for("caution"))
    assert standing(team) == new
    with pytest.raises(Conflict, match="새로 평가한 결과"):
        sign(team, old, "serious")


def test_the_council_may_still_decide_what_stands_after_a_re_run(team: Team) -> None:
    team.vote_all(all_for("serious"))
    old = team.result()
    answer_questions(team, old)
    again(team)
    sign(team, old, "serious")
    lines = {r["code"]: r for r in standing_lines(team.db, team.round.id)}
    assert (lines["B001"]["state"], lines["B001"]["level_now"], lines["B001"]["newer_level"]) == (
        *("decided", "serious", "serious"),
    )
    assert lines["B002"]["newer_id"] is None


def test_what_stands_is_kept_as_a_full_recount_has_it_after_every_act(team: Team) -> None:
    kept = KEPT["stands_now"]
    acts = (
        lambda: team.vote_all(all_for("serious")),
        lambda: answer_questions(team, team.result()),
        lambda: again(team),
        lambda: sign(team, standing(team), "serious"),
        lambda: team.vote_all(all_for("caution")),
        lambda: evaluate_round(team.db, team.round.id, person_id=None, draws=200),
    )
    for act in acts:
        act()
        assert kept.wrong(team.db) == []
    levels = {r["level"] for r in rows(team.db, "select level from stands_now where id = ?", [standing(team)])}
    assert levels == {"caution"}
    with writing(team.db):
        team.db.conn.execute("update stands_now set level = 'good' where area_id = ?", [team.round.areas["B001"]])
    assert len(kept.wrong(team.db)) == 2
    kept.mend(team.db)
    assert kept.wrong(team.db) == []


def test_the_next_round_looks_back_on_what_stands_not_on_the_last_run(team: Team) -> None:
    from app.evaluation.round.standing_store import standing_scores

    team.vote_all(all_for("serious"))
    first = row(team.db, "select score, level from area_result where id = ?", [team.result()])
    again(team)
    assert first is not None
    assert standing_scores(team.db, team.round.id, known_at=now())[team.round.areas["B001"]] == (
        first["score"],
        first["level"],
    )


def test_what_came_after_the_evaluation_is_counted_until_the_round_is_evaluated_again(team: Team) -> None:
    assert later_sentence(later_inputs(team.db, team.round.id)) == ""
    segment = team.round.answer("B001", text="예시 뒤늦은 답변입니다.")
    team.round.code(segment, "market", 5)
    team.round.code(segment, "finance", 2)
    told = "이 평가 뒤에 들어온 자료가 있습니다(판단 2건, 설문 응답 1건). 다시 평가해 주십시오."
    assert later_sentence(later_inputs(team.db, team.round.id)) == told
    evaluate_round(team.db, team.round.id, person_id=None)
    assert later_sentence(later_inputs(team.db, team.round.id)) == ""


def test_data_that_change_nothing_ask_for_one_more_run_and_then_for_none(team: Team) -> None:
    with writing(team.db):
        run = team.round.import_id
        team.db.conn.execute("update import_run set at = '2999-01-01' where id = ?", [run])
        team.db.conn.execute("update import_run set at = strftime('%Y-%m-%dT%H:%M:%f', 'now') where id = ?", [run])
    assert "지표" in later_sentence(later_inputs(team.db, team.round.id))
    assert evaluate_round(team.db, team.round.id, person_id=None) == team.evaluation_id
    assert later_sentence(later_inputs(team.db, team.round.id)) == ""


def test_who_holds_a_seat_neither_sees_nor_records_the_councils_decision(client: FlaskClient, team: Team) -> None:
    team.vote_all(all_for(team.computed()))
    answer_questions(team, team.result())
    page = f"/evaluation/{team.result()}/validation"
    assert "의결·확정 기록하기" in sign_in(client, "official").get(page).text
    sign_in(client, team.login("mss"))
    assert "의결·확정 기록하기" not in client.get(page).text
    assert client.get(f"/evaluation/{team.result()}/decision").status_code == 403
    with pytest.raises(Conflict, match="자리를 맡은 사람"):
        sign(team, team.result(), team.computed(), who=team.people["mss"])


def sign(team: Team, result_id: str, level: str, who: str | None = None) -> None:
    person = who or team.round.people["official"]
    decide(team.db, result_id, state="decided", level=level, person_id=person, grounds=NOV, met_on=date(2026, 11, 20))


def answer_questions(team: Team, result_id: str) -> None:
    for domain in open_questions(team.db, result_id):
        who = team.round.people["analyst"]
        state(team.db, result_id, domain=domain, text="현장에서 확인한 내용입니다.", person_id=who)
