"""An expert's hands on codes: judging with one, counting what stands."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.coding.codes import codes
from app.coding.codes.code_store import find
from app.coding.judging import judging, judgment_store
from app.coding.statements.segmenting import segment_round
from app.db import rows
from tests.coding.conftest import World


@dataclass
class Coding:
    """What a coder does with codes in the small round."""

    world: World

    @property
    def db(self):
        return self.world.db

    def make(self, name, theme="workforce", parent=None, **more):
        return codes.make(self.db, theme_code=theme, name=name, parent=parent, by=self.world.expert, **more)

    def code(self, code_id):
        return find(self.db, code_id)

    def event(self, code_id):
        return self.code(code_id).event_id

    def judge(self, part, code=None, theme="workforce", *, by=None, severity=3, **more):
        coder, segment = by or self.world.expert, self.world.segment(part)
        seen = judgment_store.newest_judgment(self.db, segment, coder)
        given = {"action": "add", "theme_code": theme, "code_id": code, "stance": "need", "severity": severity}
        return judging.judge(self.db, segment, coder_id=coder, seen=seen, **{**given, **more})

    def stands(self, by=None):
        """Theme, code, severity of every coding that stands, in the order it was given."""
        found = rows(
            self.db,
            "select theme_code, code_id, severity from coding where coder_id = ? order by id",
            [by or self.world.expert],
        )
        return [tuple(r) for r in found]


@pytest.fixture
def coding(world):
    segment_round(world.db, world.round_id)
    return Coding(world)
