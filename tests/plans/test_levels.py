"""Nothing of a plan changes a level: the evaluation's package is the same to the byte with and without."""

from __future__ import annotations

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.db import rows
from app.evaluation.package.exporting import package_of
from app.evaluation.round.evaluating import evaluate_round
from app.plans import planning, tasking
from app.plans.drafts import PlanDraft, TaskDraft
from tests.conftest import all_rows
from tests.evaluation.conftest import Round, small, told

__all__ = ["small", "told"]


def test_an_evaluation_is_the_same_to_the_byte_with_a_plan_and_its_grounds(
    db: Database, told: Round, areas: dict[str, str], people: dict[str, str]
) -> None:
    first = evaluate_round(db, told.id, person_id=None)
    before, by = package_of(db, first), people["analyst"]
    plan_id = planning.make_prevention_plan(db, areas["B001"], told.id, PlanDraft("예시 계획"), person_id=by)
    draft = TaskDraft("예시 조치", domain="finance", budget=10**9, themes=("finance",))
    task_id = tasking.add_task(db, plan_id, draft, EVERYTHING, person_id=by)
    said = [each["id"] for each in rows(db, "select id from segment")]
    assert tasking.attach(db, task_id, said, EVERYTHING, person_id=by) == len(said) > 0
    assert tasking.attach(db, task_id, said, EVERYTHING, person_id=by) == 0
    assert tasking.detach(db, task_id, said[0], EVERYTHING, person_id=by)
    assert evaluate_round(db, told.id, person_id=None) == first  # the very same inputs
    assert package_of(db, first) == before
    assert len(all_rows(db, "plan_task_segment")) == len(said)  # ended, not removed
