"""A plan's tasks as a table: out and back without a change, every fault told with row, cell, cause and cure."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.errors import BadInput
from app.plans import tasking
from app.plans.carrying.columns import as_budget, as_milestone, row_of, titles_of
from app.plans.carrying.importing import Brought, import_tasks
from app.plans.plans import Event, Milestone, Plan
from app.plans.reading import read_plan
from app.tables.sheets import csv_bytes, xlsx_bytes
from tests.plans.conftest import Planned


def bring(db: Database, planned: Planned, text: str | bytes, name: str = "과제.csv", plan_id: str = "") -> Brought:
    data = text if isinstance(text, bytes) else text.encode()
    return import_tasks(db, plan_id or planned.response, data, name, EVERYTHING, person_id=planned.analyst)


def whole(db: Database, plan_id: str) -> Plan:
    found = read_plan(db, plan_id, EVERYTHING)
    assert found is not None
    return found


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_went_out_comes_back_and_changes_nothing(db: Database, planned: Planned, kind: str) -> None:
    task_id = planned.tasks["상담회"]
    told = Event("stopped", "2025-08-01", "=예산이 없습니다; 다음 해")
    tasking.tell_status(db, task_id, told, EVERYTHING, person_id=planned.analyst)
    plan = whole(db, planned.response)
    table = [row_of(plan, n, task, {"market": "market"}) for n, task in enumerate(plan.tasks, start=1)]
    titles = titles_of(plan)
    data = csv_bytes(titles, table) if kind == "csv" else xlsx_bytes({"과제": (titles, table)})
    done = bring(db, planned, data, f"과제.{kind}")
    assert (done.new, done.changed, done.unchanged) == (0, 0, 3)
    assert whole(db, planned.response) == plan


def test_a_row_adds_a_task_with_all_it_says(db: Database, planned: Planned) -> None:
    done = bring(
        db,
        planned,
        "전략,과제,영역,예산(백만원),기간,담당 기관,주제,상태,상태 날짜,이정표\n"
        '셋째,새 과제,금융,"1,500",중기,예시 기관,finance;market,추진 중,2025-09-01,'
        "2025-12-31 접수 [2025-12-20]; 2026.3.5 마감\n"
        "첫째,시설자금,,,,,,,,\n",
    )
    assert (done.new, done.unchanged, done.strategies) == (1, 1, ("셋째",))
    plan = whole(db, planned.response)
    new = plan.tasks[-1]
    assert [each.title for each in plan.strategies] == ["첫째", "둘째", "셋째"] and new.strategy == plan.strategies[
        2
    ].id
    assert (new.budget, new.term, new.status, new.status_day) == (1_500_000_000, "mid", "under_way", "2025-09-01")
    assert new.milestones == (Milestone("접수", "2025-12-31", "2025-12-20"), Milestone("마감", "2026-03-05"))
    assert plan.tasks[0].budget == 100_000_000_000  # an empty cell leaves what stands


def test_every_fault_is_told_at_once_and_nothing_is_stored(db: Database, planned: Planned) -> None:
    before = whole(db, planned.response)
    with pytest.raises(BadInput) as refused:
        bring(
            db,
            planned,
            "전략,과제,예산,주제,상태,상태 날짜,까닭,이정표\n"
            "첫째,가,많이,날씨,중단,,,언젠가\n"
            "첫째,가,,,늦음,2020-01-01,,\n"
            "첫째,,,,,,,\n",
        )
    told = {(each.where, each.what) for each in refused.value.problems}
    assert {
        ("2행 ‘예산’ 칸", "쓸 수 없는 값입니다: ‘많이’"),
        ("2행 ‘주제’ 칸", "쓸 수 없는 값입니다: ‘날씨’"),
        ("2행 ‘까닭’ 칸", "중단한 과제인데 까닭이 없습니다"),
        ("2행 ‘이정표’ 칸", "쓸 수 없는 값입니다: ‘언젠가’"),
        ("3행 ‘과제’ 칸", "같은 과제가 2행에도 있습니다"),
        ("3행 ‘상태’ 칸", "‘늦음’은 이정표의 날짜로 셉니다"),
        ("3행 ‘상태 날짜’ 칸", "계획보다 앞서거나 아직 오지 않은 날입니다"),
        ("4행 ‘과제’ 칸", "비어 있습니다"),
    } <= told
    assert all(each.right for each in refused.value.problems)
    assert whole(db, planned.response) == before


def test_a_measure_without_its_domain_is_a_fault_of_its_row(db: Database, planned: Planned) -> None:
    with pytest.raises(BadInput) as refused:
        bring(db, planned, "조치,영역\n새 조치,\n", plan_id=planned.prevention)
    assert [each.where for each in refused.value.problems] == ["2행 ‘영역’ 칸"]
    assert bring(db, planned, "조치,영역,예산\n새 조치,금융,모름\n", plan_id=planned.prevention).new == 1


def test_an_amount_goes_by_its_own_unit_before_the_titles() -> None:
    assert as_budget("15", "억원") == 1_500_000_000 and as_budget("3억", "백만원") == 300_000_000
    assert as_budget("1,234", "천원") == 1_234_000 and as_budget("모름", "억원") is None


@pytest.mark.parametrize("text", ["설명회 2026-03-31", "2026-13-01 설명회", "2026-03-31", "2026-03-31 설명회 [언젠가]"])
def test_a_milestone_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        as_milestone(text)
