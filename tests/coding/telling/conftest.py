"""The small round of coding with firms that say one thing each."""

from __future__ import annotations

import pytest

from tests.coding.conftest import World, world
from tests.coding.telling.told_world import Saying

__all__ = ["world"]


@pytest.fixture
def saying(world: World) -> Saying:
    return Saying(world)
