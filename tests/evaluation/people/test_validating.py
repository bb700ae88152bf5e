"""The team votes blind, once; the median decides; another level than the computed one needs grounds."""

from __future__ import annotations

import json

import pytest
from sqlite_utils import Database

from app.db import rows, scalar
from app.errors import BadInput, Conflict
from app.evaluation.people import balloting, seating
from app.evaluation.people.grounds import Grounds, Reference, joined
from app.evaluation.people.telling import signature
from app.evaluation.people.validating import cast_vote, close_vote
from app.evaluation.round import store
from tests.conftest import all_rows
from tests.evaluation.conftest import Round
from tests.evaluation.team import SEEN, Team, all_for


@pytest.fixture
def team(told: Round) -> Team:
    return Team(told)


def events(team: Team, area: str = "B001") -> list[tuple[str, str, int]]:
    found = store.events_of(team.db, team.result(area))
    return [(e["state"], e["level"], e["override"]) for e in found]


def test_five_votes_for_the_computed_level_validate_it_without_grounds(team: Team) -> None:
    level = team.computed()
    assert team.vote_all(all_for(level)) == level
    assert events(team) == [("computed", level, 0), ("validated", level, 0)]


def test_four_votes_leave_the_level_computed_until_the_analyst_closes(team: Team) -> None:
    level = team.computed()
    for seat in seating.SEATS[:4]:
        assert team.vote(seat, level) is None
    assert events(team) == [("computed", level, 0)]
    assert close_vote(team.db, team.result(), person_id=team.round.people["analyst"], note="한 자리 출장") == level
    last = store.events_of(team.db, team.result())[-1]
    assert (last["state"], last["reason"], last["override"]) == ("validated", "한 자리 출장", 0)
    with pytest.raises(Conflict, match="투표가 이미 끝났습니다"):
        team.vote(seating.SEATS[4], level)


def test_a_level_by_votes_is_signed_by_the_team_and_not_by_who_abstained_last(team: Team) -> None:
    level = team.computed()
    team.vote_all({**all_for(level), "expert": None})
    event = store.events_of(team.db, team.result())[-1]
    assert (event["state"], event["person_id"], event["person_name"]) == ("validated", None, None)
    assert (event["votes_for"], event["votes_cast"], event["abstained"]) == (4, 4, 1)
    assert signature(event) == "현장검증단(4표 중 4표, 기권 1표)"
    assert scalar(team.db, "select person_id from audit where action = 'level validated'") is None


def test_who_closes_a_vote_stands_in_the_trail_and_not_under_the_level(team: Team) -> None:
    team.vote_all(dict.fromkeys(("city", "technopark", "support_center", "mss"), team.computed()))
    close_vote(team.db, team.result(), person_id=team.round.people["analyst"])
    assert store.events_of(team.db, team.result())[-1]["person_id"] is None
    closer = scalar(team.db, "select person_id from audit where action = 'level validated'")
    assert closer == team.round.people["analyst"]


def test_three_votes_and_an_abstention_are_below_the_quorum(team: Team) -> None:
    for seat in seating.SEATS[:3]:
        team.vote(seat, team.computed())
    team.vote(seating.SEATS[3], None)
    with pytest.raises(Conflict, match="3장이라 정족수 4장"):
        close_vote(team.db, team.result(), person_id=team.round.people["analyst"])


def test_two_levels_in_balance_give_the_worse_one(team: Team) -> None:
    votes: dict[str, str | None] = dict(zip(seating.SEATS, ("good", "good", "serious", "serious", None), strict=True))
    assert team.vote_all(votes) == "serious"


def test_a_team_level_other_than_the_computed_one_keeps_it_and_rests_on_the_votes_grounds(team: Team) -> None:
    computed = team.computed()
    other = "serious" if computed != "serious" else "caution"
    votes = dict(zip(seating.SEATS, (other, other, other, computed, computed), strict=True))
    assert team.vote_all(votes) == other
    last = store.events_of(team.db, team.result())[-1]
    assert (last["override"], last["reason_code"]) == (1, "site_finding")
    assert "부산시 공무원: city 자리의 판단입니다." in last["reason"]
    assert json.loads(last["evidence"]) == [{"kind": "text", "text": SEEN.evidence[0].text}]
    assert team.computed() == computed


@pytest.mark.parametrize(
    ("grounds", "missing"),
    [
        (None, "사유"),
        (Grounds("site_finding", "", ()), "근거"),
        (Grounds("", "", SEEN.evidence), "사유"),
        (
            Grounds("site_finding", "", (Reference("segment", "0192aaaa-0000-7000-8000-000000000000"),)),
            "근거",
        ),
    ],
)
def test_a_vote_for_another_level_is_refused_without_a_reason_code_and_evidence_of_the_area(
    team: Team, grounds: Grounds | None, missing: str
) -> None:
    other = next(level for level in ("good", "caution", "serious") if level != team.computed())
    with pytest.raises(BadInput, match=missing):
        team.vote("city", other, grounds=grounds)
    assert all_rows(team.db, "vote") == []


def test_what_was_said_in_the_area_is_evidence_and_what_was_said_elsewhere_is_not(team: Team) -> None:
    here = scalar(team.db, "select id from segment where text like '%B001 답변 1번%'")
    there = team.round.answer("B002")
    other = next(level for level in ("good", "caution", "serious") if level != team.computed())
    with pytest.raises(BadInput, match="이 지역의 자료가 아닌 것이 1건"):
        team.vote("city", other, grounds=Grounds("other", "", (Reference("segment", there),)))
    team.vote("city", other, grounds=Grounds("other", "", (Reference("segment", here),)))
    assert json.loads(scalar(team.db, "select evidence from vote")) == [{"kind": "segment", "ref": here}]


def test_voting_twice_is_a_conflict_and_the_first_vote_stays(team: Team) -> None:
    team.vote("mss", team.computed())
    with pytest.raises(Conflict, match="이미 들어와 있습니다"):
        team.vote("mss", None)
    assert [v["conflict"] for v in all_rows(team.db, "vote")] == [0]


def test_who_has_no_seat_cannot_vote_and_a_vote_needs_a_reason_and_a_level_of_the_scheme(team: Team) -> None:
    who = team.round.people["official"]
    with pytest.raises(Conflict, match="검증단이 아니어서"):
        cast_vote(team.db, team.result(), person_id=who, level="good", reason="까닭입니다.")
    with pytest.raises(BadInput, match="사유"):
        cast_vote(team.db, team.result(), person_id=team.people["city"], level=team.computed(), reason="  ")
    with pytest.raises(BadInput, match="없는 단계"):
        team.vote("city", "danger")


def test_the_trail_tells_who_voted_and_never_what(team: Team) -> None:
    team.vote("expert", "serious")
    (entry,) = [a for a in all_rows(team.db, "audit") if a["action"] == "vote cast"]
    assert json.loads(str(entry["detail"])) == {"seat": "expert"}


def test_a_seat_sees_no_other_vote_before_the_end_and_all_of_them_after(team: Team) -> None:
    computed = team.computed()
    team.vote("city", computed)

    def seen(seat: str) -> dict[str, str | None]:
        result = store.find_result(team.db, team.result())
        assert result is not None
        box = balloting.read_box(team.db, result, team.people[seat])
        return {line.seat: line.vote["level"] for line in box.lines if line.vote}

    assert seen("city") == {"city": computed} and seen("mss") == {}
    for seat in seating.SEATS[1:]:
        team.vote(seat, computed)
    assert seen("mss") == all_for(computed)


def test_a_vote_on_a_result_that_was_evaluated_anew_is_a_conflict(team: Team) -> None:
    from app.evaluation.round.evaluating import evaluate_round

    team.round.voices("B001", (5, 5))
    old = team.result()
    assert evaluate_round(team.db, team.round.id, person_id=None) != team.evaluation_id
    with pytest.raises(Conflict, match="새로 평가한 결과"):
        cast_vote(team.db, old, person_id=team.people["city"], level=None, reason="이해관계가 있습니다.")


def test_grounds_of_several_seats_become_one_with_every_reference_once() -> None:
    first = Grounds("other", "하나", (Reference("segment", "a"), Reference("text", text="봄")))
    second = Grounds("data_error", "둘", (Reference("segment", "a"),))
    third = Grounds("data_error", "셋", ())
    assert joined([first, second, third]) == Grounds(
        "data_error", "하나\n둘\n셋", (Reference("segment", "a"), Reference("text", text="봄"))
    )


def test_a_person_sits_in_one_seat_and_only_officials_and_experts_sit(team: Team, db: Database) -> None:
    with pytest.raises(BadInput, match="이미 다른 자리"):
        seating.assign_seat(db, team.round.id, "mss", team.people["city"], by=None)
    with pytest.raises(BadInput, match="맡을 수 없는"):
        seating.assign_seat(db, team.round.id, "mss", team.round.people["analyst"], by=None)
    with pytest.raises(BadInput, match="없는 자리"):
        seating.assign_seat(db, team.round.id, "mayor", team.round.people["official"], by=None)
    seating.assign_seat(db, team.round.id, "mss", team.round.people["official"], by=None)
    held = {r["seat"]: r["person_id"] for r in rows(db, "select * from seat")}
    assert held["mss"] == team.round.people["official"] and len(held) == 5


def test_seats_may_move_along_a_chain_but_not_swap_in_one_step(team: Team, db: Database) -> None:
    city, mss = team.people["city"], team.people["mss"]
    chain = {"city": team.round.people["official"], "mss": city}
    seating.assign_seats(db, team.round.id, chain, by=None)
    assert scalar(db, "select person_id from seat where seat = 'mss'") == city
    seating.assign_seats(db, team.round.id, {"city": mss}, by=None)
    with pytest.raises(BadInput, match="서로 바꿀 수 없습니다"):
        seating.assign_seats(db, team.round.id, {"city": city, "mss": mss}, by=None)
