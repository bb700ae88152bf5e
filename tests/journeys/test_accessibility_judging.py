"""The other half of tests/journeys/test_accessibility.py: the pages of judging, in a process of their own."""

from __future__ import annotations

import pytest

from tests.journeys.examining import Window
from tests.journeys.helping.walking import Staged, built, hold, staged, window
from tests.journeys.visits_judging import JUDGING

__all__ = ["built", "staged", "window"]
pytestmark = pytest.mark.journey


@pytest.mark.parametrize("feature", JUDGING)
def test_axe_finds_nothing_wrong(staged: Staged, window: Window, feature: str) -> None:
    hold(staged, window, feature, JUDGING[feature])
