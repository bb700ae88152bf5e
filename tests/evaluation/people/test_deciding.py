"""The council decides after the team, the ministry confirms; never backwards, never without grounds."""

from __future__ import annotations

import json
from datetime import date

import pytest

from app.accounts import signing_in
from app.errors import BadInput, Conflict
from app.evaluation.display.display import open_questions
from app.evaluation.display.stating import state as make_statement
from app.evaluation.people import telling
from app.evaluation.people.deciding import decide, hindrances
from app.evaluation.people.grounds import Grounds
from app.evaluation.people.visits import needs_visit
from app.evaluation.round import store
from tests.evaluation.conftest import LEVELS, Round
from tests.evaluation.team import SEEN, Team, all_for

REASONED = Grounds("local_context", "11월 20일 협의회 의결.", SEEN.evidence)


@pytest.fixture
def team(told: Round) -> Team:
    return Team(told)


def answer_questions(team: Team) -> None:
    for domain in open_questions(team.db, team.result()):
        who = team.round.people["analyst"]
        make_statement(team.db, team.result(), domain=domain, text="현장을 다녀와 확인한 내용입니다.", person_id=who)


def sign(
    team: Team, state: str, level: str, grounds: Grounds | None = None, *, area: str = "B001", day: int = 20
) -> None:
    decide(
        team.db,
        team.result(area),
        state=state,
        level=level,
        person_id=team.round.people["official"],
        grounds=grounds or Grounds(),
        met_on=date(2026, 11, day),
    )


def last(team: Team, area: str = "B001") -> dict[str, object]:
    return dict(store.events_of(team.db, team.result(area))[-1])


def test_a_level_goes_from_the_team_to_the_council_to_the_ministry_and_no_further(team: Team) -> None:
    level = team.computed()
    team.vote_all(all_for(level))
    answer_questions(team)
    sign(team, "decided", level)
    sign(team, "confirmed", level)
    assert [e["state"] for e in store.events_of(team.db, team.result())] == [
        *("computed", "validated", "decided", "confirmed")
    ]
    with pytest.raises(Conflict, match="상태가 바뀌었습니다"):
        sign(team, "decided", level)


def test_the_ministry_confirms_no_earlier_than_the_council_met(team: Team) -> None:
    level = team.computed()
    team.vote_all(all_for(level))
    answer_questions(team)
    sign(team, "decided", level)
    with pytest.raises(BadInput, match="이릅니다"):
        sign(team, "confirmed", level, day=19)
    assert last(team)["state"] == "decided"


def test_the_council_cannot_decide_before_the_team_nor_the_ministry_before_the_council(team: Team) -> None:
    answer_questions(team)
    with pytest.raises(Conflict, match="현장검증단의 표가 먼저"):
        sign(team, "decided", team.computed())
    with pytest.raises(Conflict, match="상태가 바뀌었습니다"):
        sign(team, "confirmed", team.computed())


def test_an_open_question_must_be_answered_before_sign_off(team: Team) -> None:
    team.vote_all(all_for(team.computed()))
    assert open_questions(team.db, team.result()), "the small round should leave a question open"
    with pytest.raises(Conflict, match="의견이 있어야"):
        sign(team, "decided", team.computed())
    answer_questions(team)
    sign(team, "decided", team.computed())
    assert last(team)["state"] == "decided"


def test_a_silent_domain_asks_only_before_a_level_worse_than_the_best(small: Round) -> None:
    """B002 is good, its score all from jobs, and nobody spoke: good as it is, and not raised without a word."""
    small.calm_nation()
    for area, change in (("B001", 0), ("B002", -2)):
        for indicator in (*LEVELS, "delinquency"):
            small.observe(area, indicator, change if indicator == "employees" else 0)
    team = Team(small)
    team.vote_all(all_for("good"), area="B002")
    result = store.find_result(team.db, team.result("B002"))
    assert result is not None and (result["level"], hindrances(team.db, result)) == ("good", [])
    silent = open_questions(team.db, result["id"], also="caution")
    assert result["score"] > 0 and silent == ["hr"] and open_questions(team.db, result["id"]) == []
    (line,) = (each for each in store.results_of(team.db, team.evaluation_id) if each["code"] == "B002")
    assert line["open"] == 0
    with pytest.raises(Conflict, match="의견이 있어야"):
        sign(team, "decided", "caution", REASONED, area="B002")
    for domain in silent:
        who = team.round.people["analyst"]
        make_statement(team.db, result["id"], domain=domain, text="공장을 찾아가 확인한 내용입니다.", person_id=who)
    sign(team, "decided", "caution", REASONED, area="B002")
    assert last(team, "B002")["level"] == "caution"


def test_an_override_without_evidence_is_refused_and_one_with_it_keeps_the_computed_level(team: Team) -> None:
    computed = team.computed()
    other = next(level for level in ("good", "caution", "serious") if level != computed)
    team.vote_all(all_for(computed))
    answer_questions(team)
    for grounds in (Grounds(), Grounds("other", "사유"), Grounds("", "사유", SEEN.evidence)):
        with pytest.raises(BadInput):
            sign(team, "decided", other, grounds)
    sign(team, "decided", other, REASONED)
    event = last(team)
    assert (event["level"], event["override"], event["reason_code"]) == (other, 1, "local_context")
    assert json.loads(str(event["evidence"]))[0]["kind"] == "text" and team.computed() == computed


def test_who_keeps_the_teams_override_need_not_give_its_grounds_again_but_undoing_it_needs_some(
    team: Team,
) -> None:
    computed = team.computed()
    other = next(level for level in ("good", "caution", "serious") if level != computed)
    team.vote_all(all_for(other))
    answer_questions(team)
    with pytest.raises(BadInput, match="근거"):
        sign(team, "decided", computed)
    sign(team, "decided", other)
    event = last(team)
    assert (event["override"], event["reason_code"]) == (1, "site_finding") and event["evidence"] != "[]"


def test_a_level_of_another_scheme_is_refused(team: Team) -> None:
    team.vote_all(all_for(team.computed()))
    answer_questions(team)
    with pytest.raises(BadInput, match="없는 단계"):
        sign(team, "decided", "danger", REASONED)


def test_a_firm_best_level_needs_no_vote_and_a_vote_below_the_quorum_does_not_block(team: Team) -> None:
    assert (team.computed("B002"), hindrances_of(team, "B002")) == ("good", [])
    sign(team, "decided", "good", area="B002")
    team.vote_all({"city": team.computed(), "technopark": None, "support_center": None})
    assert any("현장검증단" in each for each in hindrances_of(team, "B001"))
    team.vote_all({"mss": team.computed(), "expert": None})
    assert not any("현장검증단" in each for each in hindrances_of(team, "B001"))


def hindrances_of(team: Team, area: str) -> list[str]:
    result = store.find_result(team.db, team.result(area))
    assert result is not None
    return hindrances(team.db, result)


@pytest.mark.parametrize(
    ("level", "robustness", "visit"),
    [("good", 0.80, False), ("good", 0.79, True), ("caution", 1.0, True), (None, None, True)],
)
def test_the_team_visits_all_but_a_firm_best_level(
    told: Round, level: str | None, robustness: float | None, visit: bool
) -> None:
    from app.evaluation.round.presets import scheme_in_use

    result = {"level": level, "robustness": robustness, "firm": None}
    assert needs_visit(result, scheme_in_use(told.db)[1]) is visit


def test_an_inactive_account_cannot_be_given_a_seat(team: Team) -> None:
    from app.evaluation.people.seating import assign_seat

    signing_in.set_active(team.db, team.round.people["official"], active=False, by=None)
    with pytest.raises(BadInput, match="맡을 수 없는"):
        assign_seat(team.db, team.round.id, "mss", team.round.people["official"], by=None)


def test_a_level_decided_where_none_was_computed_is_told_without_a_dash(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "_votes", lambda *_: "")
    result = {"level": None, "level_now": "caution", "state": "decided", "met_on": "2026-12-01", "state_at": ""}
    event = {"state": "decided", "level": "caution", "reason_code": None}
    told = telling.standing_sentence(team.db, result)  # type: ignore[arg-type]
    told += telling.course_sentence(result, [event])  # type: ignore[arg-type, list-item]
    assert told.count("판단 유보") == 2 and "–" not in told
