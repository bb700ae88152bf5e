"""The invented industries of the example round: a cycle, candidates for the next, drafts, and what a committee decided.

The drafts of the office's own city wait for the committee, so that there is something to decide; two stand on statements.
"""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from app.coding.statements.voices import problem_codings
from app.db import rows, writing
from app.industries import decision_store, store
from app.industries.cycle import Meeting
from app.industries.deciding import rule
from app.industries.editing import make_cycle
from app.industries.importing import bring

BEFORE, AFTER = (2018, 2022), (2023, 2027)
MEETING = Meeting("2022-11-24", 12, 10, "예시 회의입니다.")
OWN = "부산"
# So many of the gravest statements of an industry's firms are attached to its draft.
ATTACHED = 3


def load_industries(db: Database, folder: Path, round_id: str) -> None:
    """Bring the example's files and decide what is not the city's own. May be repeated."""
    if store.list_cycles(db):
        return
    with writing(db):
        before = make_cycle(db, BEFORE, before="", person_id=None)
        after = make_cycle(db, AFTER, before=before, person_id=None)
        for name, kind, code in (
            ("list.csv", "list", before),
            ("candidates.csv", "list", after),
            ("decisions.csv", "decisions", after),
            ("incentives.csv", "incentives", before),
        ):
            cycle = store.find_cycle(db, code)
            assert cycle is not None
            bring(db, kind, cycle, (folder / name).read_bytes(), name, None)
        _decide(db, after, round_id)


def _decide(db: Database, code: str, round_id: str) -> None:
    cycle = store.find_cycle(db, code)
    assert cycle is not None
    waiting = decision_store.waiting(db, cycle["id"])
    rule(db, [each["id"] for each in waiting if each["province"] != OWN], MEETING, person_id=None)
    for each in waiting:
        if each["province"] == OWN:
            _attach(db, each["id"], each["industry_id"], round_id)


def _attach(db: Database, decision_id: str, industry_id: str, round_id: str) -> None:
    """The gravest statements of the industry's firms and their themes as grounds of its draft."""
    found = store.find_industry(db, industry_id)
    said = rows(
        db,
        """select re.id from respondent re join firm f on f.id = re.firm_id
           where re.round_id = ? and f.industry_code = ?""",
        [round_id, found["industry_code"] if found else None],
    )
    firms = {r["id"] for r in said}
    there = sorted((c for c in problem_codings(db, round_id) if c.respondent_id in firms), key=lambda c: -c.severity)
    chosen = {c.segment_id: c.theme_code for c in reversed(there[:ATTACHED])}
    decision_store.attach(db, decision_id, chosen, person_id=None)
    decision_store.put_themes(db, decision_id, chosen.values())
