"""The small evaluated round of the evaluation tests, for its reports."""

from __future__ import annotations

import pytest

from tests.evaluation.conftest import Round, small, told
from tests.evaluation.team import Team

__all__ = ["small", "told"]


@pytest.fixture
def team(told: Round) -> Team:
    return Team(told)
