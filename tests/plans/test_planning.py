"""Making and changing plans: every version stays, a day reads what stood then, nothing points to what is not there."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.clock import today
from app.db import row, writing
from app.errors import Conflict
from app.plans import planning, store, tasking
from app.plans.drafts import Flawed, PlanDraft, Stale, TaskDraft, plan_draft, task_draft
from app.plans.plans import Event, Milestone, Plan, Strategy, changes
from app.plans.reading import plans_of_area, plans_told, read_plan
from tests.conftest import all_rows
from tests.plans.conftest import Planned


def whole(db: Database, plan_id: str, as_of: str = "") -> Plan:
    found = read_plan(db, plan_id, EVERYTHING, as_of=as_of)
    assert found is not None
    return found


def tell(db: Database, planned: Planned, title: str, *event: str) -> bool:
    return tasking.tell_status(db, planned.tasks[title], Event(*event), EVERYTHING, person_id=planned.analyst)


def test_a_plan_of_an_earlier_meeting_stood_from_its_day_on(db: Database, planned: Planned) -> None:
    assert read_plan(db, planned.response, EVERYTHING, as_of="2025-04-28") is None
    then = whole(db, planned.response, "2025-04-29")
    assert [task.title for task in then.tasks] == ["시설자금", "상담회", "교육"]
    assert {task.status for task in then.tasks} == {"planned"}
    assert (then.money.known, then.money.unknown, then.declared) == (100_000_000_000, 2, 426_500_000_000)


def test_the_state_three_months_later_is_read_from_what_was_told_until_then(db: Database, planned: Planned) -> None:
    assert tell(db, planned, "시설자금", "under_way", "2025-05-28", "공고했습니다.")
    assert tell(db, planned, "시설자금", "done", "2026-03-31")
    assert tell(db, planned, "상담회", "stopped", "2025-07-01", "예산이 없습니다.")
    then, now = whole(db, planned.response, "2025-07-29"), whole(db, planned.response)
    assert [task.status for task in then.tasks] == ["under_way", "stopped", "planned"]
    assert [task.status for task in now.tasks] == ["done", "stopped", "planned"]
    assert then.tasks[0].days_late(then.day) == 29  # due on 30 June and never reached
    found = changes(whole(db, planned.response, "2025-04-29").tasks, then.tasks)
    assert [(each.task.title, each.what) for each in found] == [("시설자금", "status"), ("상담회", "status")]


def test_what_is_told_late_takes_its_place_by_its_day(db: Database, planned: Planned) -> None:
    tell(db, planned, "교육", "done", "2026-01-10")
    assert tell(db, planned, "교육", "under_way", "2025-09-01")
    assert [e["status"] for e in store.events_of(db, planned.tasks["교육"])] == ["done", "under_way", "planned"]
    assert whole(db, planned.response).tasks[2].status == "done"


@pytest.mark.parametrize(
    ("event", "field"),
    [
        (("stopped", "2026-01-01"), "note"),
        (("done", (today() + timedelta(days=1)).isoformat()), "on_day"),
        (("done", "2025-04-28"), "on_day"),
        (("late", "2026-01-01"), "status"),
    ],
)
def test_a_state_without_reason_or_on_no_day_of_the_plan_is_refused(
    db: Database, planned: Planned, event: tuple[str, ...], field: str
) -> None:
    with pytest.raises(Flawed) as refused:
        tell(db, planned, "교육", *event)
    assert [flaw.field for flaw in refused.value.flaws] == [field]


def test_a_change_is_a_new_version_from_today_and_an_equal_one_none(db: Database, planned: Planned) -> None:
    task_id = planned.tasks["상담회"]
    stands = whole(db, planned.response).tasks[1]
    wanted = replace(task_draft(stands), budget=5_000_000, themes=("market", "market", "finance"))
    kept = {"person_id": planned.analyst, "seen": tasking.fingerprint(stands)}
    assert tasking.change_task(db, task_id, wanted, EVERYTHING, **kept)
    assert whole(db, planned.response, "2025-12-31").tasks[1].budget is None
    now = whole(db, planned.response).tasks[1]
    assert (now.budget, now.themes) == (5_000_000, ("finance", "market"))
    assert not tasking.change_task(db, task_id, wanted, EVERYTHING, **kept)  # says that already, however old the page
    with pytest.raises(Stale):
        tasking.change_task(db, task_id, replace(wanted, term="short"), EVERYTHING, **kept)
    assert len(store.versions_of(db, task_id)) == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"strategy": "gone"}, "strategy"),
        ({"domain": "weather"}, "domain"),
        ({"themes": ("weather",)}, "themes"),
        ({"owner_id": "nobody"}, "owner"),
        ({"milestones": (Milestone("가", "2026-01-01"), Milestone("가", "2026-02-01"))}, "milestones"),
    ],
)
def test_a_task_points_to_nothing_that_is_not_there(
    db: Database, planned: Planned, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(Flawed) as refused:
        draft = TaskDraft("새 과제", **wrong)  # type: ignore[arg-type]
        tasking.add_task(db, planned.response, draft, EVERYTHING, person_id=planned.analyst)
    assert [flaw.field for flaw in refused.value.flaws] == [field]
    assert len(whole(db, planned.response).tasks) == 3


def test_a_measure_needs_its_domain(db: Database, planned: Planned) -> None:
    with pytest.raises(Flawed):
        tasking.add_task(db, planned.prevention, TaskDraft("조치"), EVERYTHING, person_id=planned.analyst)


def test_a_strategy_with_tasks_is_not_lost(db: Database, planned: Planned) -> None:
    stands = whole(db, planned.response)
    draft = replace(plan_draft(stands), strategies=(Strategy(planned.strategies[0], "첫째"),))
    with pytest.raises(Flawed) as refused:
        planning.change_plan(db, planned.response, draft, EVERYTHING, seen="", person_id=planned.analyst)
    assert [flaw.field for flaw in refused.value.flaws] == ["strategies"]
    turned = replace(plan_draft(stands), strategies=stands.strategies[::-1])
    assert planning.change_plan(db, planned.response, turned, EVERYTHING, seen="", person_id=planned.analyst)
    assert [title for _id, title, _tasks in whole(db, planned.response).groups] == ["둘째", "첫째"]


def test_a_task_moves_among_those_of_its_strategy_only(db: Database, planned: Planned) -> None:
    by = {"person_id": planned.analyst}
    assert tasking.move_task(db, planned.tasks["교육"], EVERYTHING, up=True, **by)
    assert [task.title for task in whole(db, planned.response).tasks] == ["시설자금", "교육", "상담회"]
    assert not tasking.move_task(db, planned.tasks["교육"], EVERYTHING, up=True, **by)
    assert not tasking.move_task(db, planned.tasks["시설자금"], EVERYTHING, up=False, **by)


def test_what_is_taken_out_comes_back_with_all_that_was_told_of_it(db: Database, planned: Planned) -> None:
    tell(db, planned, "교육", "under_way", "2026-01-10", "시작했습니다.")
    by = {"person_id": planned.analyst}
    tasking.drop_task(db, planned.tasks["교육"], EVERYTHING, dropped=True, **by)
    assert len(whole(db, planned.response).tasks) == 2 and len(whole(db, planned.response, "2026-02-01").tasks) == 3
    tasking.drop_task(db, planned.tasks["교육"], EVERYTHING, dropped=False, **by)
    assert whole(db, planned.response).tasks[-1].status == "under_way"
    planning.drop_plan(db, planned.response, EVERYTHING, dropped=True, **by)
    assert store.list_plans(db, store.Wanted("response"), EVERYTHING)[1] == 0
    planning.drop_plan(db, planned.response, EVERYTHING, dropped=False, **by)
    assert store.list_plans(db, store.Wanted("response", state="under_way"), EVERYTHING)[1] == 1


def test_an_area_has_one_prevention_plan_a_round(
    db: Database, planned: Planned, areas: dict[str, str], round_id: str
) -> None:
    again = planning.make_prevention_plan(
        db, areas["B001"], round_id, PlanDraft("다른 계획"), person_id=planned.analyst
    )
    assert again == planned.prevention and len(all_rows(db, "plan")) == 2


def test_another_areas_plan_is_not_there(db: Database, planned: Planned, areas: dict[str, str]) -> None:
    far = Scope(frozenset({areas["B002"]}))
    assert read_plan(db, planned.prevention, far) is None and store.find_task(db, planned.measure, far) is None
    assert read_plan(db, planned.response, far) is not None  # of the whole city
    with pytest.raises(Conflict):
        tasking.drop_task(db, planned.measure, far, dropped=True, person_id=planned.analyst)


def test_the_next_round_shows_the_plan_as_it_stood_at_its_end(
    db: Database, planned: Planned, areas: dict[str, str], round_id: str
) -> None:
    with writing(db):
        db.conn.execute("insert into round values ('next', '2027H1', '다음', 'Next', '2027-01-01', '2027-06-30')")
    this, following = (row(db, "select * from round where id = ?", [each]) for each in (round_id, "next"))
    assert this is not None and following is not None
    assert [each.id for each in plans_of_area(db, areas["B001"], following)] == [planned.prevention]
    assert plans_of_area(db, areas["B002"], this) == [] and plans_of_area(db, areas["B001"], None) == []
    told = plans_told(db, this)
    assert [each.id for each in told.prevention] == [planned.prevention] and len(told.response) == 1
    assert plans_told(db, following).prevention == ()


def test_nobody_is_named_in_what_everybody_reads(db: Database, planned: Planned) -> None:
    tell(db, planned, "교육", "under_way", "2026-01-10", "010-1234-5678로 연락 바랍니다.")
    assert "1234" not in store.events_of(db, planned.tasks["교육"])[0]["note"]


@pytest.mark.parametrize("table", ["plan", "plan_version", "plan_task", "plan_task_version", "plan_task_event"])
def test_history_is_never_taken_away_nor_overwritten(db: Database, planned: Planned, table: str) -> None:
    for sql in (f"delete from {table}", f"update {table} set at = '2020-01-01'"):
        with pytest.raises(sqlite3.IntegrityError), writing(db):
            db.conn.execute(sql)
