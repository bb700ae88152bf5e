"""Plans as nouns: money with what is unknown, lateness by milestones, what changed between two days."""

from __future__ import annotations

from datetime import date

import pytest

from app.plans.plans import Change, Milestone, Money, Task, changes, money_of, months_after
from forms.helping.plans import read_won

DAY = date(2026, 11, 30)


def test_a_sum_counts_what_is_known_and_says_of_how_many_it_is_not() -> None:
    tasks = [Task("1", "가", budget=100), Task("2", "나", budget=0), Task("3", "다")]
    assert money_of(tasks) == Money(known=100, told=2, tasks=3) and money_of(tasks).unknown == 1


def test_a_task_is_late_since_its_first_milestone_that_is_not_reached() -> None:
    steps = (
        Milestone("가", "2026-11-01", "2026-11-05"),
        Milestone("나", "2026-11-20"),
        Milestone("다", "2026-11-10"),
    )
    assert Task("1", "과제", milestones=steps).days_late(DAY) == 20
    assert Task("1", "과제", milestones=(Milestone("가", "2026-11-30"),)).days_late(DAY) == 0  # its day is not over
    assert Task("1", "과제", "stopped", milestones=steps).days_late(DAY) == 0
    assert Task("1", "과제").days_late(DAY) == 0


def test_what_changed_is_told_once_a_task_and_the_state_before_all_else() -> None:
    steps, reached = (Milestone("가", "2026-11-01"),), (Milestone("가", "2026-11-01", "2026-11-01"),)
    before = [
        Task("1", "가"),
        Task("2", "나", milestones=steps),
        Task("3", "다", budget=1),
        Task("4", "라"),
        Task("6", "바"),
    ]
    after = [
        Task("1", "가", "done", budget=5),
        Task("2", "나", milestones=reached),
        Task("3", "다"),
        Task("5", "마"),
        Task("6", "바"),
    ]
    assert [(each.task.id, each.what) for each in changes(before, after)] == [
        *(("1", "status"), ("2", "milestone"), ("3", "budget"), ("5", "new"), ("4", "gone"))
    ]
    assert changes(before, before) == []
    assert changes([], [Task("1", "가")]) == [Change(Task("1", "가"), "new")]


def test_a_quarter_after_the_last_of_a_month_is_the_last_of_another() -> None:
    assert months_after(date(2024, 11, 30), 3) == date(2025, 2, 28)
    assert months_after(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert months_after(date(2023, 11, 30), 3) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("4,265억 원", 426_500_000_000),
        ("1조 2천억", 1_200_000_000_000),
        ("15억3000만 원", 1_530_000_000),
        ("1.5억", 150_000_000),
        ("800만원", 8_000_000),
        ("0", 0),
        ("모름", None),
        ("", None),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, won: int | None) -> None:
    assert read_won(text) == won


@pytest.mark.parametrize("text", ["많이", "3만 2억", "억", "1,5억 달러", "-5", "1.23456789원", "9999999조"])
def test_what_is_no_amount_is_refused_and_never_guessed(text: str) -> None:
    with pytest.raises(ValueError):
        read_won(text)
