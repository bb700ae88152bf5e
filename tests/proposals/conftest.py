"""The small round of coding, cut into statements, with a proposal of a firm's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from sqlite_utils import Database

from app.coding.statements.segmenting import segment_round
from app.db import scalar
from app.proposals.keeping import making
from app.proposals.keeping.proposal import Draft
from tests.coding.conftest import World, world

__all__ = ["world"]


@dataclass
class Proposed:
    """The round, and quick ways to propose in it."""

    world: World
    db: Database
    facilitator: str
    analyst: str

    def make(self, *parts: str, title: str = "숙련공을 구하게 해 달라", **more: str) -> str:
        """A proposal that stands on the statements with these words."""
        draft = Draft(title, more.pop("text", "사람을 구하는 일을 도와 달라는 제안입니다."), ("workforce",), **more)
        segments = [self.world.segment(part) for part in parts]
        whom = {"person_id": self.facilitator}
        return making.make(self.db, self.world.round_id, draft, segments, **whom, made_on=date.min)

    @property
    def series(self) -> str:
        return str(scalar(self.db, "select id from series"))


@pytest.fixture
def proposed(db: Database, world: World, people: dict[str, str]) -> Proposed:
    segment_round(db, world.round_id)
    return Proposed(world, db, people["facilitator"], people["analyst"])
