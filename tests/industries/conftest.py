"""Two cycles: three industries of the first, two candidates of the next; a firm of an industry of the register."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlite_utils import Database

from app.areas import presets as areas_presets
from app.db import scalar
from app.industries import store
from app.industries.cycle import Industry, Meeting, Proposal
from app.industries.deciding import draft, rule
from app.industries.editing import add, make_cycle
from tests.coding.conftest import world

__all__ = ["world"]

MEETING = Meeting("2026-11-20", 12, 10)


@dataclass
class Listed:
    """The two cycles, their industries by code, and quick ways to propose and decide."""

    db: Database
    before: str
    after: str

    def id_of(self, code: str) -> str:
        return str(scalar(self.db, "select id from key_industry where code = ? and origin_id is null", [code]))

    def propose(self, code: str, verdict: str, **more: str) -> str:
        db = self.db
        industry, cycle = store.find_industry(db, self.id_of(code)), store.find_cycle(db, self.after)
        assert industry is not None and cycle is not None
        if "successor" in more:
            more["successor_id"] = self.id_of(more.pop("successor"))
        proposal = Proposal(verdict, more.pop("reason", "예시 사유"), **more)
        return draft(db, industry, cycle, proposal, person_id=None)

    def decide(self, code: str, verdict: str, **more: str) -> str:
        decision_id = self.propose(code, verdict, **more)
        rule(self.db, [decision_id], MEETING, person_id=None)
        return decision_id

    def of_list(self) -> dict[str, str]:
        """Names of the second cycle's industries to their kind."""
        cycle = store.find_cycle(self.db, self.after)
        assert cycle is not None
        return {r["name_ko"]: r["kind"] for r in store.industries(self.db, cycle["id"])}


@pytest.fixture
def listed(db: Database, people: dict[str, str]) -> Listed:
    areas_presets.install(db)
    before = make_cycle(db, (2018, 2022), before="", person_id=None)
    after = make_cycle(db, (2023, 2027), before=before, person_id=None)
    for code, cycle, kind in (
        *(("A-1", before, "main"), ("A-2", before, "main"), ("A-3", before, "main")),
        *(("N-1", after, "main"), ("N-2", after, "future")),
    ):
        row = store.find_cycle(db, cycle)
        assert row is not None
        told = Industry(code, f"예시 산업 {code}", kind, "부산", source="예시", as_of="2026-11-22", example=True)
        add(db, row, told, person_id=None)
    return Listed(db, before, after)
