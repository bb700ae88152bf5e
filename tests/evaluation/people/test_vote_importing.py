"""Votes from a file: all or none, as the votes of their seats, settled where every seat voted."""

from __future__ import annotations

import pytest

from app.db import scalar
from app.errors import BadInput
from app.evaluation.people.importing import import_votes
from app.evaluation.round import store
from tests.conftest import all_rows
from tests.evaluation.conftest import Round
from tests.evaluation.team import Team

HEAD = "밀집지역코드,자리,수준,사유,기권사유\n"
COMPLETE = (
    HEAD
    + "\n".join(
        f"B001,{seat},{level},{seat}의 사유입니다,"
        for seat, level in (
            ("city", "serious"),
            ("technopark", "serious"),
            ("support_center", "serious"),
            ("mss", "caution"),
        )
    )
    + "\nB001,expert,,,공동 연구를 하고 있습니다\n"
)


@pytest.fixture
def team(told: Round) -> Team:
    return Team(told)


def test_four_votes_and_an_abstention_settle_the_level_and_are_marked_as_example(team: Team) -> None:
    done = import_votes(team.db, COMPLETE.encode("utf-8-sig"), "표.csv", person_id=None, example=True)
    assert (done.new, done.unchanged, done.settled) == (5, 0, 1)
    event = store.events_of(team.db, team.result())[-1]
    assert (event["state"], event["level"], event["example"]) == ("validated", "serious", 1)
    assert {v["example"] for v in all_rows(team.db, "vote")} == {1}
    assert scalar(team.db, "select person_id from vote where seat = 'mss'") == team.people["mss"]


def test_the_same_file_again_changes_nothing(team: Team) -> None:
    import_votes(team.db, COMPLETE.encode("cp949"), "표.csv", person_id=None)
    again = import_votes(team.db, COMPLETE.encode("utf-8"), "표.csv", person_id=None)
    assert (again.new, again.unchanged, again.settled) == (0, 5, 0)
    assert len(store.events_of(team.db, team.result())) == 2


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("B999,city,good,사유입니다,", "평가 결과가 없습니다"),
        ("B001,mayor,good,사유입니다,", "쓸 수 없는 값"),
        ("B001,city,terrible,사유입니다,", "없는 단계"),
        ("B001,city,danger,사유입니다,", "없는 단계"),
        ("B001,city,good,,", "비어 있습니다"),
        ("B001,city,,,", "단계도 기권사유도 없습니다"),
        ("B001,city,good,사유입니다,기권합니다", "함께 있습니다"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_taken(team: Team, line: str, what: str) -> None:
    text = HEAD + "B001,mss,caution,맞는 사유입니다,\n" + line + "\n"
    with pytest.raises(BadInput) as error:
        import_votes(team.db, text.encode(), "표.csv", person_id=None)
    (problem,) = error.value.problems
    assert problem.where.startswith("3행") and what in problem.what
    assert all_rows(team.db, "vote") == []


def test_a_second_other_vote_of_a_seat_is_named_with_its_row(team: Team) -> None:
    import_votes(team.db, (HEAD + "B001,city,caution,처음 사유,\n").encode(), "표.csv", person_id=None)
    with pytest.raises(BadInput) as error:
        import_votes(team.db, (HEAD + "B001,city,serious,나중 사유,\n").encode(), "표.csv", person_id=None)
    assert "이미 들어와 있습니다" in error.value.problems[0].what


def test_korean_words_of_seat_and_level_are_understood_and_an_empty_seat_is_named(team: Team) -> None:
    with team.db.conn:
        team.db.conn.execute("delete from seat where seat = 'mss'")
    text = HEAD + "B001,부산시 공무원,주의,사유입니다,\nB001,mss,주의,사유입니다,\n"
    with pytest.raises(BadInput) as error:
        import_votes(team.db, text.encode(), "표.csv", person_id=None)
    assert [p.what for p in error.value.problems] == ["이 자리를 맡은 사람이 없습니다"]
