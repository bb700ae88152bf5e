"""The small round of coding, cut into statements: what memos stand on."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.coding.statements.segmenting import segment_round
from app.memos.store import Reader
from tests.coding.conftest import World, world

__all__ = ["world"]


@pytest.fixture
def cut(db: Database, world: World) -> World:
    segment_round(db, world.round_id)
    return world


@pytest.fixture
def near(cut: World) -> Reader:
    """The expert who may see B001 only."""
    return Reader(cut.expert, Scope(frozenset({cut.areas["B001"]})), blind=True)


@pytest.fixture
def wide(cut: World) -> Reader:
    """The other expert, who sees all areas."""
    return Reader(cut.second, EVERYTHING, blind=True)
