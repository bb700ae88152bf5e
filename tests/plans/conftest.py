"""A response plan of two strategies and a prevention plan of B001, each with tasks; everything invented."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.codebook.publishing import install_first
from app.ids import new_id
from app.plans import planning, tasking
from app.plans.drafts import PlanDraft, TaskDraft
from app.plans.plans import Milestone, Strategy


@dataclass(frozen=True)
class Planned:
    """Ids: both plans, the strategies, the tasks of the response plan by title, the one measure."""

    response: str
    prevention: str
    strategies: tuple[str, str]
    tasks: dict[str, str]
    measure: str
    analyst: str


@pytest.fixture
def planned(db: Database, areas: dict[str, str], people: dict[str, str], round_id: str) -> Planned:
    install_first(db)
    by, first, second = people["analyst"], new_id(), new_id()
    head = PlanDraft(
        "예시 대응전략",
        occasion="예시 비상회의",
        met_on="2025-04-29",
        declared=426_500_000_000,
        strategies=(Strategy(first, "첫째"), Strategy(second, "둘째")),
    )
    response = planning.make_response_plan(db, head, round_id=round_id, person_id=by)
    wanted = [
        TaskDraft("시설자금", first, budget=100_000_000_000, milestones=(Milestone("공고", "2025-06-30"),)),
        TaskDraft("상담회", second, domain="market", themes=("market",)),
        TaskDraft("교육", second),
    ]
    tasks = {each.title: tasking.add_task(db, response, each, EVERYTHING, person_id=by) for each in wanted}
    draft = PlanDraft("예시 예방계획")
    prevention = planning.make_prevention_plan(db, areas["B001"], round_id, draft, person_id=by)
    measure = TaskDraft("상담 창구", domain="finance")
    made = tasking.add_task(db, prevention, measure, EVERYTHING, person_id=by)
    return Planned(response, prevention, (first, second), tasks, made, by)
