"""The blind vote of the five seats."""

import pytest

from app.evaluation.method.votes import Ballot, team_level

SEATS = ["city", "technopark", "support_center", "mss", "expert"]


def vote(*levels):
    ballots = [
        Ballot(seat, level, "이해관계" if level is None else "") for seat, level in zip(SEATS, levels, strict=False)
    ]
    return team_level(ballots, levels=3)


def test_the_median_of_five_decides():
    assert vote(0, 1, 1, 2, 2).level == 1


def test_between_two_levels_the_worse_counts():
    assert vote(0, 0, 1, 1).level == 1
    assert vote(0, 0, 2, 2).level == 2


def test_one_abstention_leaves_a_quorum_and_two_do_not():
    four, three = vote(1, 1, 2, 1, None), vote(1, 1, 2, None, None)
    assert (four.level, four.quorate, four.abstained) == (1, True, 1)
    assert (three.level, three.quorate, three.cast) == (None, False, 3)


def test_votes_are_counted_per_level():
    assert vote(0, 1, 1, 2, None).counts == (1, 2, 1)


def test_nobody_has_voted_yet():
    assert team_level([], levels=3).level is None


def test_a_seat_votes_once():
    with pytest.raises(ValueError, match="twice"):
        team_level([Ballot("city", 1), Ballot("city", 2)], levels=3)


def test_an_abstention_names_its_conflict():
    with pytest.raises(ValueError, match="reason"):
        team_level([Ballot("city", None)], levels=3)


def test_a_level_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match=r"0\.\.2"):
        vote(3, 1, 1, 1)
