"""Which statements carry which codes: hand-made places, one text of six statements and one of two."""

from __future__ import annotations

import numpy as np
import pytest

from app.corpus.matching import Ids, Places, meet


def ids(*numbers: int) -> Ids:
    return np.array(numbers, dtype=np.int64)


# Text 1 has speeches 10 (statements 1, 2) and 11 (3, 4, 5, 6); text 2 follows at once and is one speech (7, 8).
PLACES = Places(
    ids(1, 2, 3, 4, 5, 6, 7, 8),
    ids(1, 1, 1, 1, 1, 1, 2, 2),
    ids(10, 10, 11, 11, 11, 11, 20, 20),
    ids(0, 1, 2, 3, 4, 5, 0, 1),
)
MONEY, PEOPLE, EXPORT = ids(1, 3, 7), ids(3, 4, 6), ids(2, 8)


@pytest.mark.parametrize(
    ("near", "found"),
    [("", [3]), ("turn", [3, 4, 6]), ("1", [3, 4]), ("2", [1, 3, 4]), ("3", [1, 3, 4, 6]), ("10", [1, 3, 4, 6])],
)
def test_both_codes_meet_within_the_reach_that_is_asked_for(near: str, found: list[int]) -> None:
    assert meet([MONEY, PEOPLE], [], [], near=near, places=PLACES).tolist() == found


def test_one_of_several_is_enough_where_any_is_asked_for() -> None:
    assert meet([], [MONEY, EXPORT], []).tolist() == [1, 2, 3, 7, 8]
    assert meet([PEOPLE], [MONEY, EXPORT], []).tolist() == [3]


def test_a_code_that_may_not_be_there_shuts_out_what_it_reaches() -> None:
    assert meet([MONEY], [], [PEOPLE]).tolist() == [1, 7]
    assert meet([MONEY], [], [EXPORT], near="turn", places=PLACES).tolist() == [3]
    assert meet([], [], [MONEY], every=PLACES.ids).tolist() == [2, 4, 5, 6, 8]


def test_nothing_reaches_from_one_text_into_the_next() -> None:
    assert meet([ids(6), ids(7)], [], [], near="10", places=PLACES).tolist() == []
