"""What a theme lacks is counted by one function, and the two pages that tell it say the same."""

from __future__ import annotations

import re

import pytest

from app.coding.learning.learning import refit_on_base
from app.coding.learning.themes_now import Lack, ThemeNow
from tests.coding.learning.learned_world import teach
from tests.conftest import sign_in


@pytest.mark.parametrize(
    ("accepted", "rejected", "lacking"),
    [
        (33, 1, [("rejected", 1)]),
        (5, 1, [("rejected", 1), ("decisions", 13)]),
        (0, 0, [("accepted", 2), ("rejected", 2), ("decisions", 16)]),
        (10, 9, [("decisions", 1)]),
        (18, 2, [("refit", 0)]),
    ],
)
def test_on_the_base_two_on_either_side_and_twenty_together_are_needed(accepted, rejected, lacking) -> None:
    assert [(lack.what, lack.n) for lack in ThemeNow("t", accepted, rejected, on_base=True).lacks] == lacking


def test_a_theme_of_the_office_alone_needs_thirty_on_either_side() -> None:
    assert ThemeNow("t", 33, 1, on_base=False).lacks == (Lack("rejected", 29),)
    assert ThemeNow("t", 30, 30, on_base=False).lacks == (Lack("refit"),)
    figures = {"f1": 0.7, "lexicon_f1": 0.8, "always_yes": 0.6}
    assert ThemeNow("t", 30, 30, on_base=False, **figures).lacks == (Lack("f1"),)
    assert ThemeNow("t", 30, 30, on_base=False, shown=True).lacks == ()


def test_a_theme_learned_too_early_waits_for_a_refit_and_one_no_better_says_so() -> None:
    assert ThemeNow("t", 15, 9, on_base=True, f1=0.5, learned=12).lacks == (Lack("refit"),)
    assert ThemeNow("t", 15, 9, on_base=True, f1=0.5, learned=24).lacks == (Lack("loss"),)


def test_both_pages_say_the_same_of_a_theme(client, world) -> None:
    teach(world, 8, 3)
    refit_on_base(world.db, world.round_id)
    sign_in(client, "expert")
    states = [
        re.findall(r'models-missing small">(.*?)</ul>', client.get(path).text, re.S)
        for path in ("/models", "/review/enough")
    ]
    assert states[0] == states[1] and any("판단 9건이 더 모이면" in each for each in states[0])
