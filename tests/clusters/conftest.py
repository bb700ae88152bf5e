"""The small round of coding in which two firms and an expert named the same problem, its two areas in one cluster."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from app.areas import presets as areas_presets
from app.areas.store import replace_clusters
from app.clusters import presets
from app.db import writing
from tests.coding.conftest import World, world
from tests.corpus.conftest import coder, cut

__all__ = ["cut", "world"]


@pytest.fixture
def belt(db: Database, cut: World) -> World:
    areas_presets.install(db)
    presets.install(db)
    say = coder(cut)
    for part in ("숙련공", "임대료", "이 지역은"):
        say(part, "workforce", 4, who=cut.second)
    with writing(db):
        for area_id in cut.areas.values():
            replace_clusters(db, area_id, ["nakdong-river"])
    return cut
