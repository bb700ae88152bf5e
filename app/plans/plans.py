"""Plans as nouns: their tasks, what they cost as far as it is known, what is late, what changed between two days. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.accounts.people import Scope

RESPONSE, PREVENTION = "response", "prevention"
KINDS = (RESPONSE, PREVENTION)
PLANNED, UNDER_WAY, DONE, STOPPED = STATUSES = ("planned", "under_way", "done", "stopped")
LATE = "late"
TERMS = ("short", "mid", "long")
# The levels at which a prevention plan is asked for. By the decree it is written for areas with crisis signs; the
# city's practice asks it of areas at 심각, the strictest level of a scheme of three (DOMAIN.md, step 6).
REQUIRED_AT = ("serious", "danger")


def in_charge(scope: Scope, area_id: str) -> bool:
    """Whether a plan of an area may be changed by whoever has this scope; a plan of none (the city's) needs all areas."""
    return scope.allows(area_id or None)


@dataclass(frozen=True)
class Milestone:
    """A step of a task: what is to be there, by when, and since when it is."""

    title: str
    due_on: str
    done_on: str = ""


@dataclass(frozen=True)
class Event:
    """How a task stands from a day on, and who said so."""

    status: str
    on_day: str
    note: str = ""
    person: str = ""


@dataclass(frozen=True)
class Strategy:
    id: str
    title: str


@dataclass(frozen=True)
class Task:
    """A task as it stood on a day; `strategy` is its strategy's id, empty in a prevention plan."""

    id: str
    title: str
    status: str = PLANNED
    status_day: str = ""
    reason: str = ""
    strategy: str = ""
    domain: str = ""
    budget: int | None = None
    funding: str = ""
    term: str = ""
    organization: str = ""
    owner_id: str = ""
    owner: str = ""
    themes: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    grounds: int = 0

    def days_late(self, day: date) -> int:
        """Days since the first milestone that is not reached was due; 0 where none is, or the task is at its end."""
        if self.status in (DONE, STOPPED):
            return 0
        due = [m.due_on for m in self.milestones if not m.done_on and m.due_on < day.isoformat()]
        return (day - date.fromisoformat(min(due))).days if due else 0

    def next_milestone(self) -> Milestone | None:
        """The first that is not reached, of a task that still goes on."""
        if self.status in (DONE, STOPPED):
            return None
        return min((m for m in self.milestones if not m.done_on), key=lambda m: m.due_on, default=None)


@dataclass(frozen=True)
class Money:
    """What tasks cost: the sum of those whose budget is known [won], how many are known, and of how many tasks."""

    known: int
    told: int
    tasks: int

    @property
    def unknown(self) -> int:
        return self.tasks - self.told


@dataclass(frozen=True)
class Plan:
    """A plan as it stood on a day: `day` is that day, `as_of` what was asked for (empty: the newest of everything)."""

    id: str
    kind: str
    title: str
    day: date
    strategies: tuple[Strategy, ...]
    tasks: tuple[Task, ...]
    as_of: str = ""
    occasion: str = ""
    met_on: str = ""
    roundtable_id: str = ""
    declared: int | None = None
    source: str = ""
    note: str = ""
    dropped: bool = False
    area_id: str = ""
    round_id: str = ""
    round_code: str = ""
    area: object = None

    @property
    def money(self) -> Money:
        return money_of(self.tasks)

    @property
    def groups(self) -> list[tuple[str, str, tuple[Task, ...]]]:
        """Tasks under what they belong to: id, title (empty for a domain, whose word is the page's) and tasks."""
        if self.kind == RESPONSE:
            heads = [(each.id, each.title) for each in self.strategies]
        else:
            heads = [(code, "") for code in dict.fromkeys(task.domain for task in self.tasks if task.domain)]
        found = [(key, title, tuple(t for t in self.tasks if self.group_of(t) == key)) for key, title in heads]
        loose = tuple(t for t in self.tasks if self.group_of(t) not in {key for key, _title in heads})
        return [*found, ("", "", loose)] if loose else found

    def group_of(self, task: Task) -> str:
        """What a task stands under: its strategy, or in a prevention plan its domain."""
        return task.strategy if self.kind == RESPONSE else task.domain

    def counts(self) -> dict[str, int]:
        """How many tasks stand how; late ones are counted besides."""
        found = dict.fromkeys((*STATUSES, LATE), 0)
        for task in self.tasks:
            found[task.status] += 1
            found[LATE] += task.days_late(self.day) > 0
        return found


@dataclass(frozen=True)
class Change:
    """What became of one task between two days, and as what it stood before; a new one has no before."""

    task: Task
    what: str
    before: Task | None = None


def money_of(tasks: Iterable[Task]) -> Money:
    """The sum of what is known, never without how much is not."""
    listed = list(tasks)
    known = [task.budget for task in listed if task.budget is not None]
    return Money(sum(known), len(known), len(listed))


def changes(before: Sequence[Task], after: Sequence[Task]) -> list[Change]:
    """What is new, gone, stands otherwise, or says something else; in the order of the later plan."""
    then, now = {task.id: task for task in before}, {task.id: task for task in after}
    found = [_change(task, then.get(task.id)) for task in after]
    gone = [Change(task, "gone", task) for task in before if task.id not in now]
    return [each for each in found if each is not None] + gone


def _change(task: Task, before: Task | None) -> Change | None:
    if before is None:
        return Change(task, "new")
    if task.status != before.status:
        return Change(task, "status", before)
    reached = {m.title for m in task.milestones if m.done_on} - {m.title for m in before.milestones if m.done_on}
    if reached:
        return Change(task, "milestone", before)
    if task.budget != before.budget:
        return Change(task, "budget", before)
    return Change(task, "edited", before) if _said(task) != _said(before) else None


def _said(task: Task) -> tuple[object, ...]:
    """What a task says of itself, but for how it stands."""
    return (task.title, task.strategy, task.domain, task.funding, task.term, task.organization, task.owner_id, task.themes,
            task.milestones)  # fmt: skip


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or that month's last day.

    >>> months_after(date(2025, 4, 29), 3), months_after(date(2025, 11, 30), 3)
    (datetime.date(2025, 7, 29), datetime.date(2026, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 28, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))
