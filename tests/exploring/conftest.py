"""The small round of coding with its words read: what exploring counts."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.coding.suggesting.suggesting import suggest_round
from app.exploring.choices import Sight
from nlp.vectors.encoding import SETTING
from tests.coding.conftest import World, world

__all__ = ["world"]


@pytest.fixture
def read(db: Database, world: World) -> World:
    """The round cut, its themes suggested, its words read."""
    suggest_round(db, world.round_id)
    return world


@pytest.fixture
def wordy(db: Database, world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The same, with no vectors made: as before an update that brought them."""
    monkeypatch.setenv(SETTING, "0")
    suggest_round(db, world.round_id)
    monkeypatch.setenv(SETTING, "1")
    return world


@pytest.fixture
def wide(read: World) -> Sight:
    return Sight(EVERYTHING, read.round_id)


@pytest.fixture
def near(read: World) -> Sight:
    """The sight of somebody who may see B001 only."""
    return Sight(Scope(frozenset({read.areas["B001"]})), read.round_id)
